#include "scene/CityView.h"

#include "scene/CityViewState.h"
#include "scene/camera/HomeBounds.h"
#include "scene/chunks/BuildingMesher.h"

#include <QGuiApplication>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QQuickWindow>
#include <QSGSimpleTextureNode>
#include <QSurfaceFormat>

#include <cmath>

namespace scene
{

using domain::ObjectKind;
using domain::ObjectRef;
using geometry::Box3;
using geometry::Vec2;
using geometry::Vec3;

static const QPointF Nowhere(std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN());

CityView::CityView(QQuickItem *parent) : QQuickItem(parent), m_impl(std::make_unique<Impl>(this))
{
    setFlag(ItemHasContents);
    setAcceptedMouseButtons(Qt::AllButtons);
    setAcceptHoverEvents(true);
    setAcceptTouchEvents(true);
}

CityView::~CityView()
{
    // The overlays, children of this item, outlive the index.
    m_impl->markers->setOcclusion(nullptr);
    m_impl->labels->setOcclusion(nullptr);
}

void CityView::prepareApplication()
{
    qputenv("QT3D_RENDERER", "opengl"); // the default one draws nothing with OpenGL techniques
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QSurfaceFormat format = QSurfaceFormat::defaultFormat();
    format.setVersion(3, 3);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setDepthBufferSize(24);
    format.setStencilBufferSize(8);
    format.setSamples(0);
    QSurfaceFormat::setDefaultFormat(format);
    QQuickWindow::setGraphicsApi(QSGRendererInterface::OpenGL);
    // Else as large as the screen, 16 MiB and more: the interface has few pictures, the map's overlays bring their own.
    for (const char *side : {"QSG_ATLAS_WIDTH", "QSG_ATLAS_HEIGHT"})
        if (!qEnvironmentVariableIsSet(side))
            qputenv(side, "512");
    if (!qEnvironmentVariableIsSet("QSG_RENDER_LOOP"))
        qputenv("QSG_RENDER_LOOP", "basic"); // the city and the interface are drawn in the same thread
}

// --- what is shown

void CityView::setCity(std::shared_ptr<const domain::City> city, bool keepCamera)
{
    Impl &my = *m_impl;
    my.city = city;
    my.sketchDue = true;
    if (city->layers.empty())
        my.scene->dropSketch();
    // What was kept of the last start is all of it: of parts nothing is made meanwhile.
    const bool isKept = my.scene->hasSketch() && !city->complete;
    if (!isKept)
        my.scene->setCity(city);
    my.markers->setCity(city);
    my.labels->setCity(city);
    my.warned->setCity(city);
    my.labelWarnings();
    my.areaGround->setCity(city);
    my.labelAreas();
    if (city->layers.empty())
        my.homeSet = false; // what comes next lies elsewhere
    const Box3 bounds = city->bounds();
    my.placing = true;
    if (!bounds.isEmpty() && !isKept) {
        my.rig.setBounds(bounds);
        my.rig.setHome(homeBounds(*city));
        const bool hasBuilding = std::any_of(city->layers.begin(), city->layers.end(), [](const auto &layer) {
            return !layer->buildings.empty() || layer->tiles;
        });
        // Until a building is there every snapshot may move home; after that only the user moves the camera.
        if (!keepCamera && !my.homeSet) {
            my.rig.home(false);
            my.homeSet = hasBuilding || city->complete;
        }
    }
    my.placing = false;
    my.tellSettled();
}

bool CityView::isSettled() const
{
    return m_impl->settled;
}

void CityView::apply(const domain::ChangeSet &changes)
{
    Impl &my = *m_impl;
    my.markers->apply(changes);
    my.applyAlerts(changes);
    if (changes.reset)
        my.alarmOfThing.clear();
    for (const domain::ThingState &state : changes.things) {
        if (state.severity == domain::Severity::Normal) {
            my.alarmOfThing.remove(state.thing);
            continue;
        }
        const domain::Thing *thing = my.city ? my.city->thing(state.thing) : nullptr;
        if (thing && !thing->building.isEmpty())
            my.alarmOfThing.insert(state.thing, {thing->building, state.severity});
    }
    // Colouring buildings draws the city anew, which would hold up the markers: these are seen first.
    if (changes.reset || !my.scene->isSettled()) {
        my.tint();
    } else if (!changes.things.empty() && !my.tintTimer.isActive()) {
        // Never more than a part of the time, however slow the machine draws.
        constexpr qint64 SoonMs = 150, LeastMs = 400;
        constexpr double FrameShare = 24;
        const qint64 every = std::max(LeastMs, qint64(FrameShare * my.stats.lastFrameMs));
        my.smoothLater();
        my.tintTimer.start(int(std::max(SoonMs, my.tinted + every - my.clock.elapsed())));
        my.tellSettled();
    }
}

void CityView::Impl::tint()
{
    tintTimer.stop();
    tinted = clock.elapsed();
    QHash<QString, domain::Severity> byBuilding;
    for (const auto &[building, severity] : alarmOfThing)
        byBuilding[building] = std::max(byBuilding.value(building, domain::Severity::Normal), severity);
    scene->setAlarms(byBuilding);
    tellSettled();
}

void CityView::setTheme(Theme theme)
{
    Impl &my = *m_impl;
    my.theme = theme;
    my.scene->setTheme(theme);
    my.markers->setTheme(theme);
    my.labels->setTheme(theme);
    my.warned->setTheme(theme);
    my.warnings->setTheme(theme);
    my.areaGround->setTheme(theme);
    my.areaLabels->setTheme(theme);
    my.pairLines->setTheme(theme);
    my.inside->setTheme(theme);
    my.rooms->setTheme(theme);
    my.marks->setTheme(theme);
    my.applyLook();
}

void CityView::setQuality(Quality quality)
{
    m_impl->quality = quality;
    m_impl->applyEffects();
    m_impl->schedule();
}

void CityView::setColouring(const Colouring &colouring)
{
    m_impl->scene->setColouring(colouring);
}

std::vector<LegendEntry> CityView::legend() const
{
    return m_impl->scene->legend();
}

QStringList CityView::colourAttributes() const
{
    return m_impl->city ? colourableAttributes(*m_impl->city, m_impl->scene->shownTiles()) : QStringList();
}

void CityView::setLayerVisible(const QString &layer, bool visible)
{
    m_impl->scene->setLayerVisible(layer, visible);
    m_impl->markers->setHiddenLayers(m_impl->scene->hiddenLayers());
    m_impl->labels->setHiddenLayers(m_impl->scene->hiddenLayers());
}

void CityView::setLayerOpacity(const QString &layer, double opacity)
{
    m_impl->scene->setLayerOpacity(layer, opacity);
}

void CityView::setLayerOrder(const QStringList &layers)
{
    m_impl->scene->setLayerOrder(layers);
}

void CityView::setLanguage(const QString &language)
{
    m_impl->language = language;
    m_impl->labels->setLanguage(language);
    m_impl->warned->setLanguage(language);
    m_impl->labelWarnings();
    m_impl->scene->relabel();
    m_impl->labelRooms();
}

void CityView::setReducedMotion(bool reduced)
{
    m_impl->reducedMotion = reduced;
    m_impl->rig.setReducedMotion(reduced);
    m_impl->markers->setReducedMotion(reduced);
    m_impl->labels->setReducedMotion(reduced);
}

void CityView::setStage(const QRectF &free, const std::vector<QRectF> &covered)
{
    Impl &my = *m_impl;
    // Panels come and go all day: the city is drawn anew only where the camera follows, which it says itself.
    my.rig.setStage(free);
    my.labels->setStage(free);
    my.warnings->setStage(free);
    my.areaLabels->setStage(free);
    my.rooms->setStage(free);
    my.covered = covered;
    my.buildingsSeen.reset();
    my.keepNamesOff();
}

void CityView::setTextScale(double scale)
{
    m_impl->markers->setTextScale(scale);
    m_impl->labels->setTextScale(scale);
    m_impl->warnings->setTextScale(scale);
    m_impl->areaLabels->setTextScale(scale);
    m_impl->pairLines->setTextScale(scale);
    m_impl->rooms->setTextScale(scale);
    m_impl->marks->setTextScale(scale);
}

void CityView::setMarkersVisible(domain::ThingKind kind, bool visible)
{
    m_impl->markers->setKindVisible(kind, visible);
}

void CityView::setEventsVisible(bool visible)
{
    m_impl->markers->setEventsVisible(visible);
}

void CityView::setShownEvents(const std::optional<QSet<QString>> &events)
{
    m_impl->markers->setShownEvents(events);
}

void CityView::setLabelsVisible(bool visible)
{
    m_impl->labels->setVisible(visible);
}

void CityView::setSun(double azimuth, double elevation)
{
    m_impl->sunAzimuth = azimuth;
    m_impl->sunElevation = std::clamp(elevation, 5.0, 89.0);
    m_impl->applyLook();
}

void CityView::highlight(const ObjectRef &object)
{
    m_impl->markers->setHighlighted(object);
    m_impl->scene->setHovered(object);
    m_impl->inside->setHovered(object);
    m_impl->schedule();
}

void CityView::select(const ObjectRef &object)
{
    m_impl->markers->setSelected(object);
    m_impl->scene->setSelected(object);
    m_impl->inside->setSelected(object);
    const QString alert = object.kind == ObjectKind::Alert ? object.id : QString();
    m_impl->warned->setSelected(alert);
    m_impl->warnings->setSelected(alert);
    m_impl->schedule();
}

void CityView::setMarked(const std::vector<ObjectRef> &objects)
{
    m_impl->scene->setMarked(objects);
    m_impl->schedule();
}

void CityView::enter(const ObjectRef &place)
{
    m_impl->entered = place;
    m_impl->scene->setEntered(place);
    if (place.kind == ObjectKind::Building && !m_impl->interior)
        m_impl->holdFrames();
}

// --- the camera

CameraPose CityView::pose() const
{
    return m_impl->rig.pose();
}

CameraPose CityView::goal() const
{
    return m_impl->rig.goal();
}

const ViewState &CityView::viewState() const
{
    return m_impl->rig.state();
}

void CityView::flyTo(const CameraPose &pose, bool animate)
{
    m_impl->rig.flyTo(pose, animate);
    m_impl->schedule();
}

void CityView::flyTo(const ObjectRef &object, bool animate)
{
    Impl &my = *m_impl;
    if (my.flyInside(object, animate))
        return;
    Box3 box = my.boundsOf(object);
    if (box.isEmpty()) {
        const Vec3 at = my.positionOf(object);
        if (std::isnan(at.x))
            return;
        box.add(at - Vec3(25, 25, 10));
        box.add(at + Vec3(25, 25, 10));
    }
    if (object.kind == ObjectKind::Building && object == my.entered) {
        constexpr double Closest = 30;
        const CameraPose now = my.rig.pose();
        my.flyToClear(box, object.id, now.heading, std::clamp(now.pitch, -45.0, -30.0), Closest, animate);
        return;
    }
    my.rig.flyToBox(box, animate);
    my.schedule();
}

void CityView::flyToBox(const Box3 &box, bool animate)
{
    if (box.isEmpty())
        return;
    const Vec3 room(25, 25, 10);
    Box3 all = box;
    all.add(box.min - room);
    all.add(box.max + room);
    m_impl->rig.flyToBox(all, animate);
    m_impl->schedule();
}

void CityView::flyToGeographic(double longitude, double latitude, double height, double heading, double pitch,
                               bool animate)
{
    Impl &my = *m_impl;
    if (!my.city)
        return;
    Vec3 eye = my.city->frame.fromLonLat(Vec3(longitude, latitude, 0));
    eye.z = my.scene->groundAt(Vec2(eye)) + height;
    flyTo(my.rig.poseFromEye(eye, heading, pitch), animate);
}

domain::SavedView CityView::geographicPose() const
{
    const Impl &my = *m_impl;
    const ViewState &state = my.rig.state();
    domain::SavedView view;
    if (!my.city)
        return view;
    const Vec3 at = my.city->frame.toLonLat(state.eye);
    view.longitude = at.x;
    view.latitude = at.y;
    view.height = state.eye.z - my.scene->groundAt(Vec2(state.eye));
    view.heading = state.heading;
    view.pitch = state.pitch;
    return view;
}

void CityView::home(bool animate)
{
    m_impl->rig.home(animate);
    m_impl->schedule();
}

void CityView::northUp()
{
    m_impl->rig.northUp();
    m_impl->schedule();
}

void CityView::topView()
{
    m_impl->rig.topView();
    m_impl->schedule();
}

void CityView::orbitBy(double degreesHeading, double degreesPitch)
{
    m_impl->rig.orbitBy(degreesHeading, degreesPitch);
}

void CityView::zoomBy(double factor)
{
    m_impl->rig.zoomBy(factor);
}

void CityView::panBy(double rightPixels, double upPixels)
{
    m_impl->rig.panBy(rightPixels, upPixels);
}

void CityView::setFlightTime(std::optional<qint64> ms)
{
    m_impl->flightTime = ms;
    m_impl->schedule();
}

bool CityView::isMoving() const
{
    return m_impl->rig.isMoving();
}

// --- pixels and objects

std::optional<PickHit> CityView::Impl::pick(const QPointF &pixel) const
{
    QElapsedTimer timer;
    timer.start();
    auto hit = scene->picking().pick(rig.state().rayAt(pixel),
                                     [this](quint32 l, quint32 f) { return scene->isPickable(l, f); });
    lastPickMs = double(timer.nsecsElapsed()) * 1e-6;
    return hit;
}

ObjectRef CityView::objectAt(const QPointF &pixel) const
{
    if (const QString alert = m_impl->warnings->hitTest(pixel); !alert.isEmpty())
        return {ObjectKind::Alert, alert};
    const MarkerHit marker = m_impl->markers->hitTest(pixel);
    if (!marker.object.isNull())
        return marker.object;
    if (marker.isCluster())
        return {};
    if (const auto inner = m_impl->pickInside(m_impl->rig.state().rayAt(pixel)))
        return m_impl->inside->objectOf(inner->feature, inner->storey);
    const auto hit = m_impl->pick(pixel);
    return hit ? m_impl->scene->objectAt({hit->layer, hit->feature}) : ObjectRef();
}

Vec3 CityView::pointAt(const QPointF &pixel) const
{
    if (const auto inner = m_impl->pickInside(m_impl->rig.state().rayAt(pixel)))
        return inner->point;
    if (const auto hit = m_impl->pick(pixel))
        return hit->point;
    const geometry::Ray ray = m_impl->rig.state().rayAt(pixel);
    const double level = m_impl->scene->groundAt(Vec2(m_impl->rig.state().target));
    if (ray.direction.z > -1e-6)
        return Vec3(geometry::NaN);
    const double along = (level - ray.origin.z) / ray.direction.z;
    return along > 0 && along < 60'000 ? ray.origin + ray.direction * along : Vec3(geometry::NaN);
}

Box3 CityView::Impl::boundsOf(const ObjectRef &object) const
{
    if (object.kind != ObjectKind::Alert)
        return scene->boundsOf(object);
    const auto found = warned->areas().find(object.id);
    return found != warned->areas().end() ? found->second.bounds : Box3();
}

Vec3 CityView::Impl::positionOf(const ObjectRef &object) const
{
    if (object.kind == ObjectKind::Thing || object.kind == ObjectKind::Event)
        return markers->anchorOf(object);
    if (const Box3 inner = inside->boundsOf(object); !inner.isEmpty())
        return inner.centre();
    if (object.kind == ObjectKind::Unit && city) {
        const domain::Unit *unit = city->unit(object.id);
        return unit ? positionOf({ObjectKind::Building, unit->building}) : Vec3(geometry::NaN);
    }
    const Box3 box = boundsOf(object);
    if (box.isEmpty())
        return Vec3(geometry::NaN);
    Vec3 at = box.centre();
    if (object.kind == ObjectKind::Building)
        at.z = box.min.z + 0.7 * box.size().z;
    return at;
}

QPointF CityView::screenPosition(const ObjectRef &object) const
{
    const Vec3 at = m_impl->positionOf(object);
    if (std::isnan(at.x))
        return Nowhere;
    double depth = 0;
    const QPointF pixel = m_impl->rig.state().project(at, &depth);
    return depth > 0 ? pixel : Nowhere;
}

void CityView::setMemoryBudget(qint64 bytes)
{
    m_impl->scene->setMemoryBudget(bytes);
}

int CityView::failedTiles(const QString &layer) const
{
    return m_impl->scene->tiles().failedTiles(layer);
}

FrameStats CityView::stats() const
{
    FrameStats stats = m_impl->stats;
    stats.chunks = m_impl->scene->chunkCount();
    stats.drawCalls = m_impl->scene->drawnChunks();
    stats.triangles = m_impl->scene->drawnTriangles() + m_impl->inside->triangles();
    stats.markers = m_impl->markers->count();
    stats.markersDrawn = m_impl->markers->drawnCount();
    stats.lastPickMs = m_impl->lastPickMs;
    stats.tiles = m_impl->scene->tiles().shownTiles();
    stats.tilesPending = m_impl->scene->tiles().pendingTiles();
    stats.tileBytes = m_impl->scene->tiles().bytes();
    return stats;
}

void CityView::setFullDetail(bool full)
{
    m_impl->scene->setFullDetail(full);
    m_impl->schedule();
}

void CityView::setMeasuring(bool measuring)
{
    m_impl->measuring = measuring;
}

void CityView::requestFrame()
{
    m_impl->schedule();
}

// --- Qt Quick

void CityView::updatePolish()
{
    m_impl->frame();
}

QSGNode *CityView::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    Impl &my = *m_impl;
    const quint32 handle = my.engine->texture();
    // Until a frame shows anything what lies below this is seen; a change of size takes a moment.
    if (!handle || my.blank)
        return node;
    auto *picture = static_cast<QSGSimpleTextureNode *>(node);
    if (!picture) {
        picture = new QSGSimpleTextureNode;
        picture->setOwnsTexture(true);
        picture->setTextureCoordinatesTransform(QSGSimpleTextureNode::MirrorVertically);
        my.shownTexture = 0;
    }
    if (handle != my.shownTexture || my.engine->size() != my.shownSize) {
        picture->setTexture(QNativeInterface::QSGOpenGLTexture::fromNative(handle, window(), my.engine->size()));
        my.shownTexture = handle;
        my.shownSize = my.engine->size();
    }
    const QSize drawn = my.engine->drawnSize();
    const bool whole = drawn == my.engine->size();
    picture->setFiltering(whole ? QSGTexture::Nearest : QSGTexture::Linear);
    // Half a pixel off, past which lies what was drawn at another scale.
    constexpr double Half = 0.5;
    picture->setSourceRect(whole ? QRectF(QPointF(), drawn)
                                 : QRectF(QPointF(), drawn).adjusted(Half, Half, -Half, -Half));
    picture->setRect(boundingRect());
    picture->markDirty(QSGNode::DirtyMaterial);
    if (my.stats.renderer.isEmpty() && QOpenGLContext::currentContext()) {
        const auto *name = QOpenGLContext::currentContext()->functions()->glGetString(GL_RENDERER);
        my.stats.renderer = QString::fromLatin1(reinterpret_cast<const char *>(name));
        my.software = my.stats.renderer.contains(QLatin1String("llvmpipe"), Qt::CaseInsensitive) ||
                      my.stats.renderer.contains(QLatin1String("softpipe"), Qt::CaseInsensitive) ||
                      my.stats.renderer.contains(QLatin1String("swrast"), Qt::CaseInsensitive);
        if (!my.software) // no nodes are made while the scene graph is
            QMetaObject::invokeMethod(
                this, [this] { setQuality(m_impl->quality); }, Qt::QueuedConnection);
    }
    return picture;
}

void CityView::geometryChange(const QRectF &now, const QRectF &before)
{
    QQuickItem::geometryChange(now, before);
    Impl &my = *m_impl;
    my.rig.setSize(now.size());
    my.markers->setSize(now.size());
    my.labels->setSize(now.size());
    my.warnings->setSize(now.size());
    my.areaLabels->setSize(now.size());
    my.pairLines->setSize(now.size());
    my.rooms->setSize(now.size());
    my.marks->setSize(now.size());
    my.markers->setViewState(my.rig.state());
    my.labels->setViewState(my.rig.state());
    my.warnings->setViewState(my.rig.state());
    my.areaLabels->setViewState(my.rig.state());
    my.rooms->setViewState(my.rig.state());
    my.marks->setViewState(my.rig.state());
    my.homeSet ? my.schedule(3) : my.scheduleStreamed(3);
}

void CityView::itemChange(ItemChange change, const ItemChangeData &data)
{
    QQuickItem::itemChange(change, data);
    if (change == ItemSceneChange || change == ItemDevicePixelRatioHasChanged || change == ItemVisibleHasChanged)
        m_impl->homeSet ? m_impl->schedule(3) : m_impl->scheduleStreamed(3);
}

}
