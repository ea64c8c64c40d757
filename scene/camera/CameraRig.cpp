#include "scene/camera/CameraRig.h"

#include <algorithm>
#include <cmath>

namespace scene
{

namespace
{

using geometry::Vec2;
using geometry::Vec3;

constexpr double Clearance = 1.6;    ///< metres of the eye above the ground
constexpr double Nearest = 3.0;      ///< metres that zooming leaves to the point under the cursor
constexpr double FlattestPitch = 60; ///< looking up, from near the ground
constexpr double DegreesPerPixel = 0.3;
constexpr double TapSeconds = 0.14; ///< a tap moves as far as this long a press
constexpr double WheelEase = 45;    ///< ms in which a step of the wheel is done by two thirds

struct Basis {
    Vec3 right, up, forward;
};

Basis basisOf(double heading, double pitch)
{
    const double h = glm::radians(heading), p = glm::radians(pitch);
    const Vec3 forward(std::sin(h) * std::cos(p), std::cos(h) * std::cos(p), std::sin(p));
    const Vec3 right(std::cos(h), -std::sin(h), 0.0);
    return {right, glm::cross(right, forward), forward};
}

double wrapped(double degrees)
{
    const double rest = std::fmod(degrees, 360.0);
    return rest < 0 ? rest + 360.0 : rest;
}

double eased(double t)
{
    return t < 0.5 ? 4 * t * t * t : 1 - std::pow(-2 * t + 2, 3) / 2;
}

bool isPoint(const Vec3 &p)
{
    return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z);
}

/// The arc of van Wijk and Nuij ("Smooth and efficient zooming and panning", 2003): out, across, in, at an even pace.
struct Arc {
    static constexpr double Rho = 1.3;
    double w0, w1, u1, r0 = 0, length = 0;
    bool straight;

    Arc(double fromWidth, double toWidth, double across)
        : w0(fromWidth), w1(toWidth), u1(across), straight(across < 1e-3 * std::max(fromWidth, toWidth))
    {
        if (straight) {
            length = std::abs(std::log(w1 / w0)) / Rho;
            return;
        }
        const double rho4u2 = std::pow(Rho, 4) * u1 * u1;
        const double b0 = (w1 * w1 - w0 * w0 + rho4u2) / (2 * w0 * Rho * Rho * u1);
        const double b1 = (w1 * w1 - w0 * w0 - rho4u2) / (2 * w1 * Rho * Rho * u1);
        r0 = -std::asinh(b0);
        length = (-std::asinh(b1) - r0) / Rho;
    }
    double width(double t) const
    {
        if (straight)
            return w0 * std::pow(w1 / w0, t);
        return w0 * std::cosh(r0) / std::cosh(Rho * t * length + r0);
    }
    /// Share of the way across.
    double share(double t) const
    {
        if (straight)
            return t;
        const double u = w0 / (Rho * Rho) * (std::cosh(r0) * std::tanh(Rho * t * length + r0) - std::sinh(r0));
        return std::clamp(u / u1, 0.0, 1.0);
    }
};

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
    m_bounds = bounds;
    show(limited(m_pose));
}

void CameraRig::setSize(const QSizeF &size)
{
    if (m_state.size == size || size.isEmpty())
        return;
    m_state.size = size;
    show(m_pose);
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

CameraPose CameraRig::limited(const CameraPose &wanted) const
{
    CameraPose pose = wanted;
    if (!isPoint(pose.target) || !std::isfinite(pose.distance) || !std::isfinite(pose.heading) ||
        !std::isfinite(pose.pitch))
        return m_pose;
    pose.heading = wrapped(pose.heading);
    pose.pitch = std::clamp(pose.pitch, -90.0, FlattestPitch);
    pose.distance = std::clamp(pose.distance, Nearest, maximumDistance());
    if (const geometry::Box2 box = region(); !box.isEmpty()) {
        const Vec2 inside = glm::clamp(Vec2(pose.target), box.min, box.max);
        const double margin = glm::length(m_bounds.size());
        pose.target = {inside.x, inside.y, std::clamp(pose.target.z, m_bounds.min.z - margin, m_bounds.max.z + margin)};
    }
    const Vec3 eye = pose.target - basisOf(pose.heading, pose.pitch).forward * pose.distance;
    pose.target.z += std::max(0.0, ground({eye.x, eye.y}) + Clearance - eye.z);
    return pose;
}

CameraPose CameraRig::homePose() const
{
    CameraPose pose;
    if (m_bounds.isEmpty())
        return limited(pose);
    pose.target = {m_bounds.centre().x, m_bounds.centre().y, 0.0};
    pose.target.z = ground(Vec2(pose.target));
    // What counts is the ground that is covered; a lone high tower must not push the eye away.
    pose.distance = 0.85 * std::max({m_bounds.size().x, m_bounds.size().y, 100.0});
    return limited(pose);
}

CameraPose CameraRig::poseFromEye(const Vec3 &eye, double heading, double pitch) const
{
    const Basis basis = basisOf(heading, std::clamp(pitch, -90.0, FlattestPitch));
    const double distance = std::clamp(groundAlong({eye, basis.forward}).value_or(500.0), Nearest, maximumDistance());
    return {eye + basis.forward * distance, distance, wrapped(heading), std::clamp(pitch, -90.0, FlattestPitch)};
}

CameraPose CameraRig::poseFor(const geometry::Box3 &box) const
{
    constexpr double Filled = 0.7; // of the view, the panels need the rest
    constexpr double Closest = 60; // metres, for what is only a point
    CameraPose pose = m_pose;
    if (box.isEmpty())
        return pose;
    pose.pitch = std::min(m_pose.pitch, -30.0);
    pose.target = box.centre();
    const Basis basis = basisOf(pose.heading, pose.pitch);
    const double tanY = std::tan(glm::radians(m_state.fovY) / 2) * Filled;
    const double tanX = tanY * m_state.size.width() / m_state.size.height();
    pose.distance = Closest;
    for (int corner = 0; corner < 8; ++corner) {
        const Vec3 rel = Vec3(corner & 1 ? box.max.x : box.min.x, corner & 2 ? box.max.y : box.min.y,
                              corner & 4 ? box.max.z : box.min.z) -
                         pose.target;
        const double toward = -glm::dot(rel, basis.forward);
        pose.distance = std::max({pose.distance, std::abs(glm::dot(rel, basis.right)) / tanX + toward,
                                  std::abs(glm::dot(rel, basis.up)) / tanY + toward});
    }
    return limited(pose);
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
    f.eye.z = std::max(f.eye.z, ground(Vec2(f.eye)) + Clearance);
    const Vec3 forward = basisOf(f.heading, f.pitch).forward;
    double distance = std::clamp(groundAlong({f.eye, forward}).value_or(f.distance), Nearest, maximumDistance());

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
        meets = meets && to > std::max(from, Nearest) && from < maximumDistance();
        if (meets && from <= distance) {
            distance = std::min(distance, to);
        } else {
            const Vec2 target = Vec2(f.eye + forward * distance);
            f.eye += Vec3(glm::clamp(target, box.min, box.max) - target, 0.0);
        }
        distance = std::clamp(distance, Nearest, maximumDistance());
    }
    const double highest = (m_bounds.isEmpty() ? 0.0 : m_bounds.max.z) + maximumDistance();
    f.eye.z = std::clamp(f.eye.z, ground(Vec2(f.eye)) + Clearance, std::max(highest, ground(Vec2(f.eye)) + Clearance));
    show({f.eye + forward * distance, distance, f.heading, f.pitch});
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
    if (factor < 1 && away * factor < Nearest)
        factor = std::min(1.0, Nearest / std::max(away, 1e-9));
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
    const auto clear = [&](const Frame &f) { return f.eye.z >= ground(Vec2(f.eye)) + Clearance; };
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

// --- what users do

void CameraRig::beginDrag(Drag drag, const QPointF &pixel)
{
    stop();
    m_drag = drag;
    m_dragPixel = pixel;
    m_anchor = drag == Drag::Orbit ? pointAtOrAhead(pixel) : pointAt(pixel);
}

void CameraRig::dragTo(const QPointF &pixel)
{
    const QPointF by = pixel - m_dragPixel;
    if (m_drag == Drag::Pan)
        panGrabbed(m_dragPixel, pixel);
    else if (m_drag == Drag::Orbit)
        turnAbout(m_anchor, by.x() * DegreesPerPixel, -by.y() * DegreesPerPixel);
    m_dragPixel = pixel;
}

void CameraRig::endDrag()
{
    m_drag = Drag::None;
}

void CameraRig::zoomAt(const QPointF &pixel, double factor, bool smooth)
{
    if (!(factor > 0) || !std::isfinite(factor))
        return;
    const bool before = isMoving();
    m_flight.reset();
    m_zoomPoint = pointAtOrAhead(pixel);
    if (smooth && !m_reduced) {
        m_zoomPending = std::clamp(m_zoomPending + std::log(factor), -4.0, 4.0);
    } else {
        m_zoomPending = 0;
        zoomAbout(m_zoomPoint, factor);
    }
    tellMoving(before);
}

void CameraRig::zoomBy(double factor)
{
    stop();
    if (factor > 0 && std::isfinite(factor))
        zoomAbout(m_pose.target, factor);
}

void CameraRig::orbitAt(const QPointF &pixel, double degreesHeading, double degreesPitch)
{
    stop();
    turnAbout(pointAtOrAhead(pixel), degreesHeading, degreesPitch);
}

void CameraRig::orbitBy(double degreesHeading, double degreesPitch)
{
    stop();
    turnAbout(m_pose.target, degreesHeading, degreesPitch);
}

void CameraRig::hold(Motion motion, bool held)
{
    const bool before = isMoving();
    Held &h = m_held[size_t(motion)];
    if (held) {
        m_flight.reset();
        m_zoomPending = 0;
        h = {true, false, h.active ? h.seconds : 0.0};
    } else {
        h.released = true;
    }
    tellMoving(before);
}

void CameraRig::releaseAll()
{
    const bool before = isMoving();
    m_held.fill({});
    tellMoving(before);
}

void CameraRig::moveHeld(double seconds)
{
    const auto amount = [&](Motion motion) {
        Held &h = m_held[size_t(motion)];
        if (!h.active)
            return 0.0;
        double step = seconds;
        if (h.released) {
            step = std::clamp(TapSeconds - h.seconds, 0.0, seconds);
            h.active = h.seconds + step < TapSeconds - 1e-9;
        }
        h.seconds += step;
        return step;
    };
    const double across = amount(Motion::Right) - amount(Motion::Left);
    const double along = amount(Motion::Forward) - amount(Motion::Back);
    const double turn = amount(Motion::TurnRight) - amount(Motion::TurnLeft);
    const double tilt = amount(Motion::TiltUp) - amount(Motion::TiltDown);
    const double zoom = amount(Motion::ZoomOut) - amount(Motion::ZoomIn);
    const double pixels = m_state.size.height() * 0.8;
    if (across != 0 || along != 0)
        panBy(across * pixels, along * pixels);
    if (turn != 0 || tilt != 0)
        turnAbout(m_pose.target, turn * 70.0, tilt * 45.0);
    if (zoom != 0)
        zoomAbout(m_pose.target, std::exp(zoom * 1.6));
}

// --- flights and time

void CameraRig::flyTo(const CameraPose &pose, bool animate)
{
    if (animate && !m_reduced) {
        begin(limited(pose), 600, 1200);
        return;
    }
    stop();
    show(limited(pose));
}

void CameraRig::home(bool animate)
{
    flyTo(homePose(), animate);
}

void CameraRig::northUp()
{
    CameraPose pose = m_flight ? m_flight->to : m_pose;
    pose.heading = 0;
    m_reduced ? flyTo(pose, false) : begin(limited(pose), 250, 400);
}

void CameraRig::topView()
{
    CameraPose pose = m_flight ? m_flight->to : m_pose;
    pose.pitch = -90;
    m_reduced ? flyTo(pose, false) : begin(limited(pose), 250, 400);
}

void CameraRig::begin(const CameraPose &to, double minimum, double maximum)
{
    const bool before = isMoving();
    m_zoomPending = 0;
    m_flight.reset();
    if (to != m_pose) {
        Flight flight{m_pose, to, -1, 0, std::remainder(to.heading - m_pose.heading, 360.0)};
        const double across = glm::length(to.target - m_pose.target);
        const double turn = std::max(std::abs(flight.turn), std::abs(to.pitch - m_pose.pitch)) / 45.0;
        const double effort = std::max(Arc(m_pose.distance, to.distance, across).length, turn) / 4.0;
        flight.duration = minimum + (maximum - minimum) * std::clamp(effort, 0.0, 1.0);
        m_flight = flight;
    }
    tellMoving(before);
}

CameraPose CameraRig::along(const Flight &flight, double t) const
{
    const CameraPose &a = flight.from, &b = flight.to;
    const Arc arc(a.distance, b.distance, glm::length(b.target - a.target));
    return {glm::mix(a.target, b.target, arc.share(t)), arc.width(t), a.heading + flight.turn * t,
            glm::mix(a.pitch, b.pitch, t)};
}

bool CameraRig::tick(qint64 nowMs)
{
    const bool before = isMoving();
    // After a pause the clock has run on, but nothing was moving: one usual frame. A hiccup must not become a leap.
    const double ms = m_lastTick < 0 ? 16.0 : std::clamp(double(nowMs - m_lastTick), 0.0, 100.0);
    if (m_flight) {
        if (m_flight->start < 0)
            m_flight->start = nowMs;
        const double t = m_flight->duration > 0 ? double(nowMs - m_flight->start) / m_flight->duration : 1.0;
        const Flight flight = *m_flight;
        if (t >= 1.0)
            m_flight.reset();
        show(t >= 1.0 ? flight.to : limited(along(flight, eased(std::max(t, 0.0)))));
    }
    if (m_zoomPending != 0) {
        double step = m_zoomPending * (1.0 - std::exp(-ms / WheelEase));
        if (std::abs(m_zoomPending - step) < 0.003)
            step = m_zoomPending;
        m_zoomPending -= step;
        zoomAbout(m_zoomPoint, std::exp(step));
    }
    moveHeld(ms / 1000.0);
    const bool moving = isMoving();
    m_lastTick = moving ? nowMs : -1;
    tellMoving(before);
    return moving;
}

bool CameraRig::isMoving() const
{
    return m_flight || m_zoomPending != 0 ||
           std::any_of(m_held.begin(), m_held.end(), [](const Held &h) { return h.active; });
}

void CameraRig::stop()
{
    const bool before = isMoving();
    m_flight.reset();
    m_zoomPending = 0;
    m_held.fill({});
    tellMoving(before);
}

void CameraRig::tellMoving(bool before)
{
    const bool now = isMoving();
    if (!now)
        m_lastTick = -1;
    if (now != before)
        Q_EMIT movingChanged();
}

}
