#pragma once

#include <QByteArray>
#include <QString>

namespace formats
{

/// The encoding of a shapefile's attribute table where the file does not say one (no .cpg, no language byte) and its
/// texts are plainly UTF-8 or GB 18030; empty where it says so or nothing is plain.
QByteArray guessedDbfEncoding(const QString &shpOrDbf);

/// What texts without a declared encoding look like: "UTF-8", "GB18030", or empty (ASCII, or not plain).
QByteArray guessedEncoding(const QByteArray &texts);

}
