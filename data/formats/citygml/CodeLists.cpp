#include "formats/citygml/CodeLists.h"

#include <QFile>
#include <QFileInfo>
#include <QXmlStreamReader>

namespace formats
{

CodeLists::CodeLists(const QString &cityFile) : m_folder(QFileInfo(cityFile).absolutePath()) {}

static QHash<QString, QString> readList(const QString &path)
{
    QHash<QString, QString> list;
    constexpr qint64 Largest = 16 * 1024 * 1024;
    QFile file(path);
    if (!QFileInfo(path).isFile() || file.size() > Largest || !file.open(QIODevice::ReadOnly))
        return list;
    QXmlStreamReader reader(&file);
    QString code, meaning;
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::StartElement) {
            if (reader.name() == QLatin1String("Definition"))
                code = meaning = QString();
            else if (reader.name() == QLatin1String("description"))
                meaning = reader.readElementText(QXmlStreamReader::SkipChildElements).trimmed();
            else if (reader.name() == QLatin1String("name"))
                code = reader.readElementText(QXmlStreamReader::SkipChildElements).trimmed();
        } else if (token == QXmlStreamReader::EndElement && reader.name() == QLatin1String("Definition") &&
                   !code.isEmpty()) {
            list.insert(code, meaning);
        }
    }
    return list;
}

QString CodeLists::meaning(const QString &codeSpace, const QString &code)
{
    if (codeSpace.isEmpty() || codeSpace.contains(QLatin1String("://")) || codeSpace.startsWith(u'/'))
        return code;
    auto known = m_lists.constFind(codeSpace);
    if (known == m_lists.constEnd())
        known = m_lists.insert(codeSpace, readList(m_folder + u'/' + codeSpace));
    const QString found = known->value(code);
    return found.isEmpty() ? code : found;
}

}
