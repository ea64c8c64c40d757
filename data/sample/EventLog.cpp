#include "sample/Days.h"
#include "sample/Devices.h"
#include "sample/EventLines.h"
#include "sample/People.h"
#include "sample/Relief.h"
#include "sample/Shapes.h"
#include "sample/Teams.h"
#include "sample/Writers.h"

#include <QCoreApplication>

#include <algorithm>

namespace sample
{

namespace
{

class Book
{
public:
    Book(const DistrictModel &model, const Story &story)
        : m_model(model), m_story(story), m_random(Random::forTopic(model.seed, 10))
    {
        for (size_t i = 0; i < model.buildings.size(); ++i) {
            const BuildingRecord &b = model.buildings[i];
            if (b.units == 0)
                continue;
            m_any.push_back(int(i));
            if (b.residents > 0)
                m_homes.push_back(int(i));
            if (b.use == BuildingUse::UrbanVillage || b.kind == BuildingKind::Slab || b.kind == BuildingKind::OldHouse)
                m_village.push_back(int(i));
            if (b.use == BuildingUse::Office || b.use == BuildingUse::Commercial || b.use == BuildingUse::Industrial)
                m_commerce.push_back(int(i));
        }
    }

    void ordinaryDays();
    void fire();
    void storm();
    QByteArray text() const { return eventLines(m_events, m_model.seed); }

private:
    QString gridMember(int grid) const
    {
        return grid < 0 ? QString::fromUtf8("街道值班长") : m_model.grids[size_t(grid)].manager.zh;
    }
    QString officer(int grid) const
    {
        if (grid < 0)
            return QString::fromUtf8("街道值班长");
        const int block = m_model.grids[size_t(grid)].parent;
        return m_model.communities[size_t(m_model.blocks[size_t(block)].parent)].manager.zh;
    }
    int gridAt(const Vec2 &p) const
    {
        for (size_t g = 0; g < m_model.grids.size(); ++g) {
            if (geometry::contains(m_model.grids[g].shape, p))
                return int(g);
        }
        return -1;
    }
    void atBuilding(LoggedEvent &event, int building)
    {
        const BuildingRecord &b = m_model.buildings[size_t(building)];
        event.point = geometry::representativePoint({b.footprint});
        event.grid = b.grid;
        event.place = QStringLiteral("building:") + b.code;
        event.address = b.name.zh == b.address.zh ? b.address.zh : b.address.zh + QLatin1Char(' ') + b.name.zh;
    }
    void outside(LoggedEvent &event, const Vec2 &point, const QString &address)
    {
        event.point = point;
        event.grid = gridAt(point);
        event.address = address;
        if (event.grid >= 0)
            event.place = QStringLiteral("grid:") + m_model.grids[size_t(event.grid)].code;
    }
    void findPlace(LoggedEvent &event);
    void reporter(LoggedEvent &event);
    /// The closed loop at a believable pace; `pace` below 1 is quicker.
    void live(LoggedEvent &event, double pace = 1.0);
    LoggedEvent &start(const char *type, qint64 time, const QString &description)
    {
        LoggedEvent event;
        event.kind = &eventKind(type);
        event.time = time;
        event.description = description;
        m_events.push_back(std::move(event));
        return m_events.back();
    }

    const DistrictModel &m_model;
    const Story &m_story;
    Random m_random;
    std::vector<int> m_any, m_homes, m_village, m_commerce;
    std::vector<LoggedEvent> m_events;
};

void Book::findPlace(LoggedEvent &event)
{
    switch (event.kind->where) {
    case 'h':
        return atBuilding(event, m_random.pick(m_homes));
    case 'v':
        return atBuilding(event, m_random.pick(m_village));
    case 'c':
        return atBuilding(event, m_random.pick(m_commerce));
    case 'b':
        return atBuilding(event, m_random.pick(m_any));
    case 'r': {
        const Vec2 p =
            pointAlong(m_model.riverLine, m_random.between(0.08, 0.92) * geometry::length(m_model.riverLine));
        return outside(event, p, QString::fromUtf8("云溪河"));
    }
    case 'l':
        return outside(event, Vec2(145, 1205) + Vec2(m_random.between(-70, 70), m_random.between(-80, 60)),
                       QString::fromUtf8("云岭山公园"));
    case 'g': {
        const int grid = m_random.integer(0, int(m_model.grids.size()) - 1);
        outside(event, geometry::representativePoint(m_model.grids[size_t(grid)].shape),
                m_model.grids[size_t(grid)].name.zh);
        return;
    }
    default:
        break;
    }
    for (int tries = 0; tries < 40; ++tries) {
        const Road &road = m_random.pick(m_model.roads);
        if (road.bridge || road.name.isEmpty())
            continue;
        Vec2 direction;
        const Vec2 on = pointAlong(road.line, m_random.between(0.05, 0.95) * geometry::length(road.line), &direction);
        const Vec2 p =
            on + Vec2(-direction.y, direction.x) * (road.width / 2 - 1.0) * (m_random.chance(0.5) ? 1.0 : -1.0);
        if (!geometry::contains(m_model.border, p))
            continue;
        return outside(event, p, road.name.zh);
    }
    atBuilding(event, m_random.pick(m_any));
}

void Book::reporter(LoggedEvent &event)
{
    static const std::pair<const char *, const char *> Sources[] = {{"resident-report", "居民（扫码上报）"},
                                                                    {"grid-member", ""},
                                                                    {"hotline", "热线转办"},
                                                                    {"video-recognition", "视频识别"},
                                                                    {"other-system", "上级系统交办"}};
    int i = m_random.weighted({4.2, 3.6, 1.6, 0.2, 0.6});
    const QByteArray id = event.kind->id;
    if ((id == "e-bike-indoors" || id == "garbage-overflow" || id == "illegal-parking") && m_random.chance(0.45))
        i = 3;
    event.source = QString::fromLatin1(Sources[i].first);
    event.reporter = i == 1 ? gridMember(event.grid) : QString::fromUtf8(Sources[i].second);
}

void Book::live(LoggedEvent &event, double pace)
{
    const EventKind &kind = *event.kind;
    const auto z = [](const char *text) { return QString::fromUtf8(text); };
    const QString member = gridMember(event.grid), community = officer(event.grid), duty = z("街道值班长");
    const QString handler = kind.klass == 'A'   ? member
                            : kind.klass == 'D' ? z("街道应急队")
                            : kind.klass == 'C' ? community
                                                : z("街区处置组");
    // Settled in the grid, in the block, in the community, or above.
    event.team = emergencyTeam();
    event.teamName = z("街道应急队");
    if (event.grid >= 0 && kind.klass != 'D') {
        const Area &grid = m_model.grids[size_t(event.grid)], &block = m_model.blocks[size_t(grid.parent)],
                   &area = m_model.communities[size_t(block.parent)];
        event.team = kind.klass == 'A' ? memberTeam(grid) : kind.klass == 'B' ? blockTeam(block) : communityTeam(area);
        event.teamName = kind.klass == 'A'   ? grid.manager.zh
                         : kind.klass == 'B' ? block.name.zh + z("处置组")
                                             : area.name.zh + z("工作站");
    }
    qint64 t = event.time;
    const auto later = [&](double minutes) { t += std::max<qint64>(20, qint64(minutes * 60 * pace)); };
    const auto step = [&](const char *state, const QString &who, const char *why, const char *result) {
        event.steps.push_back({t, state, who, z(why), z(result)});
    };

    step("reported", event.reporter, "", "");
    if (m_random.chance(0.035)) {
        later(m_random.between(0.3, 0.9) * kind.accept);
        step("rejected", duty, "不属于本辖区事项或信息不足", "已告知反映人");
        return;
    }
    later(std::min(m_random.exponential(0.35) + 0.05, 1.6) * kind.accept);
    step("accepted", duty, "", "已受理");
    if (m_random.chance(0.02)) {
        // A duplicate of the newest of its type near by.
        for (qint64 i = qint64(m_events.size()) - 1; i >= 0; --i) {
            const LoggedEvent &other = m_events[size_t(i)];
            if (&other != &event && other.kind == event.kind && other.time < event.time &&
                event.time - other.time < 7200 && other.mergedInto < 0) {
                event.mergedInto = i;
                later(4);
                step("merged", duty, "与已有事件重复", "");
                return;
            }
        }
    }
    later(m_random.between(1, 9));
    step("dispatched", duty, "按类别分拨", "");
    later(m_random.between(4, 12) + 0.02 * kind.close);
    step("handling", handler, "", "已到场");
    // The most take a good part of their limit; a few run over it.
    const double share =
        m_random.chance(0.05) ? m_random.between(1.02, 1.9) : std::clamp(m_random.exponential(0.28) + 0.06, 0.06, 0.93);
    later(share * kind.close * 0.9);
    step("verifying", handler, "", "处置完成，待核查");
    later(m_random.between(5, 40));
    if (m_random.chance(0.03)) {
        step("reopened", member, "核查发现问题仍存在", "");
        later(m_random.between(3, 15));
        step("dispatched", duty, "重新分拨", "");
        later(m_random.between(10, 40));
        step("handling", handler, "", "再次到场");
        later(m_random.between(0.1, 0.3) * kind.close);
        step("verifying", handler, "", "整改完成");
        later(m_random.between(5, 30));
    }
    step("closed", member, "", m_random.chance(0.8) ? "核查属实，已办结并反馈" : "已办结，反映人满意");
}

void Book::ordinaryDays()
{
    std::vector<double> weights;
    for (const EventKind &kind : eventKinds())
        weights.push_back(kind.weight);
    for (qint64 day = 0; day < DayCount; ++day) {
        // Fewer on Sundays; 20 May 2026 is a Wednesday.
        const qint64 weekday = (day + 2) % 7;
        const int count = int(std::lround((weekday == 6 ? 60.0 : weekday == 5 ? 66.0 : 75.0) + m_random.normal(0, 5)));
        for (int i = 0; i < count; ++i) {
            const EventKind &kind = eventKinds()[size_t(m_random.weighted(weights))];
            const int part = m_random.weighted({kind.morning, kind.noon, kind.evening, kind.night});
            static constexpr double From[] = {6, 11, 17, 23}, Hours[] = {5, 6, 6, 7};
            const double hour = std::fmod(From[part] + Hours[part] * m_random.unit(), 24.0);
            LoggedEvent &event = start(kind.id, FirstSecond + day * DaySeconds + qint64(hour * 3600),
                                       QString::fromUtf8(kind.texts[m_random.integer(0, 2)]));
            findPlace(event);
            reporter(event);
            live(event);
        }
    }
    // Each type at least once in the thirty days, however rare.
    for (const EventKind &kind : eventKinds()) {
        if (std::none_of(m_events.begin(), m_events.end(), [&](const LoggedEvent &e) { return e.kind == &kind; })) {
            LoggedEvent &event =
                start(kind.id, FirstSecond + m_random.integer(3, 27) * DaySeconds + m_random.integer(9, 17) * 3600,
                      QString::fromUtf8(kind.texts[0]));
            findPlace(event);
            reporter(event);
            live(event);
        }
    }
}

void Book::fire()
{
    // The readings tell of the fire: alarms of its devices open their events by themselves. People tell of the rest.
    LoggedEvent &help = start("care-request", m_story.out + 1800, QString::fromUtf8("火情楼栋住户需要临时安置"));
    atBuilding(help, m_model.devices[size_t(m_story.fireDetector)].building);
    help.source = QStringLiteral("grid-member");
    help.reporter = gridMember(help.grid);
    live(help, 0.6);
}

void Book::storm()
{
    const auto z = [](const char *text) { return QString::fromUtf8(text); };
    const auto at = [](int hour, int minute) { return StormDay + hour * 3600 + minute * 60; };
    LoggedEvent &warning = start("severe-weather", at(12, 40), z("暴雨橙色预警：未来 3 小时雨量可达 80 毫米"));
    outside(warning, geometry::representativePoint({m_model.border}), z("样例街道"));
    warning.place = QStringLiteral("sub-district:S01");
    warning.source = QStringLiteral("weather");
    warning.reporter = z("气象预警");
    warning.steps = {{warning.time, "reported", warning.reporter, {}, {}},
                     {warning.time + 120, "accepted", z("街道值班长"), {}, z("启动防汛 III 级响应")},
                     {warning.time + 300, "dispatched", z("街道值班长"), z("各社区、网格巡查低洼路段、边坡、工地"), {}},
                     {warning.time + 900, "handling", z("街道应急队"), {}, z("应急队、水泵到位")},
                     {at(20, 30), "verifying", z("街道应急队"), {}, z("雨势减弱，积水全部退去")},
                     {at(21, 10), "closed", z("街道值班长"), {}, z("解除响应")}};
    warning.team = emergencyTeam();
    warning.teamName = z("街道应急队");
    // Monitors that the rain brings so far that their alarm opens an event by itself are not told of once more.
    std::vector<int> wet;
    std::copy_if(m_story.wetMonitors.begin(), m_story.wetMonitors.end(), std::back_inserter(wet),
                 [](int monitor) { return !isDrenched(monitor); });
    // Where the ponding stations say so, then where people see it.
    int station = 0;
    for (const Device &d : m_model.devices) {
        if (d.streams.empty() || d.streams.front().property != QLatin1String("ponding-depth"))
            continue;
        for (qint64 t = at(13, 0); t < at(18, 0); t += 300) {
            if (pondingAt(t, station) < 15)
                continue;
            LoggedEvent &event = start("flooding", t + 60, z("积水监测超过 15 厘米"));
            outside(event, d.point, d.address.zh);
            event.place = QStringLiteral("thing:") + d.code;
            event.source = QStringLiteral("sensor-alarm");
            event.reporter = d.name.zh;
            live(event, 0.35);
            break;
        }
        ++station;
    }
    struct Told {
        const char *type, *text, *source, *who;
        int from, to; ///< minutes after 13:00
        int count;
        double pace;
    };
    const Told told[] = {
        {"flooding", "路面积水没过路沿，行人无法通过", "resident-report", "居民（扫码上报）", 75, 180, 7, 0.5},
        {"flooding", "地下车库入口进水，请求沙袋", "hotline", "热线转办", 95, 170, 3, 0.4},
        {"facility-damage", "大风致行道树倒伏，占用车道", "grid-member", "网格员巡查", 80, 200, 5, 0.12},
        {"facility-damage", "交通信号灯断电", "other-system", "交通系统", 112, 140, 2, 0.1},
        {"slope-hazard", "坡脚渗水，有小块落石", "video-recognition", "视频识别", 130, 165, 1, 0.5},
        {"building-hazard", "老旧房屋屋面漏雨", "resident-report", "居民（扫码上报）", 100, 220, 4, 0.2},
        {"electrical-hazard", "配电箱进水，剩余电流超限", "sensor-alarm", "电气监测", 85, 150, 4, 0.5},
        {"care-request", "独居老人请求协助转移", "hotline", "热线转办", 100, 190, 3, 0.5},
        {"water-pollution", "雨污混流，河面浑浊", "grid-member", "网格员巡查", 190, 260, 1, 0.6}};
    for (const Told &what : told) {
        for (int i = 0; i < what.count; ++i) {
            LoggedEvent &event =
                start(what.type, at(13, 0) + 60 * m_random.integer(what.from, what.to) + m_random.integer(0, 59),
                      z(what.text));
            if (qstrcmp(what.source, "sensor-alarm") == 0 && size_t(i) < wet.size()) {
                const Device &d = m_model.devices[size_t(wet[size_t(i)])];
                atBuilding(event, d.building);
                event.place = QStringLiteral("thing:") + d.code;
            } else {
                findPlace(event);
            }
            event.source = QString::fromLatin1(what.source);
            event.reporter = z(what.who);
            live(event, what.pace);
        }
    }
}

}

base::Result<QByteArray> eventLog(const DistrictModel &model, const Story &story, const base::Job &job)
{
    Book book(model, story);
    book.ordinaryDays();
    if (job.isCancelled())
        return base::failure(QStringLiteral("cancelled"), QCoreApplication::translate("sample", "cancelled"));
    book.fire();
    book.storm();
    return book.text();
}

}
