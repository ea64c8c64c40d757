#pragma once

#include "domain/Layer.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

class OGRFeature;

namespace formats
{

/// What GDAL's OpenStreetMap driver is to put into columns (a file in GDAL's memory, made once).
QByteArray osmConfigPath();

/// What an OpenStreetMap object is to us, by its tags.
struct OsmClass {
    domain::LayerKind kind;
    QString type; ///< "residential", "park", "school" ...
};
/// Nothing where it is nothing to draw. `layer` is GDAL's: "points", "lines", "multipolygons".
std::optional<OsmClass> classifyOsm(const OGRFeature &feature, const QString &layer);
/// The kinds that an OpenStreetMap file may give, in drawing order.
const std::vector<domain::LayerKind> &osmKinds();
/// GDAL's layers that hold objects of a kind.
std::vector<QString> osmLayersOf(domain::LayerKind kind);
/// "n12", "w345", "r6".
QString osmId(const OGRFeature &feature, const QString &layer);

/// The tags of GDAL's `other_tags` column: "\"key\"=>\"value\",...".
std::vector<std::pair<QString, QString>> parseHstore(const QString &text);

/// The compression of a PBF file's blocks where GDAL reads nothing of it ("LZ4", "Zstandard" ...); empty otherwise.
/// Format: OpenStreetMap wiki, "PBF Format", messages BlobHeader and Blob.
QString unreadableOsmCompression(const QString &path);

}
