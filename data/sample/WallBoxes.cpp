#include "sample/WallBoxes.h"

#include <algorithm>
#include <cmath>

namespace sample
{

using geometry::Box2;

/// Positions of all sides, those within a millimetre as one.
static std::vector<double> positions(const MultiPolygon &outline, const MultiPolygon &rooms, bool ofX)
{
    std::vector<double> all;
    for (const MultiPolygon *shapes : {&outline, &rooms}) {
        for (const Polygon &polygon : *shapes) {
            const auto note = [&](const Ring &ring) {
                for (const Vec2 &p : ring)
                    all.push_back(ofX ? p.x : p.y);
            };
            note(polygon.outer);
            for (const Ring &hole : polygon.holes)
                note(hole);
        }
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end(), [](double a, double b) { return b - a < 1e-3; }), all.end());
    return all;
}

std::vector<Box2> wallBoxes(const MultiPolygon &outline, const MultiPolygon &rooms)
{
    const std::vector<double> xs = positions(outline, rooms, true), ys = positions(outline, rooms, false);
    if (xs.size() < 2 || ys.size() < 2)
        return {};
    const size_t columns = xs.size() - 1, rows = ys.size() - 1;
    std::vector<char> wall(columns * rows, 0);
    for (size_t c = 0; c < columns; ++c) {
        for (size_t r = 0; r < rows; ++r) {
            const Vec2 middle((xs[c] + xs[c + 1]) / 2, (ys[r] + ys[r + 1]) / 2);
            wall[r * columns + c] = geometry::contains(outline, middle) && !geometry::contains(rooms, middle);
        }
    }
    const auto isWall = [&](size_t c, size_t r) { return wall[r * columns + c] != 0; };
    std::vector<Box2> boxes;
    while (true) {
        // The longest straight run of what is left, widened as far as it goes.
        double longest = 0;
        size_t bestC = 0, bestR = 0, bestEnd = 0;
        bool across = false;
        for (size_t r = 0; r < rows; ++r) {
            for (size_t c = 0; c < columns;) {
                size_t end = c;
                while (end < columns && isWall(end, r))
                    ++end;
                if (end > c && xs[end] - xs[c] > longest) {
                    longest = xs[end] - xs[c];
                    bestC = c;
                    bestR = r;
                    bestEnd = end;
                    across = true;
                }
                c = end + 1;
            }
        }
        for (size_t c = 0; c < columns; ++c) {
            for (size_t r = 0; r < rows;) {
                size_t end = r;
                while (end < rows && isWall(c, end))
                    ++end;
                if (end > r && ys[end] - ys[r] > longest + 1e-6) {
                    longest = ys[end] - ys[r];
                    bestC = c;
                    bestR = r;
                    bestEnd = end;
                    across = false;
                }
                r = end + 1;
            }
        }
        if (longest <= 0)
            return boxes;
        size_t c0 = bestC, c1 = across ? bestEnd : bestC + 1, r0 = bestR, r1 = across ? bestR + 1 : bestEnd;
        const auto full = [&](size_t a, size_t b, size_t p, size_t q) {
            for (size_t r = p; r < q; ++r) {
                for (size_t c = a; c < b; ++c) {
                    if (!isWall(c, r))
                        return false;
                }
            }
            return true;
        };
        if (across) {
            while (r1 < rows && full(c0, c1, r1, r1 + 1))
                ++r1;
            while (r0 > 0 && full(c0, c1, r0 - 1, r0))
                --r0;
        } else {
            while (c1 < columns && full(c1, c1 + 1, r0, r1))
                ++c1;
            while (c0 > 0 && full(c0 - 1, c0, r0, r1))
                --c0;
        }
        for (size_t r = r0; r < r1; ++r) {
            for (size_t c = c0; c < c1; ++c)
                wall[r * columns + c] = 0;
        }
        boxes.push_back({{xs[c0], ys[r0]}, {xs[c1], ys[r1]}});
    }
}

}
