#include "geometry/LocalFrame.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace geometry
{

LocalFrame::LocalFrame(Crs crs, Vec3 origin) : m_crs(std::move(crs)), m_origin(origin) {}

base::Result<LocalFrame> LocalFrame::around(const Crs &crs, const Box2 &extent)
{
    const Vec2 middle = extent.isEmpty() ? Vec2(0) : extent.centre();
    // Whole metres, so that coordinates read off the scene are easy to check by hand.
    const auto rounded = [](const Vec2 &p) { return Vec3(glm::round(p), 0); };
    if (!crs.isValid() || crs.isMetric())
        return LocalFrame(crs, rounded(middle));
    auto toDegrees = Transform::create(crs, Crs::wgs84());
    if (!toDegrees)
        return tl::unexpected(toDegrees.error());
    Vec2 lonLat = middle;
    toDegrees->apply(lonLat);
    const Crs utm = Crs::utm(lonLat.x, lonLat.y);
    auto toUtm = Transform::create(Crs::wgs84(), utm);
    if (!toUtm)
        return tl::unexpected(toUtm.error());
    toUtm->apply(lonLat);
    return LocalFrame(utm, rounded(lonLat));
}

// PROJ objects belong to a thread; each keeps those it used, by the CRS's text.
static const Transform *cached(const Crs &crs, bool toDegrees)
{
    struct Pair {
        Crs crs;
        std::optional<base::Result<Transform>> there, back; ///< made when they are asked for
    };
    static thread_local std::vector<std::unique_ptr<Pair>> known;
    constexpr size_t Most = 8;
    auto pair = std::find_if(known.begin(), known.end(), [&](const auto &one) { return one->crs.ogr() == crs.ogr(); });
    if (pair == known.end()) {
        if (known.size() == Most)
            known.erase(known.begin());
        known.push_back(std::make_unique<Pair>(Pair{crs, {}, {}}));
        pair = known.end() - 1;
    }
    auto &wanted = toDegrees ? (*pair)->there : (*pair)->back;
    if (!wanted)
        wanted = toDegrees ? Transform::create(crs, Crs::wgs84()) : Transform::create(Crs::wgs84(), crs);
    return *wanted ? &**wanted : nullptr;
}

Vec3 LocalFrame::toLonLat(const Vec3 &scene) const
{
    Vec3 p = toMap(scene);
    if (m_crs.isValid()) {
        const double z = p.z;
        if (const Transform *transform = cached(m_crs, true); !transform || !transform->apply(p))
            return {NaN, NaN, z};
        p.z = z; // heights stay what the project has: a datum shift is no concern of a read-out
    }
    return p;
}

Vec3 LocalFrame::fromLonLat(const Vec3 &lonLatHeight) const
{
    Vec3 p = lonLatHeight;
    if (m_crs.isValid()) {
        if (const Transform *transform = cached(m_crs, false); !transform || !transform->apply(p))
            return {NaN, NaN, lonLatHeight.z};
        p.z = lonLatHeight.z;
    }
    return toScene(p);
}

}
