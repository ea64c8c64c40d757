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

/// Every index, number and list of a layer holds together.
inline QString inconsistency(const domain::Layer &layer)
{
    const auto meshIsSound = [](const geometry::Mesh &mesh) {
        for (const geometry::Vec3f &p : mesh.positions) {
            if (!std::isfinite(p.x) || !std::isfinite(p.y) || !std::isfinite(p.z))
                return false;
        }
        return mesh.indices.size() % 3 == 0 &&
               std::all_of(mesh.indices.begin(), mesh.indices.end(),
                           [&](uint32_t index) { return index < mesh.positions.size(); });
    };
    for (const domain::Building &building : layer.buildings) {
        if (building.solid &&
            (!meshIsSound(building.solid->mesh) || building.solid->surfaces.size() != building.solid->mesh.triangles()))
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
