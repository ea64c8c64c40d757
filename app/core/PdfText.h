#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>

/// What all PDF files that are written here need.
namespace app
{

/// The product's font where it is installed, else any with Chinese characters; empty: there is none.
QString pdfFont();

/// Qt names a glyph by the lowest code that has it: 首 becomes the radical ⾸, a space a tab. Whoever searches the file
/// or copies from it wants the usual ones. Codes keep their length, so that nothing in the file moves.
void mendPdfText(QByteArray &pdf);
/// The same where it is known what was drawn: of the codes that share a glyph (户 and 戶, 民 and the radical) the one
/// that was meant.
void mendPdfText(QByteArray &pdf, const QSet<QChar> &drawn);

}
