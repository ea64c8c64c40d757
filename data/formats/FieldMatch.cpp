#include "formats/FieldMatch.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <optional>

namespace formats
{

namespace
{

using domain::LayerKind;

/// Usual names, the surest first, without case, spaces and punctuation.
struct Usual {
    Field field;
    const char *name;
    const char *usual;
};

constexpr Usual Table[] = {
    {Field::Id, "id",
     "osmid buildingcode bldgcode buildingid bldgid bldid code id uuid guid gmlid globalid bin gid deviceid sn "
     "统一编码 建筑编码 楼栋编码 房屋编码 网格编码 社区编码 设备编号 编码 代码 编号 adcode objectid ogcfid"},
    {Field::Name, "name",
     "name namezh namezhcn 名称 名字 楼栋名称 建筑名称 小区名称 网格名称 社区名称 道路名称 设备名称 buildingname "
     "bldgname fullname "
     "nom nombre nome naam neighborhood neighbourhood ntaname nameen label title bezeichnung 楼名"},
    {Field::Height, "height",
     "heightm height hgt buildingheight bldgheight bldghgt measuredheight 建筑高度 房屋高度 楼高 层高 净高 高度 "
     "heightroof hoehe "
     "hohe höhe "
     "gebaeudehoehe gebhoehe hauteur altura altezza hoogte heightft hgtft heightmax relh2 hmax installheight 安装高度 "
     "h"},
    {Field::Storeys, "storeys",
     "storeys stories buildinglevels floors numfloors nofloors numberoffloors floorcount storeycount numstories "
     "numstoreys floorsnum floornum 地上层数 总层数 楼层数 建筑层数 层数 楼层 nbetages nombredetages etages étages "
     "geschosse anzahlgeschosse "
     "stockwerke vollgeschosse aog plantas pisos piani bouwlagen levels floor storey"},
    {Field::StoreysBelow, "storeysBelow",
     "storeysbelow floorsbelow buildinglevelsunderground undergroundfloors basements 地下层数 ugeschosse "
     "untergeschosse"},
    {Field::MinHeight, "minHeight", "minheight minheightm buildingminheight minhgt 底部高度"},
    {Field::MinStorey, "minStorey", "buildingminlevel minlevel minstorey"},
    {Field::Base, "base",
     "base groundm ground groundelev groundelevation groundz baseelevation elevation elev basez zminsol "
     "altitudeminimalesol "
     "地面高程 基底高程 底高程 高程 gelaendehoehe bodenhoehe bottom"},
    {Field::RoofShape, "roofShape", "roofshape buildingroofshape rooftype dachform 屋顶形状 屋顶类型"},
    {Field::RoofHeight, "roofHeight", "roofheight roofheightm 屋顶高度"},
    {Field::RoofStoreys, "roofStoreys", "rooflevels roofstoreys"},
    {Field::RoofDirection, "roofDirection", "roofdirection roofangle"},
    {Field::Use, "use",
     "use buildinguse usage function mainuse kinddetail 建筑用途 房屋用途 使用功能 用途 建筑性质 房屋性质 性质 "
     "gebaeudefunktion "
     "gebnutzung nutzung usage1 uso functie building buildingtype bldgtype 建筑类型 type fclass landuse"},
    {Field::Year, "year",
     "year yearbuilt builtyear yearofconstruction constructionyear constyear cnstrctyr startdate 建成年份 建造年份 "
     "建成年代 建筑年代 竣工年份 "
     "年代 建成时间 baujahr bouwjaar anneeconstruction anneedeconstruction"},
    {Field::Units, "units",
     "units unitcount numunits dwellings flats buildingflats households 户数 总户数 套数 房屋套数 nblogts nblogements "
     "logements wohnungen"},
    {Field::Residents, "residents",
     "residents residentcount population pop 居住人数 常住人口 居民数 人口 人数 einwohner habitants"},
    {Field::Address, "address", "address addrfull addr fulladdress 详细地址 地址 坐落 adresse direccion indirizzo"},
    {Field::Street, "street", "addrstreet streetname street strasse straße rue 街路巷 路名"},
    {Field::HouseNumber, "houseNumber", "addrhousenumber housenumber housenum houseno hausnummer 门牌号 门牌"},
    {Field::Quarter, "quarter", "quarter quartercode quarterid estate compound 小区编码 所属小区 小区"},
    {Field::Structure, "structure",
     "structure buildingstructure 建筑结构 房屋结构 结构类型 结构 buildingmaterial bauweise"},
    {Field::Part, "part", "buildingpart ispart kind"},
    {Field::PartOf, "partOf", "partof rootid parentid parent buildingparent 所属楼栋"},
    {Field::Level, "level", "level areatype adminlevel 级别 层级 行政级别 kind type"},
    {Field::Parent, "parent", "parent parentcode parentid pcode pid 上级编码 上级 所属社区 所属街道 所属网格"},
    {Field::Manager, "manager",
     "manager head incharge personincharge responsible gridmember leader 负责人 网格长 网格员 管理员 责任人"},
    {Field::Type, "type",
     "highway railway waterway roadclass fclass funcclass class type category kind 道路等级 类型 类别 等级 amenity "
     "leisure landuse natural "
     "strassenklasse nature facilitytype"},
    {Field::Width, "width",
     "width widthm roadwidth estwidth 道路宽度 路宽 宽度 红线宽度 breite largeur largeurdechaussee streetwidth"},
    {Field::Lanes, "lanes", "lanes numlanes lanecount 车道数 nbvoies nombredevoies"},
    {Field::Bridge, "bridge", "bridge"},
    {Field::Tunnel, "tunnel", "tunnel"},
    {Field::Order, "order", "layer zlevel order"},
    {Field::Kind, "kind", "kind devicetype sensortype thingtype 设备类型 传感器类型 类型 类别 type category"},
    {Field::Building, "building",
     "building bld bldg buildingid buildingcode bldgid bldid 楼栋编码 所属楼栋 楼栋 楼栋编号 楼栋号 楼号 建筑编码 "
     "所属建筑 gebaeude gebäude batiment"},
    {Field::Unit, "unit", "unit unitid unitcode housecode 房屋编码 所属房屋 户 户号 房号 室号"},
    {Field::Storey, "storey",
     "storey floor level story storeynumber floornumber floorno levelno ordinal 所在楼层 楼层 楼层号 层号 层 etage "
     "étage geschoss stockwerk"},
    {Field::Number, "number",
     "number unitnumber unitno no roomno doornumber 房号 室号 门牌号 storeynumber floornumber floorno floor storey "
     "level 楼层号 层号 楼层"},
    {Field::Rooms, "rooms", "rooms bedrooms roomcount 室数 室"},
    {Field::Halls, "halls", "halls livingrooms 厅数 厅"},
    {Field::Kitchens, "kitchens", "kitchens 厨房数 厨"},
    {Field::Baths, "baths", "baths bathrooms 卫生间数 卫"},
    {Field::FloorArea, "area", "aream2 area floorarea 建筑面积 套内面积 面积"},
    {Field::Tenancy, "tenancy", "tenancy tenure occupancytype 租赁类型 使用状态 出租情况 使用情况"},
    {Field::Occupants, "occupants", "occupants occupancy people residents 居住人数 人数"},
    {Field::Datastreams, "datastreams", "datastreams streams 数据流"},
    {Field::Stream, "stream", "stream streamurl rtsp videourl url 视频地址"},
    {Field::BaseAboveGround, "baseAboveGround",
     "baseaboveground heightaboveground aboveground relativebase relativeheight baserelative 离地高度 相对高度 "
     "相对标高 "
     "底面相对高度"},
    {Field::Function, "function",
     "function spacefunction roomfunction roomtype spacetype usage use category class type kind roomuse 功能 房间功能 "
     "房间类型 用途 类型 类别 nutzung raumnutzung"},
    {Field::LongName, "longName", "longname fullname 全称 全名 bezeichnung"},
    {Field::Entrance, "entrance", "entrance isentrance exit isexit isexternal external 出入口 入口 是否出入口"},
    {Field::Window, "window", "window iswindow 窗 窗户 是否窗户"},
    {Field::Swing, "swing", "swing swingtype doorswing opening operation 开启方向 开启方式 开门方向"},
    {Field::NameEn, "nameEn", "nameen nameeng nameenglish englishname ename intname 英文名 英文名称 名称英文"},
    {Field::NameZh, "nameZh", "namezh namezhcn namezhhans namecn namechi chinesename 中文名 中文名称 名称中文"},
    {Field::AddressEn, "addressEn", "addressen addrfullen addren englishaddress 英文地址 地址英文"},
    {Field::ManagerEn, "managerEn", "manageren 负责人英文"},
};

using F = Field;
std::vector<Field> fieldsOf(LayerKind kind)
{
    switch (kind) {
    case LayerKind::Building:
        return {F::Id,        F::Height,     F::Storeys,     F::StoreysBelow,  F::MinHeight, F::MinStorey,   F::Base,
                F::RoofShape, F::RoofHeight, F::RoofStoreys, F::RoofDirection, F::Part,      F::PartOf,      F::Use,
                F::Year,      F::Units,      F::Residents,   F::Address,       F::Street,    F::HouseNumber, F::Quarter,
                F::Structure, F::Name,       F::NameEn,      F::NameZh,        F::AddressEn};
    case LayerKind::Area:
        return {F::Id, F::Name, F::NameEn, F::NameZh, F::Level, F::Parent, F::Manager, F::ManagerEn};
    case LayerKind::Road:
    case LayerKind::Rail:
    case LayerKind::Water:
        return {F::Id, F::Name, F::NameEn, F::NameZh, F::Type, F::Width, F::Lanes, F::Bridge, F::Tunnel, F::Order};
    case LayerKind::Things:
        return {F::Id,      F::Name,        F::Kind,   F::Building, F::Unit,   F::Storey,   F::Height,
                F::Address, F::Datastreams, F::Stream, F::NameEn,   F::NameZh, F::AddressEn};
    case LayerKind::Unit: // the building first: "building_id" is no id of theirs
        return {F::Building, F::Id,    F::Storey,    F::Number,  F::Rooms,    F::Halls,
                F::Kitchens, F::Baths, F::FloorArea, F::Tenancy, F::Occupants};
    case LayerKind::Storey:
        return {F::Building, F::Id, F::Name, F::NameEn, F::NameZh, F::Number, F::Base, F::BaseAboveGround, F::Height};
    case LayerKind::Space:
        return {F::Building, F::Unit,     F::Id,       F::Name, F::NameEn,
                F::NameZh,   F::LongName, F::Storey,   F::Base, F::BaseAboveGround,
                F::Height,   F::Function, F::FloorArea};
    case LayerKind::Door:
        return {F::Building, F::Id,    F::Name,     F::Storey, F::Base,  F::BaseAboveGround,
                F::Height,   F::Width, F::Entrance, F::Window, F::Swing, F::Function};
    default:
        return {F::Id, F::Name, F::NameEn, F::NameZh, F::Type, F::Order};
    }
}

QString plain(const QString &name)
{
    QString out;
    for (const QChar c : name)
        if (c.isLetterOrNumber())
            out += c.toLower();
    return out;
}

double metresOf(const QString &column)
{
    const QString name = plain(column);
    // New York's building footprints give both in feet and do not say so in the name.
    if (name.endsWith(QLatin1String("ft")) || name.endsWith(QLatin1String("feet")) ||
        name == QLatin1String("heightroof") || name == QLatin1String("groundelev"))
        return 0.3048;
    return name.endsWith(QLatin1String("cm")) ? 0.01 : 1.0;
}

const QHash<QString, QStringList> &usualNames()
{
    static const QHash<QString, QStringList> names = [] {
        QHash<QString, QStringList> all;
        for (const Usual &usual : Table)
            all.insert(QString::fromLatin1(usual.name),
                       QString::fromUtf8(usual.usual).split(QLatin1Char(' '), Qt::SkipEmptyParts));
        return all;
    }();
    return names;
}

}

QString fieldName(Field field)
{
    return QString::fromLatin1(Table[size_t(field)].name);
}

FieldMatch::FieldMatch(const QStringList &columns, domain::LayerKind kind, const QHash<QString, QString> &asked,
                       const QString &source, base::Warnings &warnings)
    : m_names(columns)
{
    m_columns.fill(-1);
    m_metres.fill(1.0);
    const auto take = [&](Field field, int column) {
        m_columns[size_t(field)] = column;
        m_metres[size_t(field)] = metresOf(columns[column]);
        if (!m_used.contains(column))
            m_used.append(column);
    };
    QStringList unknown = asked.keys();
    for (const Usual &usual : Table) {
        const QString name = QString::fromLatin1(usual.name);
        unknown.removeAll(name);
        if (!asked.contains(name))
            continue;
        qsizetype column = columns.indexOf(asked[name]);
        if (column < 0)
            column = columns.indexOf(
                QRegularExpression(QRegularExpression::anchoredPattern(QRegularExpression::escape(asked[name])),
                                   QRegularExpression::CaseInsensitiveOption));
        if (column >= 0)
            take(usual.field, int(column));
        else
            warnings.add(QStringLiteral("field-missing"), source, QString(),
                         QCoreApplication::translate(
                             "formats",
                             "The project reads '%1' from the field '%2', which the source does not have (it has: %3)")
                             .arg(name, asked[name], columns.mid(0, 20).join(QStringLiteral(", "))));
    }
    for (const QString &name : std::as_const(unknown))
        warnings.add(QStringLiteral("field-unknown"), source, QString(),
                     QCoreApplication::translate("formats", "'%1' is not a field that layers have").arg(name));

    QStringList simple;
    for (const QString &column : columns)
        simple.append(plain(column));
    for (const Field field : fieldsOf(kind)) {
        if (has(field))
            continue;
        for (const QString &usual : usualNames().value(fieldName(field))) {
            const qsizetype column = simple.indexOf(usual);
            if (column >= 0 && !m_used.contains(int(column))) {
                take(field, int(column));
                break;
            }
        }
    }
}

std::vector<std::pair<QString, QString>> FieldMatch::matched() const
{
    std::vector<std::pair<QString, QString>> all;
    for (int i = 0; i < FieldCount; ++i)
        if (m_columns[size_t(i)] >= 0)
            all.emplace_back(fieldName(Field(i)), m_names[m_columns[size_t(i)]]);
    return all;
}

std::pair<QString, QString> namesOf(const QString &name, const QString &english, const QString &chinese)
{
    static const QRegularExpression han(QStringLiteral("\\p{Han}"));
    const auto isChinese = [](const QString &text) { return han.match(text).hasMatch(); };
    if (chinese.isEmpty() || isChinese(name))
        return {name, english == name ? QString() : english};
    return {chinese, english.isEmpty() ? name : english};
}

double parseLength(const QString &text)
{
    bool ok = false;
    const double number = text.toDouble(&ok);
    if (ok)
        return number;
    static const QRegularExpression feet(
        QStringLiteral(
            "^\\s*(\\d+(?:[.,]\\d+)?)\\s*(?:'|′|ft|feet|foot)\\.?\\s*(?:(\\d+(?:\\.\\d+)?)\\s*(?:\"|″|in)?)?\\s*$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression metric(
        QStringLiteral(
            "^\\s*(?:~|ca\\.?|约)?\\s*([+-]?\\d+(?:[.,]\\d+)?)\\s*(m|metres?|meters?|米|公尺|cm|厘米|mm|km)?\\.?\\s*$"),
        QRegularExpression::CaseInsensitiveOption);
    const auto value = [](QString digits) { return digits.replace(QLatin1Char(','), QLatin1Char('.')).toDouble(); };
    if (const auto match = metric.match(text); match.hasMatch()) {
        const QString unit = match.captured(2).toLower();
        const double factor = unit == QLatin1String("cm") || unit == QStringLiteral("厘米") ? 0.01
                              : unit == QLatin1String("mm")                                 ? 0.001
                              : unit == QLatin1String("km")                                 ? 1000.0
                                                                                            : 1.0;
        return value(match.captured(1)) * factor;
    }
    if (const auto match = feet.match(text); match.hasMatch())
        return value(match.captured(1)) * 0.3048 + match.captured(2).toDouble() * 0.0254;
    return geometry::NaN;
}

int parseCount(const QString &text, bool *ok)
{
    static const QRegularExpression number(QStringLiteral("[-+]?\\d+(?:\\.\\d+)?"));
    const auto match = number.match(text);
    const double value = match.captured(0).toDouble();
    *ok = match.hasMatch() && std::abs(value) < 1e9;
    return *ok ? int(std::lround(value)) : 0;
}

namespace
{

/// Chinese numerals up to 99: "三", "十二", "二十".
int chineseNumber(const QString &text)
{
    static const QString digits = QStringLiteral("零一二三四五六七八九");
    const qsizetype ten = text.indexOf(QStringLiteral("十"));
    const auto digit = [](const QString &part, int otherwise) {
        return part.isEmpty() ? otherwise : int(digits.indexOf(part.at(part.size() - 1)));
    };
    return ten < 0 ? digit(text, 0) : digit(text.left(ten), 1) * 10 + digit(text.mid(ten + 1), 0);
}

// One storey: a sign or a word for it, "F" or "level" before it or behind it.
const char *const OneStorey = "(?:(?<sign%1>-|−|b(?=\\d)|负|地下|ug\\s*)?(?:地上|第|l|f|level|floor|storey|ebene)?\\s*"
                              "(?<number%1>\\d{1,3}(?:\\.\\d+)?|[一二三四五六七八九十]{1,3})\\s*"
                              "(?<behind%1>/?f|层|楼|\\.?\\s*og|\\.?\\s*ug|st|nd|rd|th)?"
                              "|(?<zero%1>g/?f?|eg|rc|rdc))";

std::optional<double> levelOf(const QRegularExpressionMatch &match, int which, bool &namesZero)
{
    const auto part = [&](const char *name) {
        return match.captured(QString::fromLatin1(name) + QString::number(which));
    };
    const QString number = part("number");
    if (number.isEmpty()) {
        namesZero = true;
        return part("zero").isEmpty() ? std::nullopt : std::optional(0.0);
    }
    bool ok = false;
    double level = number.toDouble(&ok);
    if (!ok)
        level = chineseNumber(number);
    if (!part("sign").isEmpty() || part("behind").endsWith(QLatin1String("ug"), Qt::CaseInsensitive))
        level = -level;
    namesZero = namesZero || level == 0;
    return level;
}

}

StoreyList parseStoreys(const QString &text)
{
    static const QRegularExpression separators(QStringLiteral("[,;，；、|]"));
    static const QRegularExpression one(QRegularExpression::anchoredPattern(QString::fromUtf8(OneStorey).arg(1)),
                                        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression range(
        QRegularExpression::anchoredPattern(QString::fromUtf8(OneStorey).arg(1) +
                                            QStringLiteral("\\s*(?:-|–|—|~|～|\\.\\.|至|到|to)\\s*") +
                                            QString::fromUtf8(OneStorey).arg(2)),
        QRegularExpression::CaseInsensitiveOption);
    constexpr int Most = 300;
    StoreyList list;
    const auto add = [&](double level) {
        if (std::find(list.levels.begin(), list.levels.end(), level) == list.levels.end())
            list.levels.push_back(level);
    };
    for (const QString &piece : text.split(separators, Qt::SkipEmptyParts)) {
        const QString token = piece.trimmed();
        if (token.isEmpty())
            continue;
        if (token == QStringLiteral("首层") || token == QStringLiteral("底层")) {
            add(1);
            continue;
        }
        const auto single = one.match(token);
        if (single.hasMatch()) {
            if (const auto level = levelOf(single, 1, list.namesZero))
                add(*level);
            continue;
        }
        const auto several = range.match(token);
        if (!several.hasMatch())
            return {};
        const auto first = levelOf(several, 1, list.namesZero), last = levelOf(several, 2, list.namesZero);
        if (!first || !last || std::abs(*last - *first) > Most)
            return {};
        const double step = *last < *first ? -1 : 1;
        for (double level = *first; (*last - level) * step >= 0; level += step)
            add(level);
    }
    return list;
}

int storeyOfLevel(double level, bool fromZero)
{
    const int below = int(std::floor(level));
    return fromZero && below >= 0 ? below + 1 : below == 0 ? 1 : below;
}

int parseYear(const QString &text)
{
    if (text.isEmpty())
        return 0;
    bool plain = false;
    if (const int value = text.toInt(&plain); plain && text.size() == 4)
        return value >= 1000 && value < 2100 ? value : 0;
    static const QRegularExpression year(QStringLiteral("(?<!\\d)(1\\d{3}|20\\d{2})(?!\\d)"));
    return year.match(text).captured(1).toInt();
}

}
