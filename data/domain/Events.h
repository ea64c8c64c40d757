#pragma once

#include "domain/Objects.h"
#include "domain/Things.h"
#include "geometry/Vec.h"

#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace domain
{

/// Where an event is in its closed loop (domain.md, section 2).
enum class EventState : quint8 {
    Reported,
    Accepted,
    Dispatched,
    Handling,
    Verifying,
    Closed,
    Rejected,
    Reopened,
    Merged
};
inline constexpr int EventStateCount = 9;
QString eventStateName(EventState state); ///< "reported" ...
/// Understands the names above and Open311's "open" and "closed", NYC's "In Progress", "Pending" ...; `ok` tells.
EventState eventStateFromName(const QString &name, bool *ok = nullptr);
/// Closed, rejected or merged: nobody works on it.
bool isFinal(EventState state);
/// Whether the life cycle allows this step.
bool mayFollow(EventState from, EventState to);

/// What can be done to an event; each is an entry of the journal (EventCycle.h).
enum class EventVerb : quint8 {
    Report, ///< by a source: the whole event, at first
    Update, ///< by a source: what it says later
    Accept,
    Reject,
    Dispatch, ///< to a team
    Start,    ///< the team is on it: handling
    Finish,   ///< the team is done: to be verified
    Close,    ///< verified, the reporter told
    Reopen,
    Merge,  ///< into another event
    Absorb, ///< another event was merged into this one
    Assign, ///< to another team; the state stays
    Note,
    Attach,
    Escalate, ///< a level up
    Rate,     ///< satisfaction, after closing
    Undo      ///< of an earlier entry, which stays in the journal
};
inline constexpr int EventVerbCount = 17;
QString eventVerbName(EventVerb verb); ///< "accept" ...
EventVerb eventVerbFromName(const QString &name, bool *ok = nullptr);

/// One step: who, when, why, with what result. Steps are never overwritten.
struct Transition {
    EventState to = EventState::Reported; ///< the state after it
    qint64 time = 0;
    QString who, why, result;
    EventVerb verb = EventVerb::Update;
    int version = 0;         ///< of its entry; 0: told by a source as part of another entry
    bool undone = false;     ///< by a later entry
    QJsonObject detail = {}; ///< the body of its entry, where it is no Report or Update
};

struct Attachment {
    QString url, title, who;
    qint64 time = 0;
};

/// A governance event: a service request of Open311 GeoReport v2. Times are milliseconds since the epoch, UTC; 0:
/// unknown.
struct Event {
    QString id;
    QString type; ///< catalogue id ("fire", "noise" ...) or the source's own word
    QString title;
    QString description;
    EventState state = EventState::Reported;
    QString klass;  ///< "A" to "D"
    QString source; ///< resident report, grid member, hotline, sensor alarm ...
    QString address;
    QString mediaUrl;
    ObjectRef place; ///< the place it names
    // Where it stands, filled in by live when it is first met, and kept with it:
    QString domain;    ///< catalogue domain of its type
    QString building;  ///< it stands in or at; empty: none
    QStringList areas; ///< administrative areas from the sub-district down, as refText ("community:C01")
    qint64 reported = 0, updated = 0, closed = 0;
    qint64 due = 0; ///< closing limit by the catalogue
    bool hasPosition = false;
    double longitude = 0, latitude = 0; ///< WGS 84
    geometry::Vec3 position{0.0};       ///< scene; filled in by live
    Severity severity = Severity::Minor;
    std::vector<Transition> history;
    // From working it:
    QString assignee;     ///< id of a Team; empty: nobody
    QString assigneeName; ///< as it was then
    int level = 0;        ///< how often it was escalated
    int satisfaction = 0; ///< 1 to 5; 0: not asked
    QString mergedInto;
    QStringList mergedFrom;
    std::vector<Attachment> attachments;
    qint64 accepted = 0;  ///< when it was first; 0: not yet
    qint64 acceptDue = 0; ///< accepting limit by the catalogue; filled in by live
    bool worked = false;  ///< somebody here has worked it: what its source says of its state no longer moves it
    qint64 told = 0;      ///< the newest word of its source; what it said before that comes late
    int version = 0;      ///< of its newest entry; 0: not in the journal
    ObjectRef ref() const { return {ObjectKind::Event, id}; }
};

/// Takes a later message about an event into what is known of it: what the message gives replaces, its steps are added
/// to the history (a step of its own where it names only a new state), none is ever lost. `position` and `severity`
/// stay.
void absorb(Event &known, const Event &newer);

}
