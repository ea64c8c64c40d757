#include "domain/EventCycle.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QUrl>

#include <algorithm>

namespace domain
{

static QString tr(const char *text)
{
    return QCoreApplication::translate("domain", text);
}

static bool isByPerson(EventVerb verb)
{
    return verb != EventVerb::Report && verb != EventVerb::Update && verb != EventVerb::Escalate;
}

/// Whether the verb moves the state (or the team), and so can be taken back.
static bool isUndoable(EventVerb verb)
{
    switch (verb) {
    case EventVerb::Report:
    case EventVerb::Update:
    case EventVerb::Absorb: // goes with the Merge of the other one
    case EventVerb::Note:
    case EventVerb::Attach:
    case EventVerb::Escalate:
    case EventVerb::Undo:
        return false;
    default:
        return true;
    }
}

EventState stateAfter(EventState from, EventVerb verb)
{
    switch (verb) {
    case EventVerb::Accept:
        return EventState::Accepted;
    case EventVerb::Reject:
        return EventState::Rejected;
    case EventVerb::Dispatch:
        return EventState::Dispatched;
    case EventVerb::Start:
        return EventState::Handling;
    case EventVerb::Finish:
        return EventState::Verifying;
    case EventVerb::Close:
        return EventState::Closed;
    case EventVerb::Reopen:
        return EventState::Reopened;
    case EventVerb::Merge:
        return EventState::Merged;
    default:
        return from;
    }
}

static bool isLegal(const Event &event, EventVerb verb)
{
    switch (verb) {
    case EventVerb::Report:
    case EventVerb::Update:
    case EventVerb::Note:
    case EventVerb::Attach:
        return true;
    case EventVerb::Assign:
        return event.state == EventState::Dispatched || event.state == EventState::Handling;
    case EventVerb::Absorb:
    case EventVerb::Escalate:
        return !isFinal(event.state);
    case EventVerb::Rate:
        return event.state == EventState::Closed;
    case EventVerb::Undo:
        return undoable(event) > 0;
    default:
        return mayFollow(event.state, stateAfter(event.state, verb));
    }
}

std::vector<EventVerb> allowedVerbs(const Event &event)
{
    std::vector<EventVerb> verbs;
    for (EventVerb verb : {EventVerb::Accept, EventVerb::Dispatch, EventVerb::Start, EventVerb::Finish,
                           EventVerb::Close, EventVerb::Reopen, EventVerb::Assign, EventVerb::Reject, EventVerb::Merge,
                           EventVerb::Escalate, EventVerb::Rate, EventVerb::Note, EventVerb::Attach, EventVerb::Undo}) {
        if (isLegal(event, verb))
            verbs.push_back(verb);
    }
    return verbs;
}

int undoable(const Event &event)
{
    for (auto step = event.history.rbegin(); step != event.history.rend(); ++step) {
        if (step->version > 0 && !step->undone && isUndoable(step->verb))
            return step->version;
    }
    return 0;
}

static base::Status checkBody(const Event &event, EventVerb verb, const QString &why, const QJsonObject &body)
{
    const auto missing = [&](const QString &message) {
        return base::failure(QStringLiteral("body-missing"), message, {}, event.id);
    };
    const auto text = [&](const char *key) { return body.value(QLatin1String(key)).toString().trimmed(); };
    switch (verb) {
    case EventVerb::Dispatch:
    case EventVerb::Assign:
        return text("assignee").isEmpty() ? missing(tr("choose who is to handle it")) : base::Status();
    case EventVerb::Merge:
        if (text("into").isEmpty() || text("into") == event.id)
            return missing(tr("choose another event to merge it into"));
        return {};
    case EventVerb::Absorb:
        return text("from").isEmpty() ? missing(tr("choose the event that is merged")) : base::Status();
    case EventVerb::Reject:
    case EventVerb::Reopen:
        return why.trimmed().isEmpty() ? missing(tr("a reason is needed")) : base::Status();
    case EventVerb::Note:
        return text("text").isEmpty() ? missing(tr("the note is empty")) : base::Status();
    case EventVerb::Attach: {
        const QUrl url(text("url"), QUrl::StrictMode);
        return url.isValid() && !url.scheme().isEmpty() ? base::Status()
                                                        : missing(tr("an attachment needs a whole URL"));
    }
    case EventVerb::Rate: {
        const int satisfaction = body.value(QLatin1String("satisfaction")).toInt();
        return satisfaction >= 1 && satisfaction <= 5 ? base::Status() : missing(tr("satisfaction is from 1 to 5"));
    }
    case EventVerb::Undo:
        if (body.value(QLatin1String("of")).toInt() != undoable(event))
            return base::failure(QStringLiteral("step-illegal"), tr("only the last step can be taken back"), {},
                                 event.id);
        return {};
    default:
        return {};
    }
}

base::Status checkEntry(const Event &event, const Entry &next)
{
    if (next.version != event.version + 1) {
        if (event.history.empty())
            return base::failure(QStringLiteral("version-taken"), tr("the event is no longer as it was shown"), {},
                                 event.id);
        const auto last =
            std::max_element(event.history.begin(), event.history.end(),
                             [](const Transition &a, const Transition &b) { return a.version < b.version; });
        return base::failure(
            QStringLiteral("version-taken"),
            tr("%1 was faster: it is \"%2\" now")
                .arg(last->who.isEmpty() ? tr("somebody else") : last->who, eventStateName(event.state)),
            {}, event.id, tr("look at it again and decide anew"));
    }
    bool known = false;
    const EventVerb verb = eventVerbFromName(next.verb, &known);
    if (!known || !isLegal(event, verb))
        return base::failure(
            QStringLiteral("step-illegal"),
            tr("\"%1\" cannot be done to an event that is \"%2\"").arg(next.verb, eventStateName(event.state)), {},
            event.id);
    return checkBody(event, verb, next.why, next.body);
}

base::Result<Entry> nextEntry(const Event &event, EventVerb verb, const Actor &actor, const QJsonObject &body)
{
    Entry entry;
    entry.subject = Subject::Event;
    entry.id = event.id;
    entry.version = event.version + 1;
    entry.verb = eventVerbName(verb);
    entry.time = actor.time;
    entry.who = actor.who;
    entry.seat = actor.seat;
    entry.why = actor.why;
    entry.body = body;
    if (verb == EventVerb::Undo && !body.contains(QLatin1String("of")))
        entry.body.insert(QStringLiteral("of"), undoable(event));
    if (base::Status status = checkEntry(event, entry); !status)
        return tl::unexpected(status.error());
    return entry;
}

/// What a source says: its facts always count; its state only until somebody here has worked the event.
static void applyReport(Event &event, const Entry &entry)
{
    Event said = eventFromJson(entry.body);
    said.id = event.id = entry.id;
    const bool isNew = event.version == 0;
    const EventState state = event.state;
    const qint64 closed = event.closed;
    const Severity before = event.severity;
    if (!isNew && said.updated < event.updated) {
        // It comes late: what it adds to the history counts, what it says of the present does not.
        Event merged = said;
        merged.history.clear();
        absorb(merged, said);
        absorb(merged, event);
        event.history = std::move(merged.history);
    } else {
        absorb(event, said);
        if (isNew || said.severity != Severity::Minor)
            event.severity = said.severity;
        else
            event.severity = before;
        if (!said.mergedInto.isEmpty())
            event.mergedInto = said.mergedInto;
        if (said.satisfaction > 0)
            event.satisfaction = said.satisfaction;
    }
    if (!isNew && event.worked) {
        event.state = state;
        event.closed = closed;
    }
    if (event.reported == 0)
        event.reported = event.updated != 0 ? event.updated : entry.time;
    for (const Transition &step : event.history) {
        if (step.to == EventState::Accepted && !step.undone && (event.accepted == 0 || step.time < event.accepted))
            event.accepted = step.time;
    }
}

void applyEntry(Event &event, const Entry &entry)
{
    const EventVerb verb = eventVerbFromName(entry.verb);
    if (verb == EventVerb::Report || verb == EventVerb::Update) {
        applyReport(event, entry);
        event.version = std::max(event.version, entry.version);
        return;
    }
    const auto text = [&](const char *key) { return entry.body.value(QLatin1String(key)).toString(); };
    const EventState from = event.state;
    event.id = entry.id;
    event.state = stateAfter(from, verb);
    switch (verb) {
    case EventVerb::Accept:
        if (event.accepted == 0)
            event.accepted = entry.time;
        break;
    case EventVerb::Dispatch:
    case EventVerb::Assign:
        event.assignee = text("assignee");
        event.assigneeName = text("assigneeName");
        break;
    case EventVerb::Close:
    case EventVerb::Rate:
        if (const int satisfaction = entry.body.value(QLatin1String("satisfaction")).toInt(); satisfaction > 0)
            event.satisfaction = std::clamp(satisfaction, 1, 5);
        break;
    case EventVerb::Reopen:
        event.assignee.clear();
        event.assigneeName.clear();
        break;
    case EventVerb::Merge:
        event.mergedInto = text("into");
        break;
    case EventVerb::Absorb:
        event.mergedFrom.append(text("from"));
        break;
    case EventVerb::Attach:
        event.attachments.push_back({text("url"), text("title"), entry.who, entry.time});
        break;
    case EventVerb::Escalate:
        event.level = std::max(event.level + 1, entry.body.value(QLatin1String("level")).toInt());
        break;
    default:
        break;
    }
    if (event.state != from)
        event.closed = isFinal(event.state) ? entry.time : 0;
    event.worked = event.worked || isByPerson(verb);
    event.updated = std::max(event.updated, entry.time);
    event.version = std::max(event.version, entry.version);
    Transition step{event.state, entry.time, entry.who, entry.why, text("result")};
    step.verb = verb;
    step.version = entry.version;
    step.detail = entry.body;
    event.history.push_back(std::move(step));
}

Event foldEvent(const std::vector<Entry> &entries)
{
    // An undo takes back another entry, never an undo.
    std::vector<int> undone;
    for (const Entry &entry : entries) {
        if (eventVerbFromName(entry.verb) == EventVerb::Undo)
            undone.push_back(entry.body.value(QLatin1String("of")).toInt());
    }
    Event event;
    for (const Entry &entry : entries) {
        if (std::find(undone.begin(), undone.end(), entry.version) == undone.end()) {
            applyEntry(event, entry);
            continue;
        }
        Transition step{event.state, entry.time, entry.who, entry.why,
                        entry.body.value(QLatin1String("result")).toString()};
        step.verb = eventVerbFromName(entry.verb);
        step.version = entry.version;
        step.detail = entry.body;
        step.undone = true;
        event.history.push_back(std::move(step));
        event.version = std::max(event.version, entry.version);
    }
    return event;
}

// JSON

QJsonObject toJson(const Event &event)
{
    QJsonObject json;
    const auto text = [&json](const char *key, const QString &value) {
        if (!value.isEmpty())
            json.insert(QLatin1String(key), value);
    };
    const auto number = [&json](const char *key, qint64 value) {
        if (value != 0)
            json.insert(QLatin1String(key), value);
    };
    text("id", event.id);
    text("type", event.type);
    text("title", event.title);
    text("description", event.description);
    text("state", eventStateName(event.state));
    text("class", event.klass);
    text("source", event.source);
    text("address", event.address);
    text("mediaUrl", event.mediaUrl);
    if (!event.place.id.isEmpty())
        json.insert(QStringLiteral("place"), refText(event.place));
    text("domain", event.domain);
    text("building", event.building);
    if (!event.areas.isEmpty())
        json.insert(QStringLiteral("areas"), QJsonArray::fromStringList(event.areas));
    number("reported", event.reported);
    number("updated", event.updated);
    number("closed", event.closed);
    number("due", event.due);
    if (event.hasPosition) {
        json.insert(QStringLiteral("lon"), event.longitude);
        json.insert(QStringLiteral("lat"), event.latitude);
    }
    text("severity", severityName(event.severity));
    text("assignee", event.assignee);
    text("assigneeName", event.assigneeName);
    number("level", event.level);
    number("satisfaction", event.satisfaction);
    text("mergedInto", event.mergedInto);
    if (!event.mergedFrom.isEmpty())
        json.insert(QStringLiteral("mergedFrom"), QJsonArray::fromStringList(event.mergedFrom));
    number("accepted", event.accepted);
    number("acceptDue", event.acceptDue);
    number("version", event.version);
    if (event.worked)
        json.insert(QStringLiteral("worked"), true);
    QJsonArray attachments;
    for (const Attachment &each : event.attachments)
        attachments.append(QJsonObject{{QStringLiteral("url"), each.url},
                                       {QStringLiteral("title"), each.title},
                                       {QStringLiteral("who"), each.who},
                                       {QStringLiteral("time"), each.time}});
    if (!attachments.isEmpty())
        json.insert(QStringLiteral("attachments"), attachments);
    QJsonArray steps;
    for (const Transition &step : event.history) {
        QJsonObject each{{QStringLiteral("to"), eventStateName(step.to)}, {QStringLiteral("time"), step.time}};
        const auto add = [&each](const char *key, const QString &value) {
            if (!value.isEmpty())
                each.insert(QLatin1String(key), value);
        };
        add("who", step.who);
        add("why", step.why);
        add("result", step.result);
        if (step.version > 0) {
            each.insert(QStringLiteral("version"), step.version);
            each.insert(QStringLiteral("verb"), eventVerbName(step.verb));
            if (!step.detail.isEmpty())
                each.insert(QStringLiteral("detail"), step.detail);
        }
        if (step.undone)
            each.insert(QStringLiteral("undone"), true);
        steps.append(each);
    }
    if (!steps.isEmpty())
        json.insert(QStringLiteral("steps"), steps);
    return json;
}

Event eventFromJson(const QJsonObject &json)
{
    Event event;
    const auto text = [&json](const char *key) { return json.value(QLatin1String(key)).toString(); };
    const auto number = [&json](const char *key) { return json.value(QLatin1String(key)).toInteger(); };
    event.id = text("id");
    event.type = text("type");
    event.title = text("title");
    event.description = text("description");
    event.state = eventStateFromName(text("state"));
    event.klass = text("class");
    event.source = text("source");
    event.address = text("address");
    event.mediaUrl = text("mediaUrl");
    event.place = refFromText(text("place"));
    event.domain = text("domain");
    event.building = text("building");
    for (const QJsonValue each : json.value(QLatin1String("areas")).toArray())
        event.areas.append(each.toString());
    event.reported = number("reported");
    event.updated = number("updated");
    event.closed = number("closed");
    event.due = number("due");
    event.hasPosition = json.contains(QLatin1String("lon")) && json.contains(QLatin1String("lat"));
    event.longitude = json.value(QLatin1String("lon")).toDouble();
    event.latitude = json.value(QLatin1String("lat")).toDouble();
    event.severity = severityFromName(text("severity"));
    event.assignee = text("assignee");
    event.assigneeName = text("assigneeName");
    event.level = int(number("level"));
    event.satisfaction = int(number("satisfaction"));
    event.mergedInto = text("mergedInto");
    for (const QJsonValue each : json.value(QLatin1String("mergedFrom")).toArray())
        event.mergedFrom.append(each.toString());
    event.accepted = number("accepted");
    event.acceptDue = number("acceptDue");
    event.version = int(number("version"));
    event.worked = json.value(QLatin1String("worked")).toBool();
    for (const QJsonValue value : json.value(QLatin1String("attachments")).toArray()) {
        const QJsonObject each = value.toObject();
        event.attachments.push_back(
            {each.value(QLatin1String("url")).toString(), each.value(QLatin1String("title")).toString(),
             each.value(QLatin1String("who")).toString(), each.value(QLatin1String("time")).toInteger()});
    }
    for (const QJsonValue value : json.value(QLatin1String("steps")).toArray()) {
        const QJsonObject each = value.toObject();
        Transition step{eventStateFromName(each.value(QLatin1String("to")).toString()),
                        each.value(QLatin1String("time")).toInteger(), each.value(QLatin1String("who")).toString(),
                        each.value(QLatin1String("why")).toString(), each.value(QLatin1String("result")).toString()};
        step.version = each.value(QLatin1String("version")).toInt();
        if (step.version > 0)
            step.verb = eventVerbFromName(each.value(QLatin1String("verb")).toString());
        step.detail = each.value(QLatin1String("detail")).toObject();
        step.undone = each.value(QLatin1String("undone")).toBool();
        event.history.push_back(std::move(step));
    }
    return event;
}

}
