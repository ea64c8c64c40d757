#pragma once

#include "scene/overlays/Atlas.h"

#include <QPointF>
#include <QSGNode>
#include <QSGTexture>

#include <array>
#include <memory>
#include <vector>

class QQuickWindow;
class QSGGeometryNode;
class QSGOpacityNode;

namespace scene
{

/// One picture on screen: corners in the item's logical pixels (top left, top right, bottom left, bottom right).
struct Sprite {
    static constexpr int Opaque = 4;

    std::array<QPointF, 4> corners;
    Atlas::Cell cell;
    int opacity = Opaque; ///< quarters; translucent ones are drawn below opaque ones

    /// Upright, with its middle here and snapped to whole device pixels.
    static Sprite centred(const Atlas::Cell &cell, const QPointF &middle, double devicePixelRatio, double scale = 1.0);
    /// With its middle here, turned clockwise by degrees.
    static Sprite turned(const Atlas::Cell &cell, const QPointF &middle, double degrees);
    /// The cell's whole height stretched from one point to another: the cell is a line's cross-section.
    static Sprite line(const Atlas::Cell &cell, const QPointF &from, const QPointF &to);
};

/// Draws sprites: one geometry for each page of the atlas and each step of opacity, all in the order given.
class SpriteNode : public QSGNode
{
public:
    ~SpriteNode() override;
    void set(QQuickWindow *window, const Atlas &atlas, const std::vector<Sprite> &sprites);

private:
    struct PageTexture {
        std::unique_ptr<QSGTexture> texture;
        quint64 version = 0;
    };
    struct Part {
        QSGGeometryNode *node = nullptr; ///< owned by the node tree
        int page = 0;
    };
    struct Step {
        QSGOpacityNode *node = nullptr; ///< owned by the node tree
        std::vector<Part> parts;
    };
    std::vector<PageTexture> m_textures;
    std::array<Step, Sprite::Opaque> m_steps;
    quint32 m_generation = 0;
};

}
