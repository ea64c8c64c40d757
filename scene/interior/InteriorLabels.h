#pragma once

#include "scene/CityView.h"
#include "scene/ViewState.h"
#include "scene/interior/InteriorGeometry.h"

#include <QQuickItem>
#include <QRectF>

#include <memory>

namespace scene
{

/// A room's name and area as they may be written.
struct RoomLabel {
    geometry::Vec3 at{0.0}; ///< as shown
    double radius = 1;      ///< free around it, metres
    QString name, area;
    bool always = false; ///< whatever room there is: a storey's own name
};

/// What is written into a room: its name in `language`, else what it is for.
QString spaceText(const domain::Space &space, const QString &language);
/// What is written beside a storey: its name, else "18F" and "B1", 18层 and 地下1层.
QString storeyText(const domain::Interior &interior, int number, const QString &language);

/// Names and areas of rooms: only where they fit into their room, none over another or over a marker. Drawn by Qt
/// Quick over the 3D part. Main thread.
class InteriorLabels : public QQuickItem
{
    Q_OBJECT

public:
    explicit InteriorLabels(QQuickItem *parent = nullptr);
    ~InteriorLabels() override;

    void setRooms(std::vector<RoomLabel> rooms);
    void setViewState(const ViewState &state);
    void setTheme(Theme theme);
    void setTextScale(double scale);
    /// The part of this item that nothing covers: texts stand within it. Empty: all.
    void setStage(const QRectF &stage);
    /// Rectangles (of this item) that others have taken.
    void setObstacles(const std::vector<QRectF> &obstacles);
    /// Whether a point is hidden from the eye; empty: none is.
    void setBehind(std::function<bool(const geometry::Vec3 &)> behind);

    struct Placed {
        QString text, area;
        QRectF rect; ///< logical pixels
    };
    const std::vector<Placed> &placed() const;

Q_SIGNALS:
    void laidOut();

protected:
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *data) override;
    void updatePolish() override;
    void itemChange(ItemChange change, const ItemChangeData &data) override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
