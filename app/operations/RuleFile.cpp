#include "operations/RuleFile.h"

#include "core/Text.h"
#include "core/UserFiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace app
{

static base::Result<QByteArray> readAll(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(QStringLiteral("file-missing"),
                             translate("app", "cannot be opened: %1").arg(file.errorString()), path);
    return file.readAll();
}

base::Result<RulePlace> findRulePlace(const QString &project, const QString &own, bool keepsOwn)
{
    RulePlace place{project, own, true, false};
    if (project.isEmpty() || keepsOwn)
        return place;
    const auto text = readAll(project);
    if (!text)
        return tl::unexpected(text.error());
    const QDir folder = QFileInfo(project).absoluteDir();
    const QString named = QJsonDocument::fromJson(*text).object().value(QLatin1String("rules")).toString();
    const QString file = folder.absoluteFilePath(named.isEmpty() ? QStringLiteral("rules.json") : named);
    const QFileInfo info(file);
    const bool writable = QFileInfo(info.absolutePath()).isWritable() && (!info.exists() || info.isWritable()) &&
                          (!named.isEmpty() || QFileInfo(project).isWritable());
    // A rules.json that lies there but is not the project's is somebody else's.
    if (writable && !(named.isEmpty() && info.exists()))
        place = {project, file, false, named.isEmpty()};
    return place;
}

/// A rule a line: what has changed is seen at a glance.
static QByteArray textOf(const domain::Rules &rules)
{
    const QJsonObject json = rules.toJson();
    QByteArray text = "{\n";
    for (auto each = json.begin(); each != json.end(); ++each) {
        if (each.key() == QLatin1String("rules"))
            continue;
        const QByteArray value = QJsonDocument(QJsonArray{each.value()}).toJson(QJsonDocument::Compact);
        text += "  \"" + each.key().toUtf8() + "\": " + value.mid(1, value.size() - 2) + ",\n";
    }
    text += "  \"rules\": [";
    const QJsonArray list = json.value(QLatin1String("rules")).toArray();
    for (qsizetype i = 0; i < list.size(); ++i)
        text += (i > 0 ? ",\n    " : "\n    ") + QJsonDocument(list[i].toObject()).toJson(QJsonDocument::Compact);
    return text + "\n  ]\n}\n";
}

base::Status writeRules(const RulePlace &place, const domain::Rules &rules)
{
    QDir().mkpath(QFileInfo(place.file).absolutePath());
    if (base::Status status = writeWhole(textOf(rules), place.file); !status || !place.addsKey)
        return status;
    auto text = readAll(place.project);
    if (!text)
        return tl::unexpected(text.error());
    // The project stays as its author wrote it, but for this line.
    const qsizetype brace = text->indexOf('{');
    const QByteArray key = "\n  \"rules\": \"" + QFileInfo(place.file).fileName().toUtf8() + "\",";
    QByteArray changed = *text;
    changed.insert(brace + 1, key);
    if (brace < 0 || !QJsonDocument::fromJson(changed).isObject())
        return base::failure(QStringLiteral("file-unwritable"),
                             translate("app", "the line \"rules\" could not be added"), place.project);
    return writeWhole(changed, place.project);
}

base::Result<domain::Rules> readRules(const QString &file)
{
    const auto text = readAll(file);
    if (!text)
        return tl::unexpected(text.error());
    return domain::Rules::fromJson(QJsonDocument::fromJson(*text).object(), file);
}

}
