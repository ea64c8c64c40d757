#include "formats/indoor/ImdfFiles.h"

#include "formats/Tr.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <cpl_string.h>
#include <cpl_vsi.h>

namespace formats::imdf
{

QString folderOf(const QString &path)
{
    const QFileInfo info(path);
    const auto holds = [](const QString &folder, const char *name) {
        VSIStatBufL stat;
        return VSIStatExL((folder + QLatin1Char('/') + QLatin1String(name)).toUtf8().constData(), &stat,
                          VSI_STAT_EXISTS_FLAG) == 0;
    };
    const auto isArchive = [&](const QString &folder) {
        return holds(folder, "level.geojson") &&
               (holds(folder, "manifest.json") || holds(folder, "venue.geojson") || holds(folder, "unit.geojson"));
    };
    if (info.isDir())
        return isArchive(path) ? path : QString();
    if (!info.isFile() || info.suffix().compare(QLatin1String("zip"), Qt::CaseInsensitive) != 0)
        return {};
    const QString root = QStringLiteral("/vsizip/{%1}").arg(path);
    const CPLStringList files(VSIReadDirRecursive(root.toUtf8().constData()));
    for (int i = 0; i < files.size(); ++i) {
        const QString file = QString::fromUtf8(files[i]);
        if (file != QLatin1String("level.geojson") && !file.endsWith(QLatin1String("/level.geojson")))
            continue;
        const qsizetype slash = file.lastIndexOf(u'/');
        const QString folder = slash < 0 ? root : root + u'/' + file.left(slash);
        if (isArchive(folder))
            return folder;
    }
    return {};
}

QByteArray contentOf(const QString &file)
{
    GByte *bytes = nullptr;
    vsi_l_offset size = 0;
    constexpr GIntBig Most = 256 << 20;
    if (!VSIIngestFile(nullptr, file.toUtf8().constData(), &bytes, &size, Most))
        return {};
    const QByteArray content(reinterpret_cast<const char *>(bytes), qsizetype(size));
    VSIFree(bytes);
    return content;
}

base::Result<std::vector<Feature>> featuresOf(const QString &folder, const char *type, const QString &source)
{
    std::vector<Feature> features;
    const QString name = QLatin1String(type) + QLatin1String(".geojson");
    const QByteArray content = contentOf(folder + u'/' + name);
    if (content.isEmpty())
        return features;
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(content, &error);
    if (error.error != QJsonParseError::NoError)
        return base::failure(
            QStringLiteral("source-broken"),
            tr("'%1' in the archive is broken at byte %2: %3").arg(name).arg(error.offset).arg(error.errorString()),
            source);
    for (const QJsonValue &value : document.object().value(QLatin1String("features")).toArray()) {
        const QJsonObject object = value.toObject();
        features.push_back({object.value(QLatin1String("id")).toString(),
                            object.value(QLatin1String("properties")).toObject(),
                            object.value(QLatin1String("geometry")).toObject(), 0});
    }
    return features;
}

}
