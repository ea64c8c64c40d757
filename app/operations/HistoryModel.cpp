#include "operations/HistoryModel.h"

#include "core/CardWriter.h"
#include "core/Directory.h"
#include "core/OperationWords.h"
#include "core/Text.h"
#include "notify/Delivery.h"
#include "operations/Answers.h"
#include "operations/Operations.h"

namespace app
{

using domain::Subject;

static QStringList textsOf(const QVariantMap &map, const char *key)
{
    const QVariant value = map.value(QLatin1String(key));
    QStringList texts = value.typeId() == QMetaType::QString ? QStringList{value.toString()} : value.toStringList();
    texts.removeAll(QString());
    return texts;
}

store::EventQuery eventQuery(const QVariantMap &filter, qint64 now)
{
    using Order = store::EventQuery::Order;
    static const QHash<QString, Order> orders = {{QStringLiteral("newest"), Order::Newest},
                                                 {QStringLiteral("oldest"), Order::Oldest},
                                                 {QStringLiteral("due"), Order::Due},
                                                 {QStringLiteral("severity"), Order::Severity},
                                                 {QStringLiteral("updated"), Order::Updated}};
    store::EventQuery query;
    query.states = textsOf(filter, "states");
    query.domains = textsOf(filter, "domains");
    query.types = textsOf(filter, "types");
    query.classes = textsOf(filter, "classes");
    query.sources = textsOf(filter, "sources");
    query.assignees = textsOf(filter, "assignees");
    query.areas = textsOf(filter, "areas");
    query.building = filter.value(QStringLiteral("building")).toString();
    query.text = filter.value(QStringLiteral("text")).toString().trimmed();
    query.reportedFrom = filter.value(QStringLiteral("from")).toLongLong();
    query.reportedTo = filter.value(QStringLiteral("to")).toLongLong();
    query.overdueOnly = filter.value(QStringLiteral("overdueOnly")).toBool();
    query.order = orders.value(filter.value(QStringLiteral("order")).toString(), Order::Newest);
    query.now = now;
    return query;
}

store::AlarmQuery alarmQuery(const QVariantMap &filter)
{
    store::AlarmQuery query;
    query.rules = textsOf(filter, "rules");
    query.severities = textsOf(filter, "severities");
    query.areas = textsOf(filter, "areas");
    query.building = filter.value(QStringLiteral("building")).toString();
    query.thing = filter.value(QStringLiteral("thing")).toString();
    query.text = filter.value(QStringLiteral("text")).toString().trimmed();
    query.from = filter.value(QStringLiteral("from")).toLongLong();
    query.to = filter.value(QStringLiteral("to")).toLongLong();
    query.openOnly = filter.value(QStringLiteral("openOnly")).toBool();
    return query;
}

store::JournalQuery journalQuery(const QVariantMap &filter)
{
    store::JournalQuery query;
    for (const QString &name : textsOf(filter, "subjects")) {
        bool known = false;
        const Subject subject = domain::subjectFromName(name, &known);
        if (known)
            query.subjects.push_back(subject);
    }
    query.who = filter.value(QStringLiteral("who")).toString();
    query.text = filter.value(QStringLiteral("text")).toString().trimmed();
    query.from = filter.value(QStringLiteral("from")).toLongLong();
    query.to = filter.value(QStringLiteral("to")).toLongLong();
    return query;
}

// Events

HistoryModel::HistoryModel(QObject *parent, Operations *operations)
    : PagedModel({"id", "title", "type", "typeName", "state", "stateName", "severity", "visual", "shape", "address",
                  "reported", "reportedText", "closedText", "klass", "sourceName", "assignee", "overdue", "known"},
                 operations, parent)
{
}

void HistoryModel::setFilter(const QVariantMap &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    Q_EMIT filterChanged();
    restart();
}

void HistoryModel::ask(int offset, int limit, int serial)
{
    store::EventQuery query = eventQuery(m_filter, twin().now());
    query.offset = offset;
    query.limit = limit;
    onAnswer(keeper().store().events(query), this, [this, offset, serial](const base::Result<store::EventPage> &page) {
        if (!page) {
            fail(serial, page.error());
            return;
        }
        const QTimeZone zone = zoneOf(twin().city().get());
        const qint64 now = twin().now();
        std::vector<Row> rows;
        for (const domain::Event &event : page->events) {
            const QString visual = visualState(event);
            rows.push_back({event.id, titleOf(twin(), event), event.type, typeName(twin(), event),
                            domain::eventStateName(event.state), label(event.state),
                            domain::severityName(event.severity), visual, shapeOf(visual), placeText(twin(), event),
                            double(event.reported), timeText(event.reported, zone), timeText(event.closed, zone),
                            event.klass, eventSourceLabel(event.source),
                            teamText(twin(), event.assignee, event.assigneeName),
                            event.due > 0 && (event.closed > 0 ? event.closed : now) > event.due,
                            twin().state().event(event.id) != nullptr});
        }
        take(serial, offset, std::move(rows), page->total);
    });
}

/// The timeline of an event's card.
static QVariantList stepsOf(const Card::Content &card)
{
    for (const QVariant &section : card.sections) {
        if (section.toMap().contains(QStringLiteral("steps")))
            return section.toMap().value(QStringLiteral("steps")).toList();
    }
    return {};
}

void HistoryModel::choose(const QString &id)
{
    m_wanted = id;
    onAnswer(keeper().store().entriesOf(Subject::Event, id), this,
             [this, id](const base::Result<std::vector<domain::Entry>> &all) {
                 if (id != m_wanted)
                     return;
                 m_chosen.clear();
                 if (all && !all->empty() && twin().city()) {
                     const domain::Event event = domain::foldEvent(*all);
                     const Card::Content card = CardWriter(twin(), *twin().city()).event(event);
                     m_chosen = {{QStringLiteral("id"), id},
                                 {QStringLiteral("title"), card.title},
                                 {QStringLiteral("stateName"), card.badge},
                                 {QStringLiteral("visual"), card.badgeState},
                                 {QStringLiteral("rows"), card.rows},
                                 {QStringLiteral("steps"), stepsOf(card)}};
                 }
                 Q_EMIT chosenChanged();
             });
}

// The journal

JournalModel::JournalModel(QObject *parent, Operations *operations)
    : PagedModel({"sequence", "subject", "id", "what", "when", "recorded", "who", "seat", "why", "title"}, operations,
                 parent)
{
}

void JournalModel::setFilter(const QVariantMap &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    Q_EMIT filterChanged();
    restart();
}

/// What an entry did, in words.
static QString verbText(const domain::Entry &entry)
{
    switch (entry.subject) {
    case Subject::Event: {
        bool known = false;
        const domain::EventVerb verb = domain::eventVerbFromName(entry.verb, &known);
        return known ? actionLabel(verb) : entry.verb;
    }
    case Subject::Alarm: {
        bool known = false;
        const domain::AlarmVerb verb = domain::alarmVerbFromName(entry.verb, &known);
        return known ? stepLabel(verb) : entry.verb;
    }
    default: {
        static const QHash<QString, const char *> words = {
            {QStringLiteral("issue"), QT_TRANSLATE_NOOP("app", "Warning issued")},
            {QStringLiteral("update"), QT_TRANSLATE_NOOP("app", "Warning replaced")},
            {QStringLiteral("cancel"), QT_TRANSLATE_NOOP("app", "Warning cancelled")},
            {QStringLiteral("expire"), QT_TRANSLATE_NOOP("app", "Warning expired")},
            {QLatin1String(domain::CouncilHold), QT_TRANSLATE_NOOP("app", "Meeting recorded")},
            {QLatin1String(domain::CouncilAmend), QT_TRANSLATE_NOOP("app", "Meeting amended")},
            {QLatin1String(domain::CouncilSolve), QT_TRANSLATE_NOOP("app", "Issue of a meeting settled")},
            {QStringLiteral("queue"), QT_TRANSLATE_NOOP("app", "Notification queued")},
            {QStringLiteral("try"), QT_TRANSLATE_NOOP("app", "Notification tried")},
            {QStringLiteral("deliver"), QT_TRANSLATE_NOOP("app", "Notification delivered")},
            {QStringLiteral("fail"), QT_TRANSLATE_NOOP("app", "Notification not delivered")},
            {QStringLiteral("give-up"), QT_TRANSLATE_NOOP("app", "Notification given up")},
            {QStringLiteral("count"), QT_TRANSLATE_NOOP("app", "Figures of the day kept")},
            {QStringLiteral("telephone"), QT_TRANSLATE_NOOP("app", "Telephone looked at")},
            {QStringLiteral("residents"), QT_TRANSLATE_NOOP("app", "Residents looked at")}};
        const char *word = words.value(entry.verb, nullptr);
        return word ? translate("app", word) : entry.verb;
    }
    }
}

/// What warnings, meetings and notifications are called that some of these entries tell of: only their first entry has
/// it. By id: title, and who issued it.
static QHash<QString, std::pair<QString, QString>> namesIn(const std::vector<domain::Entry> &entries,
                                                           const QString &language)
{
    QHash<QString, std::pair<QString, QString>> names;
    for (const domain::Entry &entry : entries) {
        if (entry.subject == Subject::Alert && entry.verb == QLatin1String("issue")) {
            const domain::Alert alert = domain::alertFromJson(entry.body);
            if (const domain::AlertInfo *info = alert.info(language))
                names.insert(entry.id, {info->headline.isEmpty() ? info->event : info->headline, info->senderName});
        } else if (entry.subject == Subject::Council && entry.body.contains(QLatin1String("title"))) {
            if (!names.contains(entry.id)) // newest first
                names.insert(entry.id, {entry.body.value(QLatin1String("title")).toString(), {}});
        } else if (entry.subject == Subject::Delivery && entry.body.contains(QLatin1String("message"))) {
            const QJsonObject message = entry.body.value(QLatin1String("message")).toObject();
            names.insert(entry.id, {notify::messageFromJson(message).text.in(language), {}});
        }
    }
    return names;
}

/// "unit:CODE@ID" or "team:CODE@ID" as a name.
static QString lookedAt(const Twin &twin, const QString &id)
{
    const QString what = id.section(u'@', 0, -2);
    return what.startsWith(QLatin1String("team:")) ? teamText(twin, what.section(u':', 1), {})
                                                   : nameOf(twin, domain::refFromText(what));
}

void JournalModel::ask(int offset, int limit, int serial)
{
    store::JournalQuery query = journalQuery(m_filter);
    query.offset = offset;
    query.limit = limit + 1; // one more tells whether there are more: nobody counts a journal
    onAnswer(keeper().store().journal(query), this,
             [this, offset, limit, serial](const base::Result<std::vector<domain::Entry>> &entries) {
                 if (!entries) {
                     fail(serial, entries.error());
                     return;
                 }
                 const QTimeZone zone = zoneOf(twin().city().get());
                 const auto names = namesIn(*entries, twin().language());
                 std::vector<Row> rows;
                 for (const domain::Entry &entry : *entries) {
                     if (int(rows.size()) == limit)
                         break;
                     auto [title, who] = names.value(entry.id);
                     const auto kind = entry.subject == Subject::Event   ? domain::ObjectKind::Event
                                       : entry.subject == Subject::Alarm ? domain::ObjectKind::Alarm
                                                                         : domain::ObjectKind::Alert;
                     if (entry.subject == Subject::Look)
                         title = lookedAt(twin(), entry.id);
                     if (title.isEmpty())
                         title = nameOf(twin(), {kind, entry.id});
                     if (who.isEmpty())
                         who = eventSourceLabel(entry.who);
                     rows.push_back({entry.sequence, domain::subjectName(entry.subject), entry.id, verbText(entry),
                                     timeText(entry.time, zone, true),
                                     timeText(entry.recorded, QTimeZone::systemTimeZone(), true), who, entry.seat,
                                     entry.why, title.isEmpty() ? entry.id : title});
                 }
                 const int more = int(entries->size()) > limit ? 1 : 0;
                 const int total = offset + int(rows.size()) + more;
                 take(serial, offset, std::move(rows), total);
             });
}

// Deliveries

DeliveryModel::DeliveryModel(QObject *parent, Operations *operations)
    : PagedModel({"id", "target", "text", "place", "severity", "state", "stateName", "visual", "status", "attempts",
                  "reason", "when"},
                 operations, parent)
{
}

static QString deliveryLabel(notify::Delivery::State state)
{
    switch (state) {
    case notify::Delivery::State::Waiting:
        return translate("app", "waiting");
    case notify::Delivery::State::Trying:
        return translate("app", "being sent");
    case notify::Delivery::State::Delivered:
        return translate("app", "delivered");
    case notify::Delivery::State::GivenUp:
        return translate("app", "given up");
    }
    return {};
}

void DeliveryModel::ask(int offset, int, int serial)
{
    // A delivery has some entries: those of the last thousand messages are enough to be shown.
    constexpr int MostEntries = 5000;
    store::JournalQuery query;
    query.subjects = {Subject::Delivery};
    query.limit = MostEntries;
    onAnswer(keeper().store().journal(query), this,
             [this, offset, serial](const base::Result<std::vector<domain::Entry>> &entries) {
                 if (!entries) {
                     fail(serial, entries.error());
                     return;
                 }
                 using State = notify::Delivery::State;
                 const QString &language = twin().language();
                 std::vector<Row> rows;
                 for (const notify::Delivery &delivery : notify::foldDeliveries(*entries)) {
                     if (delivery.target.isEmpty())
                         continue; // its beginning is further back
                     const QString visual = delivery.state == State::Delivered ? QStringLiteral("normal")
                                            : delivery.state == State::GivenUp ? QStringLiteral("major")
                                            : delivery.reason.isEmpty()        ? QStringLiteral("in-hand")
                                                                               : QStringLiteral("minor");
                     rows.push_back({delivery.id, delivery.target, delivery.message.text.in(language),
                                     delivery.message.place.in(language),
                                     domain::severityName(delivery.message.severity),
                                     notify::deliveryStateName(delivery.state), deliveryLabel(delivery.state), visual,
                                     delivery.status, delivery.attempts, delivery.reason,
                                     timeText(delivery.changed, QTimeZone::systemTimeZone(), true)});
                 }
                 const int total = int(rows.size());
                 take(serial, offset, std::move(rows), total);
             });
}

}
