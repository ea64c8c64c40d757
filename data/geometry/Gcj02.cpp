#include "geometry/Gcj02.h"

#include <cmath>
#include <numbers>

namespace geometry
{

// The published reverse-engineered algorithm: an offset by sums of sines on the Krasovsky 1940 ellipsoid.
static constexpr double SemiMajor = 6378245.0;
static constexpr double Eccentricity2 = 0.00669342162296594323;

static bool inChina(const Vec2 &p)
{
    return p.x >= 72.004 && p.x <= 137.8347 && p.y >= 0.8293 && p.y <= 55.8271;
}

static Vec2 offset(const Vec2 &lonLat)
{
    using std::numbers::pi;
    const double x = lonLat.x - 105.0, y = lonLat.y - 35.0;
    const double common = (20.0 * std::sin(6.0 * x * pi) + 20.0 * std::sin(2.0 * x * pi)) * 2.0 / 3.0;
    const double north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::abs(x)) +
                         common + (20.0 * std::sin(y * pi) + 40.0 * std::sin(y / 3.0 * pi)) * 2.0 / 3.0 +
                         (160.0 * std::sin(y / 12.0 * pi) + 320.0 * std::sin(y * pi / 30.0)) * 2.0 / 3.0;
    const double east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x)) + common +
                        (20.0 * std::sin(x * pi) + 40.0 * std::sin(x / 3.0 * pi)) * 2.0 / 3.0 +
                        (150.0 * std::sin(x / 12.0 * pi) + 300.0 * std::sin(x / 30.0 * pi)) * 2.0 / 3.0;
    const double radians = lonLat.y / 180.0 * pi;
    const double w2 = 1 - Eccentricity2 * std::sin(radians) * std::sin(radians);
    const double w = std::sqrt(w2);
    return {east * 180.0 / (SemiMajor / w * std::cos(radians) * pi),
            north * 180.0 / ((SemiMajor * (1 - Eccentricity2)) / (w2 * w) * pi)};
}

Vec2 wgs84ToGcj02(const Vec2 &lonLat)
{
    return inChina(lonLat) ? lonLat + offset(lonLat) : lonLat;
}

Vec2 gcj02ToWgs84(const Vec2 &lonLat)
{
    if (!inChina(lonLat))
        return lonLat;
    Vec2 guess = lonLat - offset(lonLat);
    for (int i = 0; i < 10; ++i) {
        const Vec2 miss = guess + offset(guess) - lonLat;
        guess -= miss;
        if (std::abs(miss.x) < 1e-10 && std::abs(miss.y) < 1e-10)
            break;
    }
    return guess;
}

}
