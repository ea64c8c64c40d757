#pragma once

#include <functional>

namespace scene
{

/// Where to look at something from: turned this far from the side that was wished for, and this much steeper, degrees.
struct Aside {
    double turn = 0, steeper = 0;
};

/// Of some sides, nearest to the one wished for first and `widest` degrees from it at most, the one from which the
/// least is hidden. `hidden` counts what is; nothing more is asked once nothing is.
Aside clearestSide(const std::function<int(const Aside &)> &hidden, double widest = 180);

}
