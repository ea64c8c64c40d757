#include "domain/Names.h"

#include <QRegularExpression>

namespace domain
{

static bool isChinese(const QString &text)
{
    static const QRegularExpression han(QStringLiteral("\\p{Han}"));
    return han.match(text).hasMatch();
}

QString ownName(const Storey &storey, const QString &language)
{
    static const QRegularExpression plain(QStringLiteral("^(?:[0-9]+F|B[0-9]+|-?[0-9]+|(?:地下)?[0-9]+层)$"));
    const QString &name = nameIn(storey, language);
    return plain.match(name).hasMatch() ? QString() : name;
}

bool isCode(const QString &name)
{
    static const QRegularExpression code(QStringLiteral("^[A-Za-z]{0,3}[-._/ ]?[0-9][0-9A-Za-z._/-]{0,7}$"));
    return code.match(name).hasMatch();
}

QString ownName(const Space &space, const QString &language)
{
    QString own = nameIn(space, language);
    if (!space.longName.isEmpty() && (own.isEmpty() || isCode(own)))
        own = space.longName;
    const bool wantsChinese = language.startsWith(QLatin1String("zh"));
    if (space.function == SpaceFunction::Unknown || isChinese(own) == wantsChinese)
        return own;
    // Said in the other language: the function says it in the user's, unless the name says more.
    static const QRegularExpression latin(QStringLiteral("\\p{Latin}"));
    const bool canRead = wantsChinese || latin.match(own).hasMatch();
    return canRead && spaceFunctionFromName(own) != space.function ? own : QString();
}

}
