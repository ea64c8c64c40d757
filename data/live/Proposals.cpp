#include "live/Proposals.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

namespace live
{

using domain::Event;
using domain::ObjectKind;

/// Somebody has looked at both and said that they are two.
static bool isDeclined(const Event &event, const QString &other)
{
    return std::any_of(event.history.begin(), event.history.end(), [&](const domain::Transition &step) {
        return step.verb == domain::EventVerb::Note &&
               step.detail.value(QLatin1String("notDuplicateOf")).toString() == other;
    });
}

std::vector<MergeProposal> findProposals(std::vector<const Event *> open, double metres, double minutes)
{
    std::vector<MergeProposal> proposals;
    if (!(metres > 0) || !(minutes >= 0))
        return proposals;
    std::sort(open.begin(), open.end(), [](const Event *a, const Event *b) {
        return a->reported != b->reported ? a->reported < b->reported : a->id < b->id;
    });
    // Cells as wide as the limit: what is near enough is in a cell or in one of its neighbours.
    struct Cell {
        QString type;
        qint64 x, y;
        bool operator==(const Cell &) const = default;
    };
    struct Hash {
        size_t operator()(const Cell &cell) const { return qHashMulti(0, cell.type, cell.x, cell.y); }
    };
    std::unordered_map<Cell, std::vector<const Event *>, Hash> cells;
    const double reach = minutes * 60000;
    for (const Event *event : open) {
        const auto x = qint64(std::floor(event->position.x / metres)),
                   y = qint64(std::floor(event->position.y / metres));
        const Event *into = nullptr;
        double distance = 0;
        for (qint64 dx = -1; dx <= 1; ++dx) {
            for (qint64 dy = -1; dy <= 1; ++dy) {
                const auto found = cells.find({event->type, x + dx, y + dy});
                if (found == cells.end())
                    continue;
                // Newest first, up to the first that is too old.
                for (auto other = found->second.rbegin(); other != found->second.rend(); ++other) {
                    if (double(event->reported - (*other)->reported) > reach)
                        break;
                    const double apart =
                        glm::distance(geometry::Vec2(event->position), geometry::Vec2((*other)->position));
                    const bool isEarlier =
                        !into || std::tie((*other)->reported, (*other)->id) < std::tie(into->reported, into->id);
                    if (apart > metres || !isEarlier || isDeclined(*event, (*other)->id) ||
                        isDeclined(**other, event->id))
                        continue;
                    into = *other;
                    distance = apart;
                }
            }
        }
        if (into)
            proposals.push_back({event->id, into->id, distance, double(event->reported - into->reported) / 60000.0});
        cells[{event->type, x, y}].push_back(event);
    }
    std::reverse(proposals.begin(), proposals.end());
    return proposals;
}

/// How small the area is that a team is in charge of and that contains the event; -1: it is in charge of another one.
static int chargeOf(const domain::Team &team, const Event &event, const domain::City &city)
{
    if (team.area.isNull() && team.area.id.isEmpty())
        return 0; // everywhere
    if (team.area.kind == ObjectKind::Building)
        return event.building == team.area.id ? 100 : -1;
    if (const qsizetype at = event.areas.indexOf(domain::refText(team.area)); at >= 0)
        return int(at) + 1;
    const domain::AdminArea *quarter = team.area.kind == ObjectKind::Quarter ? city.area(team.area) : nullptr;
    return quarter && event.hasPosition && geometry::contains(quarter->shape, geometry::Vec2(event.position)) ? 50 : -1;
}

std::vector<DispatchSuggestion> findSuggestions(const Event &event, const domain::City &city,
                                                const std::vector<const Event *> &open)
{
    struct Candidate {
        int rank; ///< 0: the member in charge, 1: for this kind of event, 2: for any
        DispatchSuggestion suggestion;
        double order; ///< metres; where unknown behind all that are known
    };
    std::vector<Candidate> candidates;
    int smallest = 0;
    for (const domain::Team &team : city.teams) {
        if (team.kind == QLatin1String("grid-member") && !team.area.isNull())
            smallest = std::max(smallest, chargeOf(team, event, city));
    }
    QHash<QString, int> inHand;
    for (const Event *each : open)
        ++inHand[each->assignee];
    const bool hasFrame = city.frame.crs().isValid();
    for (const domain::Team &team : city.teams) {
        const int charge = chargeOf(team, event, city);
        if (charge < 0)
            continue;
        const bool isMember = team.kind == QLatin1String("grid-member");
        if (isMember && charge != smallest)
            continue; // of the community, where the grid has one of its own
        const bool isNamed =
            team.types.contains(event.type) || (!event.domain.isEmpty() && team.types.contains(event.domain));
        if (!isMember && !isNamed && !team.types.isEmpty())
            continue;
        DispatchSuggestion suggestion;
        suggestion.team = team.id;
        suggestion.inCharge = charge > 0;
        if (team.hasPosition && event.hasPosition && hasFrame) {
            const geometry::Vec3 waits = city.frame.fromLonLat({team.longitude, team.latitude, 0});
            suggestion.metres = glm::distance(geometry::Vec2(waits), geometry::Vec2(event.position));
        }
        suggestion.busy = inHand.value(team.id);
        candidates.push_back({isMember && charge > 0 ? 0
                              : isNamed              ? 1
                                                     : 2,
                              suggestion, std::isfinite(suggestion.metres) ? suggestion.metres : 1e12});
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate &a, const Candidate &b) {
        return std::tie(a.rank, a.order, a.suggestion.busy) < std::tie(b.rank, b.order, b.suggestion.busy);
    });
    std::vector<DispatchSuggestion> suggestions;
    for (const Candidate &candidate : candidates)
        suggestions.push_back(candidate.suggestion);
    return suggestions;
}

}
