// The ways out of what is selected: in words, and drawn.
#include "core/Directory.h"
#include "core/Text.h"
#include "core/WaysOut.h"
#include "inside/InsideState.h"

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

bool Inside::Impl::subjectIsAlarmed() const
{
    const ObjectRef current = selection.current();
    if (current.kind == ObjectKind::Event) {
        const domain::Event *event = twin.state().event(current.id);
        return event && !domain::isFinal(event->state);
    }
    const domain::ThingState *state = current.kind == ObjectKind::Thing ? twin.state().thing(current.id) : nullptr;
    return state && state->severity != domain::Severity::Normal;
}

/// Parts of a route by storey, so that each moves with its own when storeys are spread.
static void addRoute(std::vector<scene::Annotation> &annotations, const domain::Interior &interior,
                     const interior::Route &route, const QString &text)
{
    constexpr double AboveFloor = 0.15;
    const size_t first = annotations.size();
    for (size_t i = 0; i + 1 < route.points.size(); ++i) {
        const size_t at = std::min(i, route.spaces.size() - 1);
        const int storey = interior.spaces[size_t(route.spaces[at])].storey;
        if (annotations.size() == first || annotations.back().storey != storey) {
            scene::Annotation part;
            part.kind = scene::Annotation::Kind::Route;
            part.storey = storey;
            part.points = {route.points[i] + geometry::Vec3(0, 0, AboveFloor)};
            annotations.push_back(std::move(part));
        }
        annotations.back().points.push_back(route.points[i + 1] + geometry::Vec3(0, 0, AboveFloor));
    }
    if (annotations.size() > first)
        annotations[first].text = text;
}

void Inside::Impl::showWaysOut()
{
    const Rooms *rooms = twin.rooms();
    const qint32 space = rooms ? rooms->spaceAt(subject()) : -1;
    QVariantMap now = waysOutText(twin, space);
    std::vector<scene::Annotation> routes;
    if (space >= 0 && q->areWaysShown()) {
        const interior::WaysOut &out = rooms->waysOut(space);
        const QVariantMap stair = now.value(QStringLiteral("stair")).toMap();
        const QVariantList exits = now.value(QStringLiteral("exits")).toList();
        const auto text = [](const QVariantMap &way) {
            return tr("%1 · %2", "name of a way out, its length")
                .arg(way.value(QStringLiteral("name")).toString(), way.value(QStringLiteral("length")).toString());
        };
        if (!exits.isEmpty())
            addRoute(routes, rooms->interior(), out.toExits.front(), text(exits.front().toMap()));
        if (!stair.isEmpty())
            addRoute(routes, rooms->interior(), out.toStair, text(stair));
    }
    ways = std::move(now);
    q->setAnnotations(QStringLiteral("ways-out"), std::move(routes));
    Q_EMIT q->waysOutChanged();
}

}
