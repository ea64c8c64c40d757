// Public warnings on the map, and events that may be one.
#include "scene/CityViewState.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace scene
{

using domain::ObjectKind;
using domain::ObjectRef;

void CityView::Impl::makeWarned()
{
    warned = std::make_unique<AlertGround>(*engine, *scene);
    warnings = new AlertLabels(q);
    warnings->setZ(3);
    QObject::connect(warnings, &AlertLabels::laidOut, q, [this] { keepNamesOff(); });
    pairLines = new PairLines(q);
    pairLines->setZ(1.5);
    QObject::connect(markers, &MarkerOverlay::laidOut, q, [this] { placePairs(); });
}

/// "Rainstorm orange warning · until 18:00", with the day where it is another one.
static QString labelOf(const domain::Alert &alert, const QString &language, const QTimeZone &zone, qint64 now)
{
    constexpr qsizetype Longest = 32;
    const domain::AlertInfo *info = alert.info(language);
    if (!info)
        return {};
    const QString name = !info->headline.isEmpty() && info->headline.size() <= Longest ? info->headline
                         : info->event.isEmpty()                                       ? info->headline.left(Longest)
                                                                                       : info->event;
    const QDateTime ends = QDateTime::fromMSecsSinceEpoch(alert.expires(), zone);
    const bool isToday = ends.date() == QDateTime::fromMSecsSinceEpoch(now, zone).date();
    const QString until = ends.toString(isToday ? QStringLiteral("HH:mm") : QStringLiteral("MM-dd HH:mm"));
    return QCoreApplication::translate("scene", "%1 · until %2").arg(name, until);
}

void CityView::Impl::labelWarnings()
{
    const QTimeZone given = city && !city->timezone.isEmpty() ? QTimeZone(city->timezone.toUtf8()) : QTimeZone();
    const QTimeZone zone = given.isValid() ? given : QTimeZone::systemTimeZone();
    std::vector<const AlertGround::Area *> areas;
    for (const auto &[id, area] : warned->areas()) {
        if (!area.shape.isEmpty())
            areas.push_back(&area);
    }
    std::stable_sort(areas.begin(), areas.end(),
                     [](const auto *a, const auto *b) { return a->alert.level() > b->alert.level(); });
    std::vector<AlertLabel> names;
    for (const AlertGround::Area *area : areas) {
        AlertLabel label;
        label.id = area->alert.id;
        label.text = labelOf(area->alert, language, zone, liveTime);
        label.severity = area->alert.level();
        const domain::AlertInfo *info = area->alert.info(language);
        label.isWeather = info && info->categories.contains(QLatin1String("Met"));
        label.area = area->shape.area;
        for (const geometry::LineString &line : area->shape.border) {
            // Long sides too have points on the stage.
            for (size_t i = 1; i < line.size(); ++i) {
                const int parts = std::clamp(int(glm::distance(line[i - 1], line[i]) / 60), 1, 40);
                for (int part = 0; part < parts; ++part) {
                    const geometry::Vec2 p = glm::mix(line[i - 1], line[i], double(part) / parts);
                    label.border.emplace_back(p, scene->groundAt(p));
                }
            }
        }
        names.push_back(std::move(label));
    }
    warnings->setLabels(std::move(names));
}

void CityView::Impl::applyAlerts(const domain::ChangeSet &changes)
{
    const qint64 day = 86400000;
    const bool newDay = changes.time / day != liveTime / day && !warned->areas().empty();
    liveTime = changes.time;
    if (changes.alerts.empty() && changes.endedAlerts.empty() && !changes.reset) {
        if (newDay)
            labelWarnings();
        return;
    }
    warned->apply(changes.alerts, changes.endedAlerts, changes.reset);
    labelWarnings();
    changes.alerts.empty() ? scheduleStreamed() : schedule();
}

void CityView::Impl::placePairs()
{
    std::vector<std::pair<QPointF, QPointF>> lines;
    const auto place = [this](const ObjectRef &object) {
        const QPointF marker = markers->positionOf(object);
        return std::isnan(marker.x()) ? q->screenPosition(object) : marker;
    };
    for (const auto &[one, other] : pairs) {
        const QPointF from = place(one), to = place(other);
        if (!std::isnan(from.x()) && !std::isnan(to.x()))
            lines.emplace_back(from, to);
    }
    pairLines->setLines(std::move(lines));
}

void CityView::setPairs(const std::vector<std::pair<ObjectRef, ObjectRef>> &pairs)
{
    m_impl->pairs = pairs;
    m_impl->placePairs();
}

}
