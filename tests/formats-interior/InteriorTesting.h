#pragma once

#include "Fixtures.h"
#include "formats/ifc/IfcReader.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

/// What the tests of building models share.
namespace testing
{

inline geometry::LocalFrame shenzhen()
{
    return geometry::LocalFrame(*geometry::Crs::parse(QStringLiteral("EPSG:4547")), {508000, 2494000, 0});
}

/// Placed at a known spot of the frame.
inline formats::IfcRequest placedRequest(const QString &file)
{
    formats::IfcRequest request;
    request.file = file;
    request.building = QStringLiteral("B1");
    request.frame = shenzhen();
    request.position = geometry::Vec3(114.08, 22.54, 5);
    return request;
}

inline QString linesOf(const base::Warnings &warnings)
{
    QStringList lines;
    for (const base::Warning &warning : warnings.list())
        lines.append(QStringLiteral("%1 x%2 [%3]: %4")
                         .arg(warning.code)
                         .arg(warning.count)
                         .arg(warning.examples.join(u' '), warning.message));
    return lines.join(u'\n');
}

inline QString written(const QTemporaryDir &folder, const QString &name, const QByteArray &text)
{
    QFile file(folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
}

/// Every index, number and list holds together.
inline QString inconsistency(const domain::Interior &interior)
{
    for (const domain::Element &element : interior.elements) {
        const auto &mesh = element.mesh;
        for (const geometry::Vec3f &p : mesh.positions) {
            if (!std::isfinite(p.x) || !std::isfinite(p.y) || !std::isfinite(p.z))
                return QStringLiteral("vertex of ") + element.id;
        }
        for (const uint32_t index : mesh.indices) {
            if (index >= mesh.positions.size())
                return QStringLiteral("index of ") + element.id;
        }
        for (const auto &[first, colour] : element.colours) {
            if (first >= mesh.indices.size() || first % 3 != 0)
                return QStringLiteral("colour of ") + element.id;
        }
    }
    for (const domain::Space &space : interior.spaces) {
        if (!std::isfinite(space.base) || !std::isfinite(space.area) || space.area < 0)
            return QStringLiteral("space ") + space.id;
    }
    for (const domain::Door &door : interior.doors) {
        if (!std::isfinite(door.from.x) || !std::isfinite(door.to.y) || !std::isfinite(door.base))
            return QStringLiteral("door ") + door.id;
    }
    return {};
}

}
