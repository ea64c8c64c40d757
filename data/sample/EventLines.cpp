#include "sample/EventLines.h"

#include "sample/Days.h"
#include "sample/Writers.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace sample
{

static QString isoTime(qint64 second)
{
    // Shenzhen has kept UTC+8 without summer time since 1992.
    return QDateTime::fromSecsSinceEpoch(second + 8 * 3600, Qt::UTC).toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")) +
           QStringLiteral("+08:00");
}

QByteArray eventLines(const std::vector<LoggedEvent> &events, uint64_t seed)
{
    std::vector<size_t> order(events.size());
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        return events[a].time != events[b].time ? events[a].time < events[b].time : a < b;
    });
    std::vector<QString> ids(events.size());
    qint64 day = -1;
    int number = 0;
    for (size_t i : order) {
        const qint64 of = (events[i].time - FirstSecond) / DaySeconds;
        number = of == day ? number + 1 : 1;
        day = of;
        ids[i] = isoTime(events[i].time).left(10).remove(QLatin1Char('-')) +
                 QStringLiteral("-%1").arg(number, 4, 10, QLatin1Char('0'));
    }
    struct Line {
        qint64 time;
        size_t event, step;
    };
    std::vector<Line> lines;
    for (size_t e = 0; e < events.size(); ++e) {
        for (size_t s = 0; s < events[e].steps.size(); ++s) {
            const qint64 time = events[e].steps[s].time;
            if (time >= FirstSecond && time < EndSecond)
                lines.push_back({time, e, s});
        }
    }
    std::sort(lines.begin(), lines.end(), [](const Line &a, const Line &b) {
        return a.time != b.time ? a.time < b.time : a.event != b.event ? a.event < b.event : a.step < b.step;
    });
    // How content who reported it is, where somebody reported it and was asked. Of its own, so that what is told does
    // not hang on it.
    Random asked = Random::forTopic(seed, 21);
    std::vector<int> content(events.size());
    for (size_t i = 0; i < events.size(); ++i) {
        const bool byResident =
            events[i].source == QLatin1String("resident-report") || events[i].source == QLatin1String("hotline");
        const int stars = 1 + asked.weighted({0.03, 0.05, 0.14, 0.38, 0.4});
        content[i] = asked.chance(0.7) && byResident ? stars : 0;
    }
    QByteArray out;
    for (const Line &line : lines) {
        const LoggedEvent &event = events[line.event];
        const EventStep &step = event.steps[line.step];
        const Vec2 lonLat = toLonLat(event.point);
        const QByteArray state = step.state;
        QJsonObject more{{QStringLiteral("title"), QString::fromUtf8(event.kind->name)},
                         {QStringLiteral("place"), event.place},
                         {QStringLiteral("class"), QString(QLatin1Char(event.kind->klass))},
                         {QStringLiteral("severity"), QString::fromLatin1(event.kind->severity)},
                         {QStringLiteral("source"), event.source},
                         {QStringLiteral("reporter"), event.reporter},
                         {QStringLiteral("state"), QString::fromLatin1(state)},
                         {QStringLiteral("who"), step.who},
                         {QStringLiteral("why"), step.why},
                         {QStringLiteral("result"), step.result}};
        if (event.mergedInto >= 0 && state == "merged")
            more.insert(QStringLiteral("merged_into"), ids[size_t(event.mergedInto)]);
        const bool hasTeam = std::any_of(event.steps.begin(), event.steps.begin() + qsizetype(line.step) + 1,
                                         [](const EventStep &each) { return qstrcmp(each.state, "dispatched") == 0; });
        if (hasTeam && !event.team.isEmpty()) {
            more.insert(QStringLiteral("assignee"), event.team);
            more.insert(QStringLiteral("assignee_name"), event.teamName);
        }
        if (state == "closed" && content[line.event] > 0)
            more.insert(QStringLiteral("satisfaction"), content[line.event]);
        const bool final = state == "closed" || state == "rejected" || state == "merged";
        const QJsonObject object{{QStringLiteral("t"), line.time},
                                 {QStringLiteral("service_request_id"), ids[line.event]},
                                 {QStringLiteral("service_code"), QString::fromLatin1(event.kind->id)},
                                 {QStringLiteral("status"), final ? QStringLiteral("closed") : QStringLiteral("open")},
                                 {QStringLiteral("description"), event.description},
                                 {QStringLiteral("requested_datetime"), isoTime(event.time)},
                                 {QStringLiteral("updated_datetime"), isoTime(step.time)},
                                 {QStringLiteral("expected_datetime"), isoTime(event.time + event.kind->close * 60)},
                                 {QStringLiteral("address"), event.address},
                                 {QStringLiteral("lat"), std::round(lonLat.y * 1e7) / 1e7},
                                 {QStringLiteral("long"), std::round(lonLat.x * 1e7) / 1e7},
                                 {QStringLiteral("extended_attributes"), more}};
        out += QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    }
    return out;
}

}
