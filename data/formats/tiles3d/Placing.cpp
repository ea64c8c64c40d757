#include "formats/tiles3d/Placing.h"

#include "geometry/Gcj02.h"

#include <cmath>

namespace formats::tiles3d
{

using geometry::Vec2;

// WGS 84 (EPSG:7030).
static constexpr double Equator = 6378137.0, Flattening = 1 / 298.257223563;
static constexpr double Eccentricity2 = Flattening * (2 - Flattening);
static constexpr double Degree = M_PI / 180;

Vec3 toEarth(const Vec3 &lonLatHeight)
{
    const double lon = lonLatHeight.x * Degree, lat = lonLatHeight.y * Degree, height = lonLatHeight.z;
    const double across = Equator / std::sqrt(1 - Eccentricity2 * std::sin(lat) * std::sin(lat));
    return {(across + height) * std::cos(lat) * std::cos(lon), (across + height) * std::cos(lat) * std::sin(lon),
            (across * (1 - Eccentricity2) + height) * std::sin(lat)};
}

// Bowring's iteration: after three steps the error is far below a micrometre from the sea floor to orbits.
Vec3 toLonLatHeight(const Vec3 &earth)
{
    const double fromAxis = std::hypot(earth.x, earth.y);
    const double polar = Equator * (1 - Flattening), second2 = Eccentricity2 / (1 - Eccentricity2);
    double reduced = std::atan2(earth.z, fromAxis * (1 - Flattening)), lat = 0;
    for (int step = 0; step < 3; ++step) {
        const double s = std::sin(reduced), c = std::cos(reduced);
        lat = std::atan2(earth.z + second2 * polar * s * s * s, fromAxis - Eccentricity2 * Equator * c * c * c);
        reduced = std::atan2((1 - Flattening) * std::sin(lat), std::cos(lat));
    }
    const double s = std::sin(lat), c = std::cos(lat);
    const double height = fromAxis * c + earth.z * s - Equator * std::sqrt(1 - Eccentricity2 * s * s);
    return {std::atan2(earth.y, earth.x) / Degree, lat / Degree, height};
}

glm::dmat3 eastNorthUp(const Vec3 &earth)
{
    const Vec3 place = toLonLatHeight(earth) * Degree;
    const double sx = std::sin(place.x), cx = std::cos(place.x), sy = std::sin(place.y), cy = std::cos(place.y);
    return {Vec3(-sx, cx, 0), Vec3(-sy * cx, -sy * sx, cy), Vec3(cy * cx, cy * sx, sy)};
}

Placing::Placing(const LayerRequest &request, const geometry::LocalFrame &frame, bool earth, const Box3 &around,
                 const QString &source, base::Warnings &warnings)
    : m_frame(frame), m_earth(earth), m_gcj02(request.gcj02)
{
    m_middle = around.isEmpty() ? Vec3(0) : around.centre();
    const auto placeLocally = [&](const Box3 &box) {
        LayerRequest local = request;
        local.crs.clear();
        m_local.emplace(local, QString(), box, frame, source, warnings);
    };
    if (earth && (request.hasPlacement || !frame.crs().isValid())) {
        m_horizon = glm::transpose(eastNorthUp(m_middle));
        if (request.hasPlacement)
            placeLocally({Vec3(0), Vec3(0)});
        return;
    }
    if (earth) {
        m_code = QStringLiteral("EPSG:4978");
        m_frameLongitude = frame.toLonLat(Vec3(0)).x;
        return;
    }
    geometry::Crs crs;
    if (!request.crs.isEmpty()) {
        if (auto parsed = geometry::Crs::parse(request.crs))
            crs = *parsed;
        else
            warnings.add(QStringLiteral("crs-unknown"), source, {}, parsed.error().message);
    }
    if (!crs.isValid()) {
        placeLocally(around);
        return;
    }
    m_own = geometry::LocalFrame(crs, Vec3(0));
    m_sameCrs = !frame.crs().isValid() || crs.sameAs(frame.crs());
    m_code = crs.code();
}

Vec3 Placing::apply(const Vec3 &point) const
{
    const Vec3 flat = m_horizon ? *m_horizon * (point - m_middle) : point;
    if (m_local) {
        std::vector<Vec3> one{flat};
        m_local->apply(one);
        return one.front();
    }
    if (m_horizon)
        return flat;
    if (!m_earth && m_sameCrs && !m_gcj02)
        return m_frame.toScene(point);
    Vec3 place = m_earth ? toLonLatHeight(point) : m_own.toLonLat(point);
    if (m_gcj02) {
        const Vec2 right = geometry::gcj02ToWgs84(Vec2(place));
        place.x = right.x;
        place.y = right.y;
    }
    // Projections are of no use on the other side of the Earth, and PROJ need not say so.
    constexpr double Farthest = 80; // degrees
    const double apart = std::abs(place.x - m_frameLongitude);
    if (m_earth && !(std::min(apart, 360 - apart) < Farthest))
        return Vec3(geometry::NaN);
    return m_frame.fromLonLat(place);
}

Vec3 Placing::Near::turned(const Vec3 &direction) const
{
    const Vec3 turned = m_first * direction;
    const double length = glm::length(turned);
    return length > 0 ? turned / length : Vec3(0, 0, 1);
}

Placing::Near Placing::near(const Box3 &box) const
{
    Near made;
    made.m_centre = box.isEmpty() ? m_middle : box.centre();
    // Differences over the tile itself, though not so small that rounding counts (1 nm in 6,400 km).
    constexpr double Least = 20, GoodTo = 0.001;
    const Vec3 half = glm::max(box.size() * 0.5, Vec3(Least));
    const auto at = [&](double x, double y, double z) { return apply(made.m_centre + half * Vec3(x, y, z)); };
    made.m_at = at(0, 0, 0);
    std::array<Vec3, 3> ahead, behind;
    glm::dmat3 second[3] = {glm::dmat3(0.0), glm::dmat3(0.0), glm::dmat3(0.0)}; // by the component of the result
    for (int i = 0; i < 3; ++i) {
        Vec3 e(0);
        e[i] = 1;
        ahead[size_t(i)] = at(e.x, e.y, e.z);
        behind[size_t(i)] = at(-e.x, -e.y, -e.z);
        made.m_first[i] = (ahead[size_t(i)] - behind[size_t(i)]) / (2 * half[i]);
        const Vec3 bend = (ahead[size_t(i)] - 2.0 * made.m_at + behind[size_t(i)]) / (half[i] * half[i]);
        for (int r = 0; r < 3; ++r)
            second[r][i][i] = bend[r] / 2;
    }
    for (int i = 0; i < 3; ++i) {
        for (int j = i + 1; j < 3; ++j) {
            Vec3 p(0), q(0);
            p[i] = p[j] = q[i] = 1;
            q[j] = -1;
            const Vec3 bend = (at(p.x, p.y, p.z) - at(q.x, q.y, q.z) - at(-q.x, -q.y, -q.z) + at(-p.x, -p.y, -p.z)) /
                              (4 * half[i] * half[j]);
            for (int r = 0; r < 3; ++r)
                second[r][i][j] = second[r][j][i] = bend[r] / 2;
        }
    }
    for (int r = 0; r < 3; ++r)
        made.m_second[size_t(r)] = second[r];
    for (int corner = 0; corner < 8; ++corner) {
        const Vec3 way(corner & 1 ? 1 : -1, corner & 2 ? 1 : -1, corner & 4 ? 1 : -1);
        const Vec3 off = made.apply(made.m_centre + half * way) - at(way.x, way.y, way.z);
        if (!(glm::length(off) < GoodTo)) {
            made.m_exact = this;
            break;
        }
    }
    return made;
}

}
