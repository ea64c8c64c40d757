#pragma once

#include "Fixtures.h"
#include "Soundness.h"
#include "geometry/Triangulation.h"

#include <QDir>
#include <QTest>

/// What the tests of the 3D formats share.
namespace testing
{

using fixtures::inconsistency;

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
        if (!fixtures::isSound(element.mesh))
            return QStringLiteral("element ") + element.id;
    }
    for (const domain::Space &space : interior.spaces) {
        if (!std::isfinite(space.height) || !std::isfinite(geometry::area(space.shape)))
            return QStringLiteral("space ") + space.id;
    }
    return {};
}

}
