#include "video/Patrol.h"

#include "core/Directory.h"
#include "core/Text.h"
#include "video/CameraModel.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace app
{

static constexpr int LeastDwell = 3, MostDwell = 300;

Patrol::Patrol(Twin &twin, Selection &selection, Streams &streams, CameraModel &cameras, const Times &times,
               QObject *parent)
    : QObject(parent), m_twin(twin), m_selection(selection), m_streams(streams), m_cameras(cameras), m_times(times)
{
    m_step.setInterval(times.stepMs);
    connect(&m_step, &QTimer::timeout, this, &Patrol::step);
    connect(&selection, &Selection::currentChanged, this, &Patrol::onSelection);
    connect(&twin, &Twin::cityChanged, this, [this] {
        if (isRunning() && !hasStream(camera()))
            stop();
        readRoutes();
        Q_EMIT stopsChanged();
    });
    connect(&twin, &Twin::languageChanged, this, &Patrol::stopsChanged);
    connect(&twin, &Twin::languageChanged, this, &Patrol::changed);
}

void Patrol::setKeeping(Settings *settings, std::function<QString()> project, std::function<bool()> keeps)
{
    m_settings = settings;
    m_project = std::move(project);
    m_keeps = std::move(keeps);
    readRoutes();
}

bool Patrol::hasStream(const QString &camera) const
{
    const domain::Thing *thing = m_twin.city() ? m_twin.city()->thing(camera) : nullptr;
    return thing && !thing->stream.trimmed().isEmpty();
}

// Going round

void Patrol::toggle()
{
    isRunning() ? stop() : void(start());
}

bool Patrol::start()
{
    if (!m_stops.isEmpty()) {
        begin({}, m_stops);
    } else {
        const auto middle = m_cameras.middle();
        begin({}, middle ? shortWay(m_cameras.nearest(*middle, m_times.usualStops)) : QStringList());
    }
    return isRunning();
}

bool Patrol::startRoute(const QString &name)
{
    const auto route = std::find_if(m_routes.begin(), m_routes.end(), [&](const Route &r) { return r.name == name; });
    if (route == m_routes.end())
        return false;
    m_dwell = route->dwell;
    Q_EMIT stopsChanged();
    begin(name, route->cameras);
    return isRunning();
}

void Patrol::begin(const QString &name, const QStringList &cameras)
{
    QStringList going;
    std::copy_if(cameras.begin(), cameras.end(), std::back_inserter(going),
                 [this](const QString &camera) { return hasStream(camera); });
    if (going.isEmpty()) {
        Q_EMIT notice(translate("video", "No camera with a stream is near. Choose cameras for a patrol first."));
        return;
    }
    m_name = name;
    m_going = going;
    m_goingDwell = m_dwell;
    m_missed.clear();
    m_paused = false;
    m_step.start();
    arrive(0);
}

void Patrol::stop()
{
    if (!isRunning())
        return;
    m_index = -1;
    m_paused = false;
    m_going.clear();
    m_step.stop();
    m_streams.look(this, {}, false);
    Q_EMIT changed();
    Q_EMIT tick();
}

void Patrol::arrive(int index)
{
    const int stops = count();
    m_index = (index % stops + stops) % stops;
    m_spentMs = m_deadMs = 0;
    m_seen = false;
    if (m_index == 0 && index != 0)
        m_missed.clear(); // of the round before
    const QString at = camera();
    // It plays whether or not anything of the interface shows it just now: dead or not is found out here.
    m_streams.look(this, at, true);
    m_choosing = true;
    m_selection.select({domain::ObjectKind::Thing, at});
    m_choosing = false;
    const domain::Thing *thing = m_twin.city() ? m_twin.city()->thing(at) : nullptr;
    if (m_flight && thing)
        m_flight(*thing);
    Q_EMIT changed();
    Q_EMIT tick();
}

bool Patrol::isDead() const
{
    return isRunning() && !m_streams.isPlaying(camera()) &&
           (m_streams.isTroubled(camera()) || m_spentMs >= m_times.answerMs);
}

int Patrol::dwellMs() const
{
    return m_goingDwell * m_times.unitMs;
}

void Patrol::step()
{
    if (!isRunning())
        return;
    m_seen = m_seen || m_streams.isPlaying(camera());
    if (isDead()) {
        if (!m_missed.contains(camera())) {
            m_missed.append(camera());
            Q_EMIT changed();
        }
        if (!m_paused)
            m_deadMs += m_times.stepMs;
    } else {
        m_deadMs = 0;
        if (m_seen && m_missed.removeOne(camera()))
            Q_EMIT changed();
    }
    if (!m_paused)
        m_spentMs += m_times.stepMs;
    if (!m_paused && (m_spentMs >= dwellMs() || m_deadMs >= std::min(m_times.deadMs, dwellMs()))) {
        next();
        return;
    }
    Q_EMIT tick();
}

/// Whoever chooses something else while a patrol runs wants to look at it.
void Patrol::onSelection()
{
    if (!isRunning() || m_choosing || m_paused)
        return;
    const domain::ObjectRef &current = m_selection.current();
    if (current.isNull() || current.id == camera())
        return;
    togglePause();
    Q_EMIT notice(translate("video", "The patrol waits while you look at something else."));
}

void Patrol::togglePause()
{
    if (!isRunning())
        return;
    m_paused = !m_paused;
    if (!m_paused && m_selection.current().id != camera()) {
        arrive(m_index); // back from what was looked at
        return;
    }
    Q_EMIT changed();
}

void Patrol::next()
{
    if (isRunning())
        arrive(m_index + 1 == count() ? count() : m_index + 1);
}

void Patrol::previous()
{
    if (isRunning())
        arrive(m_index - 1);
}

void Patrol::goTo(int index)
{
    if (isRunning() && index >= 0 && index < count())
        arrive(index);
}

QString Patrol::nextName() const
{
    if (!isRunning() || count() < 2)
        return {};
    return nameOf(m_twin, {domain::ObjectKind::Thing, m_going.at((m_index + 1) % count())});
}

QString Patrol::trouble() const
{
    if (!isDead())
        return {};
    const QString why = m_streams.reason(camera());
    const QString text = why.isEmpty() ? translate("video", "No picture comes") : why;
    if (m_paused)
        return text;
    constexpr int SecondMs = 1000;
    const int left = std::max(0, std::min(std::min(m_times.deadMs, dwellMs()) - m_deadMs, dwellMs() - m_spentMs));
    return translate("video", "%1 · going on in %2 s").arg(text).arg((left + SecondMs - 1) / SecondMs);
}

double Patrol::progress() const
{
    return isRunning() ? std::clamp(double(m_spentMs) / dwellMs(), 0.0, 1.0) : 0.0;
}

int Patrol::secondsLeft() const
{
    return isRunning() ? (std::max(0, dwellMs() - m_spentMs) + m_times.unitMs - 1) / m_times.unitMs : 0;
}

QStringList Patrol::shortWay(QStringList cameras) const
{
    // Always on to the nearest that is left: short enough, and plain to see.
    for (int i = 0; i + 2 < cameras.size(); ++i) {
        const auto from = placeOnGround(m_twin, {domain::ObjectKind::Thing, cameras[i]});
        const auto distance = [&](const QString &camera) {
            const auto to = placeOnGround(m_twin, {domain::ObjectKind::Thing, camera});
            return from && to ? glm::length(*to - *from) : 0.0;
        };
        const auto nearest =
            std::min_element(cameras.begin() + i + 1, cameras.end(),
                             [&](const QString &a, const QString &b) { return distance(a) < distance(b); });
        std::iter_swap(cameras.begin() + i + 1, nearest);
    }
    return cameras;
}

// Putting a route together

QVariantList Patrol::stops() const
{
    QVariantList list;
    for (const QString &camera : m_stops) {
        const domain::Thing *thing = m_twin.city() ? m_twin.city()->thing(camera) : nullptr;
        list.append(QVariantMap{{QStringLiteral("id"), camera},
                                {QStringLiteral("name"), thing ? nameOf(m_twin, thing->ref()) : camera},
                                {QStringLiteral("place"), thing ? placeText(m_twin, *thing) : QString()},
                                {QStringLiteral("streams"), hasStream(camera)}});
    }
    return list;
}

void Patrol::setDwellSeconds(int seconds)
{
    const int within = std::clamp(seconds, LeastDwell, MostDwell);
    if (std::exchange(m_dwell, within) == within)
        return;
    m_goingDwell = within;
    Q_EMIT stopsChanged();
}

void Patrol::addStop(const QString &camera)
{
    if (camera.isEmpty() || m_stops.contains(camera))
        return;
    m_stops.append(camera);
    Q_EMIT stopsChanged();
}

void Patrol::addNear()
{
    const auto middle = m_cameras.middle();
    if (!middle)
        return;
    for (const QString &camera : shortWay(m_cameras.nearest(*middle, m_times.usualStops))) {
        if (!m_stops.contains(camera))
            m_stops.append(camera);
    }
    Q_EMIT stopsChanged();
}

void Patrol::removeStop(int index)
{
    if (index < 0 || index >= m_stops.size())
        return;
    m_stops.removeAt(index);
    Q_EMIT stopsChanged();
}

void Patrol::moveStop(int from, int to)
{
    if (from < 0 || from >= m_stops.size() || to < 0 || to >= m_stops.size() || from == to)
        return;
    m_stops.move(from, to);
    Q_EMIT stopsChanged();
}

void Patrol::clearStops()
{
    m_stops.clear();
    Q_EMIT stopsChanged();
}

QVariantList Patrol::routes() const
{
    QVariantList list;
    for (const Route &route : m_routes)
        list.append(QVariantMap{{QStringLiteral("name"), route.name},
                                {QStringLiteral("count"), int(route.cameras.size())},
                                {QStringLiteral("dwell"), route.dwell}});
    return list;
}

void Patrol::saveRoute(const QString &name)
{
    const QString trimmed = name.trimmed();
    if (trimmed.isEmpty() || m_stops.isEmpty())
        return;
    const auto at = std::find_if(m_routes.begin(), m_routes.end(), [&](const Route &r) { return r.name == trimmed; });
    if (at == m_routes.end())
        m_routes.push_back({trimmed, m_stops, m_dwell});
    else
        *at = {trimmed, m_stops, m_dwell};
    keepRoutes();
}

void Patrol::loadRoute(const QString &name)
{
    const auto at = std::find_if(m_routes.begin(), m_routes.end(), [&](const Route &r) { return r.name == name; });
    if (at == m_routes.end())
        return;
    m_stops = at->cameras;
    m_dwell = at->dwell;
    Q_EMIT stopsChanged();
}

void Patrol::removeRoute(const QString &name)
{
    if (std::erase_if(m_routes, [&](const Route &route) { return route.name == name; }) > 0)
        keepRoutes();
}

void Patrol::readRoutes()
{
    m_routes.clear();
    const QByteArray kept = m_settings ? m_settings->patrolRoutes(m_project()) : QByteArray();
    for (const QJsonValue &value : QJsonDocument::fromJson(kept).array()) {
        Route route{value[QLatin1String("name")].toString(), {}, 0};
        for (const QJsonValue &camera : value[QLatin1String("cameras")].toArray())
            route.cameras.append(camera.toString());
        route.dwell = std::clamp(value[QLatin1String("dwell")].toInt(), LeastDwell, MostDwell);
        if (!route.name.isEmpty() && !route.cameras.isEmpty())
            m_routes.push_back(std::move(route));
    }
    Q_EMIT routesChanged();
}

void Patrol::keepRoutes()
{
    QJsonArray list;
    for (const Route &route : m_routes)
        list.append(QJsonObject{{QStringLiteral("name"), route.name},
                                {QStringLiteral("cameras"), QJsonArray::fromStringList(route.cameras)},
                                {QStringLiteral("dwell"), route.dwell}});
    if (m_settings && (!m_keeps || m_keeps()))
        m_settings->setPatrolRoutes(m_project(), QJsonDocument(list).toJson(QJsonDocument::Compact));
    Q_EMIT routesChanged();
}

}
