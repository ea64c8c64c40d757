// How a frame of the city comes about: camera, chunks, light, effects, texture.
#include "scene/CityViewState.h"
#include "scene/chunks/GroundSheet.h"
#include "scene/interior/InteriorStyle.h"

#include <QQuickWindow>

#include <glm/gtc/matrix_transform.hpp>

#include <cmath>
#include <span>

namespace scene
{

using geometry::Box3;
using geometry::Vec2;
using geometry::Vec3;

/// Since when the camera has to rest before the best picture is drawn.
static constexpr int RestMs = 160;

/// Where in a pixel the frames of the mean look: no two in a row or a column, as multisampling has it. Two of them do
/// where pixels are as small as those of a screen of 4K, whose frames take longest.
static std::span<const glm::dvec2> meanOf(const QSize &pixels)
{
    constexpr qint64 SmallPixels = 6'000'000;
    static constexpr glm::dvec2 Few[] = {{-0.25, -0.25}, {0.25, 0.25}},
                                Usual[] = {{-0.125, -0.375}, {0.375, -0.125}, {-0.375, 0.125}, {0.125, 0.375}};
    if (qint64(pixels.width()) * pixels.height() > SmallPixels)
        return Few;
    return Usual;
}

CityView::Impl::Impl(CityView *view) : q(view)
{
    clock.start();
    markers = new MarkerOverlay(q);
    labels = new LabelOverlay(q);
    labels->setZ(1);
    markers->setZ(2);
    QObject::connect(markers, &MarkerOverlay::laidOut, q, [this] {
        keepNamesOff();
        Q_EMIT q->markersMoved();
    });
    again.setSingleShot(true);
    again.setInterval(0);
    rest.setSingleShot(true);
    rest.setInterval(RestMs);
    hoverTimer.setSingleShot(true);
    hoverTimer.setInterval(30);
    QObject::connect(&again, &QTimer::timeout, q, [this] {
        q->polish();
        q->update();
    });
    QObject::connect(&rest, &QTimer::timeout, q, [this] {
        resting = true;
        clearTheWay();
        applyEffects();
        schedule();
    });
    streamTimer.setSingleShot(true);
    QObject::connect(&streamTimer, &QTimer::timeout, q, [this] {
        if (framesWanted > 0 || choice != FrameChoice())
            scheduleStreamed();
        tellSettled();
    });
    tintTimer.setSingleShot(true);
    QObject::connect(&tintTimer, &QTimer::timeout, q, [this] { tint(); });
    smoothTimer.setSingleShot(true);
    QObject::connect(&smoothTimer, &QTimer::timeout, &again, qOverload<>(&QTimer::start));
    QObject::connect(&hoverTimer, &QTimer::timeout, q, [this] { hover(hoverPixel); });
    sketchTimer.setSingleShot(true);
    QObject::connect(&sketchTimer, &QTimer::timeout, q, [this] { keepSketch(); });
    sketchPool.setMaxThreadCount(1);
    makeEngine();
    QObject::connect(&rig, &CameraRig::changed, q, [this] { viewChanged(); });
    QObject::connect(&rig, &CameraRig::movingChanged, q, [this] { schedule(); });
    rig.setPointAt([this](const ViewState &state, const QPointF &pixel) {
        const geometry::Ray ray = state.rayAt(pixel);
        if (const auto inner = pickInside(ray))
            return inner->point;
        const auto hit = scene->picking().pick(ray, [this](quint32 l, quint32 f) { return scene->isPickable(l, f); });
        return hit ? hit->point : Vec3(geometry::NaN);
    });
    rig.setGroundAt([this](const Vec2 &point) { return scene->groundAt(point); });
    const auto accept = [this](quint32 l, quint32 f) { return scene->isPickable(l, f); };
    markers->setOcclusion(&scene->picking(), accept);
    labels->setOcclusion(&scene->picking(), accept);
}

void CityView::Impl::makeEngine()
{
    engine = std::make_unique<Engine>([this](const QString &reason) { Q_EMIT q->failed(reason); });
    scene = std::make_unique<CityScene>(*engine);
    QObject::connect(scene.get(), &CityScene::wantsFrame, q, [this] { scheduleStreamed(); });
    QObject::connect(scene.get(), &CityScene::chunksChanged, q, [this] {
        unsaid = 1;
        buildingsSeen.reset();
        markers->occlusionChanged();
        labels->occlusionChanged();
    });
    QObject::connect(scene.get(), &CityScene::tilesSettled, q, [this] {
        labels->setTiles(scene->shownTilesOfLayers());
        Q_EMIT q->residentChanged();
    });
    QObject::connect(&scene->tiles(), &TileStreamer::shownChanged, q, [this] { scheduleStreamed(); });
    QObject::connect(&scene->tiles(), &TileStreamer::failed, q, &CityView::tileFailed);
    QObject::connect(&scene->tiles(), &TileStreamer::residentChanged, q, [this] {
        tellSettled();
        Q_EMIT q->residentChanged();
    });
    QObject::connect(scene.get(), &CityScene::coloursChanged, q, [this] {
        applyLook();
        Q_EMIT q->legendChanged();
    });
    makeInside();
    makeWarned();
    makeAreas();
    applyLook();
    applyEffects();
}

void CityView::Impl::schedule(int frames)
{
    urgent = true;
    scheduleStreamed(frames);
}

void CityView::Impl::scheduleStreamed(int frames)
{
    framesWanted = std::max(framesWanted, frames);
    if (!again.isActive())
        again.start();
    tellSettled();
}

void CityView::Impl::viewChanged()
{
    // Before a city is seen, and as it comes, the camera is only put in its place.
    const bool moves = homeSet && !placing && stats.lastFrameMs > 0;
    if (moves) {
        if (resting) {
            resting = false;
            applyEffects();
        }
        rest.start();
    }
    markers->setViewState(rig.state());
    labels->setViewState(rig.state());
    warnings->setViewState(rig.state());
    areaLabels->setViewState(rig.state());
    buildingsSeen.reset();
    rooms->setViewState(rig.state());
    marks->setViewState(rig.state());
    moves ? schedule() : scheduleStreamed();
    Q_EMIT q->viewStateChanged();
}

void CityView::Impl::frame()
{
    if (!q->window() || q->width() < 1 || q->height() < 1)
        return;
    if (q->window() != watched) {
        QObject::disconnect(swapped);
        watched = q->window();
        swapped = QObject::connect(watched, &QQuickWindow::frameSwapped, q, [this] { onSwapped(); });
    }
    const bool moving = walking ? tickWalk() : rig.tick(flightTime.value_or(clock.elapsed()));
    bool changed = scene->update();
    if (changed)
        arrivedAt = clock.elapsed();
    changed = areaGround->update() || changed;
    changed = warned->update() || changed;
    changed = updateInside() || changed;
    if (changed)
        framesWanted = std::max(framesWanted, 1);
    const double ratio = q->window()->effectiveDevicePixelRatio();
    const QSize pixels(int(std::lround(q->width() * ratio)), int(std::lround(q->height() * ratio)));
    if (pixels != engine->size()) {
        engine->resize(pixels);
        budget.setSize(pixels);
        framesWanted = std::max(framesWanted, 3);
    }
    const FrameChoice wanted = mayBeRough() ? budget.choice() : FrameChoice();
    if (wanted != choice && choice != FrameChoice())
        framesWanted = std::max(framesWanted, 1); // what comes to rest is drawn as well as can be
    if (clock.elapsed() < heldUntil)
        return;
    if (framesWanted > 0 && isHeldBack()) {
        choose(wanted, ratio);
        applyCamera();
        engine->takeIn();
        return;
    }
    if (framesWanted > 0) {
        smoothed = 0;
        engine->setAveraging(-1);
        choose(wanted, ratio);
        applyCamera();
        frameTimer.start();
        urgent = false;
        renderFrame();
        --framesWanted;
        if (resting && choice != FrameChoice() && !streamTimer.isActive())
            streamTimer.start(RestMs);
        if (!resting) // from the end of a frame, however long it took
            rest.start();
        if (unsaid > 0)
            --unsaid;
    } else if (isRough() && !smoothTimer.isActive()) {
        renderSmooth();
    }
    if (unsaid > 0)
        framesWanted = std::max(framesWanted, 1);
    if (isRough() && !smoothTimer.isActive() && !again.isActive())
        again.start();
    if ((moving && !flightTime) || framesWanted > 0) {
        framesWanted = std::max(framesWanted, 1);
        if (!again.isActive())
            again.start();
    }
    tellSettled();
}

void CityView::Impl::renderFrame()
{
    QElapsedTimer timer;
    timer.start();
    engine->renderFrame();
    stats.lastFrameMs = double(timer.nsecsElapsed()) * 1e-6;
    blank = blank && !scene->hasGround();
    Q_EMIT q->frameRendered();
    if (firstStoreyIn > 0 && --firstStoreyIn == 0)
        Q_EMIT q->firstStoreyShown();
}

bool CityView::Impl::mayBeRough() const
{
    if (measuring || flightTime)
        return false;
    return !resting || (!scene->isSettled() && clock.elapsed() - arrivedAt < RestMs);
}

bool CityView::Impl::isHeldBack()
{
    const bool coming = !homeSet || !scene->isSettled();
    if (blank || !resting || urgent || flightTime || !coming || clock.elapsed() >= streamedUntil)
        return false;
    streamTimer.start(int(streamedUntil - clock.elapsed()) + 1);
    return true;
}

void CityView::Impl::smoothLater()
{
    // On a wall that live colours change all day, a picture of several frames would be most of what the machine does.
    constexpr double LeastMs = 2500, FrameShare = 60;
    smoothTimer.start(int(std::max(LeastMs, FrameShare * wholeFrameMs)));
}

void CityView::Impl::choose(const FrameChoice &wanted, double ratio)
{
    const bool shaded = choice.shaded;
    choice = wanted;
    engine->setScale(choice.scale);
    stats.renderScale = choice.scale;
    if (shaded != choice.shaded)
        applyEffects();
    const float lines = float(ratio * choice.scale);
    if (look.lineScale == lines)
        return;
    look.lineScale = lines;
    engine->setLook(look);
}

void CityView::Impl::onSwapped()
{
    if (!frameTimer.isValid())
        return;
    if (measuring)
        engine->finish();
    // Until the window is on the screen: software draws the city when somebody waits for it.
    constexpr double Longest = 300; // a hidden window is never on the screen
    wholeFrameMs = std::min(double(frameTimer.nsecsElapsed()) * 1e-6, Longest);
    frameTimer.invalidate();
    if (mayBeRough())
        budget.drawn(wholeFrameMs);
    constexpr double StreamShare = 0.2; // of the time, while workers make what is to be drawn
    streamedUntil = clock.elapsed() + qint64(wholeFrameMs * (1 / StreamShare - 1));
}

bool CityView::Impl::isRough() const
{
    // Before there is a city nothing has edges, and its readers need the cores.
    return software && homeSet && resting && level() != Quality::Low && framesWanted == 0 && unsaid == 0 &&
           smoothed < int(meanOf(engine->size()).size()) && scene->isSettled() && !rig.isMoving() &&
           stats.lastFrameMs > 0;
}

void CityView::Impl::renderSmooth()
{
    placeCamera(meanOf(engine->size())[size_t(smoothed)]);
    engine->setAveraging(smoothed);
    renderFrame();
    ++smoothed;
}

bool CityView::Impl::isWhole() const
{
    return scene->isSettled() && inside->isSettled() && framesWanted == 0 && unsaid == 0 && choice == FrameChoice() &&
           !tintTimer.isActive() && !rig.isMoving() && firstStoreyIn == 0;
}

void CityView::Impl::tellSettled()
{
    tendSketch();
    const bool now = isWhole() && !isRough() && !rest.isActive();
    tellInsideSettled();
    if (now == settled)
        return;
    settled = now;
    Q_EMIT q->settledChanged();
}

/// Below which height of the picture (-1 to 1) all is ground: the far edge of the ground, and some.
static double skyFrom(const ViewState &state, const glm::dmat4 &projection, double height)
{
    constexpr double Edge = 0.4 * GroundSheet::Reach, Relief = 500; // metres
    const double heading = glm::radians(state.heading);
    const glm::dvec4 edge = projection * state.view *
                            glm::dvec4(std::sin(heading), std::cos(heading), -(std::abs(height) + Relief) / Edge, 0.0);
    if (height < 0 || edge.w <= 0.0) // below the ground, or looking up
        return -1.0;
    return std::clamp(edge.y / edge.w, -1.0, 1.0);
}

void CityView::Impl::placeCamera(const glm::dvec2 &offset)
{
    const ViewState &state = rig.state();
    if (state.size.isEmpty())
        return;
    const double distance = glm::distance(state.eye, state.target);
    const double height = state.eye.z - scene->groundAt(Vec2(state.eye));
    // A plain depth buffer keeps its early test, which a logarithmic one written by the shader loses. With the near
    // plane this far out it still parts all that is a pixel apart; flat things are parted by their layer's bias.
    const double usual = std::clamp(std::min(0.012 * distance, 0.08 * std::max(height, 4.0)), 0.3, 80.0);
    const double far = 90'000.0;
    const double aspect = state.size.width() / state.size.height();
    const QSize pixels = engine->drawnSize();
    const glm::dmat4 aside =
        glm::translate(glm::dmat4(1.0), Vec3(2 * offset.x / pixels.width(), 2 * offset.y / pixels.height(), 0.0));
    const auto lens = [&](double from, double to) {
        return aside * glm::perspective(glm::radians(state.fovY), aspect, from, to);
    };
    // Within a room the near plane is a hand's breadth away, and no depth buffer reaches from there to the horizon:
    // what is near is drawn over the rest with depths of its own.
    constexpr double Hand = 0.05, Apart = 60.0, Overlap = 1.0005;
    const Box3 around = inside->bounds();
    const double room =
        around.isEmpty() ? usual : glm::distance(glm::clamp(state.eye, around.min, around.max), state.eye);
    const double near = std::clamp(0.4 * room, Hand, usual);
    if (near < 0.3)
        engine->setCamera(state.view, lens(Apart, far), lens(near, Apart * Overlap));
    else
        engine->setCamera(state.view, lens(near, far));
    engine->setSkyFrom(hasHole ? -1.0 : skyFrom(state, lens(near, far), height));
}

void CityView::Impl::applyCamera()
{
    const ViewState &state = rig.state();
    if (state.size.isEmpty())
        return;
    placeCamera(glm::dvec2(0.0));
    const double distance = glm::distance(state.eye, state.target);
    if (scene->lookAt(state))
        framesWanted = std::max(framesWanted, 2);
    scene->chooseDetail(state, choice.detail, resting);
    // Haze goes with the view, or a far view would drown in it and a near one would have none.
    const float reach = float(std::max(3200.0, distance * 2.6));
    if (std::abs(reach - look.haze.w) > 0.02f * reach) {
        look.haze.w = reach;
        engine->setLook(look);
    }
}

void CityView::Impl::applyLook()
{
    const Palette &palette = Palette::of(theme);
    const float reach = look.haze.w;
    const double a = glm::radians(sunAzimuth), e = glm::radians(sunElevation);
    look.sunDirection = glm::vec3(std::sin(a) * std::cos(e), std::cos(a) * std::cos(e), std::sin(e));
    scene->setSun(Vec3(look.sunDirection));
    look.light = palette.light;
    look.haze = glm::vec4(palette.haze, reach > 0 ? reach : 4000.0f);
    look.vignette = glm::vec4(palette.background * 0.55f, palette.vignette);
    look.skyTop = palette.skyTop;
    look.accent = palette.accent;
    look.dimmed = palette.background;
    look.skyMirror = glm::vec4(palette.skyMirror, palette.mirrorStrength);
    look.glass = glm::vec4(palette.glass, palette.glassStrength);
    look.lamp = glm::vec4(palette.lamp, palette.lampStrength);
    const bool data = scene->colouredByData();
    look.roofGain = data ? glm::vec3(theme == Theme::Command ? 1.12f : 0.97f) : palette.roof / palette.building;
    look.foliageGain = palette.foliageGain;
    look.edgeGain = palette.edgeGain;
    look.grain = palette.grain;
    look.shadeOnGround = palette.shadeOnGround;
    look.imageryTone = palette.imageryTone;
    look.modelTone = palette.modelTone;
    const InteriorStyle &style = InteriorStyle::of(theme);
    look.insideEdge = style.edge;
    look.insideCut = style.cut;
    look.shell = style.shell;
    engine->setLook(look);
    schedule();
}

Quality CityView::Impl::level() const
{
    if (quality != Quality::Auto)
        return quality;
    return Quality::High;
}

void CityView::Impl::applyEffects()
{
    Effects effects;
    const Quality level = this->level();
    effects.ambient = level != Quality::Low && choice.shaded;
    effects.shadows = level == Quality::High && choice.shaded;
    // In software, edges are smoothed only while nothing moves, by a mean of frames.
    effects.multisample = level != Quality::Low && !software;
    engine->setEffects(effects);
}

}
