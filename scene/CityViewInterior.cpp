// The entered building from the inside.
#include "scene/CityViewState.h"
#include "scene/chunks/Outline.h"
#include "scene/interior/InteriorStyle.h"
#include "scene/overlays/MarkerModel.h"

#include <QCursor>
#include <QImage>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace scene
{

using domain::ObjectKind;
using domain::ObjectRef;
using geometry::Box3;
using geometry::Vec2;
using geometry::Vec3;

// --- what the application says

void CityView::setInterior(std::shared_ptr<const domain::Interior> interior)
{
    Impl &my = *m_impl;
    if (my.walking)
        setWalking(false);
    const bool another = !interior || !my.interior || interior->building != my.interior->building;
    my.interior = std::move(interior);
    if (another) {
        my.scene->setHollow({});
        my.engine->setHole({}, 0, 0, {});
        my.hasHole = false;
        my.rig.setInside({});
        my.scene->setAside({});
        my.fitDue = my.interior != nullptr;
    }
    my.hasShell = false;
    my.firstStoreyDue = my.interior != nullptr;
    my.firstStoreyIn = 0;
    my.heldUntil = 0;
    if (my.interior)
        my.holdFrames();
    my.input.setPageKeys(my.interior == nullptr);
    if (my.interior && my.city) {
        const domain::Building *building = my.city->building(my.interior->building);
        double ground = building ? building->ground : geometry::NaN;
        if (!std::isfinite(ground))
            ground = building && !building->footprint.empty()
                         ? my.scene->groundAt(geometry::representativePoint(building->footprint))
                         : my.city->groundLevel;
        my.inside->setGround(ground);
    }
    my.inside->setLook(my.interiorLook, false);
    my.inside->setInterior(my.interior);
    if (!my.flightDue.isNull() && my.interior)
        my.flyInside(std::exchange(my.flightDue, ObjectRef()), true);
    my.placeInside();
    my.tellInsideSettled();
    my.schedule();
}

const std::shared_ptr<const domain::Interior> &CityView::interior() const
{
    return m_impl->interior;
}

void CityView::setInteriorLook(const InteriorLook &look)
{
    Impl &my = *m_impl;
    if (my.interiorLook == look)
        return;
    const InteriorLook before = std::exchange(my.interiorLook, look);
    my.inside->setLook(look, !my.reducedMotion);
    my.placeInside();
    my.followLook(before);
    my.schedule();
}

const InteriorLook &CityView::interiorLook() const
{
    return m_impl->interiorLook;
}

bool CityView::isInteriorSettled() const
{
    return m_impl->insideSettled;
}

void CityView::setSectionHandle(bool shown)
{
    m_impl->handleShown = shown;
    m_impl->placeHandle();
}

void CityView::setAnnotations(std::vector<Annotation> annotations)
{
    m_impl->marks->setAnnotations(std::move(annotations));
}

void CityView::setProbing(bool probing)
{
    m_impl->probing = probing;
    if (!probing)
        m_impl->marks->setSnap({});
    setCursor(QCursor(probing ? Qt::CrossCursor : Qt::ArrowCursor));
}

// --- its parts

void CityView::Impl::makeInside()
{
    inside = std::make_unique<InteriorScene>(*engine);
    inside->setSurroundings([this](const geometry::Box2 &area) { return scene->topWithin(area); });
    rooms = new InteriorLabels(q);
    rooms->setZ(1.5);
    marks = new AnnotationOverlay(q);
    marks->setZ(3);
    marks->setPlacement([this](int storey) -> std::optional<Vec3> {
        if (inside->hasStorey() && !inside->isStoreyShown(storey))
            return {};
        return inside->offsetOf(storey);
    });
    rooms->setBehind([this](const Vec3 &point) {
        const Vec3 way = point + Vec3(0, 0, 0.4) - rig.state().eye;
        const double distance = glm::length(way);
        const auto hit = inside->pick({rig.state().eye, way / distance});
        return hit && hit->distance < distance - 0.5;
    });
    QObject::connect(inside.get(), &InteriorScene::wantsFrame, q, [this] { schedule(); });
    QObject::connect(inside.get(), &InteriorScene::storeysChanged, q, [this] { placeInside(); });
    QObject::connect(inside.get(), &InteriorScene::settledChanged, q, [this] { schedule(); });
    QObject::connect(scene.get(), &CityScene::chunksChanged, q, [this] {
        if (!hasShell && !scene->hollow().isEmpty())
            hollowOut();
    });
    inside->setTheme(theme);
}

void CityView::Impl::holdFrames()
{
    constexpr int LongestMs = 100; // nobody sees a picture stand still so long
    if (!software)
        return;
    heldUntil = clock.elapsed() + LongestMs;
    QTimer::singleShot(LongestMs, q, [this] { schedule(); });
}

bool CityView::Impl::updateInside()
{
    const bool first = !inside->hasStorey();
    const bool changed = inside->update(clock.elapsed());
    if (first && inside->hasStorey()) {
        heldUntil = 0;
        // The body goes as the first storey comes: in between there would be a hole in the city.
        scene->setHollow(interior->building);
        hollowOut();
        placeInside();
    }
    if (changed && inside->hasStorey()) {
        unsaid = std::max(unsaid, 1);
        if (std::exchange(firstStoreyDue, false))
            firstStoreyIn = 1;
        if (walking)
            walker.setGeometry(inside->geometry(), [this](const Vec2 &p) { return scene->groundAt(p); });
        rig.setInside(inside->bounds());
        if (resting) // the camera may have come to rest before the storeys came
            clearTheWay();
    }
    if (fitDue && inside->hasStorey() && inside->isSettled()) {
        fitDue = false;
        // As long as the camera is where the building was entered from.
        if (!walking && !interiorLook.storey && rig.isFitted() && !isWellSeen())
            flyInside({ObjectKind::Building, interior->building}, true);
    }
    const ViewState &state = rig.state();
    const bool below = inside->hasStorey() && !walking && state.eye.z < scene->groundAt(Vec2(state.eye)) - 0.2;
    scene->setGroundGlass(inside->hasStorey() && (inside->isUnderground() || below));
    return changed;
}

void CityView::Impl::hollowOut()
{
    const auto outside = scene->outsideOf(interior->building);
    if (!outside)
        return;
    hasShell = true;
    auto edges = std::make_shared<LineMesh>();
    constexpr float EdgeWidth = 1.1f;
    addOutline(*edges, *outside, 0, outside->origin, EdgeWidth);
    inside->setShell(outside, edges);
}

void CityView::Impl::digHole()
{
    // Only where floors of its own are where the ground was; else one would look through the ground into nothing.
    const domain::Building *building = city && interior ? city->building(interior->building) : nullptr;
    const domain::Storey *only = interiorLook.storey && !walking ? inside->storey(*interiorLook.storey) : nullptr;
    constexpr double Near = 1.0;
    const bool wanted =
        inside->hasStorey() && building && !building->footprint.empty() &&
        (only ? only->base < inside->ground() + Near : walking || interiorLook.spread == InteriorLook::Spread::None);
    if (wanted == hasHole)
        return;
    hasHole = wanted;
    inside->setPit(wanted ? building->footprint : geometry::MultiPolygon());
    if (!wanted) {
        engine->setHole({}, 0, 0, {});
        return;
    }
    constexpr int Side = 256;
    const geometry::Box2 area = geometry::bounds(building->footprint).grown(1.0);
    QImage mask(Side, Side, QImage::Format_RGBA8888);
    mask.fill(Qt::transparent);
    QPainter painter(&mask);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    const auto add = [&](const geometry::Ring &ring) {
        QPolygonF polygon;
        for (const Vec2 &p : ring) {
            const Vec2 at = (p - area.min) / area.size() * double(Side);
            polygon << QPointF(at.x, at.y);
        }
        polygon << polygon.value(0);
        path.addPolygon(polygon);
    };
    for (const geometry::Polygon &polygon : building->footprint) {
        add(polygon.outer);
        for (const geometry::Ring &hole : polygon.holes)
            add(hole);
    }
    painter.fillPath(path, Qt::white);
    painter.end();
    engine->setHole(area, Side, Side, QByteArray(reinterpret_cast<const char *>(mask.constBits()), mask.sizeInBytes()));
}

void CityView::Impl::tellInsideSettled()
{
    const bool now = !interior || (inside->isSettled() && unsaid == 0 && firstStoreyIn == 0 && !firstStoreyDue);
    if (now == insideSettled)
        return;
    insideSettled = now;
    Q_EMIT q->interiorSettledChanged();
}

// --- what stands in it

std::optional<Vec3> CityView::Impl::placeOf(const Marker &marker) const
{
    int number = inside->storeyOf(marker.place);
    if (number == 0)
        number = marker.storey;
    const domain::Storey *storey = inside->storey(number);
    if (!storey) {
        if (walking)
            return {};
        // On the building as a whole: over what is shown of it.
        if (!marker.onPole)
            return marker.home;
        const Box3 box = inside->bounds();
        return box.isEmpty() ? marker.home : Vec3(box.centre().x, box.centre().y, box.max.z);
    }
    // A walker sees what is on the same storey.
    if (!inside->isStoreyShown(number) || (walking && number != walkedStorey()))
        return {};
    Vec3 at = marker.home;
    const Box3 room = inside->boundsOf(marker.place);
    if (!room.isEmpty() && marker.place.kind != ObjectKind::Storey && !room.flat().contains(Vec2(at)))
        at = Vec3(Vec2(room.centre()), at.z);
    constexpr double Margin = 0.3;
    if (at.z < storey->base || at.z > storey->base + storey->height)
        at.z = storey->base + std::min(1.5, storey->height / 2);
    at.z = std::min(at.z, storey->base + (inside->isCutAway() ? 1.2 : std::max(storey->height - Margin, Margin)));
    return at + inside->offsetOf(number);
}

void CityView::Impl::placeInside()
{
    if (interior && inside->hasStorey())
        markers->setInside(
            interior->building, [this](const Marker &marker) { return placeOf(marker); }, walking);
    else
        markers->setInside({}, {});
    rig.setInside(inside->bounds());
    digHole();
    marks->placementChanged();
    placeHandle();
    labelRooms();
    keepNamesOff();
}

void CityView::Impl::keepNamesOff()
{
    std::vector<QRectF> taken = markers->occupied();
    taken.insert(taken.end(), covered.begin(), covered.end());
    for (const AlertLabels::Placed &warning : warnings->placed())
        taken.push_back(warning.rect);
    if (!areaTheme.empty()) {
        std::vector<QRectF> over = taken;
        for (const MarkerOverlay::Shown &marker : markers->shown())
            over.push_back(marker.rect);
        areaLabels->setObstacles(std::move(over));
    }
    for (const AreaLabels::Placed &area : areaLabels->placed())
        taken.push_back(area.rect);
    rooms->setObstacles(taken);
    const Box3 box = inside->bounds();
    QRectF building;
    for (int corner = 0; corner < 8 && !box.isEmpty(); ++corner) {
        double depth = 0;
        const QPointF at = rig.state().project({corner & 1 ? box.max.x : box.min.x, corner & 2 ? box.max.y : box.min.y,
                                                corner & 4 ? box.max.z : box.min.z},
                                               &depth);
        if (depth <= 0) {
            building = QRectF(QPointF(), rig.state().size);
            break;
        }
        building = building.united(QRectF(at, QSizeF(1, 1)));
    }
    if (!building.isEmpty())
        taken.push_back(building);
    labels->setObstacles(taken);
}

void CityView::Impl::labelRooms()
{
    std::vector<RoomLabel> list;
    // Of all storeys at once only what is near can be read; fanned out, every storey is seen from above.
    const bool any = interior && inside->geometry() && interiorLook.labels &&
                     (walking || interiorLook.storey || interiorLook.spread != InteriorLook::Spread::None);
    if (any) {
        for (const auto &storey : inside->geometry()->storeys) {
            if (!inside->isStoreyShown(storey->number))
                continue;
            const Vec3 offset = inside->offsetOf(storey->number);
            if (!walking && !interiorLook.storey) {
                const Box3 &box = storey->bounds;
                for (const Vec2 &corner : {Vec2(box.min), Vec2(box.max.x, box.min.y), Vec2(box.min.x, box.max.y)}) {
                    const Vec3 at = Vec3(corner, storey->base) + offset;
                    if (isCutOff(at))
                        continue;
                    list.push_back({at, 1, storeyText(*interior, storey->number, language), {}, true});
                    break;
                }
            }
            for (const InsideLabel &label : storey->labels) {
                if (isCutOff(label.at + offset))
                    continue;
                const InsideFeature &feature = inside->geometry()->features[label.feature];
                const QString name =
                    feature.space >= 0 ? spaceText(interior->spaces[size_t(feature.space)], language) : QString();
                list.push_back({label.at + offset, double(label.radius), name, label.area});
            }
        }
    }
    rooms->setRooms(std::move(list));
}

void CityView::Impl::placeHandle()
{
    const auto middle = handleShown ? inside->sectionMiddle() : std::nullopt;
    marks->setHandle(middle ? std::optional(SectionPlane{*middle, interiorLook.section->normal}) : std::nullopt);
}

// --- pixels and places

std::optional<InsideHit> CityView::Impl::pickInside(const geometry::Ray &ray) const
{
    const auto inner = inside->pick(ray);
    if (!inner)
        return {};
    const Box3 box = inside->bounds();
    // The ground under the building is not drawn, and hides nothing there.
    const auto hit = scene->picking().pick(ray, [this](quint32 l, quint32 f) {
        return scene->isPickable(l, f) && !scene->objectAt({l, f}).isNull();
    });
    const bool under = hit && box.flat().contains(Vec2(hit->point)) && hit->point.z < box.max.z;
    return hit && !under && hit->distance < inner->distance ? std::nullopt : inner;
}

static bool isInside(ObjectKind kind)
{
    return kind == ObjectKind::Storey || kind == ObjectKind::Unit || kind == ObjectKind::Space ||
           kind == ObjectKind::Door || kind == ObjectKind::Element;
}

bool CityView::Impl::flyInside(const ObjectRef &object, bool animate)
{
    flightDue = {};
    Box3 box = inside->boundsOf(object);
    double closest = 9;
    if (object.kind == ObjectKind::Thing || object.kind == ObjectKind::Event) {
        const Vec3 at = markers->anchorOf(object);
        const Box3 shown = inside->bounds();
        if (!interior || !interiorLook.storey || std::isnan(at.x) || shown.isEmpty() ||
            !shown.flat().grown(2).contains(Vec2(at)))
            return false;
        box = {at - Vec3(6, 6, 1), at + Vec3(6, 6, 1)};
    }
    if (box.isEmpty()) {
        if (!isInside(object.kind))
            return false;
        // Not open yet: to its building, and on when it is.
        QString building = domain::buildingOfInsideId(object.id);
        if (const domain::Unit *unit = city ? city->unit(object.id) : nullptr)
            building = unit->building;
        const Box3 whole = scene->boundsOf({ObjectKind::Building, building});
        if (whole.isEmpty())
            return false;
        flightDue = object;
        rig.flyToBox(whole, animate);
        schedule();
        return true;
    }
    if (walking)
        q->setWalking(false);
    const CameraPose now = rig.pose();
    const bool sheet = interiorLook.spread == InteriorLook::Spread::Sideways && !interiorLook.storey;
    const bool plan = object.kind != ObjectKind::Building && interiorLook.plan && !interiorLook.section;
    // As a plan is read: from the south, looking well down.
    // A section is looked into.
    const auto &section = interiorLook.section;
    const bool upright = section && std::abs(section->normal.z) < 0.7;
    const double heading =
        upright ? glm::degrees(std::atan2(-section->normal.x, -section->normal.y)) + 20.0 : now.heading;
    if (plan || sheet)
        flyToClear(box, interior->building, 0.0, -60.0, closest, animate);
    else
        flyToClear(box, interior->building, heading, std::clamp(now.pitch, -45.0, -20.0), closest, animate,
                   upright ? 60.0 : 180.0);
    return true;
}

}
