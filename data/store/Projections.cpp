#include "store/Projections.h"

#include "domain/AlarmCycle.h"
#include "domain/EventCycle.h"
#include "store/Bulk.h"
#include "store/Reading.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace store
{

using domain::Subject;

static QString textOf(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

/// A text column never holds NULL.
static QString some(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

static QString pathOf(const QStringList &areas)
{
    return areas.isEmpty() ? QStringLiteral("") : u'/' + areas.join(u'/') + u'/';
}

/// What an alarm is apart from shelving and suppression, which end by themselves.
static QString baseState(domain::Alarm alarm)
{
    alarm.shelvedUntil = 0;
    alarm.suppressedBy.clear();
    return domain::alarmStateName(domain::alarmState(alarm, 0));
}

// Reading

base::Status Projections::load(const std::vector<domain::Entry> &entries)
{
    std::map<Subject, QStringList> wanted;
    for (const domain::Entry &entry : entries) {
        if (const auto [at, fresh] = m_all.try_emplace({entry.subject, entry.id}); fresh) {
            if (entry.subject == Subject::Event || entry.subject == Subject::Alarm)
                at->second.state = QStringLiteral("");
            wanted[entry.subject].append(entry.id);
        }
    }
    for (const auto &[subject, ids] : wanted) {
        base::Status status;
        switch (subject) {
        case Subject::Event:
            status = loadEvents(ids);
            break;
        case Subject::Alarm:
            status = loadAlarms(ids);
            break;
        case Subject::Alert:
            status = loadAlerts(ids);
            break;
        case Subject::Council:
            status = loadCouncils(ids);
            break;
        case Subject::Delivery:
        case Subject::Look:
        case Subject::Figures:
            status = loadVersions(subject, ids);
            break;
        }
        if (!status)
            return status;
    }
    return {};
}

base::Status Projections::loadEvents(const QStringList &ids)
{
    const auto rows = m_connection.query(QStringLiteral("SELECT e.id, e.version, e.state, e.moved, b.body FROM event e "
                                                        "JOIN event_body b ON b.id = e.id WHERE ") +
                                             inList(m_connection.dialect(), QStringLiteral("e.id")),
                                         {listValue(m_connection.dialect(), ids)});
    if (!rows)
        return tl::unexpected(rows.error());
    while ((*rows)->next()) {
        Folded &folded = m_all[{Subject::Event, (*rows)->value(0).toString()}];
        folded.version = (*rows)->value(1).toInt();
        folded.state = (*rows)->value(2).toString();
        folded.moved = (*rows)->value(3).toLongLong();
        folded.event = domain::eventFromJson(objectOf((*rows)->value(4).toString()));
        folded.event.version = folded.version;
    }
    (*rows)->finish();
    return {};
}

base::Status Projections::loadAlarms(const QStringList &ids)
{
    const auto rows = m_connection.query(QStringLiteral("SELECT a.id, a.version, a.state, b.body FROM alarm a "
                                                        "JOIN alarm_body b ON b.id = a.id WHERE ") +
                                             inList(m_connection.dialect(), QStringLiteral("a.id")),
                                         {listValue(m_connection.dialect(), ids)});
    if (!rows)
        return tl::unexpected(rows.error());
    while ((*rows)->next()) {
        Folded &folded = m_all[{Subject::Alarm, (*rows)->value(0).toString()}];
        folded.version = (*rows)->value(1).toInt();
        folded.state = (*rows)->value(2).toString();
        folded.alarm = domain::alarmFromJson(objectOf((*rows)->value(3).toString()));
        folded.alarm.version = folded.version;
    }
    (*rows)->finish();
    return {};
}

base::Status Projections::loadAlerts(const QStringList &ids)
{
    const auto rows = m_connection.query(QStringLiteral("SELECT id, version, ended, body FROM alert WHERE ") +
                                             inList(m_connection.dialect(), QStringLiteral("id")),
                                         {listValue(m_connection.dialect(), ids)});
    if (!rows)
        return tl::unexpected(rows.error());
    while ((*rows)->next()) {
        Folded &folded = m_all[{Subject::Alert, (*rows)->value(0).toString()}];
        folded.version = (*rows)->value(1).toInt();
        folded.ended = (*rows)->value(2).toLongLong();
        folded.alert = domain::alertFromJson(objectOf((*rows)->value(3).toString()));
    }
    (*rows)->finish();
    return {};
}

base::Status Projections::loadCouncils(const QStringList &ids)
{
    const auto rows = m_connection.query(QStringLiteral("SELECT id, version, body FROM council WHERE ") +
                                             inList(m_connection.dialect(), QStringLiteral("id")),
                                         {listValue(m_connection.dialect(), ids)});
    if (!rows)
        return tl::unexpected(rows.error());
    while ((*rows)->next()) {
        Folded &folded = m_all[{Subject::Council, (*rows)->value(0).toString()}];
        folded.version = (*rows)->value(1).toInt();
        folded.council = domain::councilFromJson(objectOf((*rows)->value(2).toString()));
        folded.council.version = folded.version;
    }
    (*rows)->finish();
    return {};
}

base::Status Projections::loadVersions(Subject subject, const QStringList &ids)
{
    const auto rows =
        m_connection.query(QStringLiteral("SELECT id, max(version) FROM entry WHERE subject = ? AND %1 GROUP BY id")
                               .arg(inList(m_connection.dialect(), QStringLiteral("id"))),
                           {domain::subjectName(subject), listValue(m_connection.dialect(), ids)});
    if (!rows)
        return tl::unexpected(rows.error());
    while ((*rows)->next())
        m_all[{subject, (*rows)->value(0).toString()}].version = (*rows)->value(1).toInt();
    (*rows)->finish();
    return {};
}

// Folding

base::Status Projections::check(const domain::Entry &entry)
{
    const Folded &folded = of(entry);
    switch (entry.subject) {
    case Subject::Event: {
        const domain::EventVerb verb = domain::eventVerbFromName(entry.verb);
        if (folded.version == 0 && verb != domain::EventVerb::Report && verb != domain::EventVerb::Update)
            return base::failure(QStringLiteral("step-illegal"),
                                 QCoreApplication::translate("store", "the event is not in the store"), {}, entry.id);
        return domain::checkEntry(folded.event, entry);
    }
    case Subject::Alarm:
        return domain::checkEntry(folded.alarm, entry);
    case Subject::Council:
        return domain::checkEntry(folded.council, entry);
    case Subject::Alert:
    case Subject::Delivery:
    case Subject::Look:
    case Subject::Figures:
        break;
    }
    if (entry.version != folded.version + 1)
        return base::failure(QStringLiteral("version-taken"),
                             QCoreApplication::translate("store", "somebody else was faster"), {}, entry.id);
    return {};
}

bool Projections::needsAll(const domain::Entry &entry)
{
    return entry.subject == Subject::Event && entry.verb == domain::eventVerbName(domain::EventVerb::Undo);
}

void Projections::apply(const domain::Entry &entry, const std::vector<domain::Entry> &before)
{
    Folded &folded = of(entry);
    folded.changed = true;
    folded.version = entry.version;
    switch (entry.subject) {
    case Subject::Event: {
        if (needsAll(entry)) {
            std::vector<domain::Entry> all = before;
            all.push_back(entry);
            folded.event = domain::foldEvent(all);
        } else {
            domain::applyEntry(folded.event, entry);
        }
        folded.event.version = entry.version;
        const QString state = domain::eventStateName(folded.event.state);
        if (state != folded.state || needsAll(entry))
            folded.moved = std::max(folded.moved, entry.time);
        folded.state = state;
        break;
    }
    case Subject::Alarm:
        domain::applyEntry(folded.alarm, entry);
        folded.alarm.version = entry.version;
        folded.state = baseState(folded.alarm);
        if (folded.alarm.raised != 0)
            folded.episodes[folded.alarm.raised] = folded.alarm;
        break;
    case Subject::Alert:
        if (entry.body.contains(QLatin1String("identifier"))) {
            folded.alert = domain::alertFromJson(entry.body);
            folded.alert.id = entry.id;
            folded.ended = 0;
        } else {
            folded.ended = entry.time;
        }
        break;
    case Subject::Council:
        domain::applyEntry(folded.council, entry);
        folded.council.id = entry.id;
        folded.council.version = entry.version;
        break;
    case Subject::Delivery:
    case Subject::Look:
    case Subject::Figures:
        break;
    }
}

// Writing

std::vector<const Folded *> Projections::changed(Subject subject) const
{
    std::vector<const Folded *> list;
    for (const auto &[key, folded] : m_all)
        if (key.first == subject && folded.changed)
            list.push_back(&folded);
    return list;
}

base::Status Projections::save()
{
    for (const auto step :
         {&Projections::saveEvents, &Projections::saveAlarms, &Projections::saveAlerts, &Projections::saveCouncils})
        if (base::Status status = (this->*step)(); !status)
            return status;
    for (auto &[key, folded] : m_all) {
        folded.changed = false;
        folded.episodes.clear();
    }
    return {};
}

/// How far along the loop an event ever came (Schema.cpp).
static int reached(const domain::Event &event)
{
    using enum domain::EventState;
    const auto stage = [](domain::EventState state) {
        switch (state) {
        case Accepted:
            return 1;
        case Dispatched:
            return 2;
        case Handling:
            return 3;
        case Verifying:
            return 4;
        case Closed:
            return 5;
        default:
            return 0;
        }
    };
    int far = stage(event.state);
    for (const domain::Transition &step : event.history)
        if (!step.undone)
            far = std::max(far, stage(step.to));
    return far;
}

base::Status Projections::saveEvents()
{
    static const std::vector<Column> columns = {{"id", "text"},
                                                {"version", "integer"},
                                                {"state", "text"},
                                                {"final", "smallint"},
                                                {"reached", "smallint"},
                                                {"type", "text"},
                                                {"domain", "text"},
                                                {"class", "text"},
                                                {"severity", "smallint"},
                                                {"source", "text"},
                                                {"building", "text"},
                                                {"areas", "text"},
                                                {"reported", "bigint"},
                                                {"updated", "bigint"},
                                                {"accepted", "bigint"},
                                                {"closed", "bigint"},
                                                {"due", "bigint"},
                                                {"accept_due", "bigint"},
                                                {"moved", "bigint"},
                                                {"assignee", "text"},
                                                {"level", "integer"},
                                                {"satisfaction", "smallint"},
                                                {"merged_into", "text"},
                                                {"worked", "smallint"},
                                                {"longitude", "double precision"},
                                                {"latitude", "double precision"},
                                                {"search", "text"}};
    static const std::vector<Column> bodyColumns = {{"id", "text"}, {"body", "text"}};
    static const std::vector<Column> areaColumns = {{"area", "text"}, {"event", "text"}};
    std::vector<QVariantList> rows, bodies, areas;
    QStringList ids;
    for (const Folded *folded : changed(Subject::Event)) {
        const domain::Event &event = folded->event;
        rows.push_back(
            {event.id,
             folded->version,
             folded->state,
             int(domain::isFinal(event.state)),
             reached(event),
             some(event.type),
             some(event.domain),
             some(event.klass),
             int(event.severity),
             some(event.source),
             some(event.building),
             pathOf(event.areas),
             event.reported,
             event.updated,
             event.accepted,
             event.closed,
             event.due,
             event.acceptDue,
             folded->moved,
             some(event.assignee),
             event.level,
             event.satisfaction,
             some(event.mergedInto),
             int(event.worked),
             event.hasPosition ? QVariant(event.longitude) : QVariant(),
             event.hasPosition ? QVariant(event.latitude) : QVariant(),
             QStringList{event.id, event.title, event.description, event.address, event.type}.join(u'\n').toLower()});
        bodies.push_back({event.id, textOf(domain::toJson(event))});
        QStringList own = event.areas;
        own.removeDuplicates();
        for (const QString &area : std::as_const(own))
            areas.push_back({area, event.id});
        ids.append(event.id);
    }
    if (rows.empty())
        return {};
    const QString byId = replacing(columns, {QStringLiteral("id")});
    if (base::Status status = insertRows(m_connection, "event", columns, rows, byId); !status)
        return status;
    if (base::Status status =
            insertRows(m_connection, "event_body", bodyColumns, bodies, replacing(bodyColumns, {QStringLiteral("id")}));
        !status)
        return status;
    const auto gone = m_connection.query(QStringLiteral("DELETE FROM event_area WHERE ") +
                                             inList(m_connection.dialect(), QStringLiteral("event")),
                                         {listValue(m_connection.dialect(), ids)});
    if (!gone)
        return tl::unexpected(gone.error());
    return insertRows(m_connection, "event_area", areaColumns, areas);
}

base::Status Projections::saveAlarms()
{
    static const std::vector<Column> columns = {{"id", "text"},
                                                {"version", "integer"},
                                                {"subject", "text"},
                                                {"rule", "text"},
                                                {"state", "text"},
                                                {"building", "text"},
                                                {"unit", "text"},
                                                {"areas", "text"},
                                                {"severity", "smallint"},
                                                {"raised", "bigint"},
                                                {"last_raised", "bigint"},
                                                {"cleared", "bigint"},
                                                {"acknowledged", "bigint"},
                                                {"changed", "bigint"},
                                                {"count", "integer"},
                                                {"shelved_until", "bigint"},
                                                {"suppressed_by", "text"},
                                                {"incident", "text"},
                                                {"event", "text"}};
    static const std::vector<Column> bodyColumns = {{"id", "text"}, {"body", "text"}};
    static const std::vector<Column> episodeColumns = {
        {"alarm", "text"},    {"began", "bigint"}, {"ended", "bigint"},      {"rule", "text"},     {"subject", "text"},
        {"building", "text"}, {"areas", "text"},   {"severity", "smallint"}, {"incident", "text"}, {"event", "text"}};
    std::vector<QVariantList> rows, bodies, episodes;
    for (const Folded *folded : changed(Subject::Alarm)) {
        const domain::Alarm &alarm = folded->alarm;
        const QString subject = domain::refText(alarm.subject), areas = pathOf(alarm.areas);
        rows.push_back({alarm.id, folded->version, subject, some(alarm.rule), folded->state, some(alarm.building),
                        some(alarm.unit), areas, int(alarm.severity), alarm.raised, alarm.lastRaised, alarm.cleared,
                        alarm.acknowledgedAt, alarm.changed, alarm.count, alarm.shelvedUntil, some(alarm.suppressedBy),
                        some(alarm.incident), some(alarm.event)});
        bodies.push_back({alarm.id, textOf(domain::toJson(alarm))});
        for (const auto &[began, episode] : folded->episodes) {
            const bool over = !episode.active && episode.acknowledged;
            // One that is shelved is not normal before that is over.
            const qint64 ended = over ? std::max(episode.changed, episode.shelvedUntil) : 0;
            episodes.push_back({episode.id, began, ended, some(episode.rule), subject, some(episode.building), areas,
                                int(episode.severity), some(episode.incident), some(episode.event)});
        }
    }
    if (base::Status status =
            insertRows(m_connection, "alarm", columns, rows, replacing(columns, {QStringLiteral("id")}));
        !status)
        return status;
    if (base::Status status =
            insertRows(m_connection, "alarm_body", bodyColumns, bodies, replacing(bodyColumns, {QStringLiteral("id")}));
        !status)
        return status;
    return insertRows(m_connection, "alarm_episode", episodeColumns, episodes,
                      replacing(episodeColumns, {QStringLiteral("alarm"), QStringLiteral("began")}));
}

base::Status Projections::saveAlerts()
{
    static const std::vector<Column> columns = {{"id", "text"},      {"version", "integer"},   {"identifier", "text"},
                                                {"sender", "text"},  {"sent", "bigint"},       {"expires", "bigint"},
                                                {"ended", "bigint"}, {"severity", "smallint"}, {"body", "text"}};
    std::vector<QVariantList> rows;
    for (const Folded *folded : changed(Subject::Alert)) {
        const domain::Alert &alert = folded->alert;
        // An end of what was never told has nothing to be shown.
        if (alert.id.isEmpty())
            continue;
        rows.push_back({alert.id, folded->version, some(alert.identifier), some(alert.sender), alert.sent,
                        alert.expires(), folded->ended, int(alert.level()), textOf(domain::toJson(alert))});
    }
    return insertRows(m_connection, "alert", columns, rows, replacing(columns, {QStringLiteral("id")}));
}

base::Status Projections::saveCouncils()
{
    static const std::vector<Column> columns = {{"id", "text"},        {"version", "integer"}, {"place", "text"},
                                                {"held", "bigint"},    {"title", "text"},      {"raised", "integer"},
                                                {"solved", "integer"}, {"body", "text"}};
    std::vector<QVariantList> rows;
    for (const Folded *folded : changed(Subject::Council)) {
        const domain::Council &council = folded->council;
        const auto solved = std::count_if(council.issues.begin(), council.issues.end(),
                                          [](const domain::Council::Issue &issue) { return issue.solved; });
        rows.push_back({council.id, folded->version, domain::refText(council.place), council.held, some(council.title),
                        qint64(council.issues.size()), qint64(solved), textOf(domain::toJson(council))});
    }
    return insertRows(m_connection, "council", columns, rows, replacing(columns, {QStringLiteral("id")}));
}

}
