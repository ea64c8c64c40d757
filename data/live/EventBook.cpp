#include "live/EventBook.h"

#include "base/Durations.h"
#include "live/EventNews.h"
#include "live/Proposals.h"

#include <QCoreApplication>

#include <algorithm>

namespace live
{

using domain::EventState;
using domain::EventVerb;
using domain::ObjectKind;
using domain::ObjectRef;
using domain::Severity;

using base::DayMs;
using base::MinuteMs;

static constexpr qint64 NewMs = 5 * MinuteMs, SweepMs = 10 * MinuteMs;
/// Events that nobody works on any more are kept for a day, up to this number, for counts and look-ups.
static constexpr size_t MostFinal = 50000;
static constexpr qsizetype MostPast = 200000;

/// Nobody works on it, and that for a day.
static bool isPast(const domain::Event &event, qint64 now)
{
    return domain::isFinal(event.state) && event.closed <= now - DayMs;
}

/// Past the limit for accepting or for closing.
static bool isOverdue(const domain::Event &event, qint64 now)
{
    const bool lateToClose = event.due != 0 && now > event.due;
    const bool lateToAccept = event.acceptDue != 0 && event.state == EventState::Reported && now > event.acceptDue;
    return !domain::isFinal(event.state) && (lateToClose || lateToAccept);
}

void EventBook::setCity(std::shared_ptr<const domain::City> city)
{
    m_city = std::move(city);
    m_places.setCity(m_city);
    for (auto &[id, record] : m_events) {
        classify(record.event);
        place(record);
        mark(record);
    }
}

void EventBook::reset()
{
    m_events.clear();
    m_changed.clear();
    m_missing.clear();
    m_entries.clear();
    m_removed.clear();
    m_past.clear();
    m_deadlines = {};
    m_proposals.reset();
    m_swept = 0;
    m_countAt = 0;
}

void EventBook::take(const domain::Event &message, qint64 now)
{
    domain::Event said = message;
    if (said.updated == 0)
        said.updated = said.reported != 0 ? said.reported : now;
    const auto past = m_past.constFind(said.id);
    const bool wasHere = past != m_past.constEnd();
    if (wasHere && said.updated <= past->told)
        return; // servers list for months what has ended
    const auto [at, isNew] = m_events.try_emplace(said.id);
    if (isNew) {
        // It ended long ago: the store may know it better.
        if (wasHere || (m_remembers && said.updated < now - DayMs))
            miss(said.id);
        takeFirst(at->second, std::move(said));
    } else {
        takeLater(at->second, std::move(said));
    }
}

void EventBook::takeFirst(Record &record, domain::Event said)
{
    record.placed = said.hasPosition;
    if (said.reported == 0)
        said.reported = said.updated;
    const QString word = said.type;
    classify(said);
    // The source's own word is kept where it says more than the type.
    if (said.title.isEmpty() && said.type != word)
        said.title = word;
    locate(said);
    bool isFirst = true;
    for (const domain::Event &message : stepwise(said)) {
        write(record, isFirst ? EventVerb::Report : EventVerb::Update, message);
        isFirst = false;
    }
    place(record);
}

void EventBook::takeLater(Record &record, domain::Event said)
{
    if (const domain::EventType *type = m_city ? m_city->catalogue.type(said.type) : nullptr)
        said.type = type->id;
    std::optional<domain::Event> news = newsOf(record.event, record.base, said);
    if (!news)
        return;
    const bool isLate = said.updated < record.event.told;
    if (!isLate && !record.event.worked && news->state != record.event.state &&
        !isPlausible(record.event.state, news->state))
        m_warnings.add(QStringLiteral("event-step"), record.event.source, said.id,
                       QCoreApplication::translate(
                           "live", "\"%1\" does not follow \"%2\" in the life cycle; it is taken as it came")
                           .arg(domain::eventStateName(news->state), domain::eventStateName(record.event.state)));
    if (!news->type.isEmpty()) {
        // Of another type than it seemed: other limits.
        const qint64 reported = news->reported;
        news->reported = reported != 0 ? reported : record.event.reported;
        classify(*news);
        news->reported = reported;
    }
    const bool isElsewhere = news->hasPosition || !news->place.id.isEmpty();
    if (isElsewhere) {
        record.placed = record.placed || news->hasPosition;
        if (!news->hasPosition && record.placed) {
            news->hasPosition = true;
            news->longitude = record.event.longitude;
            news->latitude = record.event.latitude;
        }
        locate(*news);
    }
    write(record, EventVerb::Update, *news);
    if (isElsewhere)
        place(record);
}

/// What the catalogue knows of its type, where nobody has said otherwise.
void EventBook::classify(domain::Event &event) const
{
    const domain::EventType *type = m_city ? m_city->catalogue.type(event.type) : nullptr;
    if (!type)
        return;
    event.type = type->id;
    if (event.domain.isEmpty())
        event.domain = type->domain;
    if (event.klass.isEmpty())
        event.klass = type->klass;
    // "Minor" is also what stands where a source says nothing.
    if (event.version == 0 && event.severity == Severity::Minor)
        event.severity = type->severity;
    if (event.due == 0 && type->closeMinutes > 0 && event.reported != 0)
        event.due = event.reported + type->closeMinutes * 60000LL;
    if (event.acceptDue == 0 && type->acceptMinutes > 0 && event.reported != 0)
        event.acceptDue = event.reported + type->acceptMinutes * 60000LL;
}

/// Where it stands, to be kept with it.
void EventBook::locate(domain::Event &said)
{
    const EventPlaces::Standing standing = m_places.stand(said);
    said.building = standing.building;
    said.areas = m_places.path(standing.area);
    if (!standing.isKnown && m_city->complete)
        m_warnings.add(QStringLiteral("place-unknown"), said.source, said.id,
                       QCoreApplication::translate("live", "the event names a place that the district does not have"));
}

void EventBook::write(Record &record, EventVerb verb, const domain::Event &said)
{
    domain::Entry entry;
    entry.subject = domain::Subject::Event;
    entry.id = said.id;
    entry.version = record.event.version + 1;
    entry.verb = domain::eventVerbName(verb);
    // By the source's own clock: every seat that hears it makes the same entry.
    entry.time = said.updated;
    entry.who = said.source.isEmpty() ? record.event.source : said.source;
    entry.body = domain::toJson(said);
    keep(record, std::move(entry));
}

void EventBook::keep(Record &record, domain::Entry entry)
{
    fold(record, entry);
    record.unsaved.push_back({entry.version, entry.verb, entry.who, entry.time});
    m_entries.push_back(std::move(entry));
}

void EventBook::fold(Record &record, const domain::Entry &entry)
{
    record.event.severity = record.base;
    domain::applyEntry(record.event, entry);
    record.base = record.event.severity;
    mark(record);
}

void EventBook::take(const domain::Entry &saved)
{
    if (const auto past = m_past.constFind(saved.id); past != m_past.constEnd() && !m_events.contains(saved.id)) {
        if (saved.version > past->version)
            miss(saved.id);
        return;
    }
    const auto [at, isNew] = m_events.try_emplace(saved.id);
    Record &record = at->second;
    const EventVerb verb = domain::eventVerbFromName(saved.verb);
    if (saved.version <= record.event.version) {
        const auto ours = std::find_if(record.unsaved.begin(), record.unsaved.end(),
                                       [&](const Unsaved &each) { return each.version == saved.version; });
        if (ours == record.unsaved.end())
            return;
        // Another's entry has the version that ours was to have: ours will come with a later one.
        if (!ours->is(saved))
            return miss(saved.id);
        record.unsaved.erase(ours);
        record.saved = std::max(record.saved, saved.version);
        return;
    }
    if (saved.version > record.event.version + 1 || verb == EventVerb::Undo || (isNew && verb != EventVerb::Report)) {
        if (isNew)
            m_events.erase(at);
        return miss(saved.id);
    }
    record.saved = saved.version;
    fold(record, saved);
    if (isNew)
        record.placed = !m_places.isMadeUp(record.event);
    if (verb == EventVerb::Report || verb == EventVerb::Update)
        place(record);
    if (isNew)
        describe(record, saved.body);
}

/// What somebody reported by hand lacks what the catalogue and the map know of it: that is kept with it, too.
void EventBook::describe(Record &record, const QJsonObject &said)
{
    domain::Event full = record.event, news;
    classify(full);
    news.id = full.id;
    news.state = full.state;
    news.updated = full.told;
    bool isNew = false;
    const auto take = [&](const char *key, auto &into, const auto &value, bool isThere) {
        if (!isThere || said.contains(QLatin1String(key)))
            return;
        into = value;
        isNew = true;
    };
    take("domain", news.domain, full.domain, !full.domain.isEmpty());
    take("class", news.klass, full.klass, !full.klass.isEmpty());
    take("due", news.due, full.due, full.due != 0);
    take("acceptDue", news.acceptDue, full.acceptDue, full.acceptDue != 0);
    take("areas", news.areas, full.areas, !full.areas.isEmpty());
    take("place", news.place, full.place, !full.place.isNull());
    take("lon", news.hasPosition, true, full.hasPosition);
    news.longitude = full.longitude;
    news.latitude = full.latitude;
    if (!news.areas.isEmpty())
        news.building = full.building;
    if (isNew)
        write(record, EventVerb::Update, news);
}

void EventBook::replace(const QString &id, const std::vector<domain::Entry> &saved)
{
    if (saved.empty())
        return;
    Record &record = m_events[id];
    domain::Event whole = domain::foldEvent(saved);
    if (whole.version < record.saved)
        return miss(id); // overtaken while it was asked for
    record.event = std::move(whole);
    record.base = record.event.severity;
    record.saved = record.event.version;
    record.unsaved.clear();
    record.placed = !m_places.isMadeUp(record.event);
    place(record);
    mark(record);
}

void EventBook::restore(const domain::Event &event)
{
    m_remembers = true;
    Record &record = m_events[event.id];
    record.event = event;
    record.base = event.severity;
    record.saved = event.version;
    record.unsaved.clear();
    record.placed = !m_places.isMadeUp(record.event);
    place(record);
    mark(record);
}

void EventBook::miss(const QString &id)
{
    if (std::find(m_missing.begin(), m_missing.end(), id) == m_missing.end())
        m_missing.push_back(id);
}

void EventBook::place(Record &record)
{
    // What was made up of its place has the height of a storey; longitude and latitude alone have none.
    const bool hadPosition = record.event.hasPosition;
    record.event.hasPosition = hadPosition && record.placed;
    EventPlaces::Standing standing = m_places.stand(record.event);
    if (hadPosition && !record.event.hasPosition) {
        record.event.hasPosition = true;
        standing = m_places.stand(record.event);
    }
    record.area = standing.area;
    // What was kept of where it stood counts, also where the district has been divided anew since.
    if (record.event.areas.isEmpty()) {
        record.event.areas = m_places.path(standing.area);
        if (record.event.building.isEmpty())
            record.event.building = standing.building;
    }
}

void EventBook::judge(Record &record, qint64 now)
{
    escalate(record, "accept", record.event.state == EventState::Reported ? record.event.acceptDue : 0, now);
    escalate(record, "close", domain::isFinal(record.event.state) ? 0 : record.event.due, now);
    domain::Event &event = record.event;
    const bool open = !domain::isFinal(event.state);
    const bool raised = isOverdue(event, now) && record.base != Severity::Critical;
    event.severity = raised ? Severity(int(record.base) + 1) : record.base;
    const auto watch = [&](qint64 due, qint64 &watched) {
        if (due > now && due != watched)
            m_deadlines.emplace(due + 1, event.id);
        watched = due;
    };
    if (open)
        watch(event.due, record.closeWatch);
    if (event.state == EventState::Reported)
        watch(event.acceptDue, record.acceptWatch);
}

/// Past a limit the event goes one level up, once for each limit. `due` 0: there is none.
void EventBook::escalate(Record &record, const char *limit, qint64 due, qint64 now)
{
    if (due == 0 || now <= due)
        return;
    const QString name = QLatin1String(limit);
    for (const domain::Transition &step : record.event.history) {
        if (step.verb == EventVerb::Escalate && step.detail.value(QLatin1String("limit")).toString() == name)
            return;
    }
    // By the time of the limit, whenever it is noticed: every seat makes the same entry.
    domain::Actor rules;
    rules.time = due;
    if (auto entry = domain::nextEntry(record.event, EventVerb::Escalate, rules, {{QStringLiteral("limit"), name}}))
        keep(record, std::move(*entry));
}

void EventBook::mark(Record &record)
{
    m_proposals.reset();
    if (!std::exchange(record.changed, true))
        m_changed.push_back(record.event.id);
}

void EventBook::advance(qint64 now)
{
    while (!m_deadlines.empty() && m_deadlines.top().first <= now) {
        const QString id = m_deadlines.top().second;
        m_deadlines.pop();
        const auto found = m_events.find(id);
        if (found != m_events.end() && isOverdue(found->second.event, now))
            mark(found->second); // even where its severity cannot rise
    }
    sweep(now);
}

/// Drops what ended a day ago.
void EventBook::sweep(qint64 now)
{
    if (now >= m_swept && now - m_swept < SweepMs)
        return;
    m_swept = now;
    for (auto at = m_events.begin(); at != m_events.end();) {
        if (at->second.changed || !isPast(at->second.event, now)) {
            ++at;
            continue;
        }
        m_removed.append(at->first);
        at = forget(at);
    }
}

std::map<QString, EventBook::Record>::iterator EventBook::forget(std::map<QString, Record>::iterator at)
{
    if (m_past.size() >= MostPast)
        m_past.clear();
    m_past.insert(at->first, {at->second.event.told, at->second.event.version});
    return m_events.erase(at);
}

void EventBook::dropOldest()
{
    std::vector<std::pair<qint64, QString>> finals;
    for (const auto &[id, record] : m_events) {
        if (domain::isFinal(record.event.state))
            finals.emplace_back(record.event.closed, id);
    }
    if (finals.size() > MostFinal) {
        const size_t drop = finals.size() - MostFinal + MostFinal / 5;
        std::nth_element(finals.begin(), finals.begin() + qsizetype(drop), finals.end());
        for (size_t i = 0; i < drop; ++i) {
            const auto found = m_events.find(finals[i].second);
            if (found->second.isShown)
                m_removed.append(found->first);
            forget(found);
        }
    }
    m_countAt = std::max(MostFinal, m_events.size() + MostFinal / 10);
}

void EventBook::takeChanges(domain::ChangeSet &changes, qint64 now)
{
    if (m_events.size() > std::max(MostFinal, m_countAt))
        dropOldest();
    for (const QString &id : m_changed) {
        const auto found = m_events.find(id);
        if (found == m_events.end())
            continue;
        Record &record = found->second;
        judge(record, now);
        record.changed = false;
        if (!record.isShown && isPast(record.event, now)) {
            forget(found); // of the journal, not of the day
            continue;
        }
        record.isShown = true;
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
    changes.entries.insert(changes.entries.end(), std::make_move_iterator(m_entries.begin()),
                           std::make_move_iterator(m_entries.end()));
    m_entries.clear();
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
            in = event.building == place.id;
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

const std::vector<MergeProposal> &EventBook::proposals() const
{
    if (!m_proposals) {
        std::vector<const domain::Event *> open;
        for (const auto &[id, record] : m_events) {
            const domain::Event &event = record.event;
            // The middle of an area is no place to measure from.
            const bool isVague = !record.placed && event.place.kind <= ObjectKind::Quarter;
            if (!domain::isFinal(event.state) && event.hasPosition && !isVague)
                open.push_back(&event);
        }
        m_proposals.emplace();
        if (m_city)
            m_proposals =
                findProposals(std::move(open), m_city->catalogue.duplicateMetres, m_city->catalogue.duplicateMinutes);
    }
    return *m_proposals;
}

std::vector<DispatchSuggestion> EventBook::suggestions(const QString &id) const
{
    const domain::Event *asked = event(id);
    if (!asked || !m_city)
        return {};
    std::vector<const domain::Event *> open;
    for (const auto &[each, record] : m_events) {
        if (!domain::isFinal(record.event.state) && !record.event.assignee.isEmpty())
            open.push_back(&record.event);
    }
    return findSuggestions(*asked, *m_city, open);
}

std::vector<base::Warning> EventBook::takeWarnings()
{
    return std::exchange(m_warnings, {}).list();
}

}
