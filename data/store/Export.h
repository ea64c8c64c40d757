#pragma once

#include "base/Job.h"
#include "base/Result.h"
#include "domain/Sources.h"
#include "store/Queries.h"

#include <functional>

/// Tables that leave the program: CSV, GeoPackage, GeoJSON (docs/exports.md says which columns). Personal data stays:
/// no telephones, no identity numbers (they are masked wherever somebody wrote them into a text), nobody who reported.
namespace store
{

struct ExportRequest {
    enum class What : quint8 { Events, Alarms, Journal, Observations, Statistics } what = What::Events;
    // What restricts them; offset and limit are passed over: all that fit are written.
    EventQuery events;
    AlarmQuery alarms;
    JournalQuery journal;
    StatisticsQuery statistics;
    /// What the keys of statistics are called; without it there are no columns for names. Any thread.
    std::function<QString(StatisticsQuery::Key key, const QString &value)> statisticsName;
    QStringList datastreams; ///< of observations; empty: all
    qint64 from = 0, to = 0; ///< of observations: up to but not `to`, ms UTC
    QString timezone;        ///< IANA; of times in CSV and GeoJSON; empty: UTC
};

/// Writes what is asked for into a file, by its ending; aside at first, so that there is a whole file or none. Blocks,
/// on any thread, over a connection of its own. Errors: "cancelled", "format-unknown", "file-unwritable",
/// "timezone-unknown", and those of the store.
base::Status exportTo(const domain::StoreConfig &config, const ExportRequest &request, const QString &file,
                      const base::Job &job);

/// A text without telephone numbers (last four digits stay) and identity numbers (last four stay): what people write
/// into descriptions and notes.
QString withoutNumbers(const QString &text);

}
