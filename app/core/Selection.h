#pragma once

#include "core/Twin.h"

#include <QObject>
#include <QVariantList>

namespace app
{

/// What the user looks at. Map, tree, lists, search and command line all enter here; the view follows its signals.
/// `select` marks, `enter` goes into an area or building, `flyTo` moves the camera there and marks. What lies inside a
/// building that is not open yet enters the building first and is chosen once it is there. Main thread.
class Selection : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString kind READ kind NOTIFY currentChanged)
    Q_PROPERTY(QString id READ id NOTIFY currentChanged)
    Q_PROPERTY(QString name READ name NOTIFY currentChanged)
    Q_PROPERTY(QVariantMap hovered READ hoveredMap NOTIFY hoveredChanged)
    Q_PROPERTY(QVariantMap entered READ enteredMap NOTIFY enteredChanged)
    Q_PROPERTY(QVariantList breadcrumb READ breadcrumb NOTIFY breadcrumbChanged)

public:
    explicit Selection(Twin &twin, QObject *parent = nullptr);

    const domain::ObjectRef &current() const { return m_current; }
    const domain::ObjectRef &hovered() const { return m_hovered; }
    const domain::ObjectRef &entered() const { return m_entered; }
    QString kind() const;
    QString id() const { return m_current.id; }
    QString name() const;
    QVariantMap hoveredMap() const;
    QVariantMap enteredMap() const;
    /// {kind, id, name} from the sub-district down to what is selected, else entered.
    QVariantList breadcrumb() const;

    /// False where there is no such object; nothing changes then. A null one clears.
    bool select(const domain::ObjectRef &object);
    bool enter(const domain::ObjectRef &object);
    bool flyTo(const domain::ObjectRef &object);
    void hover(const domain::ObjectRef &object);

    Q_INVOKABLE bool select(const QString &kind, const QString &id);
    Q_INVOKABLE bool enter(const QString &kind, const QString &id);
    Q_INVOKABLE bool flyTo(const QString &kind, const QString &id);
    Q_INVOKABLE void hover(const QString &kind, const QString &id);
    /// First lets go of what is selected within the entered place, then leaves that for the one above.
    Q_INVOKABLE void up();
    Q_INVOKABLE void clear();
    /// Out of the building that is entered: it stays selected.
    Q_INVOKABLE void leaveBuilding();

    /// Something inside the entered building is to be chosen once that is open.
    bool isAwaiting() const { return !m_awaited.id.isEmpty(); }
    /// The building could not be opened: nothing is waited for any more.
    void stopAwaiting();

Q_SIGNALS:
    void currentChanged();
    void hoveredChanged();
    void enteredChanged();
    void breadcrumbChanged();
    void flyRequested(const domain::ObjectRef &object);
    /// What was waited for is not in the building, now that it is open.
    void awaitedMissing(const QString &id);

private:
    /// What was asked for is inside a building that is not open.
    bool await(const QString &kind, const QString &id, bool fly);
    void onInterior();
    bool choose(const domain::ObjectRef &object, const domain::ObjectRef &entered, bool fly);
    void set(const domain::ObjectRef &current, const domain::ObjectRef &entered);
    void dropVanished();

    Twin &m_twin;
    domain::ObjectRef m_current, m_hovered, m_entered;
    domain::ObjectRef m_awaited; ///< its kind may be None: any
    bool m_awaitedFlies = false;
};

}
