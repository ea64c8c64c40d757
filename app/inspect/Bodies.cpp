#include "inspect/Bodies.h"

#include "core/Text.h"

namespace app
{

geometry::Mesh bodyOf(const Twin &twin, const domain::ObjectRef &object)
{
    const Rooms *rooms = twin.rooms();
    switch (object.kind) {
    case domain::ObjectKind::Building: {
        const domain::Building *building = twin.city() ? twin.city()->building(object.id) : nullptr;
        return building ? interior::bodyOf(*building) : geometry::Mesh();
    }
    case domain::ObjectKind::Space: {
        const domain::Space *space = rooms ? rooms->space(object.id) : nullptr;
        return space ? interior::bodyOf(*space) : geometry::Mesh();
    }
    case domain::ObjectKind::Door: // a door that a model has a body for is an element too, under the same id
    case domain::ObjectKind::Element: {
        const domain::Element *element = rooms ? rooms->element(object.id) : nullptr;
        return element ? element->mesh : geometry::Mesh();
    }
    case domain::ObjectKind::Unit: {
        const domain::Unit *unit = rooms ? rooms->unit(object.id) : nullptr;
        const domain::Storey *storey = unit ? rooms->storeyOfNumber(unit->storey) : nullptr;
        return storey ? interior::prismOf(unit->shape, storey->base, storey->height) : geometry::Mesh();
    }
    default:
        return {};
    }
}

int storeyOf(const Twin &twin, const domain::ObjectRef &object)
{
    const Rooms *rooms = twin.rooms();
    return rooms ? rooms->storeyOf(object).value_or(0) : 0;
}

QString elementTypeLabel(const QString &type)
{
    struct Word {
        const char *type, *label;
    };
    // The longer names first: a curtain wall is no wall.
    static constexpr Word Words[] = {{"CurtainWall", QT_TRANSLATE_NOOP("app", "Curtain walls")},
                                     {"Wall", QT_TRANSLATE_NOOP("app", "Walls")},
                                     {"Slab", QT_TRANSLATE_NOOP("app", "Slabs")},
                                     {"Roof", QT_TRANSLATE_NOOP("app", "Roofs")},
                                     {"Column", QT_TRANSLATE_NOOP("app", "Columns")},
                                     {"Beam", QT_TRANSLATE_NOOP("app", "Beams")},
                                     {"StairFlight", QT_TRANSLATE_NOOP("app", "Flights of stairs")},
                                     {"Stair", QT_TRANSLATE_NOOP("app", "Stairs")},
                                     {"Ramp", QT_TRANSLATE_NOOP("app", "Ramps")},
                                     {"Railing", QT_TRANSLATE_NOOP("app", "Railings")},
                                     {"Covering", QT_TRANSLATE_NOOP("app", "Coverings")},
                                     {"Footing", QT_TRANSLATE_NOOP("app", "Footings")},
                                     {"Furni", QT_TRANSLATE_NOOP("app", "Furniture")},
                                     {"Sanitary", QT_TRANSLATE_NOOP("app", "Sanitary fittings")},
                                     {"Door", QT_TRANSLATE_NOOP("app", "Doors")},
                                     {"Window", QT_TRANSLATE_NOOP("app", "Windows")},
                                     {"Plate", QT_TRANSLATE_NOOP("app", "Plates")},
                                     {"Member", QT_TRANSLATE_NOOP("app", "Members")},
                                     {"Opening", QT_TRANSLATE_NOOP("app", "Openings")},
                                     {"Flow", QT_TRANSLATE_NOOP("app", "Pipes, ducts and fittings")},
                                     {"Transport", QT_TRANSLATE_NOOP("app", "Lifts and escalators")},
                                     {"Proxy", QT_TRANSLATE_NOOP("app", "Other elements")}};
    if (type.contains(QLatin1String("Standard"))) // IfcWallStandardCase: the older word for a plain wall
        return elementTypeLabel(type.left(type.indexOf(QLatin1String("Standard"))));
    for (const Word &word : Words) {
        if (type.contains(QLatin1String(word.type)))
            return translate("app", word.label);
    }
    return type;
}

}
