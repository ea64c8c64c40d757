#include "domain/Places.h"

#include <QHash>

#include <array>

namespace domain
{

static constexpr std::array UseNames{"unknown", "residential", "commercial",    "office", "industrial",
                                     "public",  "mixed",       "urban-village", "school", "hospital"};

QString useName(BuildingUse use)
{
    return QString::fromLatin1(UseNames[size_t(use)]);
}

BuildingUse useFromName(const QString &name)
{
    static const QHash<QString, BuildingUse> words = [] {
        QHash<QString, BuildingUse> map;
        for (size_t i = 0; i < UseNames.size(); ++i)
            map.insert(QString::fromLatin1(UseNames[i]), BuildingUse(i));
        const auto add = [&map](BuildingUse use, const char *list) {
            for (const QString &word : QString::fromUtf8(list).split(u' '))
                map.insert(word, use);
        };
        add(BuildingUse::Residential,
            "apartments house detached semidetached_house terrace dormitory bungalow residence cabin villa "
            "住宅 居住 宿舍 公寓 habitation résidentiel wohnen");
        add(BuildingUse::Commercial, "retail shop supermarket kiosk mall commerce hotel 商业 商铺 商场 酒店 商服");
        add(BuildingUse::Office, "offices 办公 写字楼 bureaux");
        add(BuildingUse::Industrial, "factory warehouse manufacture industry 工业 厂房 仓库 仓储 industriel");
        add(BuildingUse::Public,
            "civic government townhall church cathedral temple mosque synagogue museum library theatre train_station "
            "transportation public_building 公共 行政 文化 体育 政府");
        add(BuildingUse::Mixed, "mixed_use mixed-use 综合 商住 混合");
        add(BuildingUse::UrbanVillage, "urban_village 城中村 农民房 私宅");
        add(BuildingUse::School, "kindergarten university college education 学校 教育 幼儿园");
        add(BuildingUse::Hospital, "clinic healthcare 医院 医疗 卫生");
        return map;
    }();
    return words.value(name.trimmed().toLower(), BuildingUse::Unknown);
}

static constexpr std::array RoofNames{"flat", "gabled", "hipped", "pyramidal", "skillion", "dome"};

QString roofShapeName(RoofShape shape)
{
    return QString::fromLatin1(RoofNames[size_t(shape)]);
}

RoofShape roofShapeFromName(const QString &name)
{
    const QString wanted = name.trimmed().toLower();
    for (size_t i = 0; i < RoofNames.size(); ++i) {
        if (wanted == QLatin1String(RoofNames[i]))
            return RoofShape(i);
    }
    if (wanted == QLatin1String("gambrel") || wanted == QLatin1String("saltbox"))
        return RoofShape::Gabled;
    if (wanted == QLatin1String("half-hipped") || wanted == QLatin1String("mansard"))
        return RoofShape::Hipped;
    if (wanted == QLatin1String("onion") || wanted == QLatin1String("round"))
        return RoofShape::Dome;
    if (wanted == QLatin1String("cone"))
        return RoofShape::Pyramidal;
    return RoofShape::Flat;
}

}
