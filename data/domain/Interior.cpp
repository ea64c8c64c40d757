#include "domain/Interior.h"

#include <QHash>

#include <array>

namespace domain
{

static constexpr std::array FunctionNames{"unknown",   "room",  "hall",  "kitchen", "bath",    "balcony",
                                          "corridor",  "stair", "lift",  "lobby",   "shop",    "office",
                                          "classroom", "ward",  "plant", "storage", "parking", "outdoor"};

QString spaceFunctionName(SpaceFunction function)
{
    return QString::fromLatin1(FunctionNames[size_t(function)]);
}

SpaceFunction spaceFunctionFromName(const QString &name)
{
    static const QHash<QString, SpaceFunction> words = [] {
        QHash<QString, SpaceFunction> map;
        for (size_t i = 0; i < FunctionNames.size(); ++i)
            map.insert(QString::fromLatin1(FunctionNames[i]), SpaceFunction(i));
        const auto add = [&map](SpaceFunction function, const char *list) {
            for (const QString &word : QString::fromUtf8(list).split(u' '))
                map.insert(word, function);
        };
        add(SpaceFunction::Room, "bedroom schlafzimmer kinderzimmer study 卧室 主卧 次卧 书房 房间 室");
        add(SpaceFunction::Hall, "living livingroom wohnen wohnzimmer dining diningroom 客厅 餐厅 厅 起居室");
        add(SpaceFunction::Kitchen, "küche kueche kitchenette 厨房");
        add(SpaceFunction::Bath,
            "bathroom bad wc toilet toilets restroom restroom.male restroom.female washroom 卫生间 厕所 浴室");
        add(SpaceFunction::Balcony, "terrace galerie loggia 阳台 露台");
        add(SpaceFunction::Corridor, "hallway foyer walkway flur passage platform 走廊 过道 通道 站台");
        add(SpaceFunction::Stair,
            "stairs stairwell staircase treppenhaus stairway steps escalator treppe 楼梯 楼梯间 扶梯");
        add(SpaceFunction::Lift, "elevator aufzug 电梯 电梯间");
        add(SpaceFunction::Lobby, "entrance reception entrée 大堂 门厅 前厅");
        add(SpaceFunction::Shop, "retail store ticketing foodservice 商铺 店铺 商店");
        add(SpaceFunction::Office, "büro buero meeting conferenceroom 办公室 办公 会议室");
        add(SpaceFunction::Classroom, "lecture 教室");
        add(SpaceFunction::Ward, "treatment 病房 诊室");
        add(SpaceFunction::Plant, "mechanical utility utilities technik electrical serverroom 设备间 机房 配电间");
        add(SpaceFunction::Storage, "closet abstellraum storageroom 储藏室 储藏间 储物间 仓库");
        add(SpaceFunction::Parking, "garage 车库 停车场");
        add(SpaceFunction::Outdoor, "external roof dach 屋顶 室外");
        return map;
    }();
    const QString whole = name.trimmed().toLower();
    if (const auto found = words.constFind(whole); found != words.constEnd())
        return *found;
    // "Bedroom 1", "A102 Living Room", "Schlafzimmer-2": any word of it, the last one first; a mere "room" or "hall"
    // tells the least.
    QString word;
    QStringList parts;
    for (const QChar c : whole) {
        if (c.isLetter()) {
            word += c;
        } else if (!word.isEmpty()) {
            parts.append(word);
            word.clear();
        }
    }
    parts.append(word);
    SpaceFunction least = SpaceFunction::Unknown;
    for (auto part = parts.crbegin(); part != parts.crend(); ++part) {
        const auto found = words.constFind(*part);
        if (found == words.constEnd())
            continue;
        if (*part != u"room" && *part != u"hall")
            return *found;
        if (least == SpaceFunction::Unknown)
            least = *found;
    }
    return least;
}

}
