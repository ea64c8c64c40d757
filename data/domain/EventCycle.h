#pragma once

#include "base/Result.h"
#include "domain/Events.h"
#include "domain/Journal.h"

/// The life cycle of events (domain.md, section 2) over journal entries. Pure functions; any thread.
///
/// Bodies: Report and Update hold the event as `toJson` has it, its source's own steps among it; Dispatch and Assign
/// {"assignee", "assigneeName"}; Close {"satisfaction"}; Rate {"satisfaction"}; Merge {"into"}; Absorb {"from"}; Attach
/// {"url", "title"}; Note {"text"}, and {"notDuplicateOf"} where it declines a merge; Escalate {"level", "to": an area,
/// "limit": "accept" or "close" where the rules did it}; Undo {"of": version}, and {"from"} where it takes an Absorb
/// back. Any may hold {"result"}.
namespace domain
{

/// What may be done to an event now, in the order of the loop; Undo where there is something to take back.
std::vector<EventVerb> allowedVerbs(const Event &event);
/// The state after a verb; `from` itself where the verb leaves it.
EventState stateAfter(EventState from, EventVerb verb);
/// The entry that would do it, with the next version. Errors: "step-illegal" (what is and what may be done),
/// "body-missing" (Dispatch without an assignee, Merge without or into itself, Reject and Reopen without a reason, an
/// empty note, an attachment that is no URL).
base::Result<Entry> nextEntry(const Event &event, EventVerb verb, const Actor &actor, const QJsonObject &body = {});
/// Whether an entry may follow what is there: version and step. Errors: "version-taken" (somebody came first: who, what
/// and when), "step-illegal", "body-missing". What sources say (Report, Update) is never illegal.
base::Status checkEntry(const Event &event, const Entry &next);
/// The version that Undo would take back: the newest step somebody here made and nobody has undone; 0: none.
int undoable(const Event &event);
/// The level that an event is to be settled at: that of its class (A grid, B block, C community, D sub-district), and
/// as many above as it was escalated. Levels that its areas leave out are skipped.
ObjectKind levelOf(const Event &event);
/// Whether there is a level above `levelOf`.
bool mayEscalate(const Event &event);

/// What merging writes, to be saved as one group: Merge on the one, Absorb on the other.
base::Result<std::vector<Entry>> mergeGroup(const Event &event, const Event &into, const Actor &actor);
/// What taking the last step back writes; of a Merge also the Undo of the other's Absorb. `into` is the event it was
/// merged into, for any other step it may be null. Error "other-missing" where it is null and needed.
base::Result<std::vector<Entry>> undoGroup(const Event &event, const Event *into, const Actor &actor);

/// Takes one more entry in. The event may be new (version 0). An Undo needs all entries: see `foldEvent`.
void applyEntry(Event &event, const Entry &entry);
/// The event by all its entries, in the order of their versions, undone ones left without effect but in its history.
Event foldEvent(const std::vector<Entry> &entries);

QJsonObject toJson(const Event &event);
Event eventFromJson(const QJsonObject &json);

}
