#include "scene/chunks/SolidPainter.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace scene
{

using geometry::Vec2f;
using geometry::Vec3;

namespace
{

/// A triangle's coordinates, moved by whole pictures to begin within the first.
struct Corners {
    std::array<Vec2f, 3> uv;
    bool repeats = false;
};

Corners cornersOf(const domain::BuildingSolid &solid, size_t triangle)
{
    Corners corners;
    Vec2f low(std::numeric_limits<float>::infinity()), high(-low);
    for (size_t k = 0; k < 3; ++k) {
        const Vec2f &uv = solid.texCoords[3 * triangle + k];
        constexpr float Farthest = 1e5f; // beyond it single precision is coarser than a picture's pixels
        corners.uv[k] = glm::clamp(uv, -Farthest, Farthest);
        low = glm::min(low, corners.uv[k]);
        high = glm::max(high, corners.uv[k]);
    }
    constexpr float Slack = 1e-3f; // rounding of those who wrote it is no repetition
    const Vec2f shift(std::floor(low.x + Slack), std::floor(low.y + Slack));
    for (Vec2f &uv : corners.uv)
        uv -= shift;
    corners.repeats = high.x - shift.x > 1 + Slack || high.y - shift.y > 1 + Slack;
    return corners;
}

bool isPainted(const domain::BuildingSolid &solid, size_t triangle)
{
    return triangle < solid.textureOf.size() && solid.textureOf[triangle] >= 0 &&
           size_t(solid.textureOf[triangle]) < solid.textures.size() && solid.texCoords.size() >= 3 * triangle + 3;
}

}

void SolidPainter::take(const domain::BuildingSolid &solid)
{
    for (size_t t = 0; t < solid.textureOf.size(); ++t) {
        if (!isPainted(solid, t))
            continue;
        const auto &texture = solid.textures[size_t(solid.textureOf[t])];
        if (!texture || texture->width <= 0 || texture->height <= 0 ||
            texture->rgba.size() < size_t(texture->width) * size_t(texture->height) * 4)
            continue;
        auto known = m_known.constFind(texture.get());
        if (known == m_known.constEnd()) {
            known = m_known.insert(texture.get(), m_pictures.size());
            m_pictures.push_back({texture, false, -1, 0, 0});
        }
        Picture &picture = m_pictures[*known];
        picture.repeats = picture.repeats || cornersOf(solid, t).repeats;
    }
}

// Shelves: the highest first, each row as high as its first. Cells stand on multiples of the margin, so that halvings
// fall between them.
void SolidPainter::pack()
{
    const auto cell = [](int size) { return (size + 2 * Margin + Margin - 1) / Margin * Margin; };
    std::vector<size_t> order;
    qint64 area = 0;
    int widest = 0;
    for (size_t i = 0; i < m_pictures.size(); ++i) {
        const domain::Texture &source = *m_pictures[i].source;
        if (cell(source.width) > LargestPage || cell(source.height) > LargestPage)
            continue; // readers make them smaller
        order.push_back(i);
        area += qint64(cell(source.width)) * cell(source.height);
        widest = std::max(widest, cell(source.width));
    }
    std::stable_sort(order.begin(), order.end(), [this](size_t a, size_t b) {
        return m_pictures[a].source->height > m_pictures[b].source->height;
    });
    int side = 64;
    while (side < LargestPage && (side < widest || double(side) * side < 1.15 * double(area)))
        side *= 2;
    int x = 0, y = 0, shelf = 0;
    for (const size_t i : order) {
        Picture &picture = m_pictures[i];
        const int width = cell(picture.source->width), height = cell(picture.source->height);
        if (x + width > side) {
            x = 0;
            y += shelf;
            shelf = 0;
        }
        if (m_pages.empty() || y + height > LargestPage) {
            m_pages.push_back(std::make_shared<PaintPage>());
            m_pages.back()->width = side;
            x = y = shelf = 0;
        }
        picture.page = int(m_pages.size()) - 1;
        picture.x = x + Margin;
        picture.y = y + Margin;
        x += width;
        shelf = std::max(shelf, height);
        m_pages.back()->height = std::max(m_pages.back()->height, y + height);
    }
    for (const auto &page : m_pages) {
        page->rgba = QByteArray(qsizetype(page->width) * page->height * 4, '\0');
        auto mesh = std::make_shared<PaintedMesh>();
        mesh->page = m_meshes.size();
        m_meshes.push_back(std::move(mesh));
    }
    for (const Picture &picture : m_pictures) {
        if (picture.page >= 0)
            copy(picture, *m_pages[size_t(picture.page)]);
    }
}

void SolidPainter::copy(const Picture &picture, PaintPage &to) const
{
    const domain::Texture &from = *picture.source;
    const auto inside = [&picture](int i, int size) {
        return picture.repeats ? (i % size + size) % size : std::clamp(i, 0, size - 1);
    };
    for (int row = -Margin; row < from.height + Margin; ++row) {
        const uint8_t *source = from.rgba.data() + size_t(inside(row, from.height)) * size_t(from.width) * 4;
        char *target = to.rgba.data() + (qsizetype(picture.y + row) * to.width + picture.x) * 4;
        std::memcpy(target, source, size_t(from.width) * 4);
        for (int i = 1; i <= Margin; ++i) {
            std::memcpy(target - 4 * i, source + 4 * inside(-i, from.width), 4);
            std::memcpy(target + 4 * (from.width + i - 1), source + 4 * inside(from.width + i - 1, from.width), 4);
        }
    }
}

bool SolidPainter::write(const domain::BuildingSolid &solid, size_t triangle, SurfaceKind kind, quint32 feature)
{
    if (!isPainted(solid, triangle))
        return false;
    const auto known = m_known.constFind(solid.textures[size_t(solid.textureOf[triangle])].get());
    if (known == m_known.constEnd() || m_pictures[*known].page < 0)
        return false;
    const Picture &picture = m_pictures[*known];
    const PaintPage &page = *m_pages[size_t(picture.page)];
    PaintedMesh &mesh = *m_meshes[size_t(picture.page)];
    const Corners corners = cornersOf(solid, triangle);
    std::array<Vec3, 3> points;
    for (size_t k = 0; k < 3; ++k)
        points[k] = solid.mesh.origin + Vec3(solid.mesh.positions[solid.mesh.indices[3 * triangle + k]]);
    const Vec3 across = glm::cross(points[1] - points[0], points[2] - points[0]);
    const double length = glm::length(across);
    if (length < 1e-9)
        return true; // nothing to see of it either way
    const Vec3 normal = glm::round(across / length * 127.0);
    for (size_t k = 0; k < 3; ++k) {
        const Vec3 p = points[k] - m_origin;
        PaintedVertex vertex{};
        vertex.x = float(p.x), vertex.y = float(p.y), vertex.z = float(p.z);
        vertex.nx = int8_t(normal.x), vertex.ny = int8_t(normal.y), vertex.nz = int8_t(normal.z);
        vertex.kind = uint8_t(kind);
        vertex.feature = feature;
        vertex.u = corners.uv[k].x;
        vertex.v = 1.0f - corners.uv[k].y; // row 0 is the top
        vertex.left = float(picture.x) / float(page.width);
        vertex.top = float(picture.y) / float(page.height);
        vertex.width = float(picture.source->width) / float(page.width);
        vertex.height = float(picture.source->height) / float(page.height) * (corners.repeats ? -1.0f : 1.0f);
        mesh.indices.push_back(uint32_t(mesh.vertices.size()));
        mesh.vertices.push_back(vertex);
    }
    return true;
}

std::vector<std::shared_ptr<const PaintedMesh>> SolidPainter::meshes() const
{
    return {m_meshes.begin(), m_meshes.end()};
}

std::vector<std::shared_ptr<const PaintPage>> SolidPainter::pages() const
{
    return {m_pages.begin(), m_pages.end()};
}

}
