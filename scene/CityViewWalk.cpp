// On foot through the entered building.
#include "scene/CityViewState.h"

#include <QKeyEvent>

#include <cmath>

namespace scene
{

using geometry::Vec2;
using geometry::Vec3;

static constexpr double DegreesPerPixel = 0.18;

bool CityView::setWalking(bool walking, const QString &space)
{
    Impl &my = *m_impl;
    if (walking == my.walking && (!walking || space.isEmpty()))
        return my.walking == walking;
    if (walking) {
        const CameraPose before = my.walking ? my.poseBefore : my.rig.pose();
        if (!my.startWalk(space))
            return false;
        my.poseBefore = before;
    } else {
        my.walker.releaseAll();
        my.lookingFrom.reset();
    }
    const bool changed = my.walking != walking;
    my.walking = walking;
    my.inside->setWalking(walking);
    if (walking) {
        my.rig.stop();
        my.rig.setEye(my.walker.eye(), my.walker.heading(), my.walker.pitch());
    } else {
        my.rig.flyTo(my.poseBefore, !my.reducedMotion);
    }
    my.placeInside();
    my.schedule();
    if (changed)
        Q_EMIT walkingChanged();
    return true;
}

bool CityView::isWalking() const
{
    return m_impl->walking;
}

bool CityView::Impl::startWalk(const QString &space)
{
    if (!interior || !inside->hasStorey())
        return false;
    walker.setGeometry(inside->geometry(), [this](const Vec2 &p) { return scene->groundAt(p); });
    const auto middleOf = [this](size_t index) {
        const domain::Space &s = interior->spaces[index];
        for (const auto &storey : inside->geometry()->storeys)
            for (const InsideLabel &label : storey->labels)
                if (inside->geometry()->features[label.feature].space == qint32(index))
                    return label.at;
        return s.shape.empty() ? Vec3(geometry::NaN) : Vec3(geometry::representativePoint(s.shape), s.base);
    };
    constexpr Vec3 Lifted(0, 0, 0.1);
    const double heading = rig.pose().heading;
    for (size_t i = 0; i < interior->spaces.size() && !space.isEmpty(); ++i)
        if (interior->spaces[i].id == space)
            return walker.standAt(middleOf(i) + Lifted, heading);

    // Through the nearest entrance.
    const domain::Door *nearest = nullptr;
    double best = std::numeric_limits<double>::infinity();
    for (const domain::Door &door : interior->doors) {
        const double away = glm::distance(Vec3((door.from + door.to) * 0.5, door.base), rig.state().eye);
        if (door.isEntrance && !door.isWindow && away < best) {
            nearest = &door;
            best = away;
        }
    }
    if (nearest) {
        const Vec2 middle = (nearest->from + nearest->to) * 0.5;
        const Vec2 along = nearest->to - nearest->from;
        Vec2 inward = glm::length(along) > 0 ? Vec2(-along.y, along.x) / glm::length(along) : Vec2(0, 1);
        Vec2 towards = Vec2(inside->bounds().centre());
        for (const qint32 index : nearest->spaces)
            if (index >= 0 && !interior->spaces[size_t(index)].shape.empty())
                towards = geometry::representativePoint(interior->spaces[size_t(index)].shape);
        if (glm::dot(towards - middle, inward) < 0)
            inward = -inward;
        const double facing = glm::degrees(std::atan2(inward.x, inward.y));
        for (const double step : {0.8, 0.5, 1.4, -0.8})
            if (walker.standAt(Vec3(middle + inward * step, nearest->base) + Lifted, facing))
                return true;
    }
    // No entrance is known: the storey that is looked at, else the ground floor, else any.
    const int wanted = interiorLook.storey.value_or(1);
    for (const bool any : {false, true})
        for (size_t i = 0; i < interior->spaces.size(); ++i)
            if (any || interior->spaces[i].storey == wanted)
                if (const Vec3 at = middleOf(i); !std::isnan(at.x) && walker.standAt(at + Lifted, heading))
                    return true;
    return false;
}

int CityView::Impl::walkedStorey() const
{
    if (!interior)
        return 0;
    const double z = walker.feet().z + 0.5;
    for (const domain::Storey &storey : interior->storeys)
        if (z >= storey.base && z < storey.base + storey.height)
            return storey.number;
    return 0;
}

bool CityView::Impl::tickWalk()
{
    const qint64 now = clock.elapsed();
    const double ms = walkedAt < 0 ? 16.0 : double(now - walkedAt);
    const bool moved = walker.tick(ms);
    if (moved)
        rig.setEye(walker.eye(), walker.heading(), walker.pitch());
    if (const int storey = walkedStorey(); storey != walkStorey) {
        walkStorey = storey;
        placeInside();
    }
    const bool moving = walker.isMoving();
    walkedAt = moving ? now : -1;
    return moving;
}

void CityView::Impl::walkLook(const QPointF &pixel)
{
    if (!lookingFrom)
        return;
    const QPointF by = pixel - *lookingFrom;
    constexpr double Threshold = 4;
    if (!lookDragged && std::hypot(by.x(), by.y()) < Threshold)
        return;
    lookDragged = true;
    lookingFrom = pixel;
    // The picture follows the hand.
    walker.look(-by.x() * DegreesPerPixel, by.y() * DegreesPerPixel);
    rig.setEye(walker.eye(), walker.heading(), walker.pitch());
}

bool CityView::Impl::walkKey(QKeyEvent *event, bool press)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    walker.setHurry(event->modifiers() & Qt::ShiftModifier);
    const auto hold = [&](Walker::Step step) {
        if (!event->isAutoRepeat())
            walker.hold(step, press);
        return true;
    };
    switch (event->key()) {
    case Qt::Key_W:
    case Qt::Key_Up:
        return hold(Walker::Step::Forward);
    case Qt::Key_S:
    case Qt::Key_Down:
        return hold(Walker::Step::Back);
    case Qt::Key_A:
        return hold(Walker::Step::Left);
    case Qt::Key_D:
        return hold(Walker::Step::Right);
    case Qt::Key_Left:
    case Qt::Key_Q:
        return hold(Walker::Step::TurnLeft);
    case Qt::Key_Right:
    case Qt::Key_E:
        return hold(Walker::Step::TurnRight);
    case Qt::Key_Shift:
        walker.setHurry(press);
        return false;
    default:
        return false;
    }
}

}
