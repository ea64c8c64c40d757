// What the simulated cameras see: short loops by kind of place, as Motion JPEG in AVI.
#include "sample/ClipPicture.h"
#include "sample/Random.h"
#include "sample/Writers.h"

#include <QDir>
#include <QtEndian>

#include <cmath>
#include <functional>

namespace sample
{

namespace
{

using geometry::Vec3;
using Colour = ClipPicture::Colour;

constexpr int PerSecond = 8, Seconds = 6, Frames = PerSecond * Seconds;
constexpr Colour Asphalt{96, 100, 105}, Paving{158, 158, 154}, Kerb{182, 182, 178}, Line{222, 222, 214},
    Grass{112, 134, 96}, Trunk{94, 80, 66}, Leaves{78, 108, 74}, Glass{92, 108, 122}, Water{104, 128, 136};
constexpr Colour Paints[] = {{188, 58, 52}, {225, 226, 224}, {52, 78, 112},
                             {66, 70, 74},  {196, 164, 72},  {120, 136, 128}};
constexpr Colour Clothes[] = {{60, 82, 122}, {150, 66, 60}, {84, 84, 90}, {196, 178, 120}, {74, 116, 98}};
constexpr Colour Walls[] = {{196, 184, 166}, {172, 160, 150}, {204, 198, 188}, {158, 150, 146}};

void tree(ClipPicture &picture, double x, double y, double height)
{
    picture.box({x - 0.15, y - 0.15, 0}, {x + 0.15, y + 0.15, height * 0.5}, Trunk);
    picture.disc({x, y, height * 0.68}, height * 0.34, Leaves);
    picture.disc({x - height * 0.16, y - 0.3, height * 0.6}, height * 0.22, {70, 98, 68});
}

void person(ClipPicture &picture, double x, double y, int look, double step)
{
    const double swing = 0.12 * std::sin(step * 9);
    picture.box({x - 0.2, y - 0.1 + swing, 0}, {x - 0.04, y + 0.1 + swing, 0.85}, {58, 60, 68});
    picture.box({x + 0.04, y - 0.1 - swing, 0}, {x + 0.2, y + 0.1 - swing, 0.85}, {58, 60, 68});
    picture.box({x - 0.25, y - 0.14, 0.85}, {x + 0.25, y + 0.14, 1.5}, Clothes[look % 5]);
    picture.disc({x, y - 0.15, 1.66}, 0.15, {206, 172, 148});
}

/// Along y, or along x where it is turned.
void car(ClipPicture &picture, double x, double y, int look, bool turned)
{
    const double half = 2.2, side = 0.9;
    const double dx = turned ? half : side, dy = turned ? side : half;
    picture.box({x - dx, y - dy, 0.3}, {x + dx, y + dy, 0.95}, Paints[look % 6]);
    picture.box({x - dx * 0.62, y - dy * 0.62, 0.95}, {x + dx * 0.62, y + dy * 0.62, 1.5}, Glass);
    picture.box({x - dx * 0.9, y - dy * 0.9, 0.05}, {x + dx * 0.9, y + dy * 0.9, 0.3}, {40, 42, 45});
}

/// A front with rows of windows, shops below.
void house(ClipPicture &picture, double x0, double y0, double x1, double y1, double height, int look)
{
    picture.box({x0, y0, 0}, {x1, y1, height}, Walls[look % 4]);
    const bool left = x1 < 0;
    const double side = left ? x1 + 0.02 : x0 - 0.02;
    for (double z = 4.2; z + 1.6 < height; z += 3.1) {
        for (double y = y0 + 1.2; y + 1.5 < y1; y += 3.2)
            picture.shape({{side, y, z}, {side, y + 1.5, z}, {side, y + 1.5, z + 1.5}, {side, y, z + 1.5}}, Glass);
    }
    for (double y = y0 + 0.6; y + 3 < y1; y += 4.4) {
        const Colour sign = Paints[size_t(look + int(y)) % 6];
        picture.shape({{side, y, 2.8}, {side, y + 3.4, 2.8}, {side, y + 3.4, 3.5}, {side, y, 3.5}}, sign);
        picture.shape({{side, y, 0.2}, {side, y + 3.4, 0.2}, {side, y + 3.4, 2.6}, {side, y, 2.6}}, {74, 82, 90});
    }
}

/// Where something is that goes from one end to the other once a loop, with a start of its own.
double along(double from, double to, double time, double start)
{
    const double share = time + start;
    return from + (to - from) * (share - std::floor(share));
}

// `time`: 0 to 1 of the loop.

ClipPicture street(double time)
{
    ClipPicture picture(6.2, 13, 4, 62);
    picture.ground(-60, 1, 60, 400, Paving);
    picture.ground(-6.2, 1, 6.2, 400, Kerb);
    picture.ground(-6, 1, 6, 400, Asphalt);
    for (double y = 2; y < 160; y += 8)
        picture.ground(-0.1, y, 0.1, y + 4, Line);
    for (int i = 0; i < 6; ++i) {
        house(picture, -26, 12 + i * 24.0, -10, 33 + i * 24.0, 13 + (i * 5) % 11, i);
        house(picture, 10, 8 + i * 24.0, 26, 29 + i * 24.0, 12 + (i * 7) % 13, i + 2);
    }
    for (double y = 16; y < 110; y += 13) {
        tree(picture, -7.8, y, 5.4);
        tree(picture, 7.8, y + 5, 5);
    }
    for (int i = 0; i < 3; ++i) {
        car(picture, 3, along(-6, 150, time, i / 3.0), i, false);
        car(picture, -3, along(150, -6, time, i / 3.0 + 0.13), i + 3, false);
    }
    for (int i = 0; i < 4; ++i)
        person(picture, i % 2 ? 8.9 : -8.9, 15 + i * 6 + 8 * std::sin(2 * std::numbers::pi * (time + i * 0.2)), i,
               time * 6);
    return picture;
}

ClipPicture crossing(double time)
{
    ClipPicture picture(7.4, 19, 0, 68);
    picture.ground(-120, 0.5, 120, 300, Paving);
    picture.ground(-120, 13, 120, 27, Asphalt);
    picture.ground(-7, 0.5, 7, 300, Asphalt);
    for (double x = -60; x < 60; x += 7) {
        if (x < -12 || x > 8)
            picture.ground(x, 19.9, x + 3.5, 20.1, Line);
    }
    for (double y = 34; y < 150; y += 8)
        picture.ground(-0.1, y, 0.1, y + 4, Line);
    for (int i = 0; i < 9; ++i) {
        picture.ground(-6.4 + i * 1.5, 9.5, -5.6 + i * 1.5, 12.4, Line);
        picture.ground(-6.4 + i * 1.5, 27.6, -5.6 + i * 1.5, 30.5, Line);
    }
    for (int i = 0; i < 5; ++i) {
        house(picture, -34, 34 + i * 22.0, -14, 53 + i * 22.0, 18 + (i * 9) % 22, i);
        house(picture, 14, 34 + i * 22.0, 34, 53 + i * 22.0, 22 + (i * 5) % 17, i + 1);
    }
    for (double y = 36; y < 100; y += 12) {
        tree(picture, -10, y, 5);
        tree(picture, 10, y, 5);
    }
    // First the one road, then the other has its way; those who walk cross while the cars of theirs wait.
    const bool across = time < 0.55;
    for (int i = 0; i < 2; ++i) {
        if (across) {
            car(picture, along(-75, 75, time / 0.55, i * 0.45), 16.4, i, true);
            car(picture, along(75, -75, time / 0.55, i * 0.4 + 0.2), 23.6, i + 2, true);
        }
        car(picture, 3.4, across ? 3.0 - i * 8 : 3.0 - i * 8 + 170 * (time - 0.55) * (time - 0.55) * 4, i + 4, false);
        car(picture, -3.4, across ? 34.5 + i * 8 : 34.5 + i * 8 - 150 * (time - 0.55) * (time - 0.55) * 4, i + 1,
            false);
    }
    for (int i = 0; i < 4; ++i)
        person(picture, across ? along(-8.5, 8.5, time / 0.55, 0.0) * (i % 2 ? 1 : -1) : (i % 2 ? 8.5 : -8.5),
               10.2 + i * 0.6, i, time * 6);
    const auto light = [&](double x, double y, bool green) {
        picture.box({x - 0.08, y - 0.08, 0}, {x + 0.08, y + 0.08, 3.4}, {88, 90, 92});
        picture.box({x - 0.22, y - 0.2, 3.4}, {x + 0.22, y + 0.1, 4.4}, {46, 48, 50});
        picture.disc({x, y - 0.25, green ? 3.65 : 4.15}, 0.15, green ? Colour{70, 220, 130} : Colour{235, 70, 60});
    };
    light(7.8, 29, !across);
    light(-7.8, 29, !across);
    return picture;
}

ClipPicture river(double time)
{
    ClipPicture picture(5.4, 12, 9, 60);
    picture.ground(-80, 1, 40, 400, Grass);
    picture.ground(3.4, 1, 120, 400, Water);
    for (int i = 0; i < 70; ++i) {
        // Ripples that drift downstream, the nearer the longer.
        const double y = along(3, 110, time, i * 0.137), x = 5 + std::fmod(i * 7.31, 26);
        picture.ground(x, y, x + 1.6 + y * 0.02, y + 0.12 + y * 0.006,
                       i % 3 ? Colour{124, 148, 154} : Colour{88, 112, 122});
    }
    picture.groundShape({{36, 20, 0}, {120, 20, 0}, {120, 400, 0}, {36, 400, 0}}, {126, 134, 118});
    picture.ground(-2.6, 1, 2.6, 400, {172, 150, 128});
    picture.ground(2.6, 1, 3.4, 400, Kerb);
    for (double y = 6; y < 90; y += 3) {
        picture.box({2.9, y - 0.05, 0}, {3.0, y + 0.05, 1.1}, {206, 208, 206});
        picture.box({2.92, y, 0.95}, {2.98, y + 3, 1.05}, {206, 208, 206});
    }
    // The staff that the level is read from.
    for (int i = 0; i < 10; ++i)
        picture.box({6.0, 15, -0.4 + i * 0.3}, {6.4, 15.1, -0.1 + i * 0.3},
                    i % 2 ? Colour{208, 70, 60} : Colour{236, 236, 232});
    for (int i = 0; i < 5; ++i)
        house(picture, 44, 40 + i * 34.0, 64, 66 + i * 34.0, 26 + (i * 13) % 30, i);
    for (double y = 10; y < 110; y += 11) {
        tree(picture, -5.2, y, 6);
        tree(picture, -11, y + 4, 7);
    }
    person(picture, -0.9, along(7, 70, time, 0.1), 0, time * 8);
    person(picture, 0.9, along(70, 5, time, 0.45), 1, time * 8);
    person(picture, 0.2, along(60, 12, time, 0.0), 3, time * 8);
    return picture;
}

ClipPicture entrance(double time)
{
    ClipPicture picture(4.6, 14, -6, 66);
    picture.ground(-80, 0.5, 80, 300, Paving);
    picture.ground(-4, 0.5, 4, 300, Asphalt);
    picture.ground(-80, 17.6, -4.6, 18.4, Grass);
    for (int i = 0; i < 3; ++i) {
        house(picture, -30, 30 + i * 26.0, -9, 50 + i * 26.0, 19 + i * 3, i + 1);
        house(picture, 9, 26 + i * 26.0, 30, 46 + i * 26.0, 22 + i * 4, i);
    }
    for (double y = 22; y < 80; y += 9) {
        tree(picture, -6.5, y, 4.6);
        tree(picture, 6.5, y + 4, 4.6);
    }
    picture.box({-40, 18, 0}, {-5.6, 18.5, 2.3}, {186, 176, 160});
    picture.box({5.6, 18, 0}, {40, 18.5, 2.3}, {186, 176, 160});
    picture.box({-5.6, 17.6, 0}, {-4.6, 18.8, 4.6}, {150, 96, 80});
    picture.box({4.6, 17.6, 0}, {5.6, 18.8, 4.6}, {150, 96, 80});
    picture.box({-5.8, 17.4, 4.6}, {5.8, 19, 5.4}, {128, 84, 72});
    picture.box({5.2, 14, 0}, {7.4, 16.4, 2.7}, {214, 214, 208});
    // The barrier rises for the car and falls behind it.
    const double car0 = time < 0.3 ? 6 : time < 0.75 ? 6 + (time - 0.3) / 0.45 * 44 : 60;
    const double open = std::clamp(std::min((time - 0.16) / 0.12, (0.72 - time) / 0.12), 0.0, 1.0);
    const double angle = open * 80 * std::numbers::pi / 180;
    picture.box({4.1, 15, 0}, {4.5, 15.4, 1.2}, {196, 164, 72});
    for (int i = 0; i < 8; ++i) {
        const double from = i * 1.0, to = from + 1.0;
        const auto at = [&](double d, double up) {
            return Vec3(4.3 - d * std::cos(angle), 15.2, 1.0 + d * std::sin(angle) + up);
        };
        picture.shape({at(from, -0.06), at(to, -0.06), at(to, 0.06), at(from, 0.06)},
                      i % 2 ? Colour{210, 62, 56} : Colour{238, 238, 234});
    }
    if (car0 < 55)
        car(picture, 1.6, car0, 2, false);
    person(picture, -3.4, along(5, 40, time, 0.2), 1, time * 7);
    person(picture, -3.0, along(36, 6, time, 0.6), 3, time * 7);
    return picture;
}

ClipPicture square(double time)
{
    ClipPicture picture(7, 20, 0, 64);
    picture.ground(-100, 0.5, 100, 300, Paving);
    for (int i = -8; i <= 8; ++i) {
        picture.ground(i * 5 - 0.05, 0.5, i * 5 + 0.05, 70, {146, 146, 142});
        if (i > -8)
            picture.ground(-60, 4 + (i + 8) * 4.5, 60, 4.1 + (i + 8) * 4.5, {146, 146, 142});
    }
    picture.ground(-100, 62, 100, 300, Grass);
    for (int i = 0; i < 6; ++i)
        house(picture, -70 + i * 26.0, 84, -48 + i * 26.0, 104, 20 + (i * 11) % 26, i);
    for (int i = 0; i < 7; ++i)
        tree(picture, -36 + i * 12.0, 66 + (i % 2) * 5, 6.5);
    for (int i = 0; i < 4; ++i)
        tree(picture, i < 2 ? -17.0 : 17.0, 16 + (i % 2) * 20, 5.5);
    for (int i = 0; i < 3; ++i)
        picture.box({-9 + i * 8.0, 30, 0.3}, {-6.6 + i * 8.0, 30.7, 0.55}, {140, 104, 72});
    picture.box({-2.2, 40, 0}, {2.2, 44.4, 0.6}, {170, 168, 164});
    picture.box({-0.7, 41.5, 0.6}, {0.7, 42.9, 5}, {142, 150, 150});
    for (int i = 0; i < 9; ++i) {
        // Round the square, each at a pace that comes out even with the loop.
        const double turn = 2 * std::numbers::pi * ((i % 2 ? time : -time) + i / 9.0);
        person(picture, std::cos(turn) * (5 + i % 4 * 3), 27 + std::sin(turn) * (6 + i % 3 * 3), i, time * 6);
    }
    return picture;
}

void put(QByteArray &to, quint32 value)
{
    char bytes[4];
    qToLittleEndian(value, bytes);
    to.append(bytes, 4);
}

void put16(QByteArray &to, quint16 value)
{
    char bytes[2];
    qToLittleEndian(value, bytes);
    to.append(bytes, 2);
}

QByteArray chunk(const char *name, const QByteArray &content)
{
    QByteArray out(name, 4);
    put(out, quint32(content.size()));
    out += content;
    if (content.size() % 2)
        out += '\0';
    return out;
}

/// AVI 1.0 with an index (Microsoft, "AVI RIFF File Reference").
QByteArray aviOf(const std::vector<QByteArray> &pictures)
{
    quint32 largest = 0;
    QByteArray frames("movi"), index;
    for (const QByteArray &picture : pictures) {
        constexpr quint32 KeyFrame = 0x10;
        index += "00dc";
        put(index, KeyFrame);
        put(index, quint32(frames.size()));
        put(index, quint32(picture.size()));
        frames += chunk("00dc", picture);
        largest = std::max(largest, quint32(picture.size()));
    }
    const quint32 count = quint32(pictures.size());
    constexpr quint32 HasIndex = 0x10, Million = 1000000;
    QByteArray header;
    for (const quint32 value :
         {Million / PerSecond, largest * PerSecond, quint32(0), HasIndex, count, quint32(0), quint32(1), largest,
          quint32(ClipPicture::Width), quint32(ClipPicture::Height), quint32(0), quint32(0), quint32(0), quint32(0)})
        put(header, value);
    QByteArray stream("vidsMJPG");
    put(stream, 0); // flags
    put(stream, 0); // priority, language
    for (const quint32 value :
         {quint32(0), quint32(1), quint32(PerSecond), quint32(0), count, largest, quint32(10000), quint32(0)})
        put(stream, value);
    for (const int value : {0, 0, ClipPicture::Width, ClipPicture::Height})
        put16(stream, quint16(value));
    QByteArray format;
    constexpr quint32 FormatSize = 40;
    put(format, FormatSize);
    put(format, ClipPicture::Width);
    put(format, ClipPicture::Height);
    put16(format, 1);
    put16(format, 24);
    format += "MJPG";
    for (const quint32 value :
         {quint32(ClipPicture::Width * ClipPicture::Height * 3), quint32(0), quint32(0), quint32(0), quint32(0)})
        put(format, value);
    const QByteArray list = QByteArray("hdrl") + chunk("avih", header) +
                            chunk("LIST", QByteArray("strl") + chunk("strh", stream) + chunk("strf", format));
    return chunk("RIFF", QByteArray("AVI ") + chunk("LIST", list) + chunk("LIST", frames) + chunk("idx1", index));
}

}

base::Status writeClips(const QString &folder)
{
    if (!QDir().mkpath(folder))
        return base::failure(QStringLiteral("folder-unwritable"), folder);
    const std::pair<const char *, std::function<ClipPicture(double)>> scenes[] = {
        {"street", street}, {"crossing", crossing}, {"river", river}, {"entrance", entrance}, {"square", square}};
    for (const auto &[name, scene] : scenes) {
        std::vector<QByteArray> pictures;
        for (int frame = 0; frame < Frames; ++frame)
            pictures.push_back(scene(double(frame) / Frames).finish());
        const base::Status written =
            writeFile(folder + QLatin1Char('/') + QLatin1String(name) + QLatin1String(".avi"), aviOf(pictures));
        if (!written)
            return written;
    }
    return {};
}

}
