// Store, feeds and what they tell.
#include "core/Text.h"
#include "loading/District.h"
#include "operations/GaugeModel.h"
#include "scene/CityView.h"
#include "session/Session.h"

#include <QGuiApplication>
#include <QQuickWindow>

#include <algorithm>
#include <utility>

namespace app
{

void Session::wireOperations()
{
    wireAccess();
    connect(&m_rules, &RuleEditor::notice, this, &Session::tell);
    connect(&m_storeTools, &StoreTools::notice, this, &Session::tell);
    m_notifier.setDesktop(m_settings.desktopNotifications());
    connect(&m_notifier, &Notifier::desktopChanged, this, [this] {
        if (m_keep)
            m_settings.setDesktopNotifications(m_notifier.desktop());
    });
    connect(&m_notifier, &Notifier::happened, this, &Session::onHappening);
    connect(&m_notifier, &Notifier::opened, this, [this](const QString &kind, const QString &id) {
        m_selection.flyTo(kind, id);
        if (scene::CityView *shown = view(); shown && shown->window())
            shown->window()->requestActivate();
    });
    if (auto *application = qobject_cast<QGuiApplication *>(QCoreApplication::instance())) {
        connect(application, &QGuiApplication::applicationStateChanged, this,
                [this](Qt::ApplicationState state) { m_notifier.setWindowActive(state == Qt::ApplicationActive); });
    }
    connect(&m_keeper, &Keeper::overfullChanged, &m_hub, &feeds::FeedHub::setHeldBack);
    connect(&m_keeper, &Keeper::ready, this, &Session::startFeeds);
    connect(&m_keeper, &Keeper::appended, this, &Session::noteKept);
    connect(&m_twin, &Twin::rulesChanged, this, &Session::lookBack);
    connect(&m_keeper, &Keeper::exerciseBegan, this, [this](bool worked) {
        if (worked)
            tell(tr("The replay jumped: the exercise begins anew, and what was done in it is gone"));
    });
}

void Session::wireAccess()
{
    access().rename(m_settings.operatorName());
    access().logIn(access().name(), m_settings.role());
    connect(&access(), &Access::personChanged, this, [this] {
        if (!m_keep)
            return;
        m_settings.setOperatorName(access().name());
        m_settings.setRole(access().isLoggedIn() ? access().role() : QString());
    });
    // Others look at the wall and at a briefing.
    const auto judge = [this] {
        m_residents.conceal(QStringLiteral("layout"), m_layout != QLatin1String("desk"),
                            [] { return tr("Residents are not shown here: go to the desk"); });
    };
    connect(this, &Session::layoutChanged, this, judge);
    judge();
}

void Session::logInForNow(const QString &role)
{
    const bool keeps = std::exchange(m_keep, false);
    access().logIn(access().name(), role);
    m_keep = keeps;
}

void Session::setPictured(bool pictured)
{
    m_residents.conceal(QStringLiteral("picture"), pictured, [] { return tr("Residents are not shown in pictures"); });
}

void Session::openStore(const loading::District &district)
{
    const bool isReplay =
        !m_feeds.empty() && std::all_of(m_feeds.begin(), m_feeds.end(), [](const feeds::FeedConfig &feed) {
            return feed.type == QLatin1String("replay");
        });
    domain::StoreConfig config = district.store;
    config.seat = m_settings.seat();
    config.exercise = isReplay || m_still; // a picture leaves nothing behind, and nobody is told of it
    if (config.url.isEmpty())
        config.url = m_settings.storeUrl(projectKey());
    // Looking at a file is no reason to leave another one behind.
    const bool isLookedAt = district.projectPath.isEmpty() && m_feeds.empty();
    if (isLookedAt)
        m_keeper.openNone();
    else
        m_keeper.open(config);
}

void Session::startFeeds()
{
    m_replayArrived = false;
    m_notifier.setTargets(m_notify);
    for (feeds::FeedConfig &feed : m_feeds) {
        // A picture that is taken beside the viewer must not take its messages away.
        if (feed.persistent && feed.clientId.isEmpty() && !m_still)
            feed.clientId = m_settings.clientId(projectKey(), feed.id);
    }
    // Who reports is told so once the report is kept.
    m_hub.setAnswersWhenKept(m_keeper.isOpen());
    if (const auto city = m_twin.city())
        m_hub.setCatalogue(city->catalogue);
    lookBack();
    m_hub.start(m_feeds);
    m_twin.setClock(&m_hub.clock());
    m_twin.tick();
    Q_EMIT replayChanged();
    Q_EMIT savedViewsChanged();
    Q_EMIT colouringsChanged();
    endLoading();
}

/// An exercise's store begins empty: what its rules look back on is in the replay.
void Session::lookBack()
{
    QHash<QString, qint64> spans;
    for (const live::HistoryWish &wish : m_twin.state().historyWishes(0))
        spans.insert(wish.datastream, -wish.from);
    // And what the weather panel shows the last hours of.
    for (const QString &stream : m_twin.city() ? GaugeModel::streamsOf(*m_twin.city()) : QStringList())
        spans.insert(stream, std::max(spans.value(stream), GaugeModel::SpanMs));
    m_hub.setLookBack(spans);
}

void Session::takeBatch(const feeds::FeedBatch &batch)
{
    const bool isIntake = std::any_of(m_feeds.begin(), m_feeds.end(), [&batch](const feeds::FeedConfig &feed) {
        return feed.id == batch.feed && feed.type == QLatin1String("intake");
    });
    m_keeper.setOwnReports(isIntake);
    m_twin.take(batch);
    m_keeper.setOwnReports(false);
}

void Session::noteKept(const std::vector<domain::Entry> &entries)
{
    std::vector<domain::Event> events;
    for (const domain::Entry &entry : entries) {
        const domain::Event *event = entry.subject == domain::Subject::Event ? m_twin.state().event(entry.id) : nullptr;
        if (event)
            events.push_back(*event);
    }
    m_hub.noteEvents(events);
}

bool Session::isLive() const
{
    if (m_loading || !m_hub.isReplay() || m_replayArrived)
        return !m_loading;
    const std::vector<feeds::FeedStatus> status = m_hub.status();
    return std::all_of(status.begin(), status.end(),
                       [](const feeds::FeedStatus &feed) { return feed.state == feeds::FeedStatus::State::Failed; });
}

void Session::onHappening(const Notifier::Happening &happening)
{
    if (m_still)
        return;
    const QString what = happening.message.text.in(language()), where = happening.message.place.in(language());
    if (happening.severity == domain::Severity::Critical) {
        // "Smoke detector · Upper village 2, 301" says where already.
        const QString text =
            where.isEmpty() || what.contains(where) ? what : tr("%1 · %2", "what, where").arg(what, where);
        Q_EMIT criticalRaised(domain::kindName(happening.object.kind), happening.object.id, text);
    }
    if (!m_soundMuted)
        m_sound.play(happening.severity);
}

void Session::togglePause()
{
    m_hub.setPaused(!m_hub.isPaused());
    Q_EMIT replayChanged();
}

void Session::setSpeed(double speed)
{
    if (speed <= 0 || speed == m_hub.speed())
        return;
    m_hub.setSpeed(speed);
    Q_EMIT replayChanged();
}

void Session::seek(double ms)
{
    m_hub.seek(qint64(ms));
    m_twin.tick();
    Q_EMIT timeChanged();
}

QString Session::timeText() const
{
    return app::timeText(m_twin.now(), zoneOf(m_twin.city().get()), true);
}

}
