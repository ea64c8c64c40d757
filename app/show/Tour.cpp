#include "show/Tour.h"

#include "core/Directory.h"
#include "core/Text.h"
#include "scene/CityView.h"
#include "session/Session.h"

#include <QCoreApplication>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

Tour::Tour(Session &session, QObject *parent)
    : QObject(parent), m_session(session), m_minutes(session.settings().tourMinutes())
{
    for (QTimer *timer : {&m_idle, &m_flight, &m_stay})
        timer->setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        if (!start())
            wait();
    });
    connect(&m_flight, &QTimer::timeout, this, &Tour::arrive);
    connect(&m_stay, &QTimer::timeout, this, &Tour::next);
    const auto anew = [this] {
        if (m_running && !mayRun())
            stop();
        wait();
    };
    connect(&session, &Session::layoutChanged, this, anew);
    connect(&session, &Session::cityChanged, this, anew);
    connect(&session, &Session::criticalRaised, this, &Tour::touch);
    connect(&session.selection(), &Selection::currentChanged, this, [this] {
        if (!m_steering)
            touch();
    });
    qApp->installEventFilter(this);
    wait();
}

Tour::~Tour() = default;

void Tour::setMinutes(int minutes)
{
    minutes = std::max(minutes, 0);
    if (std::exchange(m_minutes, minutes) == minutes)
        return;
    if (m_session.keepsChoices())
        m_session.settings().setTourMinutes(minutes);
    Q_EMIT minutesChanged();
    wait();
}

void Tour::setHeld(bool held)
{
    if (std::exchange(m_held, held) == held)
        return;
    Q_EMIT heldChanged();
    if (held)
        stop();
    wait();
}

void Tour::setPace(const Pace &pace)
{
    m_pace = pace;
    wait();
}

bool Tour::mayRun() const
{
    return !m_held && !m_session.isStill() && m_session.view() && m_session.isComplete() &&
           m_session.layout() == QLatin1String("wall");
}

void Tour::wait()
{
    if (m_minutes == 0 || m_running || m_held || m_session.isStill())
        m_idle.stop();
    else
        m_idle.start(int(m_minutes * m_pace.secondsOfMinute * 1000));
}

bool Tour::start()
{
    if (m_running)
        return true;
    if (!mayRun())
        return false;
    m_idle.stop();
    m_shown.clear();
    m_turn = 0;
    m_running = true;
    if (m_session.inside().isActive())
        m_session.selection().leaveBuilding();
    next();
    if (m_running)
        Q_EMIT runningChanged();
    return m_running;
}

void Tour::stop()
{
    if (!std::exchange(m_running, false))
        return;
    m_flight.stop();
    m_stay.stop();
    if (scene::CityView *view = m_session.view())
        view->flyTo(view->pose(), false); // it stands where it is
    Q_EMIT runningChanged();
}

void Tour::touch()
{
    stop();
    wait();
}

void Tour::next()
{
    if (!mayRun()) {
        touch();
        return;
    }
    m_steering = true;
    if (m_session.selection().current() == m_event)
        m_session.selection().clear();
    m_event = {};
    const bool eventFirst = m_turn++ % 2 == 1;
    const bool found = eventFirst ? nextEvent() || nextView() : nextView() || nextEvent();
    m_steering = false;
    if (!found)
        touch();
}

bool Tour::nextView()
{
    const QVariantList views = m_session.savedViews();
    if (views.isEmpty()) {
        m_session.home();
        depart(m_session.title());
        return true;
    }
    const int index = m_view++ % int(views.size());
    m_session.goToView(index);
    depart(views[index].toMap().value(QStringLiteral("name")).toString());
    return true;
}

bool Tour::nextEvent()
{
    std::vector<const domain::Event *> open;
    for (const domain::Event *event : m_session.twin().state().events()) {
        if (!domain::isFinal(event->state))
            open.push_back(event);
    }
    const auto isNew = [this](const domain::Event *event) { return !m_shown.contains(event->id); };
    if (std::none_of(open.begin(), open.end(), isNew))
        m_shown.clear(); // the next round
    std::erase_if(open, [&isNew](const domain::Event *event) { return !isNew(event); });
    const auto graver = [](const domain::Event *a, const domain::Event *b) {
        return a->severity != b->severity ? a->severity > b->severity : a->reported > b->reported;
    };
    const auto gravest = std::min_element(open.begin(), open.end(), graver);
    if (gravest == open.end())
        return false;
    m_shown.insert((*gravest)->id);
    m_event = (*gravest)->ref();
    m_session.selection().flyTo(m_event);
    depart(titleOf(m_session.twin(), **gravest));
    return true;
}

void Tour::depart(const QString &where)
{
    scene::CityView *view = m_session.view();
    const scene::CameraPose from = view->pose(), to = view->goal();
    // About as much passes by in a second however far it is.
    constexpr double MetresASecond = 90, SecondsADoubling = 2, DegreesASecond = 18;
    const double seconds = std::max({glm::distance(from.target, to.target) / MetresASecond,
                                     std::abs(std::log2(to.distance / from.distance)) * SecondsADoubling,
                                     std::abs(std::remainder(to.heading - from.heading, 360.0)) / DegreesASecond});
    const double flight = std::clamp(seconds, m_pace.shortest, m_pace.longest);
    view->flySlowly(to, flight);
    m_flight.start(m_session.reducedMotion() ? 0 : int(flight * 1000));
    if (std::exchange(m_where, where) != where)
        Q_EMIT whereChanged();
}

void Tour::arrive()
{
    m_stay.start(int((m_event.isNull() ? m_pace.viewSeconds : m_pace.eventSeconds) * 1000));
}

/// What belongs to the touch that stopped the tour is for nobody else: it was for the tour.
bool Tour::swallows(QEvent *event)
{
    const QEvent::Type type = event->type();
    const auto until = [&](QEvent::Type end) {
        m_swallowed = end;
        event->accept();
        return true;
    };
    switch (type) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
        return until(QEvent::MouseButtonRelease);
    case QEvent::TouchBegin:
        return until(QEvent::TouchEnd);
    case QEvent::ShortcutOverride: // else the key would be a shortcut
        return until(QEvent::KeyRelease);
    case QEvent::Wheel:
        event->accept();
        return true;
    default:
        return false;
    }
}

bool Tour::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    switch (type) {
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::TabletPress:
        break;
    default:
        return false;
    }
    if (!event->spontaneous() || !watched->isWindowType())
        return false;
    if (type == QEvent::MouseMove) {
        // A window that comes under a pointer at rest is no hand.
        const QPointF at = static_cast<QMouseEvent *>(event)->globalPosition();
        if (std::exchange(m_pointer, at) == at)
            return false;
    }
    if (m_running) {
        touch();
        return swallows(event);
    }
    if (m_minutes > 0)
        wait();
    if (!m_swallowed)
        return false;
    event->accept();
    if (type == QEvent::Type(*m_swallowed))
        m_swallowed.reset();
    return true;
}

}
