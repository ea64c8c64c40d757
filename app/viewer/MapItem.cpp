#include "viewer/MapItem.h"

#include "session/Session.h"
#include "viewer/MapAccessible.h"

#include <QKeyEvent>

#include <algorithm>
#include <utility>

namespace app
{

MapItem::MapItem(QQuickItem *parent) : scene::CityView(parent)
{
    if (Session *session = Session::current())
        session->attachView(this);
    static const bool installed = [] {
        MapAccessible::install();
        return true;
    }();
    Q_UNUSED(installed)
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

bool MapItem::walk(int steps)
{
    Session *session = Session::current();
    const std::vector<domain::ObjectRef> turn = markersInTurn();
    if (turn.empty() || !session)
        return false;
    const auto now = std::find(turn.begin(), turn.end(), session->selection().current());
    const auto count = std::ptrdiff_t(turn.size());
    // From outside, the first step is to the worst, or back to the last.
    const std::ptrdiff_t from = now != turn.end() ? now - turn.begin() : steps > 0 ? -1 : count;
    goTo(turn[size_t(((from + steps) % count + count) % count)]);
    return true;
}

void MapItem::goTo(const domain::ObjectRef &object)
{
    Session *session = Session::current();
    if (!session)
        return;
    forceActiveFocus(Qt::OtherFocusReason);
    session->selection().select(object);
    if (m_accessible)
        m_accessible->tellFocus(object);
}

void MapItem::keyPressEvent(QKeyEvent *event)
{
    const int steps = event->key() == Qt::Key_Period ? 1 : event->key() == Qt::Key_Comma ? -1 : 0;
    if (steps != 0 && event->modifiers() == Qt::NoModifier && !isWalking()) {
        walk(steps);
        return;
    }
    CityView::keyPressEvent(event);
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
