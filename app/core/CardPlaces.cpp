// Cards of areas and buildings.
#include "core/CardWriter.h"

#include <algorithm>
#include <map>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;
using namespace card;

Card::Content CardWriter::building(const domain::Building &building)
{
    const ObjectRef object{ObjectKind::Building, building.id};
    m_card.title = nameOf(m_twin, object);
    const QString address = addressOf(building, m_twin.language());
    const domain::AdminArea *quarter = m_city.area({ObjectKind::Quarter, building.quarter});
    const QString of = quarter ? nameOf(m_twin, quarter->ref()) : QString();
    m_card.subtitle = of.isEmpty()        ? address
                      : address.isEmpty() ? of
                                          : translate("app", "%1 · %2", "quarter, address").arg(of, address);
    if (m_card.subtitle == m_card.title)
        m_card.subtitle.clear();
    badgeFor(object);

    add(translate("app", "Code"), building.id);
    add(translate("app", "Address"), address);
    add(translate("app", "Use"), building.use == domain::BuildingUse::Unknown ? QString() : label(building.use));
    add(translate("app", "Built"), building.year > 0 ? QString::number(building.year) : QString());
    add(translate("app", "Structure"), structureLabel(building.structure));
    if (building.storeysAbove > 0)
        add(translate("app", "Storeys"),
            building.storeysBelow > 0
                ? translate("app", "%1 above, %2 below").arg(building.storeysAbove).arg(building.storeysBelow)
                : QString::number(building.storeysAbove));
    // A building drawn by its parts is as high as the highest of them.
    double height = double(building.height);
    if (const domain::Layer *layer = building.hasParts ? m_city.layerOfBuilding(building.id) : nullptr) {
        for (const domain::Building &part : layer->buildings) {
            if (part.partOf == building.id)
                height = std::max(height, double(part.height));
        }
    }
    if (height > 0)
        add(building.heightIsGuessed ? translate("app", "Height (estimated)") : translate("app", "Height"),
            numberText(height, 1), QStringLiteral("m"));
    add(translate("app", "Footprint"), numberText(geometry::area(building.footprint), 0), QStringLiteral("m²"));

    const std::vector<const domain::Unit *> units = m_city.unitsOf(building.id);
    qint64 people = 0;
    std::map<QString, int> tenancies;
    for (const domain::Unit *unit : units) {
        people += unit->occupants;
        if (!unit->tenancy.isEmpty())
            ++tenancies[unit->tenancy];
    }
    addCount(translate("app", "Units"), units.empty() ? building.units : qint64(units.size()));
    addCount(translate("app", "People"), units.empty() ? building.residents : people);
    addInside(building, units);
    addPlace(object);

    addSensors(m_city.thingsOf(building.id));
    addOpenEvents(object);
    if (!tenancies.empty()) {
        QVariantList chips;
        for (const auto &[tenancy, count] : tenancies)
            chips.append(chip(tenancyLabel(tenancy), QString::number(count), QString()));
        m_card.sections.append(chipSection(translate("app", "Units by tenancy"), chips));
    }
    if (const domain::Layer *layer = m_city.layerOfBuilding(building.id))
        addAttributes(*layer, building.row);
    const bool isOpen = m_twin.interior() && m_twin.interior()->building == building.id;
    m_card.actions = {isOpen ? action("leave", translate("app", "Leave")) : action("enter", translate("app", "Enter")),
                      action("table", translate("app", "Building table")), action("fly", translate("app", "Fly there")),
                      action("copy", translate("app", "Copy code"))};
    return m_card;
}

Card::Content CardWriter::area(const domain::AdminArea &area)
{
    const ObjectRef object = area.ref();
    m_card.title = nameOf(m_twin, object);
    m_card.subtitle = label(area.level);
    badgeFor(object);
    add(translate("app", "Code"), area.id);
    add(translate("app", "Person in charge"), domain::inLanguage(area.manager, area.managerEn, m_twin.language()));
    add(translate("app", "Area"), areaText(geometry::area(area.shape)));

    const qint32 node = m_city.places.indexOf(object);
    if (node >= 0) {
        // Areas below, by level.
        std::map<ObjectKind, int> below;
        std::vector<qint32> open = m_city.places.nodes()[size_t(node)].children;
        while (!open.empty()) {
            const domain::PlaceTree::Node &child = m_city.places.nodes()[size_t(open.back())];
            open.pop_back();
            ++below[child.area.level];
            open.insert(open.end(), child.children.begin(), child.children.end());
        }
        const domain::Counts &counts = m_city.places.nodes()[size_t(node)].counts;
        for (const auto &[level, count] : below)
            addCount(level == ObjectKind::Community ? translate("app", "Communities")
                     : level == ObjectKind::Block   ? translate("app", "Blocks")
                                                    : translate("app", "Grids"),
                     count);
        addCount(translate("app", "Buildings"), counts.buildings);
        addCount(translate("app", "Units"), counts.units);
        addCount(translate("app", "Let units"), counts.letUnits);
        addCount(translate("app", "People"), counts.residents);
        QVariantList chips;
        for (int kind = 0; kind < domain::ThingKindCount; ++kind) {
            if (counts.things[size_t(kind)] > 0)
                chips.append(
                    chip(label(domain::ThingKind(kind)), QString::number(counts.things[size_t(kind)]), QString()));
        }
        if (!chips.isEmpty())
            m_card.sections.append(chipSection(translate("app", "Sensors"), chips));
    } else {
        // A quarter: what refers to it.
        qint64 buildings = 0, units = 0, people = 0;
        for (const auto &layer : m_city.layers) {
            for (const domain::Building &building : layer->buildings) {
                if (building.quarter != area.id || !building.partOf.isEmpty())
                    continue;
                ++buildings;
                units += building.units;
                people += building.residents;
            }
        }
        addCount(translate("app", "Buildings"), buildings);
        addCount(translate("app", "Units"), units);
        addCount(translate("app", "People"), people);
    }
    addOpenEvents(object);
    m_card.actions = {action("enter", translate("app", "Enter")), action("fly", translate("app", "Fly there"))};
    return m_card;
}

}
