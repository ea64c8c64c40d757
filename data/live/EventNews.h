#pragma once

#include "domain/Events.h"

#include <optional>

namespace live
{

/// What a source's message says beyond what is known of the event; nothing where it says nothing new. `base` is the
/// event's severity before it was overdue. A message that was overtaken by a newer one can only add to the history.
std::optional<domain::Event> newsOf(const domain::Event &known, domain::Severity base, const domain::Event &said);

/// A message that tells a whole life (a replay that begins in the middle, a listing) as the messages it was made of: a
/// first one with all facts, and one for each later step.
std::vector<domain::Event> stepwise(const domain::Event &said);

/// The life cycle, and what sources that know only "open" and "closed" make of it: steps left out are no fault.
bool isPlausible(domain::EventState from, domain::EventState to);

}
