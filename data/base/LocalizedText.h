#pragma once

#include <QJsonValue>
#include <QString>

namespace base
{

/// A text in the two languages of the product. In JSON either a string (both languages) or {"en": ..., "zh_CN": ...}.
struct LocalizedText {
    QString en;
    QString zh;

    /// The text in `language` ("en" or "zh_CN"), or in the other one where that is missing.
    QString in(const QString &language) const;
    bool isEmpty() const { return en.isEmpty() && zh.isEmpty(); }
    static LocalizedText fromJson(const QJsonValue &value);
    QJsonValue toJson() const;
    bool operator==(const LocalizedText &) const = default;
};

}
