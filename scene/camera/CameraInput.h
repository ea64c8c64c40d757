#pragma once

#include "scene/camera/CameraRig.h"

#include <Qt>

class QKeyEvent;
class QMouseEvent;
class QTouchEvent;
class QWheelEvent;

namespace scene
{

/// Mouse, wheel, touch and keyboard as users of map programs expect (QGIS 3D, Cesium, Google Earth): left drag moves
/// the map, right or middle drag (or Ctrl or Shift with the left button) turns and tilts it about the point under the
/// cursor, the wheel zooms to the cursor; one finger moves, two pinch, turn and tilt; arrows or WASD move, Q and E
/// turn, PgUp and PgDn or R and F tilt, + and - zoom, Home, N north up, T from above. Main thread.
class CameraInput
{
public:
    explicit CameraInput(CameraRig &rig) : m_rig(rig) {}

    void mousePress(QMouseEvent *event);
    /// True once the press has become a drag (it moved more than a few pixels): it is no click any more.
    bool mouseMove(QMouseEvent *event);
    /// Whether the press was a click: then it belongs to picking.
    bool mouseRelease(QMouseEvent *event);
    void wheel(QWheelEvent *event);
    /// Returns where a finger tapped, if that is what this was.
    std::optional<QPointF> touch(QTouchEvent *event);
    /// Whether the key was one of the camera's.
    bool keyPress(QKeyEvent *event);
    bool keyRelease(QKeyEvent *event);
    void focusLost();
    /// Page up and down are somebody else's (the storeys').
    void setPageKeys(bool ours) { m_pageKeys = ours; }

private:
    enum class Pinch { None, Undecided, Tilt, Free };
    void twoFingers(const QPointF &first, const QPointF &second);

    CameraRig &m_rig;
    QPointF m_pressed;
    CameraRig::Drag m_wanted = CameraRig::Drag::None;
    bool m_down = false, m_dragging = false;
    Qt::MouseButton m_button = Qt::NoButton;

    Pinch m_pinch = Pinch::None;
    QPointF m_first, m_second, m_firstStart, m_secondStart;
    bool m_tap = false;
    bool m_pageKeys = true;
};

}
