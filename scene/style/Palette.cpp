#include "scene/style/Palette.h"

#include "domain/StateColours.h"

namespace scene
{

static glm::vec3 rgb(quint32 hex)
{
    return {float(hex >> 16 & 255) / 255.0f, float(hex >> 8 & 255) / 255.0f, float(hex & 255) / 255.0f};
}

const Palette &Palette::of(Theme theme)
{
    static const Palette command = [] {
        Palette p{};
        p.background = rgb(0x0B1220);
        p.accent = rgb(0x4CC2FF);
        p.building = rgb(0x5A6A82);
        p.roof = rgb(0x6F819B);
        p.edge = rgb(0x8FA3BF);
        p.road = rgb(0x1B2A40);
        p.rail = rgb(0x22324A);
        p.water = rgb(0x0F3350);
        p.green = rgb(0x16342B);
        p.facility = rgb(0x1A2436);
        p.relief = rgb(0x131D2E);
        p.haze = rgb(0x1B2B46);
        p.skyTop = rgb(0x0B1426);
        p.skyMirror = rgb(0x2C5475);
        p.glass = rgb(0x1C2638);
        p.lamp = rgb(0xFFD08A);
        p.glassStrength = 0.62f;
        p.lampStrength = 0.62f;
        p.mirrorStrength = 0.55f;
        p.edgeGain = 0.28f;
        p.grain = 0.35f;
        p.vignette = 0.40f;
        p.foliageGain = {1.75f, 1.7f, 1.6f};
        p.imageryTone = 0.55f;
        p.modelTone = 0.62f;
        p.light = {0.34f, 0.52f, 0.28f, 0.0f};
        p.shadeOnGround = 0.62f;
        return p;
    }();
    static const Palette plan = [] {
        Palette p{};
        p.background = rgb(0xEEF1F4);
        p.accent = rgb(0x0B6BCB);
        p.building = rgb(0xE4DED2);
        p.roof = rgb(0xD3CABB);
        p.edge = rgb(0x8C8475);
        p.road = rgb(0xFFFFFF);
        p.rail = rgb(0xC9CDD3);
        p.water = rgb(0xBFD9E8);
        p.green = rgb(0xCFE3C8);
        p.facility = rgb(0xE3E6E2);
        p.relief = rgb(0xE6EADF);
        p.haze = rgb(0xE9EEF3);
        p.skyTop = rgb(0xBBD3E8);
        p.skyMirror = rgb(0xE6F2F8);
        p.glass = rgb(0x8FA0AE);
        p.lamp = rgb(0xFFFFFF);
        p.glassStrength = 0.50f;
        p.lampStrength = 0.0f;
        p.mirrorStrength = 0.6f;
        p.edgeGain = 0.10f;
        p.grain = 0.10f;
        p.vignette = 0.10f;
        p.foliageGain = {0.74f, 0.86f, 0.70f};
        p.imageryTone = 1.0f;
        p.modelTone = 1.0f;
        p.light = {0.44f, 0.42f, 0.28f, 0.0f};
        p.shadeOnGround = 0.78f;
        return p;
    }();
    return theme == Theme::Command ? command : plan;
}

glm::vec3 Palette::severity(domain::Severity severity)
{
    switch (severity) {
    case domain::Severity::Critical:
        return rgb(domain::stateColour("critical").dark);
    case domain::Severity::Major:
        return rgb(domain::stateColour("major").dark);
    case domain::Severity::Minor:
        return rgb(domain::stateColour("minor").dark);
    case domain::Severity::Normal:
        break;
    }
    return rgb(domain::stateColour("normal").dark);
}

glm::vec3 fromColour(const QColor &colour)
{
    return {colour.redF(), colour.greenF(), colour.blueF()};
}

QColor toColour(const glm::vec3 &colour)
{
    const glm::vec3 c = glm::clamp(colour, 0.0f, 1.0f);
    return QColor::fromRgbF(c.r, c.g, c.b);
}

}
