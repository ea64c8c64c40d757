#include "base/LocalizedText.h"

#include <QJsonObject>

namespace base
{

QString LocalizedText::in(const QString &language) const
{
    const bool chinese = language.startsWith(QLatin1String("zh"));
    const QString &wanted = chinese ? zh : en;
    return wanted.isEmpty() ? (chinese ? en : zh) : wanted;
}

LocalizedText LocalizedText::fromJson(const QJsonValue &value)
{
    if (value.isString())
        return {value.toString(), value.toString()};
    const QJsonObject object = value.toObject();
    return {object.value(QLatin1String("en")).toString(), object.value(QLatin1String("zh_CN")).toString()};
}

QJsonValue LocalizedText::toJson() const
{
    return QJsonObject{{QStringLiteral("en"), en}, {QStringLiteral("zh_CN"), zh}};
}

}
