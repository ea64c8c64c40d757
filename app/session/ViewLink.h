#pragma once

#include "core/Card.h"
#include "scene/CityView.h"

#include <QObject>
#include <QPointF>
#include <QPointer>
#include <QTimer>

#include <optional>

namespace app
{

class Session;

/// Ties a CityView to the session: city, changes, layers, selection and looks go in; hovering and clicks come back.
class ViewLink : public QObject
{
    Q_OBJECT

public:
    ViewLink(Session &session, scene::CityView &view);

    scene::CityView *view() const { return m_view; }
    /// What the view can fly to for an object: its building for a unit or storey, its place for an event without a
    /// position.
    domain::ObjectRef target(const domain::ObjectRef &object) const;
    /// Where the camera goes for it: to the room of a device in the building that is entered.
    domain::ObjectRef destination(const domain::ObjectRef &object) const;
    void applyLooks();
    /// Hands a city to the view, unless it has it.
    void show(const std::shared_ptr<const domain::City> &city);

private:
    void applyTextScale();
    void takeCity();
    void updateAnchor();
    /// Lines to the events that may be the same as the selected one.
    void showPairs();
    void readPosition();
    void noteMissing(const QString &layer, const base::Error &error);
    void lookUpAgain();
    bool eventFilter(QObject *watched, QEvent *event) override;

    Session &m_session;
    QPointer<scene::CityView> m_view;
    std::shared_ptr<const domain::City> m_shown;
    std::optional<QPointF> m_cursor; ///< over the map
    QTimer m_reading;                ///< the position is read out a few times a second, not with every move
    QTimer m_resident;               ///< tiles come by the dozen
};

}
