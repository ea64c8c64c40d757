#include "domain/Events.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace domain
{

QString eventStateName(EventState state)
{
    switch (state) {
    case EventState::Reported:
        return QStringLiteral("reported");
    case EventState::Accepted:
        return QStringLiteral("accepted");
    case EventState::Dispatched:
        return QStringLiteral("dispatched");
    case EventState::Handling:
        return QStringLiteral("handling");
    case EventState::Verifying:
        return QStringLiteral("verifying");
    case EventState::Closed:
        return QStringLiteral("closed");
    case EventState::Rejected:
        return QStringLiteral("rejected");
    case EventState::Reopened:
        return QStringLiteral("reopened");
    case EventState::Merged:
        return QStringLiteral("merged");
    }
    return {};
}

EventState eventStateFromName(const QString &name, bool *ok)
{
    static const QHash<QString, EventState> words = [] {
        QHash<QString, EventState> all;
        for (int i = 0; i < EventStateCount; ++i)
            all.insert(eventStateName(EventState(i)), EventState(i));
        const auto add = [&all](EventState state, const QStringList &names) {
            for (const QString &word : names)
                all.insert(word, state);
        };
        add(EventState::Reported,
            {QStringLiteral("open"), QStringLiteral("new"), QStringLiteral("submitted"), QStringLiteral("unspecified"),
             QStringLiteral("created"), QStringLiteral("发现"), QStringLiteral("上报"), QStringLiteral("已上报"),
             QStringLiteral("待受理"), QStringLiteral("待处理"), QStringLiteral("新建")});
        add(EventState::Accepted, {QStringLiteral("acknowledged"), QStringLiteral("email sent"), QStringLiteral("受理"),
                                   QStringLiteral("已受理"), QStringLiteral("立案"), QStringLiteral("待分拨")});
        add(EventState::Dispatched,
            {QStringLiteral("assigned"), QStringLiteral("started"), QStringLiteral("referred"), QStringLiteral("分拨"),
             QStringLiteral("已分拨"), QStringLiteral("派遣"), QStringLiteral("已派单"), QStringLiteral("待处置")});
        add(EventState::Handling,
            {QStringLiteral("in progress"), QStringLiteral("in_progress"), QStringLiteral("in-progress"),
             QStringLiteral("pending"), QStringLiteral("work in progress"), QStringLiteral("on hold"),
             QStringLiteral("处置"), QStringLiteral("处置中"), QStringLiteral("处理中"), QStringLiteral("办理中")});
        add(EventState::Verifying, {QStringLiteral("resolved"), QStringLiteral("verification"), QStringLiteral("核查"),
                                    QStringLiteral("核查中"), QStringLiteral("待核查"), QStringLiteral("已处置")});
        add(EventState::Closed,
            {QStringLiteral("completed"), QStringLiteral("done"), QStringLiteral("fixed"), QStringLiteral("反馈"),
             QStringLiteral("已反馈"), QStringLiteral("结案"), QStringLiteral("已结案"), QStringLiteral("办结"),
             QStringLiteral("已办结"), QStringLiteral("关闭"), QStringLiteral("已关闭")});
        add(EventState::Rejected,
            {QStringLiteral("cancelled"), QStringLiteral("canceled"), QStringLiteral("invalid"),
             QStringLiteral("不予受理"), QStringLiteral("驳回"), QStringLiteral("已驳回"), QStringLiteral("作废")});
        add(EventState::Reopened,
            {QStringLiteral("re-opened"), QStringLiteral("重开"), QStringLiteral("重新打开"), QStringLiteral("返工")});
        add(EventState::Merged, {QStringLiteral("duplicate"), QStringLiteral("duplicate (closed)"),
                                 QStringLiteral("合并"), QStringLiteral("已合并"), QStringLiteral("重复")});
        return all;
    }();
    const auto found = words.constFind(name.trimmed().toLower());
    if (ok)
        *ok = found != words.constEnd();
    return found != words.constEnd() ? *found : EventState::Reported;
}

static const std::array<QString, EventVerbCount> VerbNames = {
    QStringLiteral("report"),   QStringLiteral("update"), QStringLiteral("accept"),   QStringLiteral("reject"),
    QStringLiteral("dispatch"), QStringLiteral("start"),  QStringLiteral("finish"),   QStringLiteral("close"),
    QStringLiteral("reopen"),   QStringLiteral("merge"),  QStringLiteral("absorb"),   QStringLiteral("assign"),
    QStringLiteral("note"),     QStringLiteral("attach"), QStringLiteral("escalate"), QStringLiteral("rate"),
    QStringLiteral("undo")};

QString eventVerbName(EventVerb verb)
{
    return VerbNames[size_t(verb)];
}

EventVerb eventVerbFromName(const QString &name, bool *ok)
{
    const auto found = std::find(VerbNames.begin(), VerbNames.end(), name);
    if (ok)
        *ok = found != VerbNames.end();
    return found != VerbNames.end() ? EventVerb(found - VerbNames.begin()) : EventVerb::Note;
}

bool isFinal(EventState state)
{
    return state == EventState::Closed || state == EventState::Rejected || state == EventState::Merged;
}

bool mayFollow(EventState from, EventState to)
{
    using enum EventState;
    switch (from) {
    case Reported:
        return to == Accepted || to == Rejected || to == Merged;
    case Accepted:
        return to == Dispatched || to == Rejected || to == Merged;
    case Dispatched:
        return to == Handling || to == Merged;
    case Handling:
        return to == Verifying || to == Merged;
    case Verifying:
        return to == Closed || to == Reopened || to == Merged;
    case Closed:
        return to == Reopened;
    case Reopened:
        return to == Dispatched || to == Merged;
    case Rejected:
    case Merged:
        return false;
    }
    return false;
}

static bool sameStep(const Transition &a, const Transition &b)
{
    return a.to == b.to && a.time == b.time && a.version == b.version;
}

void absorb(Event &known, const Event &newer)
{
    const auto take = [](QString &mine, const QString &theirs) {
        if (!theirs.isEmpty())
            mine = theirs;
    };
    take(known.type, newer.type);
    take(known.title, newer.title);
    take(known.description, newer.description);
    take(known.klass, newer.klass);
    take(known.source, newer.source);
    take(known.address, newer.address);
    take(known.mediaUrl, newer.mediaUrl);
    take(known.domain, newer.domain);
    take(known.assignee, newer.assignee);
    take(known.assigneeName, newer.assigneeName);
    take(known.mergedInto, newer.mergedInto);
    if (newer.satisfaction > 0)
        known.satisfaction = newer.satisfaction;
    // Where it stands is said as a whole: who moves out of a building stands in none.
    if (!newer.areas.isEmpty()) {
        known.areas = newer.areas;
        known.building = newer.building;
    } else {
        take(known.building, newer.building);
    }
    if (!newer.place.id.isEmpty())
        known.place = newer.place;
    if (newer.hasPosition) {
        known.hasPosition = true;
        known.longitude = newer.longitude;
        known.latitude = newer.latitude;
    }
    if (newer.reported != 0)
        known.reported = known.reported == 0 ? newer.reported : std::min(known.reported, newer.reported);
    if (newer.due != 0)
        known.due = newer.due;
    if (newer.acceptDue != 0)
        known.acceptDue = newer.acceptDue;
    known.updated = std::max(known.updated, newer.updated);

    const EventState before = known.state;
    known.state = newer.state;
    for (const Transition &step : newer.history) {
        const auto twin = std::find_if(known.history.begin(), known.history.end(),
                                       [&](const Transition &other) { return sameStep(other, step); });
        if (twin == known.history.end())
            known.history.push_back(step);
    }
    // Most sources give only the state: the step is what we saw happen.
    if (newer.history.empty() && (known.history.empty() || before != newer.state))
        known.history.push_back({newer.state, newer.updated != 0 ? newer.updated : newer.reported, {}, {}, {}});
    std::stable_sort(known.history.begin(), known.history.end(),
                     [](const Transition &a, const Transition &b) { return a.time < b.time; });
    if (isFinal(known.state))
        known.closed = newer.closed != 0 ? newer.closed : known.updated;
    else
        known.closed = 0;
}

}
