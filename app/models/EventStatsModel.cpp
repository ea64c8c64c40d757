#include "models/EventStatsModel.h"

#include "core/IndicatorEvaluator.h"
#include "core/Text.h"
#include "models/EventModel.h"

#include <QDateTime>

namespace app
{

static constexpr int Hours = 24;

EventStatsModel::EventStatsModel(QObject *parent, Twin *twin)
    : QAbstractListModel(parent), m_twin(twin ? twin : Twin::current())
{
    constexpr int SecondMs = 1000;
    m_soon.setSingleShot(true);
    m_soon.setInterval(SecondMs);
    connect(&m_soon, &QTimer::timeout, this, &EventStatsModel::refresh);
    const auto soon = [this] {
        if (!m_soon.isActive())
            m_soon.start();
    };
    connect(m_twin, &Twin::changed, this, soon);
    connect(m_twin, &Twin::cityChanged, this, &EventStatsModel::refresh);
    connect(m_twin, &Twin::languageChanged, this, &EventStatsModel::refresh);
    connect(&m_twin->past(), &Past::changed, this, soon);
    // A new hour, or a new day, comes without any event.
    connect(m_twin, &Twin::ticked, this, [this, soon](qint64 now) {
        if (QDateTime::fromMSecsSinceEpoch(now, zoneOf(m_twin->city().get())).time().hour() != m_stats.currentHour)
            soon();
    });
    refresh();
}

EventStatsModel::Stats EventStatsModel::compute() const
{
    Stats stats;
    const qint64 now = m_twin->now();
    const QTimeZone zone = zoneOf(m_twin->city().get());
    const qint64 midnight = startOfDay(now, zone);
    // By the clock, as the store counts the usual day: also where the clocks change.
    const auto hourOf = [&zone](qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms, zone).time().hour(); };
    stats.currentHour = hourOf(now);

    std::array<int, domain::EventStateCount> states{};
    QHash<QString, std::pair<int, int>> domains; // today's, open ones among them
    for (const domain::Event *event : m_twin->state().events()) {
        const bool isOpen = !domain::isFinal(event->state);
        stats.open += isOpen;
        stats.inHand += isInHand(event->state);
        stats.overdue += isOverdue(*event, now);
        stats.closed += isClosedSince(*event, midnight);
        if (event->reported < midnight)
            continue;
        ++stats.reported;
        stats.settled += event->state == domain::EventState::Closed;
        stats.toSettle += event->state != domain::EventState::Rejected && event->state != domain::EventState::Merged;
        ++states[size_t(event->state)];
        ++stats.today[size_t(hourOf(event->reported))];
        const domain::EventType *type = m_twin->city() ? m_twin->city()->catalogue.type(event->type) : nullptr;
        auto &[all, open] = domains[type ? type->domain : QString()];
        ++all;
        open += isOpen;
    }
    stats.usual = m_twin->past().usual();

    for (int i = 0; i < domain::EventStateCount; ++i) {
        const auto state = domain::EventState(i);
        if (states[size_t(i)] == 0)
            continue;
        const QString visual = domain::isFinal(state) ? QStringLiteral("normal")
                               : isInHand(state)      ? QStringLiteral("in-hand")
                                                      : QStringLiteral("major");
        stats.byState.append(QVariantMap{{QStringLiteral("id"), domain::eventStateName(state)},
                                         {QStringLiteral("label"), label(state)},
                                         {QStringLiteral("count"), states[size_t(i)]},
                                         {QStringLiteral("state"), visual}});
    }
    const auto addDomain = [&](const QString &id, const QString &name) {
        const auto counts = domains.value(id);
        stats.byDomain.append(QVariantMap{{QStringLiteral("id"), id},
                                          {QStringLiteral("label"), name},
                                          {QStringLiteral("count"), counts.first},
                                          {QStringLiteral("open"), counts.second}});
    };
    if (m_twin->city()) {
        for (const domain::EventDomain &each : m_twin->city()->catalogue.domains)
            addDomain(each.id, each.name.in(m_twin->language()));
    }
    if (domains.contains(QString()))
        addDomain(QString(), tr("Other"));
    return stats;
}

void EventStatsModel::refresh()
{
    Stats stats = compute();
    if (stats == m_stats)
        return;
    m_stats = std::move(stats);
    Q_EMIT dataChanged(index(0), index(Hours - 1));
    Q_EMIT statsChanged();
}

QVariantList EventStatsModel::hourly() const
{
    QVariantList list;
    for (int hour = 0; hour <= m_stats.currentHour; ++hour)
        list.append(m_stats.today[size_t(hour)]);
    return list;
}

QVariantList EventStatsModel::usual() const
{
    // Nothing is known of before: no day without events.
    QVariantList list;
    if (m_stats.usual.days > 0) {
        for (const double value : m_stats.usual.hours)
            list.append(value);
    }
    return list;
}

int EventStatsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Hours;
}

QVariant EventStatsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= Hours)
        return {};
    const size_t hour = size_t(index.row());
    switch (role) {
    case HourRole:
        return index.row();
    case Qt::DisplayRole:
    case TodayRole:
        return int(hour) <= m_stats.currentHour ? QVariant(m_stats.today[hour]) : QVariant();
    case UsualRole:
        return m_stats.usual.hours[hour];
    default:
        return {};
    }
}

QHash<int, QByteArray> EventStatsModel::roleNames() const
{
    return {{HourRole, "hour"}, {TodayRole, "today"}, {UsualRole, "usual"}};
}

}
