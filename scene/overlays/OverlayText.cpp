#include "scene/overlays/OverlayText.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace scene
{

QString TextLook::key() const
{
    return QStringLiteral("%1/%2/%3/%4/%5/%6")
        .arg(pixels)
        .arg(weight)
        .arg(spacing)
        .arg(colour.rgba())
        .arg(halo.rgba())
        .arg(haloWidth);
}

QFont overlayFont(double pixels, int weight, double spacing)
{
    QFont font;
    font.setFamilies({QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Noto Sans SC"), font.family()});
    font.setPixelSize(std::max(1, int(std::lround(pixels))));
    font.setWeight(QFont::Weight(weight));
    font.setHintingPreference(QFont::PreferNoHinting);
    if (spacing != 0)
        font.setLetterSpacing(QFont::AbsoluteSpacing, spacing);
    return font;
}

QSizeF textSize(const QString &text, const TextLook &look)
{
    const QFontMetricsF metrics(overlayFont(look.pixels, look.weight, look.spacing));
    const double margin = std::ceil(look.haloWidth) + 1;
    // Noto Sans CJK's line is half as high again as its letters: what holds the ink is enough.
    return {std::ceil(metrics.horizontalAdvance(text)) + 2 * margin, std::ceil(look.pixels * 1.25) + 2 * margin};
}

Atlas::Cell textCell(Atlas &atlas, const QString &text, const TextLook &look)
{
    const QSizeF size = textSize(text, look);
    return atlas.cell(look.key() + QLatin1Char('|') + text, size, [&](QPainter &painter) {
        const QFont font = overlayFont(look.pixels, look.weight, look.spacing);
        const double margin = std::ceil(look.haloWidth) + 1;
        // The middle of Chinese letters (and about that of digits) is 0.38 em above the base line.
        const QPointF base(margin, size.height() / 2 + look.pixels * 0.38);
        QPainterPath path;
        path.addText(base, font, text);
        path.setFillRule(Qt::WindingFill);
        if (look.haloWidth > 0 && look.halo.alpha() > 0) {
            painter.strokePath(path, QPen(look.halo, look.haloWidth * 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        }
        painter.fillPath(path, look.colour);
    });
}

}
