#pragma once

#include <QList>
#include <QQuickItem>
#include <QQuickWindow>
#include <QString>

/// What must hold of the interface at every size and in every language.
namespace tests
{

/// Everything visible below an item, itself included.
void collect(QQuickItem *item, QList<QQuickItem *> &out);
QList<QQuickItem *> visibleItems(QQuickWindow *window);
QRectF sceneRect(const QQuickItem *item);
QString describe(const QQuickItem *item);
/// The frame of the sheet that is open, once it has come up whole and has the keys; null before.
QQuickItem *openSheet(QQuickWindow *window);
/// The first text that is cut short or lies over another one; empty where none.
QString textProblem(const QList<QQuickItem *> &items);
/// The first control whose right edge is cut off by what it stands in and cannot be scrolled to; empty where none.
QString cutProblem(const QList<QQuickItem *> &items);
/// As textProblem(), and: a panel outside the window, over another, too wide, or on the seam of a wide wall; a button
/// of a wall too small to touch, or one without a name. Empty where all is well.
QString layoutProblem(QQuickWindow *window, const QString &layout);

}
