#include "core/Csv.h"

namespace app
{

static QByteArray cell(QString text)
{
    bool isNumber = false;
    text.toDouble(&isNumber);
    if (!isNumber && !text.isEmpty() && QStringLiteral("=+-@").contains(text.front()))
        text.prepend(u'\t');
    const bool quoted = text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r');
    return (quoted ? u'"' + text.replace(QLatin1String("\""), QLatin1String("\"\"")) + u'"' : text).toUtf8();
}

static QByteArray line(const QStringList &cells)
{
    QByteArrayList parts;
    for (const QString &each : cells)
        parts.append(cell(each));
    return parts.join(',') + "\r\n";
}

QByteArray csv(const QStringList &heads, const QList<QStringList> &rows)
{
    QByteArray out = "\xEF\xBB\xBF" + line(heads);
    for (const QStringList &row : rows)
        out += line(row);
    return out;
}

}
