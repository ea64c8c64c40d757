#include "feeds/CapText.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringDecoder>

namespace feeds
{

static QString declaredEncoding(const QByteArray &bytes)
{
    // The declaration is ASCII in every encoding that has no byte order mark.
    static const QRegularExpression declaration(
        QStringLiteral("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]+)[\"']"));
    return declaration.match(QString::fromLatin1(bytes.left(300))).captured(1);
}

static bool decodes(const char *name, const QByteArray &bytes, QString &text)
{
    QStringDecoder decoder(name);
    if (!decoder.isValid())
        return false;
    text = decoder(bytes);
    return !decoder.hasError() && !text.contains(QChar(QChar::ReplacementCharacter));
}

base::Result<QString> xmlText(const QByteArray &bytes, const QString &source, base::Warnings &warnings)
{
    QString text;
    if (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff"))
        return QString(QStringDecoder(QStringDecoder::Utf16)(bytes));
    QString name = bytes.startsWith("\xef\xbb\xbf") ? QStringLiteral("UTF-8") : declaredEncoding(bytes);
    const QString lower = name.toLower();
    if (lower == QLatin1String("gb2312") || lower == QLatin1String("gbk") || lower == QLatin1String("cp936") ||
        lower == QLatin1String("gb18030"))
        name = QStringLiteral("GB18030");
    if (name.isEmpty())
        name = QStringLiteral("UTF-8");
    if (decodes(name.toLatin1().constData(), bytes, text))
        return text;
    if (!QStringDecoder(name.toLatin1().constData()).isValid())
        return base::failure(QStringLiteral("cap-encoding"),
                             QCoreApplication::translate("feeds", "the encoding %1 is not known here").arg(name),
                             source);
    struct Guess {
        const char *name;
        QString message;
    };
    for (const Guess &guess :
         {Guess{"UTF-8", QCoreApplication::translate("feeds", "is not %1: taken as UTF-8").arg(name)},
          Guess{"GB18030", QCoreApplication::translate("feeds", "is not %1: taken as GB 18030").arg(name)},
          Guess{"ISO-8859-1", QCoreApplication::translate("feeds", "is not %1: taken as Latin-1").arg(name)}}) {
        if (!decodes(guess.name, bytes, text))
            continue;
        warnings.add(QStringLiteral("encoding-guessed"), source, {}, guess.message);
        break;
    }
    return text;
}

bool hasDoctype(const QString &xml)
{
    // Comments and processing instructions may stand before it, and may hold the word.
    qsizetype at = 0;
    while ((at = xml.indexOf(u'<', at)) >= 0) {
        const QStringView rest = QStringView(xml).mid(at);
        if (rest.startsWith(u"<!--")) {
            at = xml.indexOf(QLatin1String("-->"), at + 4);
        } else if (rest.startsWith(u"<?")) {
            at = xml.indexOf(QLatin1String("?>"), at + 2);
        } else {
            return rest.left(9).compare(u"<!DOCTYPE", Qt::CaseInsensitive) == 0;
        }
        if (at < 0)
            return false;
        ++at;
    }
    return false;
}

}
