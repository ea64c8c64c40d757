#pragma once

#include "domain/ChangeSet.h"
#include "domain/City.h"
#include "domain/Interior.h"
#include "scene/InteriorLook.h"
#include "scene/ViewState.h"

#include <QColor>
#include <QQuickItem>
#include <QRectF>
#include <QSet>

#include <memory>
#include <optional>

/// Everything that is drawn in 3D, and the markers and labels over it. Qt 3D lives here and nowhere else; nobody
/// outside sees it. All public functions are for the main thread.
namespace scene
{
Q_NAMESPACE

enum class Theme : quint8 { Command, Plan };
Q_ENUM_NS(Theme)
/// Low: no effects. Medium: ambient shading and edges. High: shadows and ambient occlusion too. Auto: by the machine.
enum class Quality : quint8 { Auto, Low, Medium, High };
Q_ENUM_NS(Quality)

/// What the colour of buildings tells. `attribute` is used by Kind::Attribute.
struct Colouring {
    enum class Kind : quint8 { Plain, Use, Height, Year, Storeys, Grid, Attribute } kind = Kind::Plain;
    QString attribute;
    bool operator==(const Colouring &) const = default;
};
struct LegendEntry {
    QString label; ///< translated
    QColor colour;
    int count = 0;
};

/// How an area is shown in a thematic map.
struct AreaPaint {
    domain::ObjectRef area;
    QColor colour; ///< of its class
    QString label; ///< name and value, drawn at its middle; translated
    bool operator==(const AreaPaint &) const = default;
};
/// What is on screen, for those who do not see it: a marker, a building, an area's name.
struct SeenObject {
    domain::ObjectRef object;
    QRectF at;     ///< logical pixels of the item
    int count = 1; ///< that a marker stands for; it is called by the worst of them
};

/// What a frame costs.
struct FrameStats {
    QString renderer; ///< GL_RENDERER
    int drawCalls = 0;
    qint64 triangles = 0;
    int chunks = 0;
    int markers = 0;        ///< known
    int markersDrawn = 0;   ///< after clustering
    double lastFrameMs = 0; ///< render of the 3D part, glFinish'd where measured (see `setMeasuring`)
    double lastPickMs = 0;
    int tiles = 0;        ///< drawn of layers whose features come by what is looked at
    int tilesPending = 0; ///< wanted, and on their way
    qint64 tileBytes = 0; ///< that tiles take of memory
    double renderScale = 1; ///< pixels drawn by pixels shown, along a side: below 1 only in motion
};

/// The city on screen: the only public face of scene/.
class CityView : public QQuickItem
{
    Q_OBJECT

public:
    explicit CityView(QQuickItem *parent = nullptr);
    ~CityView() override;

    /// To be called before the application object is made: OpenGL 3.3 core, shared contexts, Qt 3D's renderer.
    static void prepareApplication();

    /// Takes a snapshot: layers that were there keep their chunks, new ones are built in workers and appear as they are
    /// done. The first snapshot with a building sets the home pose; `keepCamera` leaves the camera alone.
    void setCity(std::shared_ptr<const domain::City> city, bool keepCamera = false);
    /// Everything handed over so far is on screen.
    bool isSettled() const;
    /// The same, but for what makes a picture at rest finer still.
    bool isComplete() const;

    /// Where finished tiles are kept between runs, and how much of them; an empty folder: nowhere. The folder may be
    /// deleted at any time.
    void setCache(const QString &folder, qint64 mostBytes);
    /// A city is being read. What stood on screen when one of the same key (its files' content) was whole last time is
    /// shown until it comes; an empty key: nothing is, nor is anything kept. Before `setCity`.
    void expectCity(const QByteArray &key);

    /// Live state: markers follow, buildings with an alarm are tinted, areas of public warnings are laid on the ground.
    /// Nothing of the geometry is rebuilt.
    void apply(const domain::ChangeSet &changes);

    void setTheme(Theme theme);
    void setQuality(Quality quality);
    void setColouring(const Colouring &colouring);
    std::vector<LegendEntry> legend() const;
    /// Attributes that buildings can be coloured by.
    QStringList colourAttributes() const;
    void setLayerVisible(const QString &layer, bool visible);
    void setLayerOpacity(const QString &layer, double opacity);
    void setLayerOrder(const QStringList &layers); ///< bottom first
    void setLanguage(const QString &language);     ///< of labels and legend: "en" or "zh_CN"
    void setReducedMotion(bool reduced);
    /// The part of the item that panels leave free (logical pixels); empty: all. What is flown to is shown whole in its
    /// middle, and names stand within it. `covered`: what lies over parts of it.
    void setStage(const QRectF &free, const std::vector<QRectF> &covered = {});
    void setTextScale(double scale); ///< 1 at a desk; walls are larger
    void setMarkersVisible(domain::ThingKind kind, bool visible);
    void setEventsVisible(bool visible);
    /// Only these events (ids) have a marker, and the selected one; nothing: all have.
    void setShownEvents(const std::optional<QSet<QString>> &events);
    void setLabelsVisible(bool visible);
    /// Only if the sun is to stand elsewhere than in the south-west: degrees from north, degrees up.
    void setSun(double azimuth, double elevation);

    /// Outline under the cursor; null clears.
    void highlight(const domain::ObjectRef &object);
    /// Outlined and lit; null clears. Does not move the camera.
    void select(const domain::ObjectRef &object);
    /// Rows of a table: outlined and lit with what is selected. Buildings and features; replaces what was.
    void setMarked(const std::vector<domain::ObjectRef> &objects);
    /// The area or building that was entered: what is outside steps back. Null: nothing is.
    void enter(const domain::ObjectRef &place);

    /// Shows a building from the inside: its shell turns to glass, the city stays around it, dimmed. Storeys appear as
    /// workers finish them, the isolated one first. Null: the building is whole again. Does not move the camera.
    void setInterior(std::shared_ptr<const domain::Interior> interior);
    const std::shared_ptr<const domain::Interior> &interior() const;
    void setInteriorLook(const InteriorLook &look);
    const InteriorLook &interiorLook() const;
    /// Everything of the interior handed over is on screen.
    bool isInteriorSettled() const;
    /// The section can be dragged along its normal by its handle; `sectionDragged` tells where to.
    void setSectionHandle(bool shown);
    /// First-person walk: the eye 1.6 m above the floor, walls stop it, arrows or WASD walk, dragging looks about,
    /// stairs are climbed, a door is passed. Starts in `space` (an id), else at the nearest entrance. False where one
    /// cannot walk (nothing inside has a floor).
    bool setWalking(bool walking, const QString &space = {});
    bool isWalking() const;
    /// Measures, ways out, notes; replaces what was.
    void setAnnotations(std::vector<Annotation> annotations);
    /// What a measuring pointer catches at a logical pixel: corners and edges within a few pixels, else the face.
    SnapPoint snapAt(const QPointF &pixel) const;
    /// While on, clicks and moves of the pointer are told by `probed` and `probeMoved` instead of selecting.
    void setProbing(bool probing);
    /// Draws a line between the two of each (events that may be one); replaces what was.
    void setPairs(const std::vector<std::pair<domain::ObjectRef, domain::ObjectRef>> &pairs);

    /// A thematic map: these areas are laid on the ground in their colours and labelled, buildings stand back in the
    /// colour of theirs. Empty: none. Nothing of the geometry of buildings is rebuilt.
    void setAreaTheme(std::vector<AreaPaint> areas);
    /// Markers first, then areas of a thematic map, then large buildings, nearest to the middle of the stage first; at
    /// most `most`. Costs a few milliseconds when first asked after the view has come to rest, and microseconds then.
    std::vector<SeenObject> seenObjects(int most) const;
    /// Markers in the order in which keys go from one to the next: those that need a hand, the worst first and from
    /// left to right; where there is none, all others.
    std::vector<domain::ObjectRef> markersInTurn() const;

    CameraPose pose() const;
    /// Where a flight ends that is under way; without one, pose().
    CameraPose goal() const;
    const ViewState &viewState() const;
    /// Eases there (600 to 1,200 ms; at once with reduced motion or `animate` false).
    void flyTo(const CameraPose &pose, bool animate = true);
    /// The same in a time of its own, for tours and presentations; at once with reduced motion.
    void flySlowly(const CameraPose &pose, double seconds);
    void flyTo(const domain::ObjectRef &object, bool animate = true);
    /// Shows a part of the city (scene coordinates) whole in the free part of the item.
    void flyToBox(const geometry::Box3 &box, bool animate = true);
    /// Longitude, latitude, metres above ground of the eye, heading, pitch: as `--view` and saved views have it.
    void flyToGeographic(double longitude, double latitude, double height, double heading, double pitch,
                         bool animate = true);
    /// The same five of where the camera is.
    domain::SavedView geographicPose() const;
    void home(bool animate = true);
    void northUp();
    void topView();
    void orbitBy(double degreesHeading, double degreesPitch);
    void zoomBy(double factor);
    void panBy(double rightPixels, double upPixels);
    bool isMoving() const;

    /// What stands at a logical pixel: a public warning's name and marker first, then building or feature. Costs
    /// microseconds.
    domain::ObjectRef objectAt(const QPointF &pixel) const;
    /// The point of ground or building at a pixel (scene); NaN over the sky.
    geometry::Vec3 pointAt(const QPointF &pixel) const;
    /// Where an object is on screen (logical pixels), for leaders; NaN behind the eye or where unknown.
    QPointF screenPosition(const domain::ObjectRef &object) const;

    /// Tiles of layers whose features come by what is looked at may take this much memory, about; what was not seen for
    /// longest goes first, and where even what is seen does not fit, it is shown coarser. 0: the usual.
    void setMemoryBudget(qint64 bytes);
    /// Tiles of a layer that could not be read and leave a hole now.
    int failedTiles(const QString &layer) const;

    FrameStats stats() const;
    /// Makes every frame wait for the GPU and counts its time, for `bench`.
    void setMeasuring(bool measuring);
    /// Draws everything whole, however small it is on screen: what `bench` compares levels of detail with.
    void setFullDetail(bool full);
    /// Frame by frame, for videos: flights go by this time (ms, growing) instead of the machine's, and a frame is drawn
    /// each time it is set; nothing: by the machine's again.
    void setFlightTime(std::optional<qint64> ms);
    /// Asks for one more frame of the 3D part.
    void requestFrame();

Q_SIGNALS:
    void settledChanged();
    void viewStateChanged();
    void hovered(const domain::ObjectRef &object);
    void clicked(const domain::ObjectRef &object);
    void doubleClicked(const domain::ObjectRef &object);
    void legendChanged();
    void interiorSettledChanged();
    void firstStoreyShown(); ///< of the interior set last
    void sectionDragged(const scene::SectionPlane &section);
    void walkingChanged();
    void probed(const scene::SnapPoint &at);
    void probeMoved(const scene::SnapPoint &at);
    void frameRendered(); ///< the 3D part was drawn anew
    void markersMoved();  ///< markers were laid out anew, or other ones
    /// A tile of a layer could not be read: it leaves a hole. Told once a tile; it is tried again.
    void tileFailed(const QString &layer, const base::Error &error);
    /// Other tiles are in memory: what they hold can be looked up in the city, or no more.
    void residentChanged();
    /// Something of the drawing failed (a shader, the GL version): translated, for the user to see.
    void failed(const QString &reason);

protected:
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *data) override;
    void updatePolish() override;
    void geometryChange(const QRectF &now, const QRectF &before) override;
    void itemChange(ItemChange change, const ItemChangeData &data) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void touchEvent(QTouchEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void hoverMoveEvent(QHoverEvent *event) override;
    void hoverLeaveEvent(QHoverEvent *event) override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
