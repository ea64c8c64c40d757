#include "formats/tiles3d/Instances.h"

#include "formats/tiles3d/Placing.h"

#include <cmath>

namespace formats::tiles3d
{

Vec3 fromOctahedron(double x, double y, double most)
{
    Vec3 v(x / most * 2 - 1, y / most * 2 - 1, 0);
    v.z = 1 - std::abs(v.x) - std::abs(v.y);
    if (v.z < 0) {
        const double had = v.x;
        v.x = (1 - std::abs(v.y)) * (had < 0 ? -1 : 1);
        v.y = (1 - std::abs(had)) * (v.y < 0 ? -1 : 1);
    }
    return glm::normalize(v);
}

base::Result<std::vector<std::pair<Matrix, quint32>>> readInstances(const Piece &piece, const Matrix &transform,
                                                                    const QString &source)
{
    const BinaryTable &table = piece.features;
    const size_t count = piece.batchLength;
    const auto read = table.positions(count, source);
    if (!read)
        return tl::unexpected(read.error());
    const std::vector<double> &positions = *read;
    const auto directions = [&](std::string_view plain, std::string_view packed) {
        auto values = table.numbers(plain, count, 3, "FLOAT");
        const auto octahedra =
            values.empty() ? table.numbers(packed, count, 2, "UNSIGNED_SHORT") : std::vector<double>();
        constexpr double Most = 65535;
        for (size_t i = 0; i + 1 < octahedra.size(); i += 2) {
            const Vec3 v = fromOctahedron(octahedra[i], octahedra[i + 1], Most);
            values.insert(values.end(), {v.x, v.y, v.z});
        }
        return values;
    };
    const auto ups = directions("NORMAL_UP", "NORMAL_UP_OCT32P");
    const auto rights = directions("NORMAL_RIGHT", "NORMAL_RIGHT_OCT32P");
    const auto scales = table.numbers("SCALE", count, 1, "FLOAT");
    const auto stretches = table.numbers("SCALE_NON_UNIFORM", count, 3, "FLOAT");
    const auto ids = table.numbers("BATCH_ID", count, 1, "UNSIGNED_SHORT");
    const bool horizontal = boolAt(table.root(), "EAST_NORTH_UP");
    const Vec3 rtc = table.vector("RTC_CENTER").value_or(Vec3(0));
    const glm::dmat3 turning(transform);

    std::vector<std::pair<Matrix, quint32>> places;
    places.reserve(count);
    for (size_t i = 0; i < count; ++i) {
        const Vec3 at(transform *
                      glm::dvec4(rtc + Vec3(positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]), 1));
        glm::dmat3 turn = turning;
        if (!ups.empty() && !rights.empty()) {
            const Vec3 up(ups[3 * i], ups[3 * i + 1], ups[3 * i + 2]);
            const Vec3 right(rights[3 * i], rights[3 * i + 1], rights[3 * i + 2]);
            // 3D Tiles 1.0, "Instance orientation": right is x and up is y, (1,0,0) and (0,1,0) turn nothing.
            turn = turning * glm::dmat3(right, up, glm::cross(right, up));
        } else if (horizontal) {
            turn = eastNorthUp(at) * glm::length(turning[0]);
        }
        if (!scales.empty())
            turn *= scales[i];
        for (int axis = 0; axis < 3 && !stretches.empty(); ++axis)
            turn[axis] *= stretches[3 * i + size_t(axis)];
        Matrix matrix(turn);
        matrix[3] = glm::dvec4(at, 1);
        constexpr double MostId = 100'000'000;
        const bool named = !ids.empty() && ids[i] >= 0 && ids[i] < MostId;
        places.emplace_back(matrix, named ? quint32(ids[i]) : quint32(i));
    }
    return places;
}

}
