// What moves the camera over time: drags, held keys, steps of the wheel, flights.
#include "scene/camera/CameraMath.h"
#include "scene/camera/CameraRig.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using geometry::Vec3;

namespace
{

constexpr double DegreesPerPixel = 0.3;
constexpr double TapSeconds = 0.14; ///< a tap moves as far as this long a press
constexpr double WheelEase = 45;    ///< ms in which a step of the wheel is done by two thirds

double eased(double t)
{
    return t < 0.5 ? 4 * t * t * t : 1 - std::pow(-2 * t + 2, 3) / 2;
}

/// An even pace, with a sixth of the time to gather way at either end.
double gentle(double t)
{
    constexpr double Ease = 1.0 / 6, Pace = 1 / (1 - Ease);
    if (t < Ease)
        return Pace * t * t / (2 * Ease);
    if (t > 1 - Ease)
        return 1 - Pace * (1 - t) * (1 - t) / (2 * Ease);
    return Pace * (t - Ease / 2);
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
        zoomAbout(pivotOf(m_pose), factor);
}

void CameraRig::orbitAt(const QPointF &pixel, double degreesHeading, double degreesPitch)
{
    stop();
    turnAbout(pointAtOrAhead(pixel), degreesHeading, degreesPitch);
}

void CameraRig::orbitBy(double degreesHeading, double degreesPitch)
{
    stop();
    turnAbout(pivotOf(m_pose), degreesHeading, degreesPitch);
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
        turnAbout(pivotOf(m_pose), turn * 70.0, tilt * 45.0);
    if (zoom != 0)
        zoomAbout(pivotOf(m_pose), std::exp(zoom * 1.6));
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

void CameraRig::flySlowly(const CameraPose &pose, double seconds,
                          const std::function<bool(const Vec3 &, const Vec3 &)> &blocked)
{
    if (m_reduced || !(seconds > 0)) {
        flyTo(pose, false);
        return;
    }
    begin(limited(pose), 1000 * seconds, 1000 * seconds);
    if (!m_flight)
        return;
    m_flight->slow = true;
    if (blocked) {
        const auto eye = [flight = *m_flight, this](double share) {
            const CameraPose at = limited(along(flight, share));
            return at.target - camera::basisOf(at.heading, at.pitch).forward * at.distance;
        };
        const double highest = m_bounds.isEmpty() ? 0 : m_bounds.size().z + 50;
        m_flight->climb = climbOver(eye, blocked, highest);
    }
}

void CameraRig::fit(Fit fit, bool animate)
{
    flyTo(fit.home ? homePose() : poseFor(fit.box, fit.heading, fit.pitch, fit.closest), animate);
    fit.pose = goal();
    m_fit = fit;
}

void CameraRig::flyToBox(const geometry::Box3 &box, double heading, double pitch, double closest, bool animate)
{
    fit({false, box, heading, pitch, closest, {}}, animate);
}

void CameraRig::flyToBox(const geometry::Box3 &box, bool animate)
{
    fit({false, box, m_pose.heading, std::min(m_pose.pitch, -30.0), camera::ClosestToPoint, {}}, animate);
}

void CameraRig::home(bool animate)
{
    Fit whole;
    whole.home = true;
    fit(whole, animate);
}

void CameraRig::northUp()
{
    const CameraPose pose = turned(goal(), 0, goal().pitch);
    m_reduced ? flyTo(pose, false) : begin(limited(pose), 250, 400);
}

void CameraRig::topView()
{
    const CameraPose pose = turned(goal(), goal().heading, -90);
    m_reduced ? flyTo(pose, false) : begin(limited(pose), 250, 400);
}

void CameraRig::begin(const CameraPose &to, double minimum, double maximum)
{
    const bool before = isMoving();
    m_zoomPending = 0;
    m_flight.reset();
    if (to != m_pose) {
        Flight flight;
        flight.from = m_pose;
        flight.to = to;
        flight.turn = std::remainder(to.heading - m_pose.heading, 360.0);
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
    CameraPose pose{glm::mix(a.target, b.target, arc.share(t)), arc.width(t), a.heading + flight.turn * t,
                    glm::mix(a.pitch, b.pitch, t)};
    if (const double higher = flight.climb.at(t); higher > 0) {
        // The eye rises and goes on looking at the same point.
        const double p = glm::radians(pose.pitch);
        const double flat = pose.distance * std::cos(p), up = higher - pose.distance * std::sin(p);
        pose.distance = std::hypot(flat, up);
        pose.pitch = -glm::degrees(std::atan2(up, flat));
    }
    return pose;
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
        const double share = flight.slow ? gentle(std::max(t, 0.0)) : eased(std::max(t, 0.0));
        show(t >= 1.0 ? flight.to : limited(along(flight, share)));
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
