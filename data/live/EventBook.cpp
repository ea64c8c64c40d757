#include "live/EventBook.h"

#include <QCoreApplication>

#include <algorithm>

namespace live
{

using domain::EventState;
using domain::ObjectKind;
using domain::ObjectRef;
using domain::Severity;

static constexpr qint64 NewMs = 5 * 60000;
/// Events that nobody works on any more are kept up to this number, for counts and look-ups.
static constexpr size_t MostFinal = 50000;

/// The life cycle, and what sources that know only "open" and "closed" make of it: steps left out are no fault.
static bool isPlausible(EventState from, EventState to)
{
    if (domain::mayFollow(from, to))
        return true;
    const bool inLine = to > from && to <= EventState::Closed && from < EventState::Closed;
    const bool afterReopening =
        from == EventState::Reopened && to >= EventState::Dispatched && to <= EventState::Closed;
    return inLine || afterReopening;
}

void EventBook::setCity(std::shared_ptr<const domain::City> city)
{
    m_city = std::move(city);
    m_footprints = {};
    m_buildings.clear();
    m_indexed = false;
    for (auto &[id, record] : m_events) {
        if (!record.placed)
            record.event.hasPosition = false;
        classify(record);
        place(record);
        mark(record);
    }
}

void EventBook::reset()
{
    m_events.clear();
    m_changed.clear();
    m_removed.clear();
    m_deadlines = {};
    m_final = 0;
}

void EventBook::take(const domain::Event &event, qint64 now)
{
    const auto [at, isNew] = m_events.try_emplace(event.id);
    Record &record = at->second;
    const bool wasFinal = !isNew && domain::isFinal(record.event.state);
    if (isNew) {
        record.event = event;
        record.event.history.clear();
        absorb(record.event, event);
    } else if (event.updated < record.event.updated) {
        // It comes late: what it adds to the history counts, what it says of the present does not.
        domain::Event merged = event;
        if (merged.history.empty())
            absorb(merged, event);
        absorb(merged, record.event);
        record.event.history = std::move(merged.history);
    } else {
        if (event.state != record.event.state && !isPlausible(record.event.state, event.state))
            m_warnings.add(QStringLiteral("event-step"), event.source, event.id,
                           QCoreApplication::translate(
                               "live", "\"%1\" does not follow \"%2\" in the life cycle; it is taken as it came")
                               .arg(domain::eventStateName(event.state), domain::eventStateName(record.event.state)));
        const Severity said = event.severity;
        absorb(record.event, event);
        if (said != Severity::Minor)
            record.base = said;
        if (event.hasPosition)
            record.placed = true;
    }
    if (isNew) {
        record.base = event.severity;
        record.placed = event.hasPosition;
        if (record.event.reported == 0)
            record.event.reported = record.event.updated;
    }
    m_final += size_t(domain::isFinal(record.event.state)) - size_t(wasFinal);
    classify(record);
    place(record);
    judge(record, now);
    mark(record);
    if (m_final > MostFinal)
        dropOldest();
}

void EventBook::classify(Record &record)
{
    domain::Event &event = record.event;
    const domain::EventType *type = m_city ? m_city->catalogue.type(event.type) : nullptr;
    if (!type)
        return;
    // "Minor" is also what stands where a source says nothing.
    if (record.base == Severity::Minor)
        record.base = type->severity;
    // The source's own word is kept where it says more than the type.
    if (event.title.isEmpty() && event.type != type->id)
        event.title = event.type;
    event.type = type->id;
    if (event.klass.isEmpty())
        event.klass = type->klass;
    if (event.due == 0 && type->closeMinutes > 0 && event.reported != 0)
        event.due = event.reported + type->closeMinutes * 60000LL;
    record.acceptDue =
        type->acceptMinutes > 0 && event.reported != 0 ? event.reported + type->acceptMinutes * 60000LL : 0;
}

void EventBook::place(Record &record)
{
    domain::Event &event = record.event;
    record.area = -1;
    record.building.clear();
    if (!m_city)
        return;
    const bool hasFrame = m_city->frame.crs().isValid();
    if (event.hasPosition && hasFrame) {
        const geometry::Vec3 scene = m_city->frame.fromLonLat({event.longitude, event.latitude, 0});
        if (std::isfinite(scene.x) && std::isfinite(scene.y)) {
            event.position = {scene.x, scene.y, m_city->groundAt({scene.x, scene.y})};
            record.area = m_city->places.areaAt({scene.x, scene.y});
        }
    }
    if (!event.place.id.isEmpty()) {
        if (!standAt(record, event.place) && m_city->complete)
            m_warnings.add(
                QStringLiteral("place-unknown"), event.source, event.id,
                QCoreApplication::translate("live", "the event names a place that the district does not have"));
    } else if (event.hasPosition && hasFrame) {
        record.building = buildingAt(geometry::Vec2(event.position));
        if (!record.building.isEmpty())
            event.place = {ObjectKind::Building, record.building};
        else if (record.area >= 0)
            event.place = m_city->places.nodes()[size_t(record.area)].area.ref();
    }
    if (record.area < 0 && !record.building.isEmpty())
        record.area = m_city->places.areaOfBuilding(record.building);
}

/// Puts the event where its place is, unless it says itself where it stands. False where there is no such place.
bool EventBook::standAt(Record &record, const ObjectRef &place)
{
    domain::Event &event = record.event;
    const auto stand = [&](const geometry::Vec3 &position) {
        if (event.hasPosition || !std::isfinite(position.x))
            return;
        event.position = position;
        if (!m_city->frame.crs().isValid())
            return;
        const geometry::Vec3 lonLat = m_city->frame.toLonLat(position);
        event.longitude = lonLat.x;
        event.latitude = lonLat.y;
        event.hasPosition = true;
    };
    const auto inBuilding = [&](const domain::Building &building, int storey) {
        const geometry::Vec2 at = geometry::representativePoint(building.footprint);
        const double ground = std::isnan(building.ground) ? m_city->groundAt(at) : building.ground;
        const double storeyHeight = building.storeysAbove > 0 ? double(building.height) / building.storeysAbove : 3.0;
        record.building = building.id;
        record.area = m_city->places.areaOfBuilding(building.id);
        stand({at.x, at.y, ground + std::max(0, storey - 1) * storeyHeight});
    };
    const auto is = [&place](ObjectKind kind) { return place.kind == kind || place.kind == ObjectKind::None; };
    if (is(ObjectKind::Building)) {
        if (const domain::Building *building = m_city->building(place.id)) {
            event.place = {ObjectKind::Building, place.id};
            inBuilding(*building, 1);
            return true;
        }
    }
    if (is(ObjectKind::Unit)) {
        if (const domain::Unit *unit = m_city->unit(place.id)) {
            event.place = {ObjectKind::Unit, place.id};
            if (const domain::Building *building = m_city->building(unit->building))
                inBuilding(*building, unit->storey);
            return true;
        }
    }
    if (is(ObjectKind::Thing)) {
        if (const domain::Thing *thing = m_city->thing(place.id)) {
            event.place = {ObjectKind::Thing, place.id};
            record.building = thing->building;
            record.area = m_city->places.areaAt(geometry::Vec2(thing->position));
            stand(thing->position);
            return true;
        }
    }
    for (const ObjectKind level :
         {ObjectKind::Grid, ObjectKind::Block, ObjectKind::Community, ObjectKind::SubDistrict, ObjectKind::Quarter}) {
        if (!is(level))
            continue;
        const domain::AdminArea *area = m_city->area({level, place.id});
        if (!area)
            continue;
        event.place = area->ref();
        const geometry::Vec2 at = geometry::representativePoint(area->shape);
        if (record.area < 0)
            record.area = m_city->places.indexOf(area->ref());
        stand({at.x, at.y, m_city->groundAt(at)});
        return true;
    }
    return false;
}

QString EventBook::buildingAt(const geometry::Vec2 &point)
{
    if (!m_indexed) {
        m_indexed = true;
        std::vector<geometry::Box2> boxes;
        for (const auto &layer : m_city->layers) {
            for (const domain::Building &building : layer->buildings) {
                if (!building.partOf.isEmpty() || building.footprint.empty())
                    continue;
                m_buildings.push_back(&building);
                boxes.push_back(geometry::bounds(building.footprint));
            }
        }
        m_footprints = geometry::SpatialIndex(boxes);
    }
    QString found;
    m_footprints.query({point, point}, [&](uint32_t index) {
        if (!geometry::contains(m_buildings[index]->footprint, point))
            return true;
        found = m_buildings[index]->id;
        return false;
    });
    return found;
}

void EventBook::judge(Record &record, qint64 now)
{
    domain::Event &event = record.event;
    const bool open = !domain::isFinal(event.state);
    const bool lateToClose = event.due != 0 && now > event.due;
    const bool lateToAccept = record.acceptDue != 0 && event.state == EventState::Reported && now > record.acceptDue;
    const bool raised = open && (lateToClose || lateToAccept) && record.base != Severity::Critical;
    const Severity severity = raised ? Severity(int(record.base) + 1) : record.base;
    if (open && event.due > now)
        m_deadlines.emplace(event.due + 1, event.id);
    if (event.state == EventState::Reported && record.acceptDue > now)
        m_deadlines.emplace(record.acceptDue + 1, event.id);
    if (severity != event.severity) {
        event.severity = severity;
        mark(record);
    }
}

void EventBook::mark(Record &record)
{
    if (!std::exchange(record.changed, true))
        m_changed.push_back(record.event.id);
}

void EventBook::advance(qint64 now)
{
    while (!m_deadlines.empty() && m_deadlines.top().first <= now) {
        const QString id = m_deadlines.top().second;
        m_deadlines.pop();
        const auto found = m_events.find(id);
        if (found == m_events.end() || domain::isFinal(found->second.event.state))
            continue;
        judge(found->second, now);
        mark(found->second); // overdue now, even where its severity cannot rise
    }
}

void EventBook::dropOldest()
{
    std::vector<std::pair<qint64, QString>> finals;
    for (const auto &[id, record] : m_events) {
        if (domain::isFinal(record.event.state))
            finals.emplace_back(record.event.closed, id);
    }
    const size_t drop = std::min(finals.size(), MostFinal / 5);
    std::nth_element(finals.begin(), finals.begin() + qsizetype(drop), finals.end());
    for (size_t i = 0; i < drop; ++i) {
        m_events.erase(finals[i].second);
        m_removed.append(finals[i].second);
    }
    m_final -= drop;
}

void EventBook::takeChanges(domain::ChangeSet &changes, qint64 now)
{
    for (const QString &id : m_changed) {
        const auto found = m_events.find(id);
        if (found == m_events.end())
            continue;
        Record &record = found->second;
        record.changed = false;
        changes.events.push_back(record.event);
        const bool critical = record.event.severity == Severity::Critical && !domain::isFinal(record.event.state);
        if (critical && record.shown != Severity::Critical && now - record.event.updated < NewMs)
            changes.raised.push_back(record.event.ref());
        record.shown = critical ? Severity::Critical : Severity::Normal;
    }
    m_changed.clear();
    for (const QString &id : std::as_const(m_removed))
        changes.removedEvents.push_back(id);
    m_removed.clear();
}

const domain::Event *EventBook::event(const QString &id) const
{
    const auto found = m_events.find(id);
    return found == m_events.end() ? nullptr : &found->second.event;
}

std::vector<const domain::Event *> EventBook::all() const
{
    std::vector<const domain::Event *> events;
    events.reserve(m_events.size());
    for (const auto &[id, record] : m_events)
        events.push_back(&record.event);
    return events;
}

std::vector<const domain::Event *> EventBook::openIn(const ObjectRef &place) const
{
    const bool inTree = place.kind >= ObjectKind::SubDistrict && place.kind <= ObjectKind::Grid;
    const qint32 node = m_city && inTree ? m_city->places.indexOf(place) : -1;
    const domain::AdminArea *quarter = m_city && place.kind == ObjectKind::Quarter ? m_city->area(place) : nullptr;
    std::vector<const domain::Event *> events;
    for (const auto &[id, record] : m_events) {
        const domain::Event &event = record.event;
        if (domain::isFinal(event.state))
            continue;
        bool in = event.place == place;
        if (!in && place.kind == ObjectKind::Building)
            in = record.building == place.id;
        if (!in && quarter && event.hasPosition)
            in = geometry::contains(quarter->shape, geometry::Vec2(event.position));
        for (qint32 at = in ? -1 : record.area; node >= 0 && at >= 0 && !in;
             at = m_city->places.nodes()[size_t(at)].parent)
            in = at == node;
        if (in)
            events.push_back(&event);
    }
    return events;
}

std::vector<base::Warning> EventBook::takeWarnings()
{
    return std::exchange(m_warnings, {}).list();
}

}
