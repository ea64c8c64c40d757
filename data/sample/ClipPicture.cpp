#include "sample/ClipPicture.h"

#include <stb_image_write.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sample
{

using geometry::Vec3;

namespace
{

constexpr int Wide = ClipPicture::Width * 2, High = ClipPicture::Height * 2; ///< drawn at twice the size: smooth edges
constexpr double Near = 0.4;                                                 ///< what is closer to the eye is cut away

/// "模拟画面  SIMULATED" in Noto Sans CJK Bold (SIL Open Font License), one bit a pixel.
constexpr int SignWidth = 344, SignHeight = 34;
constexpr const char *Sign =
    "B4BwcAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAeAePAB4AAHAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAHgHjwAeHgB4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB4f//wHh4AeD////8P////wAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAeH//8B4eYHg/////D////8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAHh///AeH/B4P////w/////AAA"
    "AfgA+B+AD8D4AfB8AAA/A///h//4P/gAB4D4+AHh7weD////8P////wAAAf/APgfgA/A+AHwfAAAfwP//4f/+D//AH/wePAf+e+HgAAA"
    "AAAAD4AAAAAf/4D4H8AfwPgB8HwAAH+D//+H//g//4B/8AAAH/nnj4AAAAAAAA8AAAAAH//A+B/AH8D4AfB8AAB/g///h//4P//gf/P/"
    "/h/554+AAAAAAAAPAAAAAD+fgPgfwB/A+AHwfAAA/4AHwAfAAD4f4H/z//4f+ePPAAf/+AB////4AAA+AwD4H+A/wPgB8HwAAPfAB8AH"
    "wAA+A/AHg//+AeHjzwAH//gAf///+AAAfgAA+B/gP8D4AfB8AAD3wAfAB8AAPgHwB4OAHgHh4+8D5//58H////gAAH4AAPgf4D/A+AHw"
    "fAAB88AHwAfAAD4B+AfD//4B4eHvA+ceOfB////4AAA/AAD4HvB7wPgB8HwAAfPgB8AHwAA+APgP4//+AeHhzwPnHjnwePB4eAAAP8AA"
    "+B7we8D4AfB8AAHj4AfAB8AAPgD4D+P//gHh4Q8D5x558HjweHgAAB/wAPge8HPA+AHwfAAD4eAHwAf/4D4A+A/zgB4B+eAPA+f/+fB4"
    "//h4AAAf/gD4H3j3wPgB8HwAA+HwB8AH/+A+APgf84AeB/3gHwPn//nweP/4eAAAB/8A+B9498D4AfB8AAPh8AfAB//gPgD4H/v//h/9"
    "4B4D5//58Hj/+HgAAAH/gPgffOfA+AHwfAAHwfAHwAf/4D4A+D+7//4f+eAfA+ceOfB48Hh4AAAAf8D4Hz3nwPgB4HwAB8D4B8AHwAA+"
    "APg/s//+H+HjHwPnHjnwePB4eAAAAB/g+B8958D4A+B8AAf/+AfAB8AAPgD4f4APAB/h578D5x458HjweHgAAAAH4PgfH8fA+APgfAAH"
    "//gHwAfAAD4A+H+ADwAB4f+/g+f/+fB4//h4AAAAA+D4Hx/HwPwD4HwAD//8B8AHwAA+Afh3j///AeH/f4Pn//nweP/4eAAAEAPg+B8f"
    "x8B8A+B8AA///AfAB8AAPgPwd4///wHh/n/D5//58Hj/+HgAADwH4PgfD4fAfgfgfAAPgHwHwAfAAD4H8CeP//8B4fz7w+AAAfB48Hh4"
    "AAB/n8D4Hw+HwH+/wHwAHwB+B8AHwAA+H+AngD/gAeH4+8PgAAHwePB4eAAAf//A+B8Ph8A//8B//x8APgfAB//4P//AB4B98AHj4fPj"
    "4AAB8HjweHgAAD//gPgfBwfAH/+Af/8fAD4HwAf/+D//gAeB/PwB48Px4/////B////4AAAf/gD4HwAHwA//AH//PgA/B8AH//g//wAH"
    "h/h/D+GH4eP////wf///+AAAA/gA+B8AB8AD+AB//z4APwfAB//4P/gAB5/wf4/AB8Hj////8H////gAAAAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAePwB8PwAOAwf////B////4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAHjwAOD4ABAAAAAAHweAAAeAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAHgAAHAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==";

ClipPicture::Colour mixed(const ClipPicture::Colour &a, const ClipPicture::Colour &b, double share)
{
    const auto part = [share](int x, int y) { return int(std::lround(x + (y - x) * share)); };
    return {part(a.r, b.r), part(a.g, b.g), part(a.b, b.b)};
}

constexpr ClipPicture::Colour Haze{198, 205, 211};

}

ClipPicture::ClipPicture(double eyeHeight, double down, double right, double fieldOfView)
    : m_eyeHeight(eyeHeight), m_pixels(size_t(Wide) * High * 3)
{
    const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
    m_sinDown = std::sin(radians(down));
    m_cosDown = std::cos(radians(down));
    m_sinRight = std::sin(radians(right));
    m_cosRight = std::cos(radians(right));
    m_focal = Wide / 2.0 / std::tan(radians(fieldOfView) / 2);
    for (int y = 0; y < High; ++y) {
        const Colour sky = mixed({168, 181, 193}, {214, 219, 222}, std::min(1.0, double(y) / (High * 0.45)));
        for (int x = 0; x < Wide; ++x) {
            unsigned char *pixel = &m_pixels[(size_t(y) * Wide + size_t(x)) * 3];
            pixel[0] = static_cast<unsigned char>(sky.r);
            pixel[1] = static_cast<unsigned char>(sky.g);
            pixel[2] = static_cast<unsigned char>(sky.b);
        }
    }
}

Vec3 ClipPicture::toEye(const Vec3 &p) const
{
    const double x = p.x * m_cosRight - p.y * m_sinRight, y = p.x * m_sinRight + p.y * m_cosRight;
    const double z = p.z - m_eyeHeight;
    return {x, z * m_cosDown + y * m_sinDown, y * m_cosDown - z * m_sinDown};
}

void ClipPicture::ground(double x0, double y0, double x1, double y1, Colour colour)
{
    groundShape({{x0, y0, 0}, {x1, y0, 0}, {x1, y1, 0}, {x0, y1, 0}}, colour);
}

void ClipPicture::groundShape(const std::vector<Vec3> &corners, Colour colour)
{
    std::vector<Vec3> seen;
    for (const Vec3 &corner : corners)
        seen.push_back(toEye(corner));
    fill(std::move(seen), colour);
}

void ClipPicture::add(double distance, const std::vector<Vec3> &corners, Colour colour, double light)
{
    constexpr double HazeAt = 260; // metres
    const auto lit = [light](int value) { return std::min(255, int(std::lround(value * light))); };
    Face face{
        distance, {}, mixed({lit(colour.r), lit(colour.g), lit(colour.b)}, Haze, 1 - std::exp(-distance / HazeAt))};
    for (const Vec3 &corner : corners)
        face.corners.push_back(toEye(corner));
    m_faces.push_back(std::move(face));
}

void ClipPicture::box(const Vec3 &low, const Vec3 &high, Colour colour)
{
    const Vec3 eye(0, 0, m_eyeHeight);
    const double distance = glm::length((low + high) * 0.5 - eye);
    const auto p = [&](int x, int y, int z) {
        return Vec3(x ? high.x : low.x, y ? high.y : low.y, z ? high.z : low.z);
    };
    // Only sides that face the eye; what little light there is comes from the left and above.
    if (eye.y < low.y)
        add(distance, {p(0, 0, 0), p(1, 0, 0), p(1, 0, 1), p(0, 0, 1)}, colour, 0.86);
    if (eye.x < low.x)
        add(distance, {p(0, 0, 0), p(0, 1, 0), p(0, 1, 1), p(0, 0, 1)}, colour, 0.98);
    if (eye.x > high.x)
        add(distance, {p(1, 0, 0), p(1, 1, 0), p(1, 1, 1), p(1, 0, 1)}, colour, 0.7);
    if (eye.z > high.z)
        add(distance, {p(0, 0, 1), p(1, 0, 1), p(1, 1, 1), p(0, 1, 1)}, colour, 1.08);
}

void ClipPicture::disc(const Vec3 &middle, double radius, Colour colour)
{
    constexpr int Corners = 14;
    std::vector<Vec3> corners;
    for (int i = 0; i < Corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / Corners;
        corners.push_back(middle + Vec3(std::cos(angle) * radius * m_cosRight, -std::cos(angle) * radius * m_sinRight,
                                        std::sin(angle) * radius));
    }
    add(glm::length(middle - Vec3(0, 0, m_eyeHeight)), corners, colour, 0.95);
}

void ClipPicture::shape(const std::vector<Vec3> &corners, Colour colour)
{
    Vec3 middle(0.0);
    for (const Vec3 &corner : corners)
        middle += corner / double(corners.size());
    add(glm::length(middle - Vec3(0, 0, m_eyeHeight)), corners, colour, 0.9);
}

/// A convex shape, cut off where it comes behind the eye.
void ClipPicture::fill(std::vector<Vec3> corners, Colour colour)
{
    std::vector<Vec3> kept;
    for (size_t i = 0; i < corners.size(); ++i) {
        const Vec3 &a = corners[i], &b = corners[(i + 1) % corners.size()];
        if (a.z >= Near)
            kept.push_back(a);
        if ((a.z >= Near) != (b.z >= Near))
            kept.push_back(a + (b - a) * ((Near - a.z) / (b.z - a.z)));
    }
    if (kept.size() < 3)
        return;
    std::vector<geometry::Vec2> drawn;
    double top = High, bottom = 0;
    for (const Vec3 &corner : kept) {
        drawn.emplace_back(Wide / 2.0 + corner.x / corner.z * m_focal, High / 2.0 - corner.y / corner.z * m_focal);
        top = std::min(top, drawn.back().y);
        bottom = std::max(bottom, drawn.back().y);
    }
    for (int y = std::max(0, int(std::ceil(top - 0.5))); y < std::min(double(High), bottom); ++y) {
        const double line = y + 0.5;
        double from = Wide, to = 0;
        for (size_t i = 0; i < drawn.size(); ++i) {
            const geometry::Vec2 &a = drawn[i], &b = drawn[(i + 1) % drawn.size()];
            if ((a.y <= line) == (b.y <= line))
                continue;
            const double x = a.x + (b.x - a.x) * (line - a.y) / (b.y - a.y);
            from = std::min(from, x);
            to = std::max(to, x);
        }
        const int first = std::max(0, int(std::ceil(from - 0.5))), end = std::min(double(Wide), to + 0.5);
        for (int x = first; x < end; ++x) {
            unsigned char *pixel = &m_pixels[(size_t(y) * Wide + size_t(x)) * 3];
            pixel[0] = static_cast<unsigned char>(colour.r);
            pixel[1] = static_cast<unsigned char>(colour.g);
            pixel[2] = static_cast<unsigned char>(colour.b);
        }
    }
}

/// Light on a dark ground in the upper left corner.
void ClipPicture::drawSign()
{
    static const QByteArray bits = QByteArray::fromBase64(Sign);
    constexpr int Left = 24, Top = 22, Margin = 12;
    for (int y = -Margin; y < SignHeight + Margin; ++y) {
        for (int x = -Margin; x < SignWidth + Margin; ++x) {
            unsigned char *pixel = &m_pixels[(size_t(Top + y) * Wide + size_t(Left + x)) * 3];
            const bool within = x >= 0 && y >= 0 && x < SignWidth && y < SignHeight;
            const int at = y * SignWidth + x;
            const bool ink = within && (bits[at / 8] >> (7 - at % 8)) & 1;
            for (int c = 0; c < 3; ++c)
                pixel[c] = ink ? 250 : static_cast<unsigned char>(pixel[c] * 0.3);
        }
    }
}

QByteArray ClipPicture::finish()
{
    std::stable_sort(m_faces.begin(), m_faces.end(),
                     [](const Face &a, const Face &b) { return a.distance > b.distance; });
    for (const Face &face : m_faces)
        fill(face.corners, face.colour);
    m_faces.clear();
    drawSign();
    std::vector<unsigned char> picture(size_t(Width) * Height * 3);
    for (size_t y = 0; y < size_t(Height); ++y) {
        for (size_t x = 0; x < size_t(Width); ++x) {
            for (size_t c = 0; c < 3; ++c) {
                const auto at = [&](size_t dx, size_t dy) {
                    return int(m_pixels[((2 * y + dy) * Wide + 2 * x + dx) * 3 + c]);
                };
                picture[(y * Width + x) * 3 + c] =
                    static_cast<unsigned char>((at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1) + 2) / 4);
            }
        }
    }
    QByteArray jpeg;
    constexpr int Quality = 62;
    stbi_write_jpg_to_func(
        [](void *to, void *data, int size) { static_cast<QByteArray *>(to)->append(static_cast<char *>(data), size); },
        &jpeg, Width, Height, 3, picture.data(), Quality);
    return jpeg;
}

}
