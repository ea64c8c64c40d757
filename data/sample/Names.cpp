#include "sample/Names.h"

#include <algorithm>

namespace sample
{

static void shuffle(std::vector<LocalizedText> &list, Random &random)
{
    for (size_t i = list.size(); i > 1; --i)
        std::swap(list[i - 1], list[size_t(random.integer(0, int(i) - 1))]);
}

Names::Names(Random random)
    : m_random(random), m_roots{both("Jinyu", "锦榆"),      both("Yunxiu", "云秀"),   both("Qinglan", "青岚"),
                                both("Hecui", "禾翠"),      both("Tingyu", "听雨"),   both("Lanxi", "岚溪"),
                                both("Guihua", "桂华"),     both("Songhe", "松鹤"),   both("Mingyuan", "明苑"),
                                both("Fulin", "馥林"),      both("Yifeng", "怡枫"),   both("Haitang", "海棠"),
                                both("Ziwei", "紫薇"),      both("Bishui", "碧水"),   both("Changchun", "长椿"),
                                both("Xinghe", "杏禾"),     both("Lianyi", "涟漪"),   both("Wutong", "梧桐里"),
                                both("Jinglan", "景澜"),    both("Yuehu", "月湖"),    both("Nanfeng", "南枫"),
                                both("Hongmian", "红棉里"), both("Shuyun", "书云"),   both("Caihe", "彩荷"),
                                both("Yulan", "玉兰"),      both("Furong", "芙蓉里"), both("Zhuyin", "竹茵"),
                                both("Anhe", "安禾"),       both("Chunhe", "春禾"),   both("Qiushi", "秋实"),
                                both("Meilin", "梅霖"),     both("Xiyu", "溪语"),     both("Yaxuan", "雅轩"),
                                both("Baihe", "百荷"),      both("Lvyin", "绿茵"),    both("Tianlai", "天籁"),
                                both("Yunsheng", "云笙"),   both("Jiahui", "佳卉"),   both("Fengdan", "枫丹"),
                                both("Luming", "鹿鸣"),     both("Hexiang", "荷香"),  both("Jinse", "锦瑟"),
                                both("Qingtian", "晴田"),   both("Yushu", "榆树"),    both("Linglong", "玲珑"),
                                both("Pingshui", "平水"),   both("Xianglan", "香岚"), both("Dongli", "东篱")},
      m_trades{
          both("Hongtai", "鸿泰"),   both("Yuanjing", "远景"),   both("Hengyu", "恒屿"),   both("Shenglan", "盛岚"),
          both("Tiancheng", "天澄"), both("Huiyun", "汇云"),     both("Guanhai", "观海"),  both("Junlin", "隽林"),
          both("Zhihe", "智禾"),     both("Lixin", "砺新"),      both("Ruifeng", "瑞枫"),  both("Xinyao", "芯曜"),
          both("Yinhe", "银禾"),     both("Mingde", "明德"),     both("Huarong", "华榕"),  both("Jiuhe", "九和"),
          both("Wanlan", "万澜"),    both("Qihang", "启杭"),     both("Botong", "柏桐"),   both("Tongda", "桐达"),
          both("Luhai", "麓海"),     both("Zhongyue", "中岳里"), both("Jinhang", "锦航"),  both("Shangyuan", "尚垣"),
          both("Baoxiang", "葆祥"),  both("Haoyue", "皓粤"),     both("Linjiang", "临绛"), both("Xingcheng", "星埕"),
          both("Dehui", "德荟"),     both("Yuelong", "粤泷"),    both("Kaiyuan", "恺源"),  both("Chengfeng", "澄峰")}
{
    shuffle(m_roots, m_random);
    shuffle(m_trades, m_random);
}

LocalizedText Names::next(const std::vector<LocalizedText> &pool, size_t &at,
                          const std::vector<LocalizedText> &suffixes)
{
    // Each root comes round again with another suffix before any name gets a number.
    const LocalizedText &root = pool[at++ % pool.size()];
    const int first = m_random.integer(0, int(suffixes.size()) - 1);
    for (size_t i = 0; i < suffixes.size(); ++i) {
        const LocalizedText &suffix = suffixes[(size_t(first) + i) % suffixes.size()];
        if (m_used.insert(root.zh + suffix.zh).second)
            return {root.en + QLatin1Char(' ') + suffix.en, root.zh + suffix.zh};
    }
    const LocalizedText &suffix = suffixes[size_t(first)];
    const int phase = ++m_phases[root.zh + suffix.zh] + 1;
    return {QStringLiteral("%1 %2 %3").arg(root.en, suffix.en).arg(phase),
            QString::fromUtf8("%1%2 %3 号楼").arg(root.zh, suffix.zh).arg(phase)};
}

LocalizedText Names::community(const Vec2 &middle)
{
    struct Rooted {
        const char *en, *zh;
        double x, y;
    };
    // Named after what lies there.
    static constexpr Rooted List[] = {{"Guixiang", "桂香", 550, 200}, {"Yunxi", "云溪", 520, 560},
                                      {"Zhuyuan", "竹苑", 110, 420},  {"Yubu", "渔埠", 1110, 130},
                                      {"Laodong", "老东", 850, 470},  {"Haiyan", "海晏", 1130, 760},
                                      {"Shuyuan", "书苑", 600, 960},  {"Zhanqian", "站前", 1480, 330},
                                      {"Yunling", "云岭", 200, 1150}, {"Dongchang", "东昶", 1770, 700}};
    const Rooted *best = nullptr;
    double nearest = std::numeric_limits<double>::infinity();
    for (const Rooted &one : List) {
        const double d = glm::length(Vec2(one.x, one.y) - middle);
        if (d < nearest && !m_used.contains(QString::fromUtf8(one.zh))) {
            nearest = d;
            best = &one;
        }
    }
    if (!best)
        best = &List[0];
    m_used.insert(QString::fromUtf8(best->zh));
    return {QString::fromUtf8(best->en) + QStringLiteral(" Community"),
            QString::fromUtf8(best->zh) + QString::fromUtf8("社区")};
}

LocalizedText Names::quarter(bool village)
{
    static const std::vector<LocalizedText> Villages{both("Yubu Village", "渔埠村"), both("Shangwei Village", "上围村"),
                                                     both("Xialin Village", "下林村"),
                                                     both("Xintian Village", "新田围")};
    if (village)
        return Villages[m_village++ % Villages.size()];
    static const std::vector<LocalizedText> Suffixes{both("Garden", "花园"),  both("Court", "苑"),
                                                     both("Residence", "居"), both("New Village", "新村"),
                                                     both("Mansion", "名庭"), both("House", "雅居")};
    return next(m_roots, m_root, Suffixes);
}

LocalizedText Names::officeTower()
{
    static const std::vector<LocalizedText> Suffixes{both("Tower", "大厦"), both("Centre", "中心"),
                                                     both("Plaza", "广场"), both("International", "国际大厦"),
                                                     both("Building", "商务大厦")};
    return next(m_trades, m_trade, Suffixes);
}

LocalizedText Names::hotel()
{
    static const std::vector<LocalizedText> Suffixes{both("Hotel", "酒店"), both("Grand Hotel", "大酒店"),
                                                     both("Inn", "宾馆")};
    return next(m_trades, m_trade, Suffixes);
}

LocalizedText Names::mall()
{
    static const std::vector<LocalizedText> Suffixes{both("Mall", "购物中心"), both("Department Store", "百货"),
                                                     both("Arcade", "商场")};
    return next(m_trades, m_trade, Suffixes);
}

LocalizedText Names::factory()
{
    static const std::vector<LocalizedText> Suffixes{both("Electronics Works", "电子厂"),
                                                     both("Garment Works", "制衣厂"), both("Printing Works", "印刷厂"),
                                                     both("Creative Park", "创意园"), both("Storage", "仓储")};
    return next(m_trades, m_trade, Suffixes);
}

}
