#include "domain/People.h"

namespace domain
{

/// What stands for what is not shown.
static const QString Stars = QStringLiteral("****");

QString maskedNumber(const QString &number)
{
    constexpr qsizetype Shown = 4;
    QString letters;
    for (const QChar each : number) {
        if (each.isLetterOrNumber())
            letters.append(each);
    }
    if (letters.size() <= Shown)
        return letters.isEmpty() ? QString() : Stars;
    return QStringLiteral("%1 %2").arg(Stars, letters.right(Shown));
}

/// The first character and two stars, whatever its length: that would tell something too.
static QString maskedName(const QString &name)
{
    const QString trimmed = name.trimmed();
    if (trimmed.isEmpty())
        return {};
    // Rare surnames lie outside the basic plane: two code units.
    const qsizetype first = trimmed.at(0).isHighSurrogate() && trimmed.size() > 1 ? 2 : 1;
    return trimmed.left(first) + QStringLiteral("**");
}

Person masked(const Person &person)
{
    Person shown;
    shown.name = maskedName(person.name);
    shown.identity = maskedNumber(person.identity);
    shown.telephone = maskedNumber(person.telephone);
    shown.unit = person.unit;
    shown.building = person.building;
    shown.kind = person.kind;
    return shown;
}

}
