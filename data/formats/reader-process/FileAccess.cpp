#include "FileAccess.h"

#include <assimp/MemoryIOWrapper.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>
#include <memory>

namespace reader
{

bool FileAccess::Exists(const char *file) const
{
    return isRegular(file);
}

Assimp::IOStream *FileAccess::Open(const char *file, const char *mode)
{
    if (!std::strchr(mode, 'r') || !isRegular(file))
        return nullptr;
    if (!m_replaced.empty() && m_replaced == file)
        return new Assimp::MemoryIOStream(reinterpret_cast<const uint8_t *>(m_bytes.data()), m_bytes.size(), false);
    return DefaultIOSystem::Open(file, mode);
}

void FileAccess::replace(const std::string &file, std::vector<char> bytes)
{
    m_replaced = file;
    m_bytes = std::move(bytes);
}

// Calls `vertex(x, y, z, rest)` for "v" lines and `other(line)` for the rest; lines come with their ends.
template <typename Vertex, typename Other>
static void forLines(const std::vector<char> &obj, Vertex vertex, Other other)
{
    const char *at = obj.data();
    const char *const end = at + obj.size();
    while (at < end) {
        const char *const stop = std::find(at, end, '\n');
        const char *const next = stop < end ? stop + 1 : end;
        const char *p = at;
        const auto skipBlanks = [&] {
            while (p < stop && (*p == ' ' || *p == '\t'))
                ++p;
        };
        skipBlanks();
        double numbers[3];
        bool good = stop - p > 2 && p[0] == 'v' && (p[1] == ' ' || p[1] == '\t');
        if (good) {
            ++p;
            for (double &number : numbers) {
                skipBlanks();
                if (p < stop && *p == '+')
                    ++p;
                const auto parsed = std::from_chars(p, stop, number);
                good = good && parsed.ec == std::errc();
                p = parsed.ptr;
            }
        }
        if (good)
            vertex(numbers, std::string_view(p, size_t(next - p)));
        else
            other(std::string_view(at, size_t(next - at)));
        at = next;
    }
}

bool movedToOrigin(const std::vector<char> &obj, double shift[3], std::vector<char> &moved)
{
    constexpr double Infinity = std::numeric_limits<double>::infinity();
    double least[3] = {Infinity, Infinity, Infinity}, most[3] = {-Infinity, -Infinity, -Infinity};
    forLines(
        obj,
        [&](const double *numbers, std::string_view) {
            for (int i = 0; i < 3; ++i) {
                least[i] = std::min(least[i], numbers[i]);
                most[i] = std::max(most[i], numbers[i]);
            }
        },
        [](std::string_view) {});
    constexpr double Large = 10'000; // metres: beyond it a float is coarser than a millimetre
    bool large = false;
    for (int i = 0; i < 3; ++i) {
        large = large || (std::isfinite(least[i]) && std::max(std::abs(least[i]), std::abs(most[i])) > Large);
        shift[i] = std::isfinite(least[i]) && std::isfinite(most[i]) ? std::round((least[i] + most[i]) / 2) : 0;
    }
    if (!large) {
        shift[0] = shift[1] = shift[2] = 0;
        return false;
    }
    shift[2] = std::abs(shift[2]) > Large ? shift[2] : 0; // heights stay as they are read
    moved.reserve(obj.size() + obj.size() / 8);
    forLines(
        obj,
        [&](const double *numbers, std::string_view rest) {
            char line[128];
            const int size = std::snprintf(line, sizeof line, "v %.6f %.6f %.6f", numbers[0] - shift[0],
                                           numbers[1] - shift[1], numbers[2] - shift[2]);
            if (size > 0 && size_t(size) < sizeof line)
                moved.insert(moved.end(), line, line + size);
            moved.insert(moved.end(), rest.begin(), rest.end());
        },
        [&](std::string_view line) { moved.insert(moved.end(), line.begin(), line.end()); });
    return true;
}

}
