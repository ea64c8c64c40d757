#pragma once

#include <QHash>
#include <QString>

namespace formats
{

/// Code lists (gml:Dictionary files) that a CityGML file names relative to itself; each is read once.
class CodeLists
{
public:
    explicit CodeLists(const QString &cityFile);
    /// What the code means, or the code itself where the list is not there or does not know it.
    QString meaning(const QString &codeSpace, const QString &code);

private:
    QString m_folder;
    QHash<QString, QHash<QString, QString>> m_lists;
};

}
