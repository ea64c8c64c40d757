// The systems that a sub-district's platform is fed from: 17, as the published street brains have them. Offices are
// kinds of offices, no real ones.
#include "sample/Names.h"
#include "sample/Writers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sample
{

namespace
{

struct System {
    const char *id, *en, *zh, *ownerEn, *ownerZh;
    const char *layers, *things, *events; ///< words apart
    bool isLive;                          ///< the replayed log brings it
    bool alerts;
    double fresh; ///< seconds
};

constexpr double Hour = 3600;

constexpr System Systems[] = {{"base-map", "Base map", "基础地理信息平台", "Planning and natural resources",
                               "规划和自然资源部门", "ground water roads rails", "", "", false, false, 0},
                              {"grid-management", "Grid management", "综合网格管理系统", "Sub-district grid centre",
                               "街道综治网格中心", "sub-district communities blocks grids", "", "grid-member", true,
                               false, 6 * Hour},
                              {"building-register", "Building register", "建筑物统一编码库", "Grid office",
                               "网格管理部门", "buildings", "", "", false, false, 0},
                              {"housing", "Housing and quarters", "住房与小区信息系统", "Housing and construction",
                               "住房建设部门", "units quarters", "", "", false, false, 0},
                              {"city-models", "3D models and BIM", "实景三维与 BIM 平台", "Housing and construction",
                               "住房建设部门", "old-street landmark school office", "", "", false, false, 0},
                              {"indoor", "Indoor survey", "室内测绘数据库", "Fire and rescue", "消防救援部门",
                               "storeys spaces doors", "", "", false, false, 0},
                              {"facilities", "Public services", "公共服务设施库", "Civil affairs", "民政部门",
                               "facilities", "", "", false, false, 0},
                              {"green", "Parks and trees", "园林绿化管理系统", "City management", "城市管理部门",
                               "green trees", "", "", false, false, 0},
                              {"smoke", "Smart smoke detection", "智慧烟感平台", "Fire and rescue", "消防救援部门", "",
                               "smoke", "sensor-alarm", true, false, Hour},
                              {"electrical", "Electrical fire monitoring", "电气火灾监测平台", "Emergency management",
                               "应急管理部门", "", "electrical", "sensor-alarm", true, false, Hour},
                              {"tilt", "Building safety monitoring", "房屋安全监测系统", "Housing and construction",
                               "住房建设部门", "", "tilt", "sensor-alarm", true, false, 3 * Hour},
                              {"flood", "Flood control", "三防水情监测系统", "Water authority", "水务部门", "",
                               "water-level rain", "sensor-alarm", true, false, Hour},
                              {"weather", "Weather warnings", "气象预警发布系统", "Meteorological office", "气象部门",
                               "", "", "weather", true, true, 0},
                              {"video", "Video and recognition", "视频监控与识别平台", "Police", "公安部门", "",
                               "camera presence", "video-recognition", true, false, 3 * Hour},
                              {"scan-to-report", "Scan to report", "扫码上报平台", "Sub-district office", "街道办事处",
                               "", "", "resident-report", true, false, 6 * Hour},
                              {"hotline", "Government hotline", "政务服务热线", "Government service centre",
                               "政务服务部门", "", "", "hotline", true, false, 12 * Hour},
                              {"city-dispatch", "City dispatch", "市级统一分拨平台", "City operations centre",
                               "市运行管理中心", "", "", "other-system", true, false, 24 * Hour}};

QJsonArray words(const char *list)
{
    return QJsonArray::fromStringList(QString::fromLatin1(list).split(QLatin1Char(' '), Qt::SkipEmptyParts));
}

}

base::Status writeSources(const QString &file)
{
    QByteArray out("{\"format\": \"yunjie-sources/1\",\n \"sources\": [\n");
    for (const System &system : Systems) {
        QJsonObject one{{QStringLiteral("id"), QString::fromLatin1(system.id)},
                        {QStringLiteral("name"), both(system.en, system.zh).toJson()},
                        {QStringLiteral("owner"), both(system.ownerEn, system.ownerZh).toJson()}};
        const auto add = [&one](const char *key, const QJsonArray &list) {
            if (!list.isEmpty())
                one.insert(QLatin1String(key), list);
        };
        add("layers", words(system.layers));
        add("things", words(system.things));
        add("events", words(system.events));
        add("feeds", words(system.isLive ? "log" : ""));
        if (system.alerts)
            one.insert(QStringLiteral("alerts"), true);
        if (system.fresh > 0)
            one.insert(QStringLiteral("fresh"), system.fresh);
        const bool last = &system == std::end(Systems) - 1;
        out += "  " + QJsonDocument(one).toJson(QJsonDocument::Compact) + (last ? "\n" : ",\n");
    }
    return writeFile(file, out + " ]}\n");
}

}
