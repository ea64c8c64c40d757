#pragma once

#include "domain/City.h"
#include "live/TwinState.h"

namespace live
{

/// Open events of one type that were reported at most so far from one another, in metres and minutes, limits included:
/// each later one into the earliest that nobody has said it is no duplicate of. Newest first. Events without a place
/// to measure from should not be among them. A grid keeps this linear.
std::vector<MergeProposal> findProposals(std::vector<const domain::Event *> open, double metres, double minutes);

/// Whom an event could go to: the member in charge of its grid; then teams for its type or domain; then those for
/// anything. Of each the nearest first, then who has less in hand. `open`: all open events.
std::vector<DispatchSuggestion> findSuggestions(const domain::Event &event, const domain::City &city,
                                                const std::vector<const domain::Event *> &open);

}
