#pragma once

#include "scene/overlays/Atlas.h"

#include <QColor>
#include <QFont>
#include <QString>

namespace scene
{

/// How a text over the city is written.
struct TextLook {
    double pixels = 13; ///< logical pixels of the font
    int weight = QFont::Normal;
    double spacing = 0; ///< between letters, logical pixels
    QColor colour;
    QColor halo; ///< transparent for none
    double haloWidth = 0;
    QString key() const; ///< equal looks have equal keys
};

QFont overlayFont(double pixels, int weight = QFont::Normal, double spacing = 0);
/// The size of its picture, halo and all, logical pixels.
QSizeF textSize(const QString &text, const TextLook &look);
/// A line of text as a picture in the atlas.
Atlas::Cell textCell(Atlas &atlas, const QString &text, const TextLook &look);

}
