#pragma once

#include "base/Result.h"

#include <QJsonObject>

#include <vector>

/// The files of an IMDF archive, a folder or a zip.
namespace formats::imdf
{

/// A feature as written.
struct Feature {
    QString id;
    QJsonObject properties;
    QJsonObject geometry;
    size_t shape = 0; ///< index into the batch
};

/// The folder within GDAL's file system that holds the archive's files; empty where it is none.
QString folderOf(const QString &path);
/// A file's bytes; empty where it is not there.
QByteArray contentOf(const QString &file);
/// The features of one type; none where its file is not there. Errors: "source-broken".
base::Result<std::vector<Feature>> featuresOf(const QString &folder, const char *type, const QString &source);

}
