#include "domain/EventCycle.h"

#include "domain/Tr.h"

#include <QDateTime>
#include <QUrl>

#include <algorithm>
#include <array>

namespace domain
{

/// As messages have them: "it is closed now".
static QString stateText(EventState state)
{
    switch (state) {
    case EventState::Reported:
        return tr("reported");
    case EventState::Accepted:
        return tr("accepted");
    case EventState::Dispatched:
        return tr("dispatched");
    case EventState::Handling:
        return tr("being handled");
    case EventState::Verifying:
        return tr("to be verified");
    case EventState::Closed:
        return tr("closed");
    case EventState::Rejected:
        return tr("rejected");
    case EventState::Reopened:
        return tr("reopened");
    case EventState::Merged:
        return tr("merged");
    }
    return {};
}

/// As messages have them: "accept" cannot be done.
static QString verbText(EventVerb verb)
{
    switch (verb) {
    case EventVerb::Report:
        return tr("report");
    case EventVerb::Update:
        return tr("update");
    case EventVerb::Accept:
        return tr("accept");
    case EventVerb::Reject:
        return tr("reject");
    case EventVerb::Dispatch:
        return tr("dispatch");
    case EventVerb::Start:
        return tr("start handling");
    case EventVerb::Finish:
        return tr("finish handling");
    case EventVerb::Close:
        return tr("close");
    case EventVerb::Reopen:
        return tr("reopen");
    case EventVerb::Merge:
        return tr("merge into another");
    case EventVerb::Absorb:
        return tr("take another in");
    case EventVerb::Assign:
        return tr("assign to another team");
    case EventVerb::Note:
        return tr("note");
    case EventVerb::Attach:
        return tr("attach");
    case EventVerb::Escalate:
        return tr("escalate");
    case EventVerb::Rate:
        return tr("rate");
    case EventVerb::Undo:
        return tr("take back");
    }
    return {};
}

/// Whether the verb moves the state or the team: it can be taken back, and who did it has the event in hand.
static bool isStep(EventVerb verb)
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

/// The Absorb of this version that nobody has taken back; null: there is none.
static const Transition *absorbStep(const Event &event, int version)
{
    for (const Transition &step : event.history) {
        if (step.version == version && step.version > 0 && step.verb == EventVerb::Absorb && !step.undone)
            return &step;
    }
    return nullptr;
}

static QString fromOf(const QJsonObject &body)
{
    return body.value(QLatin1String("from")).toString();
}

/// From that of its class up to the sub-district.
static std::vector<ObjectKind> levelsOf(const Event &event)
{
    static constexpr std::array Levels = {ObjectKind::Grid, ObjectKind::Block, ObjectKind::Community,
                                          ObjectKind::SubDistrict};
    size_t first = 0;
    if (event.klass.size() == 1 && event.klass.front() >= QLatin1Char('A') && event.klass.front() <= QLatin1Char('D'))
        first = size_t(event.klass.front().unicode() - u'A');
    std::vector<ObjectKind> levels;
    for (size_t i = first; i < Levels.size(); ++i) {
        const QString prefix = kindName(Levels[i]) + QLatin1Char(':');
        const bool isThere = std::any_of(event.areas.begin(), event.areas.end(),
                                         [&](const QString &area) { return area.startsWith(prefix); });
        if (isThere || event.areas.isEmpty() || i == first || i + 1 == Levels.size())
            levels.push_back(Levels[i]);
    }
    return levels;
}

ObjectKind levelOf(const Event &event)
{
    const std::vector<ObjectKind> levels = levelsOf(event);
    return levels[std::min(size_t(std::max(0, event.level)), levels.size() - 1)];
}

bool mayEscalate(const Event &event)
{
    return levelOf(event) != ObjectKind::SubDistrict;
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
        return !isFinal(event.state);
    case EventVerb::Escalate:
        return !isFinal(event.state) && mayEscalate(event);
    case EventVerb::Rate:
        return event.state == EventState::Closed;
    case EventVerb::Undo: // of what: see checkBody
        return undoable(event) > 0 || !event.mergedFrom.isEmpty();
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
        if (verb == EventVerb::Undo ? undoable(event) > 0 : isLegal(event, verb))
            verbs.push_back(verb);
    }
    return verbs;
}

int undoable(const Event &event)
{
    for (auto step = event.history.rbegin(); step != event.history.rend(); ++step) {
        if (step->version > 0 && !step->undone && isStep(step->verb))
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
    case EventVerb::Undo: {
        const int of = body.value(QLatin1String("of")).toInt();
        const Transition *absorbed = absorbStep(event, of);
        if (absorbed ? fromOf(absorbed->detail) == fromOf(body) : of > 0 && of == undoable(event))
            return {};
        return base::failure(QStringLiteral("step-illegal"), tr("only the last step can be taken back"), {}, event.id);
    }
    default:
        return {};
    }
}

/// Who came first, with what and when: to be told to the one who came second.
static base::Status taken(const Event &event)
{
    const auto newest = std::find_if(event.history.rbegin(), event.history.rend(),
                                     [&](const Transition &step) { return step.version == event.version; });
    // What a source says is no step of its own.
    if (newest == event.history.rend() || newest->version == 0)
        return base::failure(QStringLiteral("version-taken"),
                             tr("its source was faster: it is %1 now").arg(stateText(event.state)), {}, event.id,
                             tr("look at it again and decide anew"));
    const QString when = QDateTime::fromMSecsSinceEpoch(newest->time).toString(QStringLiteral("HH:mm:ss"));
    return base::failure(QStringLiteral("version-taken"),
                         tr("%1 was faster: \"%2\" at %3, and it is %4 now")
                             .arg(newest->who.isEmpty() ? tr("the rules") : newest->who, verbText(newest->verb), when,
                                  stateText(event.state)),
                         {}, event.id, tr("look at it again and decide anew"));
}

base::Status checkEntry(const Event &event, const Entry &next)
{
    if (next.version != event.version + 1)
        return taken(event);
    bool known = false;
    const EventVerb verb = eventVerbFromName(next.verb, &known);
    if (!known || !isLegal(event, verb))
        return base::failure(QStringLiteral("step-illegal"),
                             tr("\"%1\" cannot be done to an event that is %2")
                                 .arg(known ? verbText(verb) : next.verb, stateText(event.state)),
                             {}, event.id);
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
    if (verb == EventVerb::Escalate) {
        Event above = event;
        ++above.level;
        entry.body.insert(QStringLiteral("level"), above.level);
        const QString prefix = kindName(levelOf(above)) + QLatin1Char(':');
        const auto area = std::find_if(event.areas.begin(), event.areas.end(),
                                       [&](const QString &each) { return each.startsWith(prefix); });
        entry.body.insert(QStringLiteral("to"), area != event.areas.end() ? *area : kindName(levelOf(above)));
    }
    if (base::Status status = checkEntry(event, entry); !status)
        return tl::unexpected(status.error());
    return entry;
}

base::Result<std::vector<Entry>> mergeGroup(const Event &event, const Event &into, const Actor &actor)
{
    base::Result<Entry> merge = nextEntry(event, EventVerb::Merge, actor, {{QStringLiteral("into"), into.id}});
    if (!merge)
        return tl::unexpected(merge.error());
    base::Result<Entry> absorb = nextEntry(into, EventVerb::Absorb, actor, {{QStringLiteral("from"), event.id}});
    if (!absorb)
        return tl::unexpected(absorb.error());
    return std::vector{*std::move(merge), *std::move(absorb)};
}

base::Result<std::vector<Entry>> undoGroup(const Event &event, const Event *into, const Actor &actor)
{
    base::Result<Entry> undo = nextEntry(event, EventVerb::Undo, actor);
    if (!undo)
        return tl::unexpected(undo.error());
    std::vector<Entry> group{*std::move(undo)};
    if (event.state != EventState::Merged)
        return group;
    if (!into || into->id != event.mergedInto)
        return base::failure(QStringLiteral("other-missing"), tr("the event it was merged into is not at hand"), {},
                             event.id, tr("open %1 and try again").arg(event.mergedInto));
    for (auto step = into->history.rbegin(); step != into->history.rend(); ++step) {
        if (!absorbStep(*into, step->version) || fromOf(step->detail) != event.id)
            continue;
        base::Result<Entry> release = nextEntry(
            *into, EventVerb::Undo, actor, {{QStringLiteral("of"), step->version}, {QStringLiteral("from"), event.id}});
        if (!release)
            return tl::unexpected(release.error());
        group.push_back(*std::move(release));
        break;
    }
    return group;
}

/// What a source says: its facts always count; its state and team only until somebody here has worked the event.
static void applyReport(Event &event, const Entry &entry)
{
    Event said = eventFromJson(entry.body);
    said.id = event.id = entry.id;
    const bool isNew = event.version == 0;
    if (!isNew && said.updated < event.told) {
        // It comes late: what it adds to the history counts, what it says of the present does not.
        Event merged = said;
        merged.history.clear();
        absorb(merged, said);
        absorb(merged, event);
        event.history = std::move(merged.history);
    } else {
        const Event before = event;
        absorb(event, said);
        if (isNew || said.severity != Severity::Minor)
            event.severity = said.severity;
        if (!isNew && before.worked) {
            event.state = before.state;
            event.closed = before.closed;
            event.assignee = before.assignee;
            event.assigneeName = before.assigneeName;
            event.mergedInto = before.mergedInto;
        } else if (event.state != EventState::Merged) {
            event.mergedInto.clear();
        }
        event.told = said.updated;
    }
    if (event.reported == 0)
        event.reported = event.updated != 0 ? event.updated : entry.time;
    for (const Transition &step : event.history) {
        if (step.to == EventState::Accepted && step.version == 0 && (event.accepted == 0 || step.time < event.accepted))
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
    event.worked = event.worked || isStep(verb);
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

}
