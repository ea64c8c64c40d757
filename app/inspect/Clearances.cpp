#include "inspect/Clearances.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace app
{

static Clearances s_inUse;

static void readInto(Clearances &clearances, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    const auto take = [&json](const char *group, const char *key, double &value) {
        const QJsonValue found = key ? json.value(QLatin1String(group)).toObject().value(QLatin1String(key))
                                     : json.value(QLatin1String(group));
        if (found.isDouble() && found.toDouble() > 0)
            value = found.toDouble();
    };
    take("doorWidth", "least", clearances.leastWidth);
    take("doorWidth", "wanted", clearances.wantedWidth);
    take("doorHeight", "least", clearances.leastHeight);
    take("swingFree", nullptr, clearances.swingFree);
}

Clearances Clearances::read(const QString &folder)
{
    Clearances clearances;
    readInto(clearances, QStringLiteral(":/yunjie/inspect/clearances.json"));
    if (!folder.isEmpty())
        readInto(clearances, QDir(folder).filePath(QStringLiteral("clearances.json")));
    return clearances;
}

const Clearances &Clearances::inUse()
{
    return s_inUse;
}

void Clearances::use(const Clearances &clearances)
{
    s_inUse = clearances;
}

}
