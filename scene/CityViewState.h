#pragma once

#include "scene/CityView.h"
#include "scene/cache/DiskCache.h"
#include "scene/camera/CameraInput.h"
#include "scene/camera/CameraRig.h"
#include "scene/camera/Walker.h"
#include "scene/chunks/AlertGround.h"
#include "scene/chunks/AreaGround.h"
#include "scene/chunks/CityScene.h"
#include "scene/engine/FrameBudget.h"
#include "scene/interior/InteriorLabels.h"
#include "scene/interior/InteriorScene.h"
#include "scene/overlays/AlertLabels.h"
#include "scene/overlays/AnnotationOverlay.h"
#include "scene/overlays/AreaLabels.h"
#include "scene/overlays/LabelOverlay.h"
#include "scene/overlays/MarkerOverlay.h"
#include "scene/overlays/PairLines.h"

#include <QElapsedTimer>
#include <QTimer>

namespace scene
{

/// What CityView is made of: the engine draws when `schedule` asked for it, the rig moves, the overlays follow.
struct CityView::Impl {
    explicit Impl(CityView *view);

    /// Asks for this many frames of the 3D part.
    void schedule(int frames = 1);
    /// The same for what streams in, which may wait.
    void scheduleStreamed(int frames = 1);
    void renderFrame();
    /// Before the item is drawn: moves the camera, hands over chunks, renders.
    void frame();
    void applyLook();
    void applyEffects();
    Quality level() const;
    void applyCamera();
    /// Hands the camera over, moved by parts of a pixel.
    void placeCamera(const glm::dvec2 &pixels);
    /// Draws the next frame of the mean that rests on screen.
    void renderSmooth();
    /// The picture at rest is a mean of frames, and they are not all drawn.
    bool isRough() const;
    /// The picture moves or comes to be: it may be drawn as roughly as the machine needs.
    bool mayBeRough() const;
    /// Colours change: the picture is smoothed once that is over.
    void smoothLater();
    /// What streams in while nothing moves is drawn now and then only: in software, drawing takes the cores from those
    /// who make it.
    bool isHeldBack();
    /// `ratio`: pixels of the screen by logical ones.
    void choose(const FrameChoice &wanted, double ratio);
    /// The window is on the screen.
    void onSwapped();
    void viewChanged();
    void tellSettled();
    void makeEngine();
    std::optional<PickHit> pick(const QPointF &pixel) const;
    geometry::Vec3 positionOf(const domain::ObjectRef &object) const;
    geometry::Box3 boundsOf(const domain::ObjectRef &object) const;
    void hover(const QPointF &pixel);
    void click(const QPointF &pixel);

    // CityViewInterior.cpp
    void makeInside();
    /// Hands over storeys, and what depends on them; returns whether the picture changed.
    bool updateInside();
    void hollowOut();
    void digHole();
    void placeInside();
    /// Names keep off the markers, and those of the city off what is shown of the inside.
    void keepNamesOff();
    void labelRooms();
    void placeHandle();
    void tellInsideSettled();
    std::optional<geometry::Vec3> placeOf(const Marker &marker) const;
    /// What of the inside a ray meets before the city does.
    std::optional<InsideHit> pickInside(const geometry::Ray &ray) const;
    bool flyInside(const domain::ObjectRef &object, bool animate);
    bool beginSectionDrag(const QPointF &pixel);
    void dragSection(const QPointF &pixel);
    void probe(const QPointF &pixel, bool click);

    // CityViewStage.cpp
    /// Flies to where a box is seen whole, from as near to this side as other buildings let it be seen; at most
    /// `widest` degrees from it.
    void flyToClear(const geometry::Box3 &box, const QString &building, double heading, double pitch, double closest,
                    bool animate, double widest = 180);
    /// Goes after what another look shows elsewhere: storeys fanned out, a section.
    void followLook(const InteriorLook &before);
    /// What is shown of the inside is on the stage, neither cut off nor tiny.
    bool isWellSeen() const;
    /// Whether the camera had to be turned so that the section can be looked into.
    bool faceSection();
    /// Sets aside what stands between the eye and the inside.
    void clearTheWay();
    bool isCutOff(const geometry::Vec3 &point) const; ///< by the section
    /// What is left of a box by the section.
    geometry::Box3 leftOf(const geometry::Box3 &box) const;

    // CityViewAlerts.cpp
    void makeWarned();
    void applyAlerts(const domain::ChangeSet &changes);
    void labelWarnings();
    void placePairs();

    // CityViewAreas.cpp
    void makeAreas();
    void labelAreas();

    // CityViewSeen.cpp
    QRectF sight() const; ///< the stage, logical pixels
    /// Nothing covers the city there.
    bool isInSight(const QPointF &pixel) const;
    std::vector<SeenObject> seenMarkers() const;
    std::vector<SeenObject> seenBuildings() const;

    // CityViewCache.cpp
    QByteArray sketchKey() const;
    void lookForSketch();
    /// Once the city is whole on screen: lets go of the last one's sketch, and keeps one for the next start.
    void tendSketch();
    void keepSketch();
    bool isWhole() const; ///< but for what makes a picture at rest finer

    // CityViewWalk.cpp
    bool startWalk(const QString &space);
    bool tickWalk();
    int walkedStorey() const; ///< that the walker is on; 0: none
    bool walkKey(QKeyEvent *event, bool press);
    void walkLook(const QPointF &pixel);

    CityView *q;
    std::unique_ptr<Engine> engine;
    std::unique_ptr<CityScene> scene;
    CameraRig rig;
    CameraInput input{rig};
    MarkerOverlay *markers = nullptr;
    LabelOverlay *labels = nullptr;
    std::unique_ptr<AlertGround> warned;
    AlertLabels *warnings = nullptr;
    PairLines *pairLines = nullptr;
    std::vector<std::pair<domain::ObjectRef, domain::ObjectRef>> pairs;
    std::unique_ptr<AreaGround> areaGround;
    AreaLabels *areaLabels = nullptr;
    std::vector<AreaPaint> areaTheme;
    /// What is on screen at rest; nothing: to be looked for anew.
    mutable std::optional<std::vector<SeenObject>> buildingsSeen;
    qint64 liveTime = 0; ///< of the last change set, ms UTC

    Theme theme = Theme::Command;
    Quality quality = Quality::Auto;
    bool software = true;
    bool resting = true; ///< nothing moves: the best picture is drawn
    bool measuring = false;
    bool homeSet = false;
    bool placing = false; ///< the camera is put where it begins: nothing moves
    bool settled = true;
    int framesWanted = 0;
    int smoothed = 0;  ///< frames in the mean
    bool blank = true; ///< no ground was drawn yet: the engine shows black
    int unsaid = 0;    ///< frames still to be drawn before what was handed over is on screen
    double sunAzimuth = 225, sunElevation = 42;
    FrameLook look;
    FrameStats stats;
    FrameBudget budget;
    FrameChoice choice;       ///< as the picture is drawn now
    double wholeFrameMs = 0;  ///< of the last frame, until the window was on the screen
    bool urgent = false;      ///< somebody waits for the next frame
    qint64 arrivedAt = 0;     ///< by `clock`: when something of the city came last
    qint64 streamedUntil = 0; ///< by `clock`: until then what streams in waits
    QQuickWindow *watched = nullptr;
    QMetaObject::Connection swapped;
    QElapsedTimer frameTimer; ///< valid from a frame's beginning until it is on the screen
    QTimer again, rest, hoverTimer;
    QTimer streamTimer; ///< until what streams in is drawn, or drawn well
    QTimer tintTimer;   ///< buildings take the colour of their alarms a moment after the markers
    QTimer smoothTimer; ///< runs while colours change: the picture is smoothed once that is over
    qint64 tinted = 0;  ///< `clock` when colours changed last
    QPointF hoverPixel;
    domain::ObjectRef hovered;
    QElapsedTimer clock;
    std::optional<qint64> flightTime; ///< of flights in place of `clock`, ms
    void tint();
    QHash<QString, std::pair<QString, domain::Severity>> alarmOfThing; ///< thing -> building, severity
    std::shared_ptr<const domain::City> city;

    std::unique_ptr<InteriorScene> inside;
    InteriorLabels *rooms = nullptr;
    AnnotationOverlay *marks = nullptr;
    std::shared_ptr<const domain::Interior> interior;
    InteriorLook interiorLook;
    QString language = QStringLiteral("zh_CN"); ///< of names
    bool insideSettled = true;
    int firstStoreyIn = 0; ///< frames until the first storey is on screen; 0: it is, or there is none
    bool firstStoreyDue = false;
    /// A building is being opened: on software GL a frame takes as long as opening, and would only delay it.
    void holdFrames();
    qint64 heldUntil = 0; ///< by `clock`, ms
    bool hasShell = false, hasHole = false;
    std::vector<QRectF> covered;
    domain::ObjectRef entered;
    bool fitDue = false;         ///< to what is shown of the inside, when all of it is
    domain::ObjectRef flightDue; ///< where to fly when the inside is known
    domain::ObjectRef selectedObject;
    bool reducedMotion = false;
    bool probing = false, handleShown = false;
    std::optional<double> sectionGrip; ///< along the normal, while the section is dragged

    DiskCache cache;
    QByteArray expected;           ///< the key of the city that is read
    bool sketchDue = false;        ///< there is another city than the one that is kept, or none is
    bool sketchKnown = false;      ///< what is kept is as good as what would be
    QTimer sketchTimer;            ///< until the city is kept
    std::function<void()> keeping; ///< keeps what was on screen when the city was whole
    QThreadPool sketchPool;

    Walker walker;
    bool walking = false;
    int walkStorey = 0;    ///< for which markers were placed
    CameraPose poseBefore; ///< the walk
    std::optional<QPointF> lookingFrom;
    bool lookDragged = false;
    qint64 walkedAt = -1;
    mutable double lastPickMs = 0;
    quint32 shownTexture = 0;
    QSize shownSize;
};

}
