#pragma once

#include "domain/Objects.h"

#include <QObject>
#include <QPointF>
#include <QSet>
#include <QTimer>

#include <optional>

namespace app
{

class Session;

/// A slow flight over the wall while nobody touches it: to the saved views and to the open events in turn, the gravest
/// event first. It begins after some minutes without a hand, and stops where it is at the first touch, the first
/// critical alarm, or when anything else moves what is selected. The touch that stops it does nothing else. With
/// reduced motion it cuts from place to place. Main thread.
class Tour : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool running READ isRunning NOTIFY runningChanged)
    /// Without a touch before it begins; 0: never.
    Q_PROPERTY(int minutes READ minutes WRITE setMinutes NOTIFY minutesChanged)
    /// What is flown to or shown just now.
    Q_PROPERTY(QString where READ where NOTIFY whereChanged)
    /// Something else has the wall: a sheet, a patrol, a desk that it follows.
    Q_PROPERTY(bool held READ isHeld WRITE setHeld NOTIFY heldChanged)

public:
    /// How long everything takes.
    struct Pace {
        double secondsOfMinute = 60;
        double viewSeconds = 9, eventSeconds = 14; ///< that it stays
        double shortest = 7, longest = 22;         ///< of flights, seconds
    };

    explicit Tour(Session &session, QObject *parent = nullptr);
    ~Tour() override;

    bool isRunning() const { return m_running; }
    int minutes() const { return m_minutes; }
    void setMinutes(int minutes);
    const QString &where() const { return m_where; }
    bool isHeld() const { return m_held; }
    void setHeld(bool held);
    void setPace(const Pace &pace);
    /// What was flown to last.
    const domain::ObjectRef &event() const { return m_event; }

    /// At once; false where there is nothing to fly to, or something else has the wall.
    Q_INVOKABLE bool start();
    Q_INVOKABLE void stop();
    /// Somebody is there, by whatever way: it stops, and the minutes count anew.
    Q_INVOKABLE void touch();

Q_SIGNALS:
    void runningChanged();
    void minutesChanged();
    void whereChanged();
    void heldChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool mayRun() const;
    void wait();
    void next();
    bool nextView();
    bool nextEvent();
    void depart(const QString &where);
    void arrive();
    bool swallows(QEvent *event);

    Session &m_session;
    Pace m_pace;
    QTimer m_idle, m_flight, m_stay;
    bool m_running = false, m_held = false, m_steering = false;
    int m_minutes = 0, m_turn = 0, m_view = 0;
    QSet<QString> m_shown; ///< events of this round
    domain::ObjectRef m_event;
    QString m_where;
    QPointF m_pointer;
    std::optional<int> m_swallowed; ///< QEvent::Type that ends the touch that stopped it
};

}
