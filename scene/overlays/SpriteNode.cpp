#include "scene/overlays/SpriteNode.h"

#include <QQuickWindow>
#include <QSGGeometryNode>
#include <QSGTextureMaterial>

#include <algorithm>
#include <cmath>

namespace scene
{

Sprite Sprite::centred(const Atlas::Cell &cell, const QPointF &middle, double devicePixelRatio, double scale)
{
    const double w = cell.size.width() * scale, h = cell.size.height() * scale;
    // Unscaled pictures are snapped: a texel then meets exactly one pixel, and text stays crisp.
    const auto snapped = [&](double v) {
        return scale == 1.0 ? std::round(v * devicePixelRatio) / devicePixelRatio : v;
    };
    const double x = snapped(middle.x() - w / 2), y = snapped(middle.y() - h / 2);
    return {{QPointF(x, y), QPointF(x + w, y), QPointF(x, y + h), QPointF(x + w, y + h)}, cell};
}

Sprite Sprite::turned(const Atlas::Cell &cell, const QPointF &middle, double degrees)
{
    const double a = degrees * M_PI / 180.0;
    const QPointF across = QPointF(std::cos(a), std::sin(a)) * cell.size.width() / 2;
    const QPointF down = QPointF(-std::sin(a), std::cos(a)) * cell.size.height() / 2;
    return {{middle - across - down, middle + across - down, middle - across + down, middle + across + down}, cell};
}

Sprite Sprite::line(const Atlas::Cell &cell, const QPointF &from, const QPointF &to)
{
    const QPointF along = to - from;
    const double length = std::hypot(along.x(), along.y());
    const QPointF side = length > 0 ? QPointF(along.y(), -along.x()) / length * cell.size.width() / 2 : QPointF();
    return {{from + side, from - side, to + side, to - side}, cell};
}

SpriteNode::~SpriteNode() = default;

void SpriteNode::set(QQuickWindow *window, const Atlas &atlas, const std::vector<Sprite> &sprites)
{
    if (atlas.generation() != m_generation) {
        m_generation = atlas.generation();
        for (PageTexture &page : m_textures)
            page.version = 0;
    }
    // Textures that the atlas no longer has stay until the nodes that draw them are set below.
    if (m_textures.size() < size_t(atlas.pages()))
        m_textures.resize(size_t(atlas.pages()));
    std::vector<std::unique_ptr<QSGTexture>> outdated;
    for (int i = 0; i < atlas.pages(); ++i) {
        PageTexture &page = m_textures[size_t(i)];
        if (page.texture && page.version == atlas.version(i))
            continue;
        outdated.push_back(std::move(page.texture));
        page.texture.reset(window->createTextureFromImage(atlas.page(i), QQuickWindow::TextureHasAlphaChannel));
        page.texture->setFiltering(QSGTexture::Linear);
        page.version = atlas.version(i);
    }

    for (int step = 0; step < Sprite::Opaque; ++step) {
        Step &s = m_steps[size_t(step)];
        std::vector<int> counts(size_t(atlas.pages()), 0);
        for (const Sprite &sprite : sprites) {
            if (sprite.opacity == step + 1 && sprite.cell.page >= 0 && sprite.cell.page < atlas.pages())
                ++counts[size_t(sprite.cell.page)];
        }
        if (!s.node) {
            s.node = new QSGOpacityNode;
            s.node->setOpacity(double(step + 1) / Sprite::Opaque);
            appendChildNode(s.node);
        }
        for (Part &part : s.parts) {
            s.node->removeChildNode(part.node);
            if (size_t(part.page) >= counts.size() || counts[size_t(part.page)] == 0) {
                delete part.node;
                part.node = nullptr;
            }
        }
        std::erase_if(s.parts, [](const Part &part) { return part.node == nullptr; });
        for (int page = 0; page < atlas.pages(); ++page) {
            const int count = counts[size_t(page)];
            if (count == 0)
                continue;
            auto part = std::find_if(s.parts.begin(), s.parts.end(), [&](const Part &p) { return p.page == page; });
            if (part == s.parts.end()) {
                auto *node = new QSGGeometryNode;
                auto *geometry = new QSGGeometry(QSGGeometry::defaultAttributes_TexturedPoint2D(), 0, 0,
                                                 QSGGeometry::UnsignedIntType);
                geometry->setDrawingMode(QSGGeometry::DrawTriangles);
                node->setGeometry(geometry);
                auto *material = new QSGTextureMaterial;
                material->setFlag(QSGMaterial::Blending);
                material->setFiltering(QSGTexture::Linear);
                node->setMaterial(material);
                node->setFlags(QSGNode::OwnsGeometry | QSGNode::OwnsMaterial);
                s.parts.push_back({node, page});
                part = s.parts.end() - 1;
            }
            QSGGeometry *geometry = part->node->geometry();
            if (geometry->vertexCount() != count * 4)
                geometry->allocate(count * 4, count * 6);
            auto *vertex = geometry->vertexDataAsTexturedPoint2D();
            auto *index = geometry->indexDataAsUInt();
            quint32 first = 0;
            for (const Sprite &sprite : sprites) {
                if (sprite.opacity != step + 1 || sprite.cell.page != page)
                    continue;
                const QRect &r = sprite.cell.rect;
                constexpr float Across = 1.0f / Atlas::PageWidth, Down = 1.0f / Atlas::PageHeight;
                const float u0 = float(r.left()) * Across, u1 = float(r.left() + r.width()) * Across;
                const float v0 = float(r.top()) * Down, v1 = float(r.top() + r.height()) * Down;
                for (int corner = 0; corner < 4; ++corner) {
                    const QPointF &p = sprite.corners[size_t(corner)];
                    (vertex++)->set(float(p.x()), float(p.y()), corner & 1 ? u1 : u0, corner & 2 ? v1 : v0);
                }
                for (const quint32 i : {0u, 1u, 2u, 2u, 1u, 3u})
                    *index++ = first + i;
                first += 4;
            }
            static_cast<QSGTextureMaterial *>(part->node->material())
                ->setTexture(m_textures[size_t(page)].texture.get());
            part->node->markDirty(QSGNode::DirtyGeometry | QSGNode::DirtyMaterial);
        }
        // Pages in their order: what was packed first (markers' bodies) lies below what came later (texts).
        std::sort(s.parts.begin(), s.parts.end(), [](const Part &a, const Part &b) { return a.page < b.page; });
        for (const Part &part : s.parts)
            s.node->appendChildNode(part.node);
    }
    m_textures.resize(size_t(atlas.pages()));
}

}
