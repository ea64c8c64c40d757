// Where the camera goes so that what is entered is seen: on the stage, past what stands before it.
#include "scene/CityViewState.h"
#include "scene/camera/CameraMath.h"
#include "scene/camera/ClearView.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using domain::ObjectKind;
using domain::ObjectRef;
using geometry::Box3;
using geometry::Vec3;

/// Buildings that rays from the eye to points throughout a box meet on their way: how many rays each stops.
static QHash<QString, int> standBetween(const CityScene &scene, const Vec3 &eye, const Box3 &box, int side,
                                        const QString &own)
{
    QHash<QString, int> met;
    QSet<QString> once;
    for (int i = 0; i < side * side * side; ++i) {
        const Vec3 share = Vec3(i % side, i / side % side, i / side / side) / double(side - 1) * 0.9 + 0.05;
        const Vec3 way = box.min + box.size() * share - eye;
        once.clear();
        scene.picking().occluded({eye, way}, glm::length(way) - 1.0, [&](quint32 layer, quint32 feature) {
            if (!scene.isStanding(layer, feature))
                return false;
            const ObjectRef object = scene.objectAt({layer, feature});
            if (object.kind == ObjectKind::Building && object.id != own)
                once.insert(object.id);
            return false; // on, to what else is in the way
        });
        for (const QString &id : std::as_const(once))
            ++met[id];
    }
    return met;
}

static Vec3 eyeOf(const CameraPose &pose)
{
    return pose.target - camera::basisOf(pose.heading, pose.pitch).forward * pose.distance;
}

void CityView::Impl::flyToClear(const Box3 &box, const QString &building, double heading, double pitch, double closest,
                                bool animate, double widest)
{
    constexpr int Side = 3;
    const auto steeper = [&](const Aside &side) { return std::max(pitch - side.steeper, -89.0); };
    const Aside best = clearestSide(
        [&](const Aside &side) {
            const CameraPose pose = rig.poseFor(box, heading + side.turn, steeper(side), closest);
            const QHash<QString, int> met = standBetween(*scene, eyeOf(pose), box, Side, building);
            int rays = 0;
            for (const int count : met)
                rays += count;
            return rays;
        },
        widest);
    rig.flyToBox(box, heading + best.turn, steeper(best), closest, animate);
    schedule();
}

bool CityView::Impl::isWellSeen() const
{
    constexpr double Tiny = 0.5, Slack = 2; // of the stage; pixels
    const auto seen = rig.seenFrom(rig.goal(), leftOf(inside->bounds()));
    const QRectF stage = rig.stage();
    return seen && stage.adjusted(-Slack, -Slack, Slack, Slack).contains(*seen) &&
           std::max(seen->width() / stage.width(), seen->height() / stage.height()) > Tiny;
}

void CityView::Impl::followLook(const InteriorLook &before)
{
    if (!interior || !inside->hasStorey() || walking)
        return;
    const InteriorLook &now = interiorLook;
    const ObjectRef whole{ObjectKind::Building, interior->building};
    constexpr double SameSide = 0.999;
    const bool cutAnew =
        now.section && (!before.section || glm::dot(before.section->normal, now.section->normal) < SameSide);
    if (cutAnew && faceSection())
        return;
    if (now.storey) {
        // It was flown to where it stood, fanned out.
        if (now.storey != before.storey && rig.isFitted() && !isWellSeen())
            if (const domain::Storey *storey = inside->storey(*now.storey))
                flyInside({ObjectKind::Storey, storey->id}, true);
        return;
    }
    const bool elsewhere = now.spread != before.spread || before.storey;
    // A sheet of storeys is read from above.
    const bool sheet = now.spread != before.spread && now.spread == InteriorLook::Spread::Sideways;
    if (sheet || (elsewhere && !isWellSeen()))
        flyInside(whole, true);
}

bool CityView::Impl::faceSection()
{
    constexpr double Grazing = 35, Best = 55; // degrees between the line of sight and the cut
    const SectionPlane &section = *interiorLook.section;
    const CameraPose now = rig.goal();
    const Vec3 normal = section.normal, gaze = camera::basisOf(now.heading, now.pitch).forward;
    const double steepness = glm::degrees(std::asin(std::clamp(-glm::dot(gaze, normal), -1.0, 1.0)));
    if (steepness >= Grazing && isWellSeen())
        return false;
    double heading = now.heading, pitch = now.pitch;
    if (steepness < Grazing && std::abs(normal.z) > 0.7) {
        pitch = -Best;
    } else if (steepness < Grazing) {
        pitch = std::clamp(now.pitch, -35.0, -15.0);
        const double into = glm::degrees(std::atan2(-normal.x, -normal.y));
        const double turn =
            glm::degrees(std::acos(std::min(std::sin(glm::radians(Best)) / std::cos(glm::radians(pitch)), 1.0)));
        // Of both sides the one nearer to where the eye is.
        heading = into + (std::remainder(now.heading - into, 360.0) < 0 ? -turn : turn);
    }
    constexpr double Closest = 9;
    rig.flyToBox(leftOf(inside->bounds()), heading, pitch, Closest);
    schedule();
    return true;
}

Box3 CityView::Impl::leftOf(const Box3 &box) const
{
    const auto &section = interiorLook.section;
    if (!section || walking || box.isEmpty())
        return box;
    const auto corner = [&](int i) {
        return Vec3(i & 1 ? box.max.x : box.min.x, i & 2 ? box.max.y : box.min.y, i & 4 ? box.max.z : box.min.z);
    };
    Box3 left;
    for (int i = 0; i < 8; ++i) {
        const Vec3 from = corner(i);
        const double before = glm::dot(from - section->point, section->normal);
        if (before <= 0)
            left.add(from);
        for (const int axis : {1, 2, 4}) {
            const double after = glm::dot(corner(i ^ axis) - section->point, section->normal);
            if (before * after < 0)
                left.add(glm::mix(from, corner(i ^ axis), before / (before - after)));
        }
    }
    return left.isEmpty() ? box : left;
}

bool CityView::Impl::isCutOff(const Vec3 &point) const
{
    const auto &section = interiorLook.section;
    return section && !walking && glm::dot(point - section->point, section->normal) > 0;
}

void CityView::Impl::clearTheWay()
{
    constexpr int Side = 5, Few = 2;     // rays each way; what stops fewer hides little
    constexpr double SmallOnStage = 0.2; // from afar the city is looked at, not the inside
    QSet<QString> aside;
    const Box3 box = inside->bounds();
    if (interior && inside->hasStorey() && !walking && !box.isEmpty()) {
        const auto seen = rig.seenFrom(rig.pose(), box);
        const QRectF stage = rig.stage();
        const bool near =
            !seen || std::max(seen->width() / stage.width(), seen->height() / stage.height()) > SmallOnStage;
        if (near) {
            const auto met = standBetween(*scene, rig.state().eye, box, Side, interior->building);
            for (auto it = met.begin(); it != met.end(); ++it)
                if (it.value() >= Few)
                    aside.insert(it.key());
        }
    }
    scene->setAside(aside);
}

}
