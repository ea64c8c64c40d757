#include "formats/SourceCrs.h"

#include "geometry/Gcj02.h"

#include <QCoreApplication>

#include <ogr_spatialref.h>

#include <cmath>

namespace formats
{

using geometry::Box2;
using geometry::Crs;
using geometry::Transform;
using geometry::Vec2;
using geometry::Vec3;

namespace
{

bool looksLikeDegrees(const Box2 &box)
{
    return !box.isEmpty() && box.min.x >= -180.0 && box.max.x <= 180.0 && box.min.y >= -90.0 && box.max.y <= 90.0;
}

/// Kilometres from the frame's origin if the box were in `crs`; infinite where it cannot be.
double distanceKm(const Box2 &box, const Crs &crs, const geometry::LocalFrame &frame)
{
    const auto transform = Transform::create(crs, Crs::wgs84());
    Vec2 middle = box.centre();
    if (!transform || !transform->apply(middle) || std::abs(middle.x) > 180 || std::abs(middle.y) > 90)
        return std::numeric_limits<double>::infinity();
    const Vec3 origin = frame.toLonLat(Vec3(0));
    const double east = (middle.x - origin.x) * 111.3 * std::cos(origin.y * M_PI / 180),
                 north = (middle.y - origin.y) * 111.1;
    return std::hypot(east, north);
}

/// Whether the coordinates, taken in `crs`, lie where it may be used; true where nothing is known.
bool liesNearItsArea(const Box2 &box, const Crs &crs)
{
    double west = 0, south = 0, east = 0, north = 0;
    const char *name = nullptr;
    if (!crs.ogr()->GetAreaOfUse(&west, &south, &east, &north, &name) || west > east || west <= -1000)
        return true;
    const auto transform = Transform::create(crs, Crs::wgs84());
    Vec2 middle = box.centre();
    if (!transform || !transform->apply(middle))
        return false;
    // Generous: many data sets use a zone well beyond its edge.
    return Box2{{west, south}, {east, north}}.grown(8.0).contains(middle);
}

QString boxText(const Box2 &box)
{
    return QStringLiteral("%1 %2, %3 %4")
        .arg(box.min.x, 0, 'g', 9)
        .arg(box.min.y, 0, 'g', 9)
        .arg(box.max.x, 0, 'g', 9)
        .arg(box.max.y, 0, 'g', 9);
}

Box2 swappedBox(const Box2 &box)
{
    return {{box.min.y, box.min.x}, {box.max.y, box.max.x}};
}

base::Result<SourceCrs> guess(const Box2 &extent, const geometry::LocalFrame *frame, bool quietWgs84,
                              const QString &source, base::Warnings &warnings)
{
    const auto warn = [&](const QString &text) { warnings.add(QStringLiteral("crs-missing"), source, {}, text); };
    if (extent.isEmpty())
        return SourceCrs{frame ? frame->crs() : Crs::wgs84(), false};
    if (looksLikeDegrees(extent)) {
        if (!quietWgs84)
            warn(QCoreApplication::translate(
                "formats",
                "No coordinate reference system is given; the coordinates look like degrees and are read as WGS 84"));
        return SourceCrs{Crs::wgs84(), false};
    }
    if (looksLikeDegrees(swappedBox(extent))) {
        warn(QCoreApplication::translate("formats", "No coordinate reference system is given; the coordinates look "
                                                    "like latitude, longitude and are read as WGS 84"));
        return SourceCrs{Crs::wgs84(), true};
    }
    if (frame && distanceKm(extent, frame->crs(), *frame) < 500.0) {
        warn(
            QCoreApplication::translate("formats", "No coordinate reference system is given; the project's %1 is taken")
                .arg(frame->crs().code()));
        return SourceCrs{frame->crs(), false};
    }
    return base::failure(
        QStringLiteral("crs-unknown"),
        QCoreApplication::translate("formats",
                                    "No coordinate reference system is given, and the coordinates (%1) are not degrees")
            .arg(boxText(extent)),
        source, {}, QCoreApplication::translate("formats", "Name it in the project file: \"crs\": \"EPSG:...\""));
}

}

base::Result<SourceCrs> settleCrs(const LayerRequest &request, const OGRSpatialReference *declared, const Box2 &extent,
                                  const geometry::LocalFrame *frame, bool quietWgs84, const QString &source,
                                  base::Warnings &warnings)
{
    if (!request.crs.isEmpty()) {
        auto crs = Crs::parse(request.crs);
        if (!crs)
            return base::failure(crs.error().code, crs.error().message, source, {}, crs.error().hint);
        return SourceCrs{std::move(*crs), false};
    }
    SourceCrs settled{Crs::fromOgr(declared), false};
    if (!settled.crs.isValid() || settled.crs.ogr()->IsLocal() || settled.crs.ogr()->IsGeocentric())
        return guess(extent, frame, quietWgs84, source, warnings);
    if (const auto mapping = declared->GetDataAxisToSRSAxisMapping();
        mapping.size() >= 2 && mapping[0] == 1 && settled.crs.isNorthingFirst())
        settled.swapped = true;
    if (extent.isEmpty())
        return settled;

    const Box2 box = settled.swapped ? swappedBox(extent) : extent;
    const bool possible = settled.crs.isGeographic() ? looksLikeDegrees(box)
                                                     : !(looksLikeDegrees(box) && !liesNearItsArea(box, settled.crs));
    const auto wrong = [&](const QString &text) { warnings.add(QStringLiteral("crs-wrong"), source, {}, text); };
    if (possible) {
        // Degrees both below 90 tell nothing of their order; the place of all else does.
        if (frame && settled.crs.isGeographic() && distanceKm(box, settled.crs, *frame) > 500.0 &&
            looksLikeDegrees(swappedBox(box)) && distanceKm(swappedBox(box), settled.crs, *frame) < 100.0) {
            wrong(QCoreApplication::translate("formats",
                                              "The coordinates come as latitude, longitude; they are swapped"));
            settled.swapped = !settled.swapped;
        }
        return settled;
    }
    if (settled.crs.isGeographic() && looksLikeDegrees(swappedBox(box))) {
        wrong(QCoreApplication::translate("formats", "The coordinates come as latitude, longitude; they are swapped"));
        settled.swapped = !settled.swapped;
        return settled;
    }
    if (!settled.crs.isGeographic()) {
        wrong(QCoreApplication::translate(
                  "formats", "The coordinates (%1) cannot be in %2; they look like degrees and are read as WGS 84")
                  .arg(boxText(box), settled.crs.code()));
        return SourceCrs{Crs::wgs84(), false};
    }
    if (frame && distanceKm(box, frame->crs(), *frame) < 500.0) {
        wrong(QCoreApplication::translate("formats", "The coordinates (%1) cannot be in %2; the project's %3 is taken")
                  .arg(boxText(box), settled.crs.code(), frame->crs().code()));
        return SourceCrs{frame->crs(), false};
    }
    return base::failure(
        QStringLiteral("crs-wrong"),
        QCoreApplication::translate("formats", "The coordinates (%1) cannot be in the declared %2")
            .arg(boxText(box), settled.crs.code()),
        source, {},
        QCoreApplication::translate("formats", "Name the right one in the project file: \"crs\": \"EPSG:...\""));
}

MapToScene::MapToScene(Transform first, std::optional<Transform> second, const SourceCrs &from,
                       const geometry::LocalFrame &frame, bool gcj02)
    : m_first(std::move(first)), m_second(std::move(second)), m_from(from), m_frame(frame), m_gcj02(gcj02)
{
}

base::Result<MapToScene> MapToScene::create(const SourceCrs &crs, const geometry::LocalFrame &frame, bool gcj02)
{
    auto first = Transform::create(crs.crs, gcj02 ? Crs::wgs84() : frame.crs());
    if (!first)
        return tl::unexpected(first.error());
    std::optional<Transform> second;
    if (gcj02) {
        auto after = Transform::create(Crs::wgs84(), frame.crs());
        if (!after)
            return tl::unexpected(after.error());
        second = std::move(*after);
    }
    return MapToScene(std::move(*first), std::move(second), crs, frame, gcj02);
}

size_t MapToScene::move(std::vector<Vec3> &points, std::vector<char> &bad) const
{
    bad.assign(points.size(), 0);
    size_t failed = 0;
    const auto apply = [&](const Transform &transform) {
        if (transform.isIdentity())
            return;
        const std::vector<Vec3> before = points;
        if (transform.apply(points) == 0)
            return;
        // Some could not be moved: find out which, one by one.
        for (size_t i = 0; i < points.size(); ++i) {
            points[i] = before[i];
            if (!bad[i] && !transform.apply(points[i]))
                bad[i] = 1, ++failed;
        }
    };
    for (size_t i = 0; i < points.size(); ++i) {
        Vec3 &point = points[i];
        if (m_from.swapped)
            std::swap(point.x, point.y);
        if (!std::isfinite(point.x) || !std::isfinite(point.y))
            bad[i] = 1, ++failed, point = Vec3(0);
        if (!std::isfinite(point.z))
            point.z = 0;
    }
    apply(m_first);
    if (m_second) {
        for (Vec3 &point : points) {
            const Vec2 corrected = geometry::gcj02ToWgs84(Vec2(point));
            point = {corrected.x, corrected.y, point.z};
        }
        apply(*m_second);
    }
    for (Vec3 &point : points)
        point -= m_frame.origin();
    return failed;
}

Box2 movedBox(const Box2 &box, const Crs &from, const Crs &to)
{
    const auto transform = Transform::create(from, to);
    Box2 moved;
    if (!transform || box.isEmpty())
        return moved;
    constexpr int Steps = 8;
    for (int i = 0; i <= Steps; ++i)
        for (int j = 0; j <= Steps; ++j) {
            Vec2 point = box.min + box.size() * Vec2(i, j) / double(Steps);
            if (transform->apply(point))
                moved.add(point);
        }
    return moved;
}

}
