#pragma once

#include "base/Result.h"
#include "base/Warnings.h"
#include "domain/Alerts.h"
#include "feeds/Times.h"

#include <QByteArray>

#include <vector>

namespace feeds
{

/// An entry of an index that names an alert elsewhere.
struct CapLink {
    QString url;   ///< as written: may be relative to the index
    QString stamp; ///< changes when the entry does: what need not be fetched again is known by it
};

/// What a document holds: CAP 1.0, 1.1 or 1.2 by itself, in an EDXL-DE distribution, or in the entries of an Atom or
/// RSS index, which may also only link to alerts.
struct CapDocument {
    std::vector<domain::Alert> alerts; ///< `feed` left empty
    std::vector<CapLink> links;
    base::Warnings warnings; ///< source, element (and alert), reason; see docs/live-feeds.md for the codes
};

/// Reads a document. No document type declaration is let in (CAP has none; external and multiplying entities come by
/// them), nothing is ever fetched, signatures are not checked but named. An alert without identifier, sender or time is
/// passed over with a warning; any other flaw is a warning and the alert stays. Errors: "cap-broken" (not well-formed,
/// with line), "cap-doctype", "cap-foreign" (another kind of document), "cap-too-large".
base::Result<CapDocument> readCap(const QByteArray &bytes, const QString &source, Times &times);

/// "sender,identifier,sent" with the time in UTC, whatever zone it was written in.
QString alertId(const QString &sender, const QString &identifier, qint64 sent);

}
