#include "core/CardWriter.h"

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;
using namespace card;

Card::Content CardWriter::feature(const domain::Feature &feature)
{
    const ObjectRef object{ObjectKind::Feature, feature.id};
    m_card.title = nameOf(m_twin, object);
    const domain::Layer *layer = nullptr;
    for (const auto &each : m_city.layers) {
        const auto *begin = each->features.data();
        if (&feature >= begin && &feature < begin + each->features.size())
            layer = each.get();
    }
    m_card.subtitle = layer ? label(layer->info.kind) : label(object.kind);
    add(translate("app", "Code"), feature.id);
    add(translate("app", "Type"), placeTypeLabel(feature.type));
    double length = 0;
    for (const geometry::LineString &line : feature.lines)
        length += geometry::length(line);
    if (length > 0)
        add(translate("app", "Length"), numberText(length, 0), QStringLiteral("m"));
    else if (!feature.shape.empty())
        add(translate("app", "Area"), areaText(geometry::area(feature.shape)));
    if (feature.width > 0)
        add(translate("app", "Width"), numberText(double(feature.width), 1), QStringLiteral("m"));
    if (layer)
        add(translate("app", "Layer"), layer->info.label(m_twin.language()));
    addPlace(object);
    if (layer)
        addAttributes(*layer, feature.row);
    m_card.actions = {action("fly", translate("app", "Fly there")), action("copy", translate("app", "Copy code"))};
    return m_card;
}

Card::Content CardWriter::model(const domain::Model &model, const domain::Layer &layer)
{
    const ObjectRef object{ObjectKind::Model, model.id};
    m_card.title = nameOf(m_twin, object);
    m_card.subtitle = label(ObjectKind::Model);
    qint64 triangles = 0;
    for (const domain::ModelPart &part : model.parts)
        triangles += qint64(part.mesh.triangles());
    addCount(translate("app", "Triangles"), triangles);
    addCount(translate("app", "Materials"), qint64(model.materials.size()));
    add(translate("app", "Height"), numberText(model.bounds().size().z, 1), QStringLiteral("m"));
    add(translate("app", "Source"), layer.info.source);
    addPlace(object);
    m_card.actions = {action("fly", translate("app", "Fly there"))};
    return m_card;
}

Card::Content cardContent(const Twin &twin, const ObjectRef &object)
{
    const domain::City *city = twin.city().get();
    if (!city || object.isNull())
        return {};
    CardWriter writer(twin, *city);
    const Rooms *rooms = twin.rooms();
    switch (object.kind) {
    case ObjectKind::Building:
        if (const auto *building = city->building(object.id))
            return writer.building(*building);
        return {};
    case ObjectKind::Unit:
        if (const auto *unit = unitOf(twin, object.id))
            return writer.unit(*unit);
        return {};
    case ObjectKind::Storey:
        if (const auto *storey = rooms ? rooms->storey(object.id) : nullptr)
            return writer.storey(*storey);
        return {};
    case ObjectKind::Space:
        if (const auto *space = rooms ? rooms->space(object.id) : nullptr)
            return writer.space(*space);
        return {};
    case ObjectKind::Door:
        if (const auto *door = rooms ? rooms->door(object.id) : nullptr)
            return writer.door(*door);
        return {};
    case ObjectKind::Element:
        if (const auto *element = rooms ? rooms->element(object.id) : nullptr)
            return writer.element(*element);
        return {};
    case ObjectKind::Thing:
        if (const auto *thing = city->thing(object.id))
            return writer.thing(*thing);
        return {};
    case ObjectKind::Event:
        if (const auto *event = twin.state().event(object.id))
            return writer.event(*event);
        return {};
    case ObjectKind::Alarm:
        if (const auto *alarm = twin.state().alarm(object.id))
            return writer.alarm(*alarm);
        return {};
    case ObjectKind::Incident:
        if (const auto *incident = twin.state().incident(object.id))
            return writer.incident(*incident);
        return {};
    case ObjectKind::Alert:
        if (const auto *alert = alertOf(twin, object.id))
            return writer.alert(*alert);
        return {};
    case ObjectKind::Feature:
        if (const auto *feature = city->feature(object.id))
            return writer.feature(*feature);
        return {};
    case ObjectKind::Model:
        for (const auto &layer : city->layers) {
            for (const domain::Model &model : layer->models) {
                if (model.id == object.id)
                    return writer.model(model, *layer);
            }
        }
        return {};
    default:
        if (const auto *area = city->area(object))
            return writer.area(*area);
        return {};
    }
}

}
