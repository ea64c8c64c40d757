#pragma once

#include "domain/City.h"
#include "scene/CityView.h"
#include "scene/ViewState.h"
#include "scene/overlays/LabelSource.h"
#include "scene/picking/PickIndex.h"

#include <QQuickItem>
#include <QRectF>
#include <QSet>

#include <memory>

namespace scene
{

/// Names over the city: roads along their middle lines, areas by zoom, parks, water, facilities, high and named
/// buildings. They avoid each other and the markers, keep a halo in both themes, and stay where they are while they
/// can. Drawn by Qt Quick over the 3D part. Main thread. It drives itself: it lays out anew some ten times a second at
/// most.
class LabelOverlay : public QQuickItem
{
    Q_OBJECT

public:
    explicit LabelOverlay(QQuickItem *parent = nullptr);
    ~LabelOverlay() override;

    void setCity(std::shared_ptr<const domain::City> city);
    /// What is shown of layers that come by what is looked at.
    void setTiles(LayerContents tiles);
    /// To be called with every change of the camera or of the size.
    void setViewState(const ViewState &state);
    void setTheme(Theme theme);
    void setTextScale(double scale);
    void setLanguage(const QString &language);
    void setReducedMotion(bool reduced);
    /// Layers (ids) whose names are not shown.
    void setHiddenLayers(const QSet<QString> &layers);
    /// What is not named here because its name is written otherwise.
    void setNamedElsewhere(const QSet<domain::ObjectRef> &objects);
    /// The part of this item that nothing covers: names stand within it. Empty: all.
    void setStage(const QRectF &stage);
    /// Rectangles (of this item) that belong to markers.
    void setObstacles(const std::vector<QRectF> &obstacles);
    /// What may hide a name on the ground; null: nothing.
    void setOcclusion(const PickIndex *index, PickIndex::Accept accept = {});
    /// The city's chunks changed (loaded, shown, hidden).
    void occlusionChanged();

    /// A label as placed: for tests and leaders.
    struct Placed {
        QString text;
        domain::ObjectRef object; ///< null for what cannot be selected
        QRectF rect;              ///< bounding, logical pixels of this item
        double angle = 0;         ///< degrees, clockwise
    };
    std::vector<Placed> placed() const;
    /// Lays out at once, whatever the time since the last layout: for pictures and tests.
    void layoutNow();
    /// No layout is due and no name is fading: a picture would show what stays.
    bool isSettled() const;

Q_SIGNALS:
    void settled(); ///< it has come to rest

protected:
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *data) override;
    void itemChange(ItemChange change, const ItemChangeData &data) override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
