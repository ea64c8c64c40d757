#include "models/FunnelModel.h"

#include "base/Durations.h"
#include "core/IndicatorEvaluator.h"
#include "core/Text.h"
#include "models/EventModel.h"

#include <array>

namespace app
{

using enum domain::EventState;

/// The steps, by the state that names them.
static constexpr std::array Steps{Reported, Accepted, Dispatched, Handling, Verifying, Closed};

FunnelModel::FunnelModel(QObject *parent, Twin *twin) : QObject(parent), m_twin(twin ? twin : Twin::current())
{
    constexpr int SoonMs = 100;
    m_soon.setSingleShot(true);
    m_soon.setInterval(SoonMs);
    connect(&m_soon, &QTimer::timeout, this, &FunnelModel::refresh);
    const auto soon = [this] {
        if (!m_soon.isActive())
            m_soon.start();
    };
    connect(m_twin, &Twin::changed, this, [soon](const domain::ChangeSet &changes) {
        if (changes.reset || !changes.events.empty() || !changes.removedEvents.empty())
            soon();
    });
    connect(m_twin, &Twin::cityChanged, this, soon);
    connect(m_twin, &Twin::languageChanged, this, &FunnelModel::refresh);
    connect(m_twin, &Twin::ticked, this, [this, soon](qint64 now) {
        constexpr qint64 StepMs = 10000;
        if (std::abs(now - m_shownAges) >= StepMs)
            soon();
    });
    refresh();
}

/// Since when an event has been at its step: notes and escalations do not move it.
static qint64 since(const domain::Event &event)
{
    qint64 time = event.reported;
    domain::EventState at = Reported;
    for (const domain::Transition &step : event.history) {
        if (step.undone || step.to == at)
            continue;
        at = step.to;
        time = step.time;
    }
    return time;
}

static QString stepLabel(domain::EventState step)
{
    switch (step) {
    case Reported:
        return translate("app", "New", "events nobody has accepted");
    case Accepted:
        return translate("app", "Accepted");
    case Dispatched:
        return translate("app", "Dispatched");
    case Handling:
        return translate("app", "Handling");
    case Verifying:
        return translate("app", "Verifying");
    default:
        return translate("app", "Done today");
    }
}

/// To the hour once it is that old: there is little room for it.
static QString coarseAge(qint64 ms)
{
    using base::HourMs;
    return ageText(ms >= HourMs ? ms / HourMs * HourMs : ms);
}

void FunnelModel::refresh()
{
    const qint64 now = m_twin->now();
    m_shownAges = now;
    const qint64 midnight = startOfDay(now, zoneOf(m_twin->city().get()));
    struct Sum {
        int count = 0, overdue = 0;
        qint64 oldest = 0;
    };
    std::array<Sum, Steps.size()> sums;
    for (const domain::Event *event : m_twin->state().events()) {
        const domain::EventState at = event->state == Reopened ? Dispatched : event->state;
        const auto step = std::find(Steps.begin(), Steps.end(), at);
        if (step == Steps.end() || (at == Closed && !isClosedSince(*event, midnight)))
            continue;
        Sum &sum = sums[size_t(step - Steps.begin())];
        ++sum.count;
        sum.overdue += isOverdue(*event, now);
        const qint64 began = since(*event);
        if (began > 0 && (sum.oldest == 0 || began < sum.oldest))
            sum.oldest = began;
    }
    QVariantList steps;
    for (size_t i = 0; i < Steps.size(); ++i) {
        const Sum &sum = sums[i];
        const bool closed = Steps[i] == Closed;
        const QString id = closed ? QStringLiteral("closed-today") : domain::eventStateName(Steps[i]);
        const QString visual = sum.overdue > 0 || (Steps[i] == Reported && sum.count > 0) ? QStringLiteral("major")
                               : closed                                                   ? QStringLiteral("normal")
                                                                                          : QStringLiteral("in-hand");
        steps.append(QVariantMap{
            {QStringLiteral("id"), id},
            {QStringLiteral("label"), stepLabel(Steps[i])},
            {QStringLiteral("count"), sum.count},
            {QStringLiteral("overdue"), sum.overdue},
            {QStringLiteral("oldestText"), sum.oldest > 0 && !closed ? coarseAge(now - sum.oldest) : QString()},
            {QStringLiteral("state"), visual}});
    }
    if (steps == m_steps)
        return;
    m_steps = std::move(steps);
    Q_EMIT changed();
}

}
