#include "scene/interior/InteriorStyle.h"

#include <QCoreApplication>

namespace scene
{

using domain::SpaceFunction;

static glm::vec3 rgb(quint32 hex)
{
    return {float(hex >> 16 & 255) / 255.0f, float(hex >> 8 & 255) / 255.0f, float(hex & 255) / 255.0f};
}

const InteriorStyle &InteriorStyle::of(Theme theme)
{
    static const InteriorStyle command{rgb(0x0E1726), rgb(0xDCE6F2), glm::vec4(rgb(0x7FB2DC), 0.12f), rgb(0x8FC4EE),
                                       rgb(0x121C2C)};
    static const InteriorStyle plan{rgb(0x57616E), rgb(0x2B3642), glm::vec4(rgb(0x7FA8C9), 0.15f), rgb(0x4E7CA4),
                                    rgb(0xD9DCDC)};
    return theme == Theme::Command ? command : plan;
}

QString functionText(SpaceFunction function)
{
    switch (function) {
    case SpaceFunction::Room:
        return QCoreApplication::translate("scene", "Room");
    case SpaceFunction::Hall:
        return QCoreApplication::translate("scene", "Hall");
    case SpaceFunction::Kitchen:
        return QCoreApplication::translate("scene", "Kitchen");
    case SpaceFunction::Bath:
        return QCoreApplication::translate("scene", "Bathroom");
    case SpaceFunction::Balcony:
        return QCoreApplication::translate("scene", "Balcony");
    case SpaceFunction::Corridor:
        return QCoreApplication::translate("scene", "Corridor");
    case SpaceFunction::Stair:
        return QCoreApplication::translate("scene", "Stair");
    case SpaceFunction::Lift:
        return QCoreApplication::translate("scene", "Lift");
    case SpaceFunction::Lobby:
        return QCoreApplication::translate("scene", "Lobby");
    case SpaceFunction::Shop:
        return QCoreApplication::translate("scene", "Shop");
    case SpaceFunction::Office:
        return QCoreApplication::translate("scene", "Office");
    case SpaceFunction::Classroom:
        return QCoreApplication::translate("scene", "Classroom");
    case SpaceFunction::Ward:
        return QCoreApplication::translate("scene", "Ward");
    case SpaceFunction::Plant:
        return QCoreApplication::translate("scene", "Plant room");
    case SpaceFunction::Storage:
        return QCoreApplication::translate("scene", "Storage");
    case SpaceFunction::Parking:
        return QCoreApplication::translate("scene", "Parking");
    case SpaceFunction::Outdoor:
        return QCoreApplication::translate("scene", "Outdoors");
    case SpaceFunction::Unknown:
        break;
    }
    return {};
}

glm::vec3 functionColour(SpaceFunction function, Theme theme)
{
    const bool dark = theme == Theme::Command;
    switch (function) {
    case SpaceFunction::Room:
        return rgb(dark ? 0x3F5A7C : 0xD9E4F2);
    case SpaceFunction::Hall:
        return rgb(dark ? 0x6E6547 : 0xF6EACB);
    case SpaceFunction::Kitchen:
        return rgb(dark ? 0x7A5B45 : 0xF5DAC5);
    case SpaceFunction::Bath:
        return rgb(dark ? 0x336F78 : 0xC9E6EA);
    case SpaceFunction::Balcony:
        return rgb(dark ? 0x466844 : 0xDBEBD1);
    case SpaceFunction::Corridor:
        return rgb(dark ? 0x49566A : 0xECECE8);
    case SpaceFunction::Stair:
        return rgb(dark ? 0x5C5580 : 0xDAD4E8);
    case SpaceFunction::Lift:
        return rgb(dark ? 0x4B486C : 0xC9C4DD);
    case SpaceFunction::Lobby:
        return rgb(dark ? 0x635C50 : 0xF0E5D6);
    case SpaceFunction::Shop:
        return rgb(dark ? 0x7B4F59 : 0xF5D6D6);
    case SpaceFunction::Office:
        return rgb(dark ? 0x3D647C : 0xD3E5EF);
    case SpaceFunction::Classroom:
        return rgb(dark ? 0x6F6C3E : 0xEFEABF);
    case SpaceFunction::Ward:
        return rgb(dark ? 0x3B6E5C : 0xD0EBDD);
    case SpaceFunction::Plant:
        return rgb(dark ? 0x4A4E57 : 0xD3D5D8);
    case SpaceFunction::Storage:
        return rgb(dark ? 0x5B574A : 0xE2DCD0);
    case SpaceFunction::Parking:
        return rgb(dark ? 0x424C59 : 0xDDE1E5);
    case SpaceFunction::Outdoor:
        return rgb(dark ? 0x3C5E42 : 0xD5E6CB);
    case SpaceFunction::Unknown:
        break;
    }
    return rgb(dark ? 0x4F5B6D : 0xE6E7E6);
}

glm::vec3 insideColour(const InsideFeature &feature, const domain::Interior &interior, Theme theme)
{
    const bool dark = theme == Theme::Command;
    const auto function = feature.space >= 0 && size_t(feature.space) < interior.spaces.size()
                              ? interior.spaces[size_t(feature.space)].function
                              : SpaceFunction::Unknown;
    if (feature.element >= 0 && size_t(feature.element) < interior.elements.size()) {
        const auto &c = interior.elements[size_t(feature.element)].colour;
        const glm::vec3 own(c[0], c[1], c[2]);
        // Models bring saturated office defaults; a part of the theme's own tone makes them one family.
        const glm::vec3 calm = dark ? rgb(0x8494AC) : rgb(0xE9EAEA);
        return dark ? glm::mix(own * 0.72f, calm, 0.30f) : glm::mix(own, calm, 0.30f);
    }
    switch (feature.part) {
    case InsidePart::Floor:
        return functionColour(function, theme);
    case InsidePart::Wall:
    case InsidePart::Cut:
        break;
    case InsidePart::Slab:
        return rgb(dark ? 0x5D6C84 : 0xDDDCD8);
    case InsidePart::Door: {
        const bool known = feature.door >= 0 && size_t(feature.door) < interior.doors.size();
        if (known && interior.doors[size_t(feature.door)].isEntrance)
            return dark ? rgb(0x4C9FCC) : rgb(0x5A9BD3);
        return rgb(dark ? 0xA3825E : 0xC79F70);
    }
    case InsidePart::Window:
        return rgb(dark ? 0x4C7C9E : 0xAFCFE3);
    case InsidePart::Stair:
        return glm::mix(functionColour(SpaceFunction::Stair, theme), dark ? rgb(0xC9D3E4) : rgb(0x8B84A8), 0.30f);
    case InsidePart::Lift:
        return glm::mix(functionColour(SpaceFunction::Lift, theme), dark ? rgb(0xC9D3E4) : rgb(0x7E779C), 0.25f);
    case InsidePart::Furniture:
        return rgb(dark ? 0x7C8798 : 0xD8CFC2);
    case InsidePart::Element:
        return rgb(dark ? 0x8291A8 : 0xDCDCD9);
    }
    return rgb(dark ? 0x8797AF : 0xF7F6F2);
}

}
