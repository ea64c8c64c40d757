#pragma once

#include "formats/Reader.h"
#include "geometry/Triangulation.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

/// What the tests of the 3D formats share.
namespace testing
{

inline QString dataFolder()
{
    return qEnvironmentVariable("YUNJIE_TESTDATA");
}

/// Skips the calling test by name where the data is not there.
#define NEED_DATA(variable, path)                                                                                      \
    const QString variable = testing::dataFolder() + u'/' + QStringLiteral(path);                                      \
    if (testing::dataFolder().isEmpty() || !QFileInfo::exists(variable))                                               \
        QSKIP("YUNJIE_TESTDATA has no " path);

inline geometry::LocalFrame frameOf(const QString &crs, const geometry::Vec3 &origin)
{
    return geometry::LocalFrame(*geometry::Crs::parse(crs), origin);
}

/// A frame as the loader would make it from the probe.
inline geometry::LocalFrame frameFor(const formats::Reader &reader, const formats::LayerRequest &request)
{
    const formats::Probe probe = reader.probe(request);
    if (!probe || !*probe || (*probe)->layers.empty())
        return {};
    const formats::Sublayer &layer = (*probe)->layers.front();
    const auto frame = geometry::LocalFrame::around(layer.crs, layer.extent);
    return frame ? *frame : geometry::LocalFrame();
}

inline formats::LayerRequest requestFor(const QString &file)
{
    formats::LayerRequest request;
    request.id = QStringLiteral("it");
    request.source = file;
    return request;
}

inline double areaOf(const geometry::Mesh &mesh)
{
    double sum = 0;
    for (size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        const geometry::Vec3 a(mesh.positions[mesh.indices[i]]), b(mesh.positions[mesh.indices[i + 1]]),
            c(mesh.positions[mesh.indices[i + 2]]);
        sum += glm::length(glm::cross(b - a, c - a)) / 2;
    }
    return sum;
}

inline QString linesOf(const base::Warnings &warnings)
{
    QStringList lines;
    for (const base::Warning &warning : warnings.list())
        lines.append(QStringLiteral("%1 x%2 [%3]: %4")
                         .arg(warning.code)
                         .arg(warning.count)
                         .arg(warning.feature, warning.message));
    return lines.join(u'\n');
}

inline bool meshIsSound(const geometry::Mesh &mesh)
{
    for (const geometry::Vec3f &p : mesh.positions) {
        if (!std::isfinite(p.x) || !std::isfinite(p.y) || !std::isfinite(p.z))
            return false;
    }
    return mesh.indices.size() % 3 == 0 && std::all_of(mesh.indices.begin(), mesh.indices.end(),
                                                       [&](uint32_t index) { return index < mesh.positions.size(); });
}

inline bool paintIsSound(const domain::BuildingSolid &solid)
{
    const size_t triangles = solid.mesh.triangles();
    if (solid.textureOf.empty())
        return solid.textures.empty() && solid.texCoords.empty();
    return solid.textureOf.size() == triangles && solid.texCoords.size() == 3 * triangles &&
           std::all_of(solid.textureOf.begin(), solid.textureOf.end(),
                       [&](qint32 texture) { return texture >= -1 && texture < qint32(solid.textures.size()); }) &&
           std::all_of(solid.texCoords.begin(), solid.texCoords.end(),
                       [](const geometry::Vec2f &uv) { return std::isfinite(uv.x) && std::isfinite(uv.y); });
}

/// Every index and number of an inside holds together.
inline QString inconsistency(const domain::Interior &interior)
{
    const auto isSpace = [&](qint32 space) { return space >= -1 && space < qint32(interior.spaces.size()); };
    for (const domain::Door &door : interior.doors) {
        if (!isSpace(door.spaces[0]) || !isSpace(door.spaces[1]) || !std::isfinite(door.width()))
            return QStringLiteral("door ") + door.id;
    }
    for (const domain::Passage &passage : interior.passages) {
        if (!isSpace(passage.a) || !isSpace(passage.b))
            return QStringLiteral("passage");
    }
    for (const domain::Element &element : interior.elements) {
        if (!meshIsSound(element.mesh))
            return QStringLiteral("element ") + element.id;
    }
    for (const domain::Space &space : interior.spaces) {
        if (!std::isfinite(space.height) || !std::isfinite(geometry::area(space.shape)))
            return QStringLiteral("space ") + space.id;
    }
    return {};
}

/// Every index, number and list of a layer holds together.
inline QString inconsistency(const domain::Layer &layer)
{
    for (const domain::Building &building : layer.buildings) {
        if (building.solid && (!meshIsSound(building.solid->mesh) || !paintIsSound(*building.solid) ||
                               building.solid->surfaces.size() != building.solid->mesh.triangles()))
            return QStringLiteral("solid of ") + building.id;
        if (building.row >= layer.attributes.rows())
            return QStringLiteral("row of ") + building.id;
        if (!std::isfinite(building.height) || building.height < 0)
            return QStringLiteral("height of ") + building.id;
    }
    for (const domain::Feature &feature : layer.features) {
        if (feature.mesh && !meshIsSound(*feature.mesh))
            return QStringLiteral("mesh of ") + feature.id;
        if (feature.row >= layer.attributes.rows())
            return QStringLiteral("row of ") + feature.id;
    }
    for (const domain::Model &model : layer.models) {
        for (const domain::ModelPart &part : model.parts) {
            if (!meshIsSound(part.mesh) || part.material >= model.materials.size())
                return QStringLiteral("part ") + part.name;
        }
    }
    return {};
}

}
