#include "scene/camera/CameraInput.h"

#include <QKeyEvent>
#include <QLineF>
#include <QMouseEvent>
#include <QTouchEvent>
#include <QWheelEvent>

#include <cmath>

namespace scene
{

namespace
{

constexpr double DragThreshold = 4;     ///< pixels that a click may move
constexpr double TouchThreshold = 10;   ///< fingers tremble more
constexpr double FactorPerNotch = 0.82; ///< of a wheel
constexpr double TiltPerPixel = 0.25;   ///< degrees, two fingers side by side

std::optional<CameraRig::Motion> motionOf(int key)
{
    using M = CameraRig::Motion;
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_A:
        return M::Left;
    case Qt::Key_Right:
    case Qt::Key_D:
        return M::Right;
    case Qt::Key_Up:
    case Qt::Key_W:
        return M::Forward;
    case Qt::Key_Down:
    case Qt::Key_S:
        return M::Back;
    case Qt::Key_Q:
        return M::TurnLeft;
    case Qt::Key_E:
        return M::TurnRight;
    case Qt::Key_PageUp:
    case Qt::Key_R:
        return M::TiltUp;
    case Qt::Key_PageDown:
    case Qt::Key_F:
        return M::TiltDown;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return M::ZoomIn;
    case Qt::Key_Minus:
        return M::ZoomOut;
    default:
        return {};
    }
}

}

void CameraInput::mousePress(QMouseEvent *event)
{
    // A second button while one is down changes nothing: the drag ends with the button that began it.
    if (m_down)
        return;
    m_down = true;
    m_dragging = false;
    m_button = event->button();
    m_pressed = event->position();
    const bool turn = event->button() == Qt::RightButton || event->button() == Qt::MiddleButton ||
                      (event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier));
    m_wanted = turn ? CameraRig::Drag::Orbit : CameraRig::Drag::Pan;
}

bool CameraInput::mouseMove(QMouseEvent *event)
{
    if (!m_down)
        return false;
    if (!m_dragging && QLineF(m_pressed, event->position()).length() > DragThreshold) {
        m_dragging = true;
        m_rig.beginDrag(m_wanted, m_pressed);
    }
    if (m_dragging)
        m_rig.dragTo(event->position());
    return m_dragging;
}

bool CameraInput::mouseRelease(QMouseEvent *event)
{
    if (!m_down || event->button() != m_button)
        return false;
    const bool click = !m_dragging;
    m_down = m_dragging = false;
    m_rig.endDrag();
    return click;
}

void CameraInput::wheel(QWheelEvent *event)
{
    // Touchpads send pixels, wheels eighths of a degree (120 a notch).
    const double notches =
        event->angleDelta().y() != 0 ? event->angleDelta().y() / 120.0 : event->pixelDelta().y() / 40.0;
    if (notches != 0)
        m_rig.zoomAt(event->position(), std::pow(FactorPerNotch, notches), true);
    event->accept();
}

std::optional<QPointF> CameraInput::touch(QTouchEvent *event)
{
    std::vector<QPointF> down;
    for (const QEventPoint &point : event->points()) {
        if (point.state() != QEventPoint::Released)
            down.push_back(point.position());
    }
    event->accept();
    if (event->type() == QEvent::TouchCancel || down.empty()) {
        const bool tapped = m_tap && event->type() == QEvent::TouchEnd && !event->points().isEmpty();
        m_tap = false;
        m_pinch = Pinch::None;
        m_rig.endDrag();
        return tapped ? std::optional(event->points().constFirst().position()) : std::nullopt;
    }
    if (down.size() == 1) {
        if (event->type() == QEvent::TouchBegin) {
            m_tap = true;
            m_pressed = down[0];
        } else if (m_rig.drag() == CameraRig::Drag::None) {
            // Also after a pinch, when one finger stays: the map goes on from there without a jump.
            if (m_tap && QLineF(m_pressed, down[0]).length() <= TouchThreshold)
                return {};
            m_rig.beginDrag(CameraRig::Drag::Pan, m_tap ? m_pressed : down[0]);
            m_tap = false;
        }
        m_pinch = Pinch::None;
        if (m_rig.drag() != CameraRig::Drag::None)
            m_rig.dragTo(down[0]);
        return {};
    }
    m_tap = false;
    m_rig.endDrag();
    twoFingers(down[0], down[1]);
    return {};
}

void CameraInput::twoFingers(const QPointF &first, const QPointF &second)
{
    if (m_pinch == Pinch::None) {
        m_rig.stop();
        m_pinch = Pinch::Undecided;
        m_first = m_firstStart = first;
        m_second = m_secondStart = second;
        return;
    }
    if (m_pinch == Pinch::Undecided) {
        const QPointF a = first - m_firstStart, b = second - m_secondStart;
        if (std::max(std::hypot(a.x(), a.y()), std::hypot(b.x(), b.y())) < TouchThreshold)
            return;
        const QPointF apart = m_secondStart - m_firstStart;
        const bool sideBySide = std::abs(apart.x()) > std::abs(apart.y());
        const bool bothUpright =
            a.y() * b.y() > 0 && std::abs(a.y()) > 2 * std::abs(a.x()) && std::abs(b.y()) > 2 * std::abs(b.x());
        m_pinch = sideBySide && bothUpright ? Pinch::Tilt : Pinch::Free;
    }
    const QPointF from = (m_first + m_second) / 2, to = (first + second) / 2;
    if (m_pinch == Pinch::Tilt) {
        m_rig.orbitAt(to, 0, (from.y() - to.y()) * TiltPerPixel);
    } else {
        const QLineF before(m_first, m_second), after(first, second);
        m_rig.beginDrag(CameraRig::Drag::Pan, from);
        m_rig.dragTo(to);
        m_rig.endDrag();
        if (before.length() > 1 && after.length() > 1)
            m_rig.zoomAt(to, before.length() / after.length());
        // QLineF counts counter-clockwise; turning the fingers clockwise turns the map clockwise: the heading goes
        // back.
        m_rig.orbitAt(to, std::remainder(after.angle() - before.angle(), 360.0), 0);
    }
    m_first = first;
    m_second = second;
}

bool CameraInput::keyPress(QKeyEvent *event)
{
    // With a modifier it is a shortcut of the program (keypad plus and shifted plus are not).
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    const bool page = event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown;
    if (page && !m_pageKeys)
        return false;
    if (const auto motion = motionOf(event->key())) {
        if (!event->isAutoRepeat())
            m_rig.hold(*motion, true);
        return true;
    }
    switch (event->key()) {
    case Qt::Key_Home:
        m_rig.home();
        return true;
    case Qt::Key_N:
        m_rig.northUp();
        return true;
    case Qt::Key_T:
        m_rig.topView();
        return true;
    default:
        return false;
    }
}

bool CameraInput::keyRelease(QKeyEvent *event)
{
    const auto motion = motionOf(event->key());
    if (motion && !event->isAutoRepeat())
        m_rig.hold(*motion, false);
    return motion.has_value();
}

void CameraInput::focusLost()
{
    m_rig.releaseAll();
    m_rig.endDrag();
    m_down = m_dragging = false;
}

}
