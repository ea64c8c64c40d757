#pragma once

#include "formats/cityjson/CityJsonDocument.h"

#include <QDateTime>
#include <QFile>

namespace formats
{

/// Whether a JSON file seems to be a city: cheap enough to be asked of every one.
bool looksLikeCityJson(QFile &file);
/// Whether it is one of many texts, a line each.
bool isSequence(QFile &file);

/// A CityJSON file as far as one look at it tells: its text, its top, and where its objects stand.
struct KnownCity {
    json::Padded text;
    CityJsonHeader header;
    base::Warnings warnings;
    json::Code error = simdjson::SUCCESS; ///< what ended the look early
    bool sliced = false;                  ///< whether `header.objects` are all there are
    qint64 bytes = 0;
    QDateTime modified;
};

/// Looks at a file; who looked at the same one shortly before and still holds it shares what was found. Errors: those
/// of json::load.
base::Result<std::shared_ptr<const KnownCity>> knowCity(const QString &path);
/// Whether somebody holds what was found.
bool isKnown(const QString &path);

}
