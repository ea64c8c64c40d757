#include "core/PdfText.h"

#include <QFont>
#include <QFontDatabase>
#include <QHash>
#include <QRawFont>

namespace app
{

QString pdfFont()
{
    const QStringList families = QFontDatabase::families();
    for (const QString &family :
         {QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Noto Sans SC"), QStringLiteral("Source Han Sans SC")}) {
        if (families.contains(family))
            return family;
    }
    return QFontDatabase::families(QFontDatabase::SimplifiedChinese).value(0);
}

/// What should stand where a code stands in the table of a font.
static QChar usual(QChar code)
{
    if (code == QChar::Tabulation)
        return QLatin1Char(' ');
    if (code.decompositionTag() != QChar::Compat && code.decompositionTag() != QChar::Canonical)
        return code;
    const QString normal = QString(code).normalized(QString::NormalizationForm_KC);
    return normal.size() == 1 ? normal[0] : code;
}

template <typename Mend> static void mendCodes(QByteArray &pdf, Mend mend)
{
    // "<first> <last> <code>" or "<first> <last> [<code> <code> ...]", glyphs first, a line each.
    static const QByteArray Begin("beginbfrange\n"), End("endbfrange");
    for (qsizetype at = pdf.indexOf(Begin); at >= 0; at = pdf.indexOf(Begin, at)) {
        at += Begin.size();
        const qsizetype end = pdf.indexOf(End, at);
        while (at < end) {
            const qsizetype lineEnd = pdf.indexOf('\n', at);
            int number = 0;
            for (qsizetype i = pdf.indexOf('<', at); i >= 0 && i < lineEnd; i = pdf.indexOf('<', i + 1)) {
                constexpr int Glyphs = 2, Digits = 4;
                if (number++ < Glyphs)
                    continue;
                const QChar code = mend(QChar(pdf.mid(i + 1, Digits).toUShort(nullptr, 16)));
                pdf.replace(i + 1, Digits,
                            QByteArray::number(code.unicode(), 16).rightJustified(Digits, '0').toUpper());
            }
            at = lineEnd + 1;
        }
    }
}

void mendPdfText(QByteArray &pdf)
{
    mendCodes(pdf, usual);
}

void mendPdfText(QByteArray &pdf, const QSet<QChar> &drawn)
{
    const QRawFont font = QRawFont::fromFont(QFont(pdfFont()));
    const auto glyphOf = [&font](QChar character) {
        const QList<quint32> glyphs = font.glyphIndexesForString(QString(character));
        return glyphs.isEmpty() ? 0 : glyphs.first();
    };
    QHash<quint32, QChar> meant;
    for (const QChar character : drawn)
        meant.insert(glyphOf(character), character);
    mendCodes(pdf, [&](QChar code) {
        if (drawn.contains(code))
            return code;
        const quint32 glyph = glyphOf(code);
        return glyph != 0 && meant.contains(glyph) ? meant.value(glyph) : usual(code);
    });
}

}
