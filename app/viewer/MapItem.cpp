#include "viewer/MapItem.h"

#include "session/Session.h"

#include <utility>

namespace app
{

MapItem::MapItem(QQuickItem *parent) : scene::CityView(parent)
{
    if (Session *session = Session::current())
        session->attachView(this);
}

MapItem::~MapItem()
{
    Session *session = Session::current();
    if (session && session->view() == this)
        session->attachView(nullptr);
}

void MapItem::setStageRect(const QRectF &stage)
{
    if (std::exchange(m_stage, stage) != stage)
        applyStage();
}

void MapItem::setCovered(const QVariantList &rectangles)
{
    if (std::exchange(m_covered, rectangles) != rectangles)
        applyStage();
}

void MapItem::setKeyFocus(bool on)
{
    if (std::exchange(m_keyFocus, on) != on)
        Q_EMIT keyFocusChanged();
}

void MapItem::focusInEvent(QFocusEvent *event)
{
    setKeyFocus(event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason);
    CityView::focusInEvent(event);
}

void MapItem::focusOutEvent(QFocusEvent *event)
{
    setKeyFocus(false);
    CityView::focusOutEvent(event);
}

void MapItem::applyStage()
{
    std::vector<QRectF> covered;
    for (const QVariant &rectangle : m_covered)
        covered.push_back(rectangle.toRectF());
    setStage(m_stage, covered);
    Q_EMIT stageChanged();
}

}
