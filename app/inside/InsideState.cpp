#include "inside/InsideState.h"

#include "core/Directory.h"
#include "core/RoomPaint.h"
#include "core/Words.h"
#include "scene/CityView.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;
using geometry::Vec2;
using geometry::Vec3;

void Inside::Impl::follow()
{
    const ObjectRef entered = selection.entered();
    const QString building = entered.kind == ObjectKind::Building ? entered.id : QString();
    if (building == wanted)
        return;
    loader.cancel();
    wanted = building;
    shownAfterMs = 0;
    q->m_look.storey.reset();
    q->m_look.section.reset();
    q->m_look.hidden.clear();
    q->m_look.isolated.clear();
    q->m_look.colours.clear();
    if (view && view->isWalking())
        view->setWalking(false);
    if (view)
        view->setSectionHandle(false);
    twin.setInterior(nullptr);
    // A room of it is wanted: the eye goes on to that once it is known where it is.
    flyThere = !wanted.isEmpty() && selection.current() != entered && !selection.current().isNull();
    if (!wanted.isEmpty()) {
        since.start();
        loader.open(twin.city(), wanted);
    }
    Q_EMIT q->openingChanged();
    lookChanged();
}

void Inside::Impl::reopen()
{
    status.reset();
    if (wanted.isEmpty() || !twin.city())
        return;
    loader.open(twin.city(), wanted);
    Q_EMIT q->openingChanged();
}

void Inside::Impl::opened(const loading::InteriorPtr &interior)
{
    if (interior->building != wanted)
        return;
    twin.setInterior(interior);
    Q_EMIT q->openingChanged();
}

void Inside::Impl::notOpened(const base::Error &error)
{
    selection.stopAwaiting();
    Q_EMIT q->openingChanged();
    if (error.code != QLatin1String("cancelled"))
        Q_EMIT q->failed(errorLine(error));
}

void Inside::Impl::handOver()
{
    if (handedOver == twin.interior())
        return;
    handedOver = twin.interior();
    status.reset();
    if (handedOver) {
        const QVariantList choices = q->paints();
        const bool known = std::any_of(choices.begin(), choices.end(), [&](const QVariant &choice) {
            return choice.toMap().value(QStringLiteral("id")) == paint;
        });
        if (!known) // an attribute of another building's model
            paint = QStringLiteral("function");
        // What is selected already says which storey is to be seen first.
        if (const auto number = twin.rooms()->storeyOf(subject()))
            q->m_look.storey = number;
        q->m_look.colours = RoomPaint(twin, currentStatus(), paint, dark).colours();
    }
    if (view) {
        // The look first: the isolated storey is the first to be made.
        view->setInteriorLook(q->m_look);
        view->setInterior(handedOver);
    }
}

void Inside::Impl::interiorArrived()
{
    handOver();
    if (twin.interior() && std::exchange(flyThere, false))
        selection.flyTo(selection.current());
    Q_EMIT q->interiorChanged();
    Q_EMIT q->storeysChanged();
    Q_EMIT q->legendChanged();
    Q_EMIT q->lookChanged();
    showWaysOut();
}

ObjectRef Inside::Impl::subject() const
{
    const ObjectRef current = selection.current();
    return current.kind == ObjectKind::Event ? above(twin, current) : current;
}

void Inside::Impl::isolate()
{
    waysAsked = false;
    const Rooms *rooms = twin.rooms();
    if (!rooms)
        return;
    handOver();
    const ObjectRef object = subject();
    const bool isSpread = q->m_look.spread != scene::InteriorLook::Spread::None;
    if (object == ObjectRef{ObjectKind::Building, wanted}) {
        // The eye stood in a room of the storey that was shown alone: all of them are seen from outside.
        const bool wasAlone = q->m_look.storey.has_value();
        showStorey({});
        if (wasAlone && !q->isWalking())
            selection.flyTo(object);
    } else if (const auto number = rooms->storeyOf(object); number && (!isSpread || object.kind == ObjectKind::Storey))
        showStorey(number);
    showWaysOut();
}

void Inside::Impl::showStorey(std::optional<int> number)
{
    if (q->m_look.storey == number)
        return;
    q->m_look.storey = number;
    lookChanged();
    Q_EMIT q->storeysChanged();
}

void Inside::Impl::step(int by)
{
    const Rooms *rooms = twin.rooms();
    if (!rooms || rooms->interior().storeys.empty())
        return;
    const auto &storeys = rooms->interior().storeys;
    if (!q->m_look.storey) {
        q->setStorey(by > 0 ? storeys.back().number : storeys.front().number);
        return;
    }
    const auto at = std::find_if(storeys.begin(), storeys.end(),
                                 [&](const domain::Storey &storey) { return storey.number == *q->m_look.storey; });
    const auto to = std::distance(storeys.begin(), at) + by;
    if (at != storeys.end() && to >= 0 && to < std::ssize(storeys))
        q->setStorey(storeys[size_t(to)].number);
}

const InsideStatus &Inside::Impl::currentStatus() const
{
    if (!status)
        status.emplace(twin);
    return *status;
}

void Inside::Impl::stateChanged()
{
    if (!twin.interior())
        return;
    const InsideStatus before = currentStatus();
    status.reset();
    if (before == currentStatus())
        return;
    Q_EMIT q->statusChanged();
    Q_EMIT q->storeysChanged();
    if (paint == QLatin1String("sensors") || paint == QLatin1String("events"))
        repaint();
    showWaysOut();
}

void Inside::Impl::repaint()
{
    if (!twin.interior())
        return;
    QHash<QString, QColor> colours = RoomPaint(twin, currentStatus(), paint, dark).colours();
    colours.insert(overlay);
    Q_EMIT q->legendChanged();
    if (std::exchange(q->m_look.colours, colours) != colours)
        lookChanged();
}

void Inside::Impl::lookChanged()
{
    if (view)
        view->setInteriorLook(q->m_look);
    Q_EMIT q->lookChanged();
}

void Inside::Impl::pushAnnotations()
{
    if (!view)
        return;
    std::vector<scene::Annotation> all;
    QStringList owners = annotations.keys();
    owners.sort();
    for (const QString &owner : owners)
        all.insert(all.end(), annotations[owner].begin(), annotations[owner].end());
    view->setAnnotations(std::move(all));
}

/// The direction of the longest wall: sections follow the building, not the map.
static Vec2 mainAxis(const geometry::MultiPolygon &footprint)
{
    Vec2 axis(1, 0);
    double longest = 0;
    for (const geometry::Polygon &polygon : footprint) {
        for (size_t i = 0; i < polygon.outer.size(); ++i) {
            const Vec2 edge = polygon.outer[(i + 1) % polygon.outer.size()] - polygon.outer[i];
            if (glm::length(edge) > longest) {
                longest = glm::length(edge);
                axis = edge / longest;
            }
        }
    }
    return axis;
}

std::optional<scene::SectionPlane> Inside::Impl::sectionAlong(const QString &axis) const
{
    const Rooms *rooms = twin.rooms();
    const domain::Building *building = twin.city() ? twin.city()->building(wanted) : nullptr;
    if (!rooms || !building)
        return {};
    geometry::Box3 box;
    for (const domain::Space &space : rooms->interior().spaces) {
        const geometry::Box2 flat = geometry::bounds(space.shape);
        box.add(Vec3(flat.min, space.base));
        box.add(Vec3(flat.max, space.base + double(space.height)));
    }
    for (const domain::Element &element : rooms->interior().elements)
        box.add(element.mesh.bounds());
    if (box.isEmpty())
        return {};
    scene::SectionPlane plane;
    plane.point = box.centre();
    const Vec3 eye = view ? view->viewState().eye : plane.point + Vec3(0, -1, 1);
    if (axis == QLatin1String("z")) {
        if (const domain::Storey *storey = q->m_look.storey ? rooms->storeyOfNumber(*q->m_look.storey) : nullptr)
            plane.point.z = storey->base + storey->height / 2;
        // From a cellar one looks up into what is above.
        if (eye.z < plane.point.z)
            plane.normal = -plane.normal;
        return plane;
    }
    if (axis == QLatin1String("view")) {
        const Vec2 towards(eye - plane.point);
        if (glm::length(towards) > 1e-6)
            plane.normal = Vec3(glm::normalize(towards), 0);
        return plane;
    }
    const Vec2 along = mainAxis(building->footprint);
    plane.normal = axis == QLatin1String("x") ? Vec3(along, 0) : Vec3(-along.y, along.x, 0);
    // What is taken away is the half that stands before the other.
    if (glm::dot(plane.normal, eye - plane.point) < 0)
        plane.normal = -plane.normal;
    return plane;
}

}
