#include "scene/camera/CameraRig.h"

#include "scene/camera/CameraMath.h"

#include <algorithm>
#include <cmath>

namespace scene
{

namespace
{

using camera::Basis;
using camera::basisOf;
using camera::isPoint;
using camera::wrapped;
using geometry::Vec2;
using geometry::Vec3;

constexpr double Clearance = 1.6; ///< metres of the eye above the ground
constexpr double Nearest = 3.0;   ///< metres that zooming leaves to the point under the cursor
constexpr double NearestInside = 0.5;
constexpr double ClearanceInside = 0.4; ///< of the eye above the lowest floor
constexpr double AboutInside = 60;      ///< metres around a building within which the eye may be as low as its cellar
constexpr double FlattestPitch = 60;    ///< looking up, from near the ground

}

CameraRig::CameraRig(QObject *parent) : QObject(parent)
{
    m_state.size = {1280, 720};
    show(m_pose);
}

void CameraRig::setPointAt(std::function<Vec3(const ViewState &, const QPointF &)> pointAt)
{
    m_pointAt = std::move(pointAt);
}

void CameraRig::setGroundAt(std::function<double(const Vec2 &)> groundAt)
{
    m_groundAt = std::move(groundAt);
    show(limited(m_pose));
}

void CameraRig::setBounds(const geometry::Box3 &bounds)
{
    if (bounds.min == m_bounds.min && bounds.max == m_bounds.max)
        return;
    m_bounds = bounds;
    show(limited(m_pose));
}

void CameraRig::setHome(const geometry::Box3 &box)
{
    m_home = box;
}

void CameraRig::setInside(const geometry::Box3 &inside)
{
    m_inside = inside;
}

void CameraRig::setSize(const QSizeF &size)
{
    if (m_state.size == size || size.isEmpty())
        return;
    m_state.size = size;
    show(m_pose);
}

void CameraRig::setStage(const QRectF &stage)
{
    if (stage == m_stage)
        return;
    m_stage = stage;
    if (isFitted())
        fit(*m_fit, true);
}

QRectF CameraRig::stage() const
{
    constexpr double Least = 120; // pixels; less is no place to show anything
    const QRectF all(QPointF(), m_state.size);
    const QRectF free = m_stage.intersected(all);
    return free.width() < Least || free.height() < Least ? all : free;
}

void CameraRig::setReducedMotion(bool reduced)
{
    m_reduced = reduced;
    if (reduced && m_flight)
        flyTo(m_flight->to, false);
}

// --- where things are

double CameraRig::ground(const Vec2 &point) const
{
    const double height = m_groundAt ? m_groundAt(point) : 0.0;
    return std::isfinite(height) ? height : 0.0;
}

std::optional<double> CameraRig::groundAlong(const geometry::Ray &ray) const
{
    if (!m_groundAt) {
        const double t = ray.direction.z < -1e-6 ? -ray.origin.z / ray.direction.z : -1.0;
        return t > 0 ? std::optional(t) : std::nullopt;
    }
    const auto above = [&](double t) {
        const Vec3 p = ray.origin + ray.direction * t;
        return p.z - ground({p.x, p.y});
    };
    // Steps grow with the distance, as the terrain's share of the picture shrinks with it.
    const double farthest = maximumDistance() * 2;
    double from = 0.0;
    if (above(0) <= 0)
        return {};
    for (double step = 2.0; from < farthest; step *= 1.08) {
        const double to = from + step;
        if (above(to) > 0) {
            from = to;
            continue;
        }
        double low = from, high = to;
        for (int i = 0; i < 40; ++i) {
            const double middle = (low + high) / 2;
            (above(middle) > 0 ? low : high) = middle;
        }
        return high;
    }
    return {};
}

std::optional<double> CameraRig::throughInside(const geometry::Ray &ray) const
{
    if (m_inside.isEmpty())
        return {};
    double from = 0.0, to = std::numeric_limits<double>::infinity();
    for (int axis = 0; axis < 3; ++axis) {
        const double a = (m_inside.min[axis] - ray.origin[axis]) / ray.direction[axis];
        const double b = (m_inside.max[axis] - ray.origin[axis]) / ray.direction[axis];
        if (std::isnan(a) || std::isnan(b))
            continue;
        from = std::max(from, std::min(a, b));
        to = std::min(to, std::max(a, b));
    }
    return from < to ? std::optional((from + to) / 2) : std::nullopt;
}

Vec3 CameraRig::pointAt(const QPointF &pixel) const
{
    const Vec3 point = m_pointAt ? m_pointAt(m_state, pixel) : Vec3(geometry::NaN);
    if (isPoint(point))
        return point;
    // Nothing is drawn there, or not yet: the ground goes on all the same.
    const geometry::Ray ray = m_state.rayAt(pixel);
    const std::optional<double> t = groundAlong(ray);
    return t && *t < maximumDistance() * 2 ? ray.origin + ray.direction * *t : Vec3(geometry::NaN);
}

Vec3 CameraRig::pointAtOrAhead(const QPointF &pixel) const
{
    const Vec3 point = pointAt(pixel);
    if (isPoint(point))
        return point;
    const geometry::Ray ray = m_state.rayAt(pixel);
    return ray.origin + ray.direction * m_pose.distance;
}

geometry::Box2 CameraRig::region() const
{
    return m_bounds.isEmpty() ? m_bounds.flat()
                              : m_bounds.flat().grown(100.0 + 0.15 * glm::length(m_bounds.flat().size()));
}

double CameraRig::maximumDistance() const
{
    return m_bounds.isEmpty() ? 1e5 : std::max(2000.0, 2.5 * glm::length(m_bounds.size()));
}

double CameraRig::nearest() const
{
    return m_inside.isEmpty() ? Nearest : NearestInside;
}

double CameraRig::lowestEye(const Vec2 &at) const
{
    const double usual = ground(at) + Clearance;
    if (m_inside.isEmpty() || !m_inside.flat().grown(AboutInside).contains(at))
        return usual;
    return std::min(usual, m_inside.min.z + ClearanceInside);
}

CameraPose CameraRig::limited(const CameraPose &wanted) const
{
    CameraPose pose = wanted;
    if (!isPoint(pose.target) || !std::isfinite(pose.distance) || !std::isfinite(pose.heading) ||
        !std::isfinite(pose.pitch))
        return m_pose;
    pose.heading = wrapped(pose.heading);
    pose.pitch = std::clamp(pose.pitch, -90.0, FlattestPitch);
    pose.distance = std::clamp(pose.distance, nearest(), maximumDistance());
    if (const geometry::Box2 box = region(); !box.isEmpty()) {
        const Vec2 inside = glm::clamp(Vec2(pose.target), box.min, box.max);
        const double margin = glm::length(m_bounds.size());
        pose.target = {inside.x, inside.y, std::clamp(pose.target.z, m_bounds.min.z - margin, m_bounds.max.z + margin)};
    }
    const Vec3 eye = pose.target - basisOf(pose.heading, pose.pitch).forward * pose.distance;
    pose.target.z += std::max(0.0, lowestEye({eye.x, eye.y}) - eye.z);
    return pose;
}

geometry::Box2 CameraRig::lens() const
{
    const double tanY = std::tan(glm::radians(m_state.fovY) / 2);
    const double tanX = tanY * m_state.size.width() / m_state.size.height();
    const QRectF free = stage();
    const double w = m_state.size.width(), h = m_state.size.height();
    return {Vec2((2 * free.left() / w - 1) * tanX, (1 - 2 * free.bottom() / h) * tanY),
            Vec2((2 * free.right() / w - 1) * tanX, (1 - 2 * free.top() / h) * tanY)};
}

Vec3 CameraRig::pivotOf(const CameraPose &pose) const
{
    const Basis basis = basisOf(pose.heading, pose.pitch);
    const Vec2 middle = lens().centre();
    return pose.target + (basis.right * middle.x + basis.up * middle.y) * pose.distance;
}

CameraPose CameraRig::turned(CameraPose pose, double heading, double pitch) const
{
    const Vec3 pivot = pivotOf(pose);
    pose.heading = heading;
    pose.pitch = pitch;
    pose.target += pivot - pivotOf(pose);
    return pose;
}

CameraPose CameraRig::homePose() const
{
    CameraPose pose;
    const geometry::Box3 &box = m_home.isEmpty() ? m_bounds : m_home;
    if (box.isEmpty())
        return limited(pose);
    Vec3 middle(box.centre().x, box.centre().y, 0.0);
    middle.z = ground(Vec2(middle));
    // What counts is the ground that is covered; a lone high tower must not push the eye away. It may reach under the
    // panels a little.
    const double size = std::max({box.size().x, box.size().y, 40.0});
    // But what is higher than it is wide, or floats far above the ground, would be above the picture.
    constexpr double Tall = 0.6, Afloat = 0.5;
    if (box.size().z > Tall * size || box.min.z - middle.z > Afloat * size)
        return limited(poseFor(box, pose.heading, pose.pitch, camera::ClosestToPoint));
    pose.distance = std::max(0.85, 0.8 / lens().size().x) * size;
    pose.target = middle;
    pose.target += middle - pivotOf(pose);
    return limited(pose);
}

CameraPose CameraRig::poseFromEye(const Vec3 &eye, double heading, double pitch) const
{
    const Basis basis = basisOf(heading, std::clamp(pitch, -90.0, FlattestPitch));
    const double distance = std::clamp(groundAlong({eye, basis.forward}).value_or(500.0), nearest(), maximumDistance());
    return {eye + basis.forward * distance, distance, wrapped(heading), std::clamp(pitch, -90.0, FlattestPitch)};
}

CameraPose CameraRig::poseFor(const geometry::Box3 &box) const
{
    return poseFor(box, m_pose.heading, std::min(m_pose.pitch, -30.0), camera::ClosestToPoint);
}

static Vec3 cornerOf(const geometry::Box3 &box, int corner)
{
    return {corner & 1 ? box.max.x : box.min.x, corner & 2 ? box.max.y : box.min.y, corner & 4 ? box.max.z : box.min.z};
}

CameraPose CameraRig::poseFor(const geometry::Box3 &box, double heading, double pitch, double closest) const
{
    // Without a stage there may be panels that nobody told of.
    const double filled = m_stage.isEmpty() ? 0.76 : 0.92;
    CameraPose pose = m_pose;
    if (box.isEmpty())
        return pose;
    pose.heading = heading;
    pose.pitch = pitch;
    pose.target = box.centre();
    const Basis basis = basisOf(pose.heading, pose.pitch);
    const geometry::Box2 free = lens();
    const Vec2 low = free.centre() - free.size() * 0.5 * filled, high = free.centre() + free.size() * 0.5 * filled;
    // Each corner keeps the eye behind four planes; the nearest eye that is behind all of them sees the box fill the
    // stage.
    Vec2 most(-std::numeric_limits<double>::infinity()), least(std::numeric_limits<double>::infinity());
    for (int corner = 0; corner < 8; ++corner) {
        const Vec3 rel = cornerOf(box, corner) - pose.target;
        const Vec2 across(glm::dot(rel, basis.right), glm::dot(rel, basis.up));
        const double depth = glm::dot(rel, basis.forward);
        most = glm::max(most, across - high * depth);
        least = glm::min(least, across - low * depth);
    }
    const Vec2 away = (most - least) / (high - low);
    pose.distance = std::max({closest, away.x, away.y});
    Vec2 shift = (most - high * pose.distance + least - low * pose.distance) * 0.5;
    // To the middle on screen: what is nearer shows larger.
    for (int round = 0; round < 4; ++round) {
        Vec2 from(std::numeric_limits<double>::infinity()), to(-std::numeric_limits<double>::infinity());
        for (int corner = 0; corner < 8; ++corner) {
            const Vec3 rel = cornerOf(box, corner) - box.centre();
            const double depth = std::max(pose.distance + glm::dot(rel, basis.forward), nearest());
            const Vec2 at = (Vec2(glm::dot(rel, basis.right), glm::dot(rel, basis.up)) - shift) / depth;
            from = glm::min(from, at);
            to = glm::max(to, at);
        }
        shift += ((from + to) * 0.5 - free.centre()) * pose.distance;
    }
    pose.target += basis.right * shift.x + basis.up * shift.y;
    return limited(pose);
}

std::optional<QRectF> CameraRig::seenFrom(const CameraPose &pose, const geometry::Box3 &box) const
{
    const Basis basis = basisOf(pose.heading, pose.pitch);
    const Vec3 eye = pose.target - basis.forward * pose.distance;
    const double half = m_state.size.height() / 2, scale = half / std::tan(glm::radians(m_state.fovY) / 2);
    std::optional<QRectF> seen;
    for (int corner = 0; corner < 8 && !box.isEmpty(); ++corner) {
        const Vec3 rel = cornerOf(box, corner) - eye;
        const double depth = glm::dot(rel, basis.forward);
        if (depth <= m_state.nearPlane)
            return {};
        const QRectF at(m_state.size.width() / 2 + glm::dot(rel, basis.right) / depth * scale,
                        half - glm::dot(rel, basis.up) / depth * scale, 1e-3, 1e-3);
        seen = seen ? seen->united(at) : at;
    }
    return seen;
}

// --- from pose to view

void CameraRig::show(const CameraPose &pose)
{
    m_pose = pose;
    const Basis basis = basisOf(pose.heading, pose.pitch);
    const Vec3 eye = pose.target - basis.forward * pose.distance;
    ViewState &s = m_state;
    s.eye = eye;
    s.target = pose.target;
    s.heading = pose.heading;
    s.pitch = pose.pitch;
    glm::dmat4 view(1.0);
    for (int i = 0; i < 3; ++i) {
        view[i][0] = basis.right[i];
        view[i][1] = basis.up[i];
        view[i][2] = -basis.forward[i];
    }
    view[3] = glm::dvec4(-glm::dot(basis.right, eye), -glm::dot(basis.up, eye), glm::dot(basis.forward, eye), 1.0);
    s.view = view;

    double farthest = pose.distance * 4;
    for (int corner = 0; corner < 8 && !m_bounds.isEmpty(); ++corner) {
        const Vec3 p(corner & 1 ? m_bounds.max.x : m_bounds.min.x, corner & 2 ? m_bounds.max.y : m_bounds.min.y,
                     corner & 4 ? m_bounds.max.z : m_bounds.min.z);
        farthest = std::max(farthest, glm::length(p - eye));
    }
    s.farPlane = std::max(2000.0, farthest * 1.3);
    const double f = 1.0 / std::tan(glm::radians(s.fovY) / 2);
    const double n = s.nearPlane, r = s.farPlane;
    glm::dmat4 projection(0.0);
    projection[0][0] = f * s.size.height() / s.size.width();
    projection[1][1] = f;
    projection[2][2] = (r + n) / (n - r);
    projection[2][3] = -1.0;
    projection[3][2] = 2 * r * n / (n - r);
    s.projection = projection;
    Q_EMIT changed();
}

CameraRig::Frame CameraRig::frame() const
{
    return {m_state.eye, m_pose.heading, m_pose.pitch, m_pose.distance};
}

void CameraRig::setFrame(Frame f)
{
    f.heading = wrapped(f.heading);
    f.pitch = std::clamp(f.pitch, -90.0, FlattestPitch);
    f.eye.z = std::max(f.eye.z, lowestEye(Vec2(f.eye)));
    const Vec3 forward = basisOf(f.heading, f.pitch).forward;
    double distance = std::clamp(groundAlong({f.eye, forward}).value_or(f.distance), nearest(), maximumDistance());
    // What is looked at is the inside where the axis meets it, not the ground far below.
    if (const auto within = throughInside({f.eye, forward}))
        distance = std::clamp(*within, nearest(), distance);

    // Never lost: the axis must meet the region of the data; the target is the ground there, or the last of the axis
    // within.
    if (const geometry::Box2 box = region(); !box.isEmpty()) {
        double from = 0.0, to = std::numeric_limits<double>::infinity();
        bool meets = true;
        for (int axis = 0; axis < 2; ++axis) {
            if (std::abs(forward[axis]) < 1e-9) {
                meets = meets && f.eye[axis] >= box.min[axis] && f.eye[axis] <= box.max[axis];
                continue;
            }
            const double a = (box.min[axis] - f.eye[axis]) / forward[axis];
            const double b = (box.max[axis] - f.eye[axis]) / forward[axis];
            from = std::max(from, std::min(a, b));
            to = std::min(to, std::max(a, b));
        }
        meets = meets && to > std::max(from, nearest()) && from < maximumDistance();
        if (meets && from <= distance) {
            distance = std::min(distance, to);
        } else {
            const Vec2 target = Vec2(f.eye + forward * distance);
            f.eye += Vec3(glm::clamp(target, box.min, box.max) - target, 0.0);
        }
        distance = std::clamp(distance, nearest(), maximumDistance());
    }
    const double highest = (m_bounds.isEmpty() ? 0.0 : m_bounds.max.z) + maximumDistance();
    f.eye.z = std::clamp(f.eye.z, lowestEye(Vec2(f.eye)), std::max(highest, lowestEye(Vec2(f.eye))));
    show({f.eye + forward * distance, distance, f.heading, f.pitch});
}

void CameraRig::setEye(const Vec3 &eye, double heading, double pitch)
{
    constexpr double Ahead = 2; // metres: where the target is taken to be
    show({eye + basisOf(heading, pitch).forward * Ahead, Ahead, wrapped(heading), pitch});
}

void CameraRig::setPose(const CameraPose &pose)
{
    flyTo(pose, false);
}

// --- elementary moves

void CameraRig::zoomAbout(const Vec3 &point, double factor)
{
    Frame f = frame();
    const double away = glm::length(f.eye - point);
    if (factor < 1 && away * factor < nearest())
        factor = std::min(1.0, nearest() / std::max(away, 1e-9));
    if (factor > 1 && m_pose.distance * factor > maximumDistance())
        factor = std::max(1.0, maximumDistance() / m_pose.distance);
    if (factor == 1.0)
        return;
    f.eye = point + (f.eye - point) * factor;
    f.distance *= factor;
    setFrame(f);
}

void CameraRig::turnAbout(const Vec3 &pivot, double degreesHeading, double degreesPitch)
{
    const Frame from = frame();
    const Basis before = basisOf(from.heading, from.pitch);
    const Vec3 rel = from.eye - pivot;
    const Vec3 local(glm::dot(rel, before.right), glm::dot(rel, before.up), glm::dot(rel, before.forward));
    const auto turned = [&](double share) {
        Frame f = from;
        f.heading = from.heading + degreesHeading;
        f.pitch = std::clamp(from.pitch + degreesPitch * share, -90.0, FlattestPitch);
        const Basis after = basisOf(f.heading, f.pitch);
        f.eye = pivot + after.right * local.x + after.up * local.y + after.forward * local.z;
        return f;
    };
    const auto clear = [&](const Frame &f) { return f.eye.z >= lowestEye(Vec2(f.eye)); };
    Frame f = turned(1.0);
    if (degreesPitch > 0 && !clear(f)) {
        // As flat as the ground allows, so that the pivot stays where it is on screen.
        double low = 0, high = 1;
        for (int i = 0; i < 12; ++i) {
            const double middle = (low + high) / 2;
            (clear(turned(middle)) ? low : high) = middle;
        }
        f = turned(low);
    }
    setFrame(f);
}

void CameraRig::panBy(double rightPixels, double upPixels)
{
    const double metres = m_state.metresPerPixel(m_pose.distance);
    const double h = glm::radians(m_pose.heading);
    // A step up the screen covers more ground the flatter the view, up to three times.
    const double stretch = 1.0 / std::max(std::sin(glm::radians(-m_pose.pitch)), 1.0 / 3.0);
    Frame f = frame();
    f.eye += Vec3(std::cos(h), -std::sin(h), 0.0) * (rightPixels * metres) +
             Vec3(std::sin(h), std::cos(h), 0.0) * (upPixels * metres * stretch);
    setFrame(f);
}

void CameraRig::panGrabbed(const QPointF &from, const QPointF &to)
{
    const Vec3 rel = m_anchor - m_state.eye;
    const double steepness = isPoint(m_anchor) ? -rel.z / glm::length(rel) : 0.0;
    const geometry::Ray ray = m_state.rayAt(to);
    // Grabbed too flat (or above the eye) the ground would race away: then the map moves by pixels.
    if (steepness > 0.05 && ray.direction.z < -0.03) {
        const Vec3 hit = ray.origin + ray.direction * ((m_anchor.z - ray.origin.z) / ray.direction.z);
        Frame f = frame();
        f.eye += Vec3(m_anchor.x - hit.x, m_anchor.y - hit.y, 0.0);
        setFrame(f);
        return;
    }
    const QPointF by = to - from;
    panBy(-by.x(), by.y());
}

}
