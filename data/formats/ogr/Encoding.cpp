#include "formats/ogr/Encoding.h"

#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

namespace formats
{

QByteArray guessedEncoding(const QByteArray &texts)
{
    int high = 0, paired = 0;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        if (uchar(texts[i]) < 0x80)
            continue;
        ++high;
        // GB 2312's characters are two bytes, both high; Latin letters with accents stand alone.
        if (i + 1 < texts.size() && uchar(texts[i]) >= 0xA1 && uchar(texts[i]) <= 0xF7 && uchar(texts[i + 1]) >= 0xA1) {
            ++high, ++i;
            paired += 2;
        }
    }
    if (high == 0)
        return {};
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = utf8(texts);
    if (!decoded.contains(QChar::ReplacementCharacter))
        return "UTF-8";
    return paired >= 4 && paired >= high * 0.9 ? "GB18030" : "";
}

QByteArray guessedDbfEncoding(const QString &shpOrDbf)
{
    const QFileInfo info(shpOrDbf);
    const QString stem = info.path() + QLatin1Char('/') + info.completeBaseName();
    for (const char *suffix : {".cpg", ".CPG", ".cst"})
        if (QFileInfo::exists(stem + QLatin1String(suffix)))
            return {};
    QFile file(QFileInfo::exists(stem + QLatin1String(".dbf")) ? stem + QLatin1String(".dbf")
                                                               : stem + QLatin1String(".DBF"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    // dBASE header: bytes 8-9 are its length, byte 29 the language driver; 0 and 0x57 (ANSI) tell nothing.
    const QByteArray head = file.read(32);
    if (head.size() < 32 || (head[29] != 0 && head[29] != 0x57))
        return {};
    QByteArray texts;
    const int length = uchar(head[8]) | uchar(head[9]) << 8;
    for (QByteArray field = file.read(32); file.pos() <= length && field.size() == 32 && field[0] != '\r';
         field = file.read(32))
        texts += QByteArray(field.constData(), qsizetype(qstrnlen(field.constData(), 11))) + ' ';
    file.seek(length);
    texts += file.read(1 << 18);
    // A last character that is cut in two is no reason to doubt the rest.
    while (!texts.isEmpty() && uchar(texts.back()) >= 0x80)
        texts.chop(1);
    return guessedEncoding(texts);
}

}
