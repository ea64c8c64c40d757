#pragma once

#include "domain/Objects.h"
#include "scene/CityView.h"

#include <QAccessibleObject>
#include <QHash>
#include <QTimer>

#include <vector>

namespace app
{

class MapItem;

/// The map to assistive technology (AT-SPI): a graphic whose children are the markers, areas and larger buildings that
/// are on screen, each with a name in words, its place on screen and what can be done with it. Children follow the map
/// a moment after it has come to rest; somebody has to have asked for them once. Main thread.
class MapAccessible : public QObject, public QAccessibleObject
{
    Q_OBJECT

public:
    explicit MapAccessible(MapItem *map);
    ~MapAccessible() override;
    /// Lets Qt make one for every map; once in a process.
    static void install();

    /// Keys have gone to this object: it is read out.
    void tellFocus(const domain::ObjectRef &object);

    QAccessibleInterface *parent() const override;
    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *focusChild() const override;
    QWindow *window() const override;
    QRect rect() const override;
    QString text(QAccessible::Text what) const override;
    void setText(QAccessible::Text, const QString &) override {}
    QAccessible::Role role() const override { return QAccessible::Graphic; }
    QAccessible::State state() const override;

    MapItem *map() const { return m_map; }
    /// Logical pixels of the map to those of the screen.
    QRect onScreen(const QRectF &rect) const;

private:
    struct Child {
        scene::SeenObject seen;
        QAccessible::Id id = 0;
        QString name; ///< as it was told last
    };
    void ensure() const;
    void refresh();
    QAccessible::Id idOf(const domain::ObjectRef &object) const;

    MapItem *m_map;
    std::vector<Child> m_children; ///< in reading order
    QTimer m_soon;
    bool m_asked = false;
    domain::ObjectRef m_focused;
};

}
