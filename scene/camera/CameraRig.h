#pragma once

#include "geometry/Box.h"
#include "scene/ViewState.h"
#include "scene/camera/ClearPath.h"

#include <QObject>
#include <QRectF>

#include <array>
#include <functional>
#include <optional>

namespace scene
{

/// Moves the camera: orbit, pan and zoom about the point under the cursor, flights, keys that are held. Pure logic: it
/// draws nothing and knows no input device (CameraInput translates those). Main thread.
///
/// Whoever draws calls `tick` before a frame for as long as it (or `isMoving`) says that something moves.
class CameraRig : public QObject
{
    Q_OBJECT

public:
    /// What a drag does.
    enum class Drag { None, Pan, Orbit };
    /// What a held key does.
    enum class Motion { Left, Right, Forward, Back, TurnLeft, TurnRight, TiltUp, TiltDown, ZoomIn, ZoomOut };

    explicit CameraRig(QObject *parent = nullptr);

    /// The scene point at a pixel of this view (NaN over the sky). Without it the ground callback is marched along the
    /// ray.
    void setPointAt(std::function<geometry::Vec3(const ViewState &, const QPointF &)> pointAt);
    /// Elevation of the ground; 0 everywhere without it.
    void setGroundAt(std::function<double(const geometry::Vec2 &)> groundAt);
    /// Of the data: the target stays near it, and the distance within a few times its size.
    void setBounds(const geometry::Box3 &bounds);
    /// What home shows, where that is not all of the bounds. Empty: it is.
    void setHome(const geometry::Box3 &box);
    /// What is shown of a building's inside: one may come within an arm's length of it, and as low as it reaches.
    /// Empty: nothing is.
    void setInside(const geometry::Box3 &inside);
    /// Of the item, logical pixels.
    void setSize(const QSizeF &size);
    /// The part of it that nothing covers; empty: all. What is flown to stands in its middle, and goes on doing so as
    /// the stage changes, until something else moves the camera.
    void setStage(const QRectF &stage);
    /// All of the item where none was set, or none worth the name.
    QRectF stage() const;
    /// Flights and steps cut instead of easing.
    void setReducedMotion(bool reduced);

    const ViewState &state() const { return m_state; }
    CameraPose pose() const { return m_pose; }
    /// The pose that shows all of the bounds, or what was set for home: from the south-south-west, 35 degrees down.
    CameraPose homePose() const;
    /// The pose whose eye is at this point: the target is where its view axis meets the ground.
    CameraPose poseFromEye(const geometry::Vec3 &eye, double heading, double pitch) const;
    /// The pose that shows a box whole, seen from the present heading and no flatter than 30 degrees down.
    CameraPose poseFor(const geometry::Box3 &box) const;
    /// As above, from a side of choice and no nearer than `closest` metres.
    CameraPose poseFor(const geometry::Box3 &box, double heading, double pitch, double closest) const;
    /// Where a flight ends; the present pose where there is none.
    CameraPose goal() const { return m_flight ? m_flight->to : m_pose; }
    /// The rectangle that a box fills on screen as seen from a pose (logical pixels); nothing where it reaches behind
    /// the eye.
    std::optional<QRectF> seenFrom(const CameraPose &pose, const geometry::Box3 &box) const;
    /// The camera is, or is on its way, where `flyToBox` or `home` sent it.
    bool isFitted() const { return m_fit && goal() == m_fit->pose; }
    /// The pose after the limits: never under the ground, never lost.
    CameraPose limited(const CameraPose &pose) const;

    void setPose(const CameraPose &pose);
    /// The eye of a walker: wherever it is, whatever the limits.
    void setEye(const geometry::Vec3 &eye, double heading, double pitch);
    /// Eases there along an arc in 600 to 1,200 ms; at once with reduced motion or `animate` false.
    void flyTo(const CameraPose &pose, bool animate = true);
    /// The same in a time of its own, at an even pace, climbing over what is `blocked` between two points of the eye.
    void flySlowly(const CameraPose &pose, double seconds,
                   const std::function<bool(const geometry::Vec3 &from, const geometry::Vec3 &to)> &blocked = {});
    /// To `poseFor` of the same.
    void flyToBox(const geometry::Box3 &box, double heading, double pitch, double closest, bool animate = true);
    void flyToBox(const geometry::Box3 &box, bool animate = true);
    void home(bool animate = true);
    void northUp();
    void topView();

    /// Drags begin at a pixel: the point under it stays under the cursor (pan) or is turned about (orbit).
    void beginDrag(Drag drag, const QPointF &pixel);
    void dragTo(const QPointF &pixel);
    void endDrag();
    Drag drag() const { return m_drag; }

    /// Brings the point under the pixel nearer (factor below 1) or farther; it stays under the pixel. `smooth` spreads
    /// the step over some 150 ms, and steps add up.
    void zoomAt(const QPointF &pixel, double factor, bool smooth = false);
    /// Turns about the point under the pixel.
    void orbitAt(const QPointF &pixel, double degreesHeading, double degreesPitch);
    void orbitBy(double degreesHeading, double degreesPitch);
    void zoomBy(double factor);
    void panBy(double rightPixels, double upPixels);
    /// A key that is held; a short tap still moves a visible step.
    void hold(Motion motion, bool held);
    void releaseAll();

    /// Advances what moves to this time (milliseconds, monotonic). Returns whether it still moves.
    bool tick(qint64 nowMs);
    bool isMoving() const;
    /// Ends flights and steps where they are.
    void stop();

Q_SIGNALS:
    void changed();       ///< the view state
    void movingChanged(); ///< begins or ends to need ticks

private:
    struct Flight {
        CameraPose from, to;
        qint64 start = -1;
        double duration = 0; ///< ms
        double turn = 0;     ///< degrees of heading, the short way
        Climb climb;
        bool slow = false; ///< starts and ends gently, and keeps its pace in between
    };
    struct Frame { ///< the camera by its eye
        geometry::Vec3 eye{0.0};
        double heading = 0, pitch = 0;
        double distance = 1; ///< to the target, where the axis meets no ground
    };
    /// What the camera was sent to show.
    struct Fit {
        bool home = false;
        geometry::Box3 box;
        double heading = 0, pitch = 0, closest = 0;
        CameraPose pose; ///< where it was sent
    };
    struct Held {
        bool active = false, released = false;
        double seconds = 0;
    };

    Frame frame() const;
    void setFrame(Frame frame);
    void show(const CameraPose &pose);
    void fit(Fit fit, bool animate);
    /// The stage as tangents about the view axis.
    geometry::Box2 lens() const;
    /// What turns and zooms go about: as far away as the target, in the middle of the stage.
    geometry::Vec3 pivotOf(const CameraPose &pose) const;
    CameraPose turned(CameraPose pose, double heading, double pitch) const;
    double ground(const geometry::Vec2 &point) const;
    geometry::Vec3 pointAt(const QPointF &pixel) const;
    geometry::Vec3 pointAtOrAhead(const QPointF &pixel) const;
    std::optional<double> groundAlong(const geometry::Ray &ray) const;
    /// How far along the ray the middle of its way through the inside shown is.
    std::optional<double> throughInside(const geometry::Ray &ray) const;
    void zoomAbout(const geometry::Vec3 &point, double factor);
    void turnAbout(const geometry::Vec3 &pivot, double degreesHeading, double degreesPitch);
    void panGrabbed(const QPointF &from, const QPointF &to);
    void moveHeld(double seconds);
    CameraPose along(const Flight &flight, double t) const;
    void begin(const CameraPose &to, double minimum, double maximum);
    void tellMoving(bool before);
    geometry::Box2 region() const;
    double maximumDistance() const;
    double nearest() const;
    double lowestEye(const geometry::Vec2 &at) const;

    std::function<geometry::Vec3(const ViewState &, const QPointF &)> m_pointAt;
    std::function<double(const geometry::Vec2 &)> m_groundAt;
    geometry::Box3 m_bounds, m_home, m_inside;
    ViewState m_state;
    CameraPose m_pose;
    bool m_reduced = false;

    Drag m_drag = Drag::None;
    QPointF m_dragPixel;
    geometry::Vec3 m_anchor{0.0};

    QRectF m_stage;
    std::optional<Fit> m_fit;
    std::optional<Flight> m_flight;
    geometry::Vec3 m_zoomPoint{0.0};
    double m_zoomPending = 0;      ///< natural logarithm of the factor still to come
    std::array<Held, 10> m_held{}; ///< by Motion
    qint64 m_lastTick = -1;
};

}
