// The storm day as a briefing: eight slides that the viewer shows, prints and films.
#include "domain/Storyboard.h"
#include "sample/Days.h"
#include "sample/Shapes.h"
#include "sample/Writers.h"
#include "sample/Zones.h"

#include <QJsonDocument>

#include <cmath>
#include <numbers>

namespace sample
{

namespace
{

using domain::ObjectKind;
using domain::Slide;

LocalizedText words(const char *en, const char *zh)
{
    return {QString::fromUtf8(en), QString::fromUtf8(zh)};
}

class Teller
{
public:
    Teller(const DistrictModel &model, const Story &story) : m_model(model), m_story(story) {}
    domain::Storyboard tell();

private:
    /// A slide at a time of the day, seen from `distance` metres.
    Slide &add(const char *id, int hour, int minute, const domain::SavedView &camera, const LocalizedText &title,
               const LocalizedText &text)
    {
        Slide slide;
        slide.id = QString::fromLatin1(id);
        slide.title = title;
        slide.text = text;
        slide.camera = camera;
        slide.theme = QStringLiteral("command");
        slide.colouring = QStringLiteral("plain");
        // What stands on every wall of a sub-district's office, and would hide the buildings here.
        slide.hiddenLayers = {QStringLiteral("blocks"), QStringLiteral("grids"), QStringLiteral("quarters")};
        slide.time = (StormDay + hour * 3600 + minute * 60) * 1000;
        slide.seconds = 6;
        m_board.slides.push_back(slide);
        return m_board.slides.back();
    }
    Vec2 placeOf(int device, const Vec2 &otherwise) const
    {
        return device >= 0 ? m_model.devices[size_t(device)].point : otherwise;
    }
    void select(Slide &slide, int device) const
    {
        if (device >= 0)
            slide.selected = {ObjectKind::Thing, m_model.devices[size_t(device)].code};
    }

    const DistrictModel &m_model;
    const Story &m_story;
    domain::Storyboard m_board;
};

domain::Storyboard Teller::tell()
{
    m_board.id = QStringLiteral("storm-day");
    m_board.name = words("The storm day", "暴雨日");
    const Vec2 middle(DistrictWidth / 2, DistrictHeight / 2);
    const auto overview = [&](double heading) { return lookAt(middle + Vec2(0, -40), 0, 1950, heading, 36); };

    Slide &morning =
        add("morning", 9, 0, overview(14), words("18 June 2026: an ordinary morning", "2026年6月18日：平常的早晨"), {});
    morning.text = {
        QStringLiteral("%1 buildings, %2 devices, one picture.\n- 50 devices silent since hours or days: named, "
                       "not drawn as normal\n- one house of the urban village has leant by 4.7 mm since May")
            .arg(m_model.buildings.size())
            .arg(m_model.devices.size()),
        QString::fromUtf8("%1 栋楼、%2 台设备，一张图。\n- 50 台设备已失联数小时至数天：逐台列出，不按正常显示\n"
                          "- 城中村一栋房屋自5月起倾斜4.7毫米")
            .arg(m_model.buildings.size())
            .arg(m_model.devices.size())};

    const Vec2 village(1110, 130);
    const Vec2 house = placeOf(m_story.fireMonitor, village);
    Slide &cable =
        add("cable", 9, 30, lookAt(house, 6, 260, 125, 34), words("9:30 · A cable grows hot", "9:30 · 电缆发热"),
            words("Before there is any smoke the monitor sees it coming.\n- since 9:11 the residual current rises by "
                  "29 mA a minute\n- since 9:20 the cable grows hot, faster every minute",
                  "尚无烟雾，监测已有征兆。\n- 9:11 起剩余电流每分钟上升29毫安\n- 9:20 起线温升高，越来越快"));
    select(cable, m_story.fireMonitor);
    Slide &smoke =
        add("smoke", 9, 36, lookAt(house, 6, 150, 140, 30),
            words("9:34 · Smoke, and somebody is in", "9:34 · 烟感报警，室内有人"),
            words("The alarm says what the crew has to know.\n- which house, which storey, which flat\n- the "
                  "presence sensor reports a person; out by 9:41\n- the breaker opens at 9:38, the fire is out at "
                  "10:21",
                  "报警即说明救援所需：\n- 哪栋、哪层、哪户\n- 人体感知显示室内有人，9:41 已撤出\n- 9:38 "
                  "断路器跳闸，10:21 明火扑灭"));
    select(smoke, m_story.fireDetector);

    add("warning", 12, 45, overview(350), words("12:40 · Orange rainstorm warning", "12:40 · 暴雨橙色预警"),
        words("Eighty millimetres in three hours are to come.\n- the area of the warning lies on the map\n- showers of "
              "28, 62, 88 and 34 mm an hour follow",
              "未来3小时雨量可达80毫米。\n- 预警范围已在图上\n- 此后四阵雨：每小时28、62、88、34毫米"));

    const int wet = m_story.wetMonitors.empty() ? -1 : m_story.wetMonitors.front();
    Slide &boxes =
        add("boxes", 15, 2, lookAt(placeOf(wet, middle), 5, 420, 330, 34),
            words("15:00 · Rain in seven distribution boxes", "15:00 · 七处配电箱进水"),
            words("The residual current rises with the rain: 336 or 525 mA more.\n- above 300 mA: major\n- above "
                  "500 mA: critical, and an event opens by itself",
                  "剩余电流随雨势上升，增加336或525毫安。\n- 超过300毫安：重要\n- "
                  "超过500毫安：紧急，自动生成事件"));
    select(boxes, wet);

    add("river", 15, 35, lookAt(Vec2(400, 640), 0, 620, 12, 24),
        words("15:30 · The river above its guard level", "15:30 · 河水越过警戒水位"),
        words("Above 1.8 m from 14:55 to 18:10, 2.98 m at most.\n- 28.6 cm of water in the underpass\n- 11 cameras "
              "without power from 14:52 on",
              "14:55 至 18:10 超过1.8米警戒水位，最高2.98米。\n- 下穿通道积水28.6厘米\n- 14:52 起11台摄像头断电"));

    const int dark = m_story.cutOff.empty() ? -1 : m_story.cutOff.front();
    const int building = dark >= 0 ? m_model.devices[size_t(dark)].building : -1;
    Slide &power =
        add("power", 15, 40, lookAt(placeOf(dark, middle), 10, 380, 300, 30),
            words("15:12 · One building without power, one alarm", "15:12 · 一栋楼断电，只报一条"),
            words("All its devices fall silent at once.\n- the building's alarm says so\n- the silence of each "
                  "device is held back: nobody reads a hundred lines\n- power is back at 16:41",
                  "楼内设备同时失联。\n- 由楼栋统一报警\n- 单台离线被抑制，不刷屏\n- 16:41 恢复供电"));
    if (building >= 0)
        power.selected = {ObjectKind::Building, m_model.buildings[size_t(building)].code};

    Slide &settled =
        add("settled", 18, 30, lookAt(middle + Vec2(0, -40), 0, 2100, 0, 55),
            words("18:30 · What came in, and where", "18:30 · 来了多少事，在哪里"),
            words("Reports of the day by community.\n- from residents, grid members, cameras and sensors\n- "
                  "counted once: what is the same is merged",
                  "当日各社区上报事件。\n- 居民、网格员、摄像头、传感器\n- 同一事件合并，只计一次"));
    settled.theme = QStringLiteral("plan");
    settled.indicator = QStringLiteral("events-reported");

    add("evening", 20, 0, overview(32), words("What the day leaves to do", "这一天留下的事"),
        words("- two houses whose walls gave way by 2.6 mm: to be looked at tomorrow\n- seven boxes to be lifted above "
              "the "
              "water\n- the underpass: a gauge of its own, and a barrier",
              "- 两栋房屋墙体位移2.6毫米：明日复查\n- 七处配电箱抬高安装\n- 下穿通道：加装水位计与道闸"));
    return m_board;
}

}

base::Status writeStoryboard(const QString &file, const DistrictModel &model, const Story &story)
{
    return writeFile(file, QJsonDocument(Teller(model, story).tell().toJson()).toJson());
}

}
