#pragma once

#include <QString>

namespace formats
{

/// A column's or table's name as SQL wants it.
inline QByteArray quotedName(const QString &name)
{
    return '"' + name.toUtf8().replace('"', "\"\"") + '"';
}

/// A text as SQL wants it.
inline QByteArray quotedText(const QString &text)
{
    return '\'' + text.toUtf8().replace('\'', "''") + '\'';
}

}
