#include "scene/overlays/PlateLabels.h"

#include "scene/overlays/SpriteNode.h"

#include <QQuickWindow>

namespace scene
{

PlateLabels::PlateLabels(QQuickItem *parent) : QQuickItem(parent)
{
    setFlag(ItemHasContents);
}

void PlateLabels::layAnew()
{
    layout();
    Q_EMIT laidOut();
    update();
}

QRectF PlateLabels::within() const
{
    const QRectF all(QPointF(), m_view.size);
    return m_stage.isEmpty() ? all : m_stage.intersected(all);
}

void PlateLabels::setViewState(const ViewState &state)
{
    m_view = state;
    if (!isEmpty())
        layAnew();
}

void PlateLabels::setTheme(Theme theme)
{
    m_theme = theme;
    m_atlas.clear();
    update();
}

void PlateLabels::setTextScale(double scale)
{
    if (!(scale > 0) || scale == m_scale)
        return;
    m_scale = scale;
    m_atlas.clear();
    layout();
    update();
}

void PlateLabels::setStage(const QRectF &stage)
{
    m_stage = stage;
    layout();
    update();
}

QSGNode *PlateLabels::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    auto *sprites = static_cast<SpriteNode *>(node);
    if (!sprites)
        sprites = new SpriteNode;
    const double ratio = window()->effectiveDevicePixelRatio();
    m_atlas.setDevicePixelRatio(ratio);
    if (m_atlas.isOverfull())
        m_atlas.clear();
    std::vector<Sprite> pictures;
    for (const Plate &plate : plates()) {
        if (!plate.cell.isNull())
            pictures.push_back(Sprite::centred(plate.cell, plate.centre, ratio));
    }
    sprites->set(window(), m_atlas, pictures);
    return sprites;
}

void PlateLabels::itemChange(ItemChange change, const ItemChangeData &data)
{
    QQuickItem::itemChange(change, data);
    if (change == ItemDevicePixelRatioHasChanged)
        update();
}

}
