#include "scene/camera/ClearPath.h"

#include <algorithm>

namespace scene
{

using geometry::Vec3;

static double smooth(double t)
{
    t = std::clamp(t, 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

double Climb::at(double share) const
{
    return metres * smooth(share / ramp) * smooth((1 - share) / ramp);
}

Climb climbOver(const std::function<Vec3(double)> &eye, const std::function<bool(const Vec3 &, const Vec3 &)> &blocked,
                double highest)
{
    constexpr int Steps = 48;
    constexpr double Lowest = 8; // metres; less would not be seen
    const auto met = [&](const Climb &climb, int atMost) {
        const auto at = [&](int i) {
            const double share = double(i) / Steps;
            return eye(share) + Vec3(0, 0, climb.at(share));
        };
        int count = 0;
        Vec3 from = at(0);
        for (int i = 1; i <= Steps && count < atMost; ++i) {
            const Vec3 to = at(i);
            count += blocked(from, to);
            from = to;
        }
        return count;
    };
    Climb best;
    int least = met(best, Steps);
    for (double metres = Lowest; least > 0 && metres <= std::max(highest, Lowest); metres *= 1.5) {
        // Steeper only where what is in the way stands near an end.
        for (const double ramp : {0.4, 0.2, 0.1}) {
            const Climb climb{metres, ramp};
            const int count = met(climb, least);
            if (count < least) {
                best = climb;
                least = count;
            }
            if (least == 0)
                break;
        }
    }
    return best;
}

}
