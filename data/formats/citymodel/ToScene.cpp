#include "formats/citymodel/ToScene.h"

#include "formats/Tr.h"
#include "geometry/Gcj02.h"

#include <ogr_spatialref.h>

#include <cmath>

namespace formats
{

using geometry::Crs;
using geometry::Transform;
using geometry::Vec2;
using geometry::Vec3;

bool liesInItsArea(const Crs &crs, const geometry::Box3 &extent)
{
    double west = 0, south = 0, east = 0, north = 0;
    const char *name = nullptr;
    if (extent.isEmpty() || !crs.ogr()->GetAreaOfUse(&west, &south, &east, &north, &name))
        return true;
    auto toDegrees = Transform::create(crs, Crs::wgs84());
    Vec3 middle = extent.centre();
    if (!toDegrees || !toDegrees->apply(middle))
        return false;
    constexpr double Margin = 3; // degrees: areas of use are drawn along borders, and data crosses them
    const bool inLongitude = west <= east ? middle.x >= west - Margin && middle.x <= east + Margin
                                          : middle.x >= west - Margin || middle.x <= east + Margin;
    return inLongitude && middle.y >= south - Margin && middle.y <= north + Margin;
}

void eastAndNorth(const geometry::LocalFrame &frame, const Vec3 &lonLatHeight, Vec3 &east, Vec3 &north)
{
    east = Vec3(1, 0, 0);
    north = Vec3(0, 1, 0);
    if (!frame.crs().isValid())
        return;
    constexpr double Step = 1e-4; // degrees, about 11 m
    Vec3 ahead = frame.fromLonLat(lonLatHeight + Vec3(0, Step, 0)) - frame.fromLonLat(lonLatHeight);
    ahead.z = 0;
    const double length = glm::length(ahead);
    if (!(length > 0) || !std::isfinite(length))
        return;
    north = ahead / length;
    east = Vec3(north.y, -north.x, 0);
}

ToScene::ToScene(const LayerRequest &request, const QString &sourceCrs, const geometry::Box3 &extent,
                 const geometry::LocalFrame &frame, const QString &source, base::Warnings &warnings)
{
    const QString wanted = request.crs.isEmpty() ? sourceCrs : request.crs;
    Crs crs;
    if (!wanted.isEmpty()) {
        if (auto parsed = Crs::parse(wanted))
            crs = *parsed;
        else
            warnings.add(QStringLiteral("crs-unknown"), source, {}, parsed.error().message);
    }
    if (!crs.isValid()) {
        placeLocally(request, extent, frame, source, warnings);
        return;
    }
    m_code = crs.code();
    if (!liesInItsArea(crs, extent)) {
        warnings.add(
            QStringLiteral("crs-doubtful"), source, {},
            tr("the coordinates lie outside the area that %1 is meant for; the CRS is probably wrong").arg(m_code));
    }
    if (!frame.crs().isValid()) {
        m_shift = -frame.origin();
        return;
    }
    if (request.gcj02) {
        auto toDegrees = Transform::create(crs, Crs::wgs84());
        auto back = Transform::create(Crs::wgs84(), frame.crs());
        if (toDegrees && back) {
            m_toDegrees = std::move(*toDegrees);
            m_toFrame = std::move(*back);
        }
    } else if (auto there = Transform::create(crs, frame.crs())) {
        if (!there->isIdentity())
            m_toFrame = std::move(*there);
    } else {
        warnings.add(there.error().code, source, {}, there.error().message);
        m_code.clear();
        placeLocally(request, extent, frame, source, warnings);
        return;
    }
    m_shift = -frame.origin();
}

void ToScene::placeLocally(const LayerRequest &request, const geometry::Box3 &extent, const geometry::LocalFrame &frame,
                           const QString &source, base::Warnings &warnings)
{
    m_local = true;
    if (request.hasPlacement) {
        Vec3 east, north;
        eastAndNorth(frame, request.position, east, north);
        const double turn = request.heading * M_PI / 180.0;
        m_east = east * std::cos(turn) - north * std::sin(turn);
        m_north = east * std::sin(turn) + north * std::cos(turn);
        m_scale = request.scale;
        m_shift = frame.fromLonLat(request.position);
        return;
    }
    constexpr double Near = 100'000; // metres: a sub-district is not farther than this from its project's origin
    const Vec3 middle = extent.isEmpty() ? Vec3(0) : extent.centre();
    const bool nearOrigin = glm::length(Vec2(middle - frame.origin())) < Near;
    const bool nearZero = glm::length(Vec2(middle)) < Near;
    if (nearOrigin && (!nearZero || glm::length(Vec2(frame.origin())) < Near)) {
        m_shift = -frame.origin();
        warnings.add(QStringLiteral("crs-missing"), source, {},
                     tr("no coordinate reference system; its coordinates are taken as the project's"));
    } else {
        m_shift = Vec3(-middle.x, -middle.y, -frame.origin().z);
        warnings.add(QStringLiteral("crs-missing"), source, {},
                     tr("no coordinate reference system and no placement; placed at the middle of the project"));
    }
}

size_t ToScene::apply(std::vector<Vec3> &points) const
{
    size_t failed = 0;
    if (m_toDegrees) {
        failed += m_toDegrees->apply(points);
        for (Vec3 &p : points) {
            const Vec2 right = geometry::gcj02ToWgs84(Vec2(p));
            p.x = right.x;
            p.y = right.y;
        }
    }
    if (m_toFrame)
        failed += m_toFrame->apply(points);
    if (m_local) {
        for (Vec3 &p : points)
            p = m_shift + m_scale * (m_east * p.x + m_north * p.y + Vec3(0, 0, p.z));
    } else {
        for (Vec3 &p : points)
            p += m_shift;
    }
    return failed;
}

}
