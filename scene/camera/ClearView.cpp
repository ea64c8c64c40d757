#include "scene/camera/ClearView.h"

#include <cmath>

namespace scene
{

Aside clearestSide(const std::function<int(const Aside &)> &hidden, double widest)
{
    Aside best;
    int least = hidden(best);
    for (const double steeper : {0.0, 15.0}) {
        for (const double turn : {0.0, 25.0, -25.0, 50.0, -50.0, 80.0, -80.0, 120.0, -120.0, 160.0}) {
            if (least == 0)
                return best;
            if (std::abs(turn) > widest)
                break;
            const Aside side{turn, steeper};
            if (const int count = hidden(side); count < least) {
                best = side;
                least = count;
            }
        }
    }
    return best;
}

}
