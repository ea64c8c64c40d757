// The mouse, touch and the keys.
#include "scene/CityViewState.h"

namespace scene
{

using domain::ObjectKind;
using domain::ObjectRef;

void CityView::Impl::hover(const QPointF &pixel)
{
    if (probing) {
        probe(pixel, false);
        return;
    }
    const ObjectRef object = q->objectAt(pixel);
    if (object == hovered)
        return;
    hovered = object;
    Q_EMIT q->hovered(object);
}

void CityView::Impl::click(const QPointF &pixel)
{
    const MarkerHit marker = warnings->hitTest(pixel).isEmpty() ? markers->hitTest(pixel) : MarkerHit();
    if (marker.isCluster()) {
        if (const auto box = markers->open(marker))
            rig.flyToBox(*box);
        return;
    }
    const ObjectRef object = q->objectAt(pixel);
    if (object.kind != ObjectKind::Thing && object.kind != ObjectKind::Event)
        markers->fold();
    Q_EMIT q->clicked(object);
}

void CityView::mousePressEvent(QMouseEvent *event)
{
    Impl &my = *m_impl;
    forceActiveFocus(Qt::MouseFocusReason);
    my.flightDue = {};
    if (my.walking) {
        my.lookingFrom = event->position();
        my.lookDragged = false;
    } else if (event->button() != Qt::LeftButton || !my.beginSectionDrag(event->position())) {
        my.input.mousePress(event);
    }
    event->accept();
}

void CityView::mouseMoveEvent(QMouseEvent *event)
{
    Impl &my = *m_impl;
    if (my.walking)
        my.walkLook(event->position());
    else if (my.sectionGrip)
        my.dragSection(event->position());
    else
        my.input.mouseMove(event);
}

void CityView::mouseReleaseEvent(QMouseEvent *event)
{
    Impl &my = *m_impl;
    bool click = false;
    if (my.walking) {
        click = my.lookingFrom && !my.lookDragged;
        my.lookingFrom.reset();
    } else if (my.sectionGrip) {
        my.sectionGrip.reset();
        my.marks->setHandleHeld(false);
    } else {
        click = my.input.mouseRelease(event);
    }
    if (!click || event->button() != Qt::LeftButton)
        return;
    if (my.probing)
        my.probe(event->position(), true);
    else
        my.click(event->position());
}

void CityView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && !m_impl->probing)
        Q_EMIT doubleClicked(objectAt(event->position()));
}

void CityView::wheelEvent(QWheelEvent *event)
{
    m_impl->flightDue = {};
    if (m_impl->walking) {
        event->accept(); // one walks, one does not fly
        return;
    }
    m_impl->input.wheel(event);
    m_impl->schedule();
}

void CityView::touchEvent(QTouchEvent *event)
{
    Impl &my = *m_impl;
    if (event->type() == QEvent::TouchBegin)
        forceActiveFocus(Qt::MouseFocusReason);
    event->accept();
    if (my.walking) {
        const QPointF at = event->points().isEmpty() ? QPointF() : event->points().constFirst().position();
        if (event->type() == QEvent::TouchBegin)
            my.lookingFrom = at;
        else if (event->type() == QEvent::TouchUpdate)
            my.walkLook(at);
        else
            my.lookingFrom.reset();
        return;
    }
    if (const auto tap = my.input.touch(event))
        my.probing ? my.probe(*tap, true) : my.click(*tap);
}

void CityView::keyPressEvent(QKeyEvent *event)
{
    event->setAccepted(m_impl->walking ? m_impl->walkKey(event, true) : m_impl->input.keyPress(event));
    m_impl->schedule();
}

void CityView::keyReleaseEvent(QKeyEvent *event)
{
    event->setAccepted(m_impl->walking ? m_impl->walkKey(event, false) : m_impl->input.keyRelease(event));
}

void CityView::focusOutEvent(QFocusEvent *event)
{
    QQuickItem::focusOutEvent(event);
    m_impl->input.focusLost();
    m_impl->walker.releaseAll();
}

void CityView::hoverMoveEvent(QHoverEvent *event)
{
    m_impl->hoverPixel = event->position();
    if (!m_impl->hoverTimer.isActive())
        m_impl->hoverTimer.start();
}

void CityView::hoverLeaveEvent(QHoverEvent *)
{
    m_impl->hoverTimer.stop();
    if (m_impl->hovered.isNull())
        return;
    m_impl->hovered = {};
    Q_EMIT hovered({});
}

}
