#pragma once

#include "domain/Places.h"
#include "scene/chunks/MeshWriter.h"
#include "scene/engine/Engine.h"

#include <QHash>

namespace scene
{

/// Many pictures in one, so that a tile of buildings takes a few textures and not one for each.
struct PaintPage {
    int width = 0, height = 0;
    QByteArray rgba; ///< row 0 is the top of each picture
};
/// Triangles that are painted from one page.
struct PaintedMesh {
    std::vector<PaintedVertex> vertices;
    std::vector<uint32_t> indices;
    size_t page = 0;
};

/// Packs the pictures of a tile's buildings into pages and writes their painted triangles. Each picture has a margin
/// of its own border (or of its other side, where it repeats), so that smaller versions of a page do not mix
/// neighbours. Any thread.
class SolidPainter
{
public:
    explicit SolidPainter(const geometry::Vec3 &origin) : m_origin(origin) {}

    /// First for all solids ...
    void take(const domain::BuildingSolid &solid);
    void pack();
    /// ... then triangle by triangle: whether it is painted; if not, nothing is written.
    bool write(const domain::BuildingSolid &solid, size_t triangle, SurfaceKind kind, quint32 feature);

    std::vector<std::shared_ptr<const PaintedMesh>> meshes() const;
    std::vector<std::shared_ptr<const PaintPage>> pages() const;

    static constexpr int LargestPage = 4096;
    static constexpr int Margin = 16; ///< pixels: city.frag goes down four halvings

private:
    struct Picture {
        std::shared_ptr<const domain::Texture> source;
        bool repeats = false;
        int page = -1, x = 0, y = 0; ///< of its first pixel, behind the margin
    };
    void copy(const Picture &picture, PaintPage &to) const;

    geometry::Vec3 m_origin;
    QHash<const domain::Texture *, size_t> m_known;
    std::vector<Picture> m_pictures;
    std::vector<std::shared_ptr<PaintPage>> m_pages;
    std::vector<std::shared_ptr<PaintedMesh>> m_meshes;
};

}
