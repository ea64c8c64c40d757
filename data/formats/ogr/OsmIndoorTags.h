#pragma once

#include "domain/Interior.h"

#include <QHash>

class OGRFeature;

/// What tags of OpenStreetMap say of the inside of buildings ("Simple Indoor Tagging").
namespace formats::osm
{

using Tags = QHash<QString, QString>;

/// The value of the first of the keys that is set and not "no".
QString first(const Tags &tags, std::initializer_list<const char *> keys);
bool has(const Tags &tags, const char *key, const char *value);

/// All tags of a feature where one of them concerns the inside of buildings; nothing otherwise. `all`: also where none
/// does.
Tags indoorTags(const OGRFeature &feature, bool all);

bool isLift(const Tags &tags);
/// Whether an area with these tags is one that people stand in.
bool isSpace(const Tags &tags);
domain::SpaceFunction functionOf(const Tags &tags);
/// The levels that tags name, lowest first; the ground's where they name none.
std::vector<double> levelsOf(const Tags &tags);

}
