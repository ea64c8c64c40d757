#include "Panels.h"

#include "Checks.h"

#include <cmath>

static QRectF inkOf(const QQuickItem *text)
{
    const double width = text->property("contentWidth").toDouble(), height = text->property("contentHeight").toDouble();
    const int horizontal = text->property("effectiveHorizontalAlignment").toInt();
    const int vertical = text->property("verticalAlignment").toInt();
    const double x = horizontal == Qt::AlignRight     ? text->width() - width
                     : horizontal == Qt::AlignHCenter ? (text->width() - width) / 2
                                                      : text->property("leftPadding").toDouble();
    const double y = vertical == Qt::AlignVCenter ? (text->height() - height) / 2 : 0;
    // Letters do not fill their line.
    return text->mapRectToScene(QRectF(x, y, width, height).adjusted(0, height * 0.2, 0, -height * 0.2));
}

/// What scrolls may cut its rows.
static const QQuickItem *cutter(const QQuickItem *text, const QRectF &ink)
{
    for (const QQuickItem *parent = text->parentItem(); parent; parent = parent->parentItem()) {
        if (parent->inherits("QQuickFlickable"))
            return nullptr;
        const QRectF rect = tests::sceneRect(parent).adjusted(-1.5, -1.5, 1.5, 1.5);
        if (parent->clip() && !rect.contains(ink))
            return parent;
    }
    return nullptr;
}

static bool scrolls(const QQuickItem *item)
{
    for (const QQuickItem *parent = item->parentItem(); parent; parent = parent->parentItem()) {
        if (parent->inherits("QQuickFlickable"))
            return true;
    }
    return false;
}

QStringList problems(QQuickWindow *window, const QString &layout)
{
    QStringList said;
    if (const QString first = tests::layoutProblem(window, layout); !first.isEmpty())
        said += first;
    const QRectF frame(QPointF(), QSizeF(window->size()));
    const int least = layout == QLatin1String("desk") ? 12 : int(std::floor(window->height() / 60.0));
    for (const QQuickItem *item : tests::visibleItems(window)) {
        if (!item->inherits("QQuickText") || item->property("text").toString().trimmed().isEmpty())
            continue;
        const QRectF ink = inkOf(item);
        if (ink.width() < 1)
            continue;
        if (!scrolls(item) && !frame.adjusted(-1, -1, 1, 1).contains(ink))
            said += "outside the window: " + tests::describe(item);
        if (const QQuickItem *by = cutter(item, ink))
            said += "cut: " + tests::describe(item) + " by " + tests::describe(by);
        if (const int pixels = item->property("font").value<QFont>().pixelSize(); pixels < least)
            said += QStringLiteral("too small (%1 of %2 px): ").arg(pixels).arg(least) + tests::describe(item);
    }
    return said;
}
