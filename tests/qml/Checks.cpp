#include "Checks.h"

#include <QAccessible>

namespace tests
{

void collect(QQuickItem *item, QList<QQuickItem *> &out)
{
    if (!item->isVisible() || item->opacity() <= 0)
        return;
    out.append(item);
    for (QQuickItem *child : item->childItems())
        collect(child, out);
}

QList<QQuickItem *> visibleItems(QQuickWindow *window)
{
    QList<QQuickItem *> items;
    collect(window->contentItem(), items);
    return items;
}

QRectF sceneRect(const QQuickItem *item)
{
    return item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
}

/// What of a text is painted and not clipped away, without the room above and below its letters.
static QRectF inkRect(const QQuickItem *text)
{
    const double width = text->property("contentWidth").toDouble(), height = text->property("contentHeight").toDouble();
    const int horizontal = text->property("effectiveHorizontalAlignment").toInt();
    const int vertical = text->property("verticalAlignment").toInt();
    const double x = horizontal == Qt::AlignRight     ? text->width() - width
                     : horizontal == Qt::AlignHCenter ? (text->width() - width) / 2
                                                      : text->property("leftPadding").toDouble();
    const double y = vertical == Qt::AlignVCenter ? (text->height() - height) / 2 : 0;
    QRectF rect = text->mapRectToScene(QRectF(x, y, width, height).adjusted(0, height * 0.22, 0, -height * 0.22));
    for (const QQuickItem *parent = text->parentItem(); parent; parent = parent->parentItem()) {
        if (parent->clip())
            rect = rect.intersected(sceneRect(parent));
    }
    return rect;
}

QString describe(const QQuickItem *item)
{
    const QRectF rect = sceneRect(item);
    return QStringLiteral("%1 \"%2\" at %3,%4 %5x%6")
        .arg(item->objectName(), item->property("text").toString())
        .arg(rect.x())
        .arg(rect.y())
        .arg(rect.width())
        .arg(rect.height());
}

QQuickItem *openSheet(QQuickWindow *window)
{
    const QQuickItem *keys = window->activeFocusItem();
    for (QQuickItem *item : visibleItems(window)) {
        if (item->objectName() != QLatin1String("sheet"))
            continue;
        const QQuickItem *sheet = item->parentItem();
        if (keys && sheet->opacity() == 1 && (sheet == keys || sheet->isAncestorOf(keys)))
            return item;
    }
    return nullptr;
}

QString textProblem(const QList<QQuickItem *> &items)
{
    struct Ink {
        const QQuickItem *text;
        QRectF rect;
    };
    std::vector<Ink> inks;
    for (const QQuickItem *item : items) {
        if (!item->inherits("QQuickText") || item->property("text").toString().trimmed().isEmpty())
            continue;
        const QRectF ink = inkRect(item);
        if (ink.width() < 2 || ink.height() < 2)
            continue;
        if (item->property("truncated").toBool() && item->objectName() != QLatin1String("mayElide"))
            return "cut short: " + describe(item);
        for (const Ink &other : inks) {
            const QRectF both = ink.intersected(other.rect);
            if (both.width() > 2 && both.height() > 2)
                return describe(item) + " over " + describe(other.text);
        }
        inks.push_back({item, ink});
    }
    return {};
}

QString cutProblem(const QList<QQuickItem *> &items)
{
    for (const QQuickItem *item : items) {
        if (!item->inherits("QQuickAbstractButton") && !item->inherits("QQuickTextField"))
            continue;
        for (const QQuickItem *parent = item->parentItem(); parent; parent = parent->parentItem()) {
            const bool scrolls = parent->property("contentWidth").toDouble() > parent->width() + 1;
            if (parent->clip() && !scrolls && sceneRect(item).right() > sceneRect(parent).right() + 1)
                return "cut off at the right: " + describe(item);
        }
    }
    return {};
}

static QString panelProblem(const QList<QQuickItem *> &items, const QString &layout, const QSizeF &size)
{
    static const QStringList across{QStringLiteral("panel toolbar"), QStringLiteral("panel status"),
                                    QStringLiteral("panel replay"),  QStringLiteral("panel breadcrumb"),
                                    QStringLiteral("panel inside"),  QStringLiteral("panel table")};
    const QRectF frame(QPointF(), size);
    const double seam = size.width() / 2;
    QList<QQuickItem *> panels;
    for (QQuickItem *item : items) {
        if (!item->objectName().startsWith(QLatin1String("panel")))
            continue;
        const QRectF rect = sceneRect(item);
        if (!frame.adjusted(-1, -1, 1, 1).contains(rect))
            return "outside: " + describe(item);
        for (const QQuickItem *other : panels) {
            const QRectF both = rect.intersected(sceneRect(other));
            if (both.width() > 1 && both.height() > 1)
                return describe(item) + " over " + describe(other);
        }
        if (!across.contains(item->objectName()) && rect.width() > size.width() * 0.24 + 1)
            return "too wide: " + describe(item);
        const bool isWide = layout != QLatin1String("desk") && size.width() > 2.6 * size.height();
        if (isWide && rect.right() > seam + 1 && rect.left() < seam - 1)
            return "on the seam: " + describe(item);
        panels.append(item);
    }
    return panels.isEmpty() ? QStringLiteral("no panels") : QString();
}

QString layoutProblem(QQuickWindow *window, const QString &layout)
{
    const QList<QQuickItem *> items = visibleItems(window);
    if (const QString problem = textProblem(items); !problem.isEmpty())
        return problem;
    if (const QString problem = panelProblem(items, layout, window->size()); !problem.isEmpty())
        return problem;
    for (QQuickItem *item : items) {
        if (!item->inherits("QQuickAbstractButton"))
            continue;
        constexpr double Touch = 40;
        if (layout == QLatin1String("wall") && (item->width() < Touch || item->height() < Touch))
            return "too small to touch: " + describe(item);
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(item);
        if (!accessible || accessible->text(QAccessible::Name).isEmpty())
            return "has no name: " + describe(item);
    }
    return {};
}

}
