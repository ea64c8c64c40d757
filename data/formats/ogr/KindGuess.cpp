#include "formats/ogr/KindGuess.h"

#include "formats/FieldMatch.h"

#include <QCoreApplication>

#include <ogrsf_frmts.h>

namespace formats
{

namespace
{

using domain::LayerKind;

/// Words in names of layers; the first that is found decides. Chinese words stand anywhere in the name, others whole.
struct NameHint {
    LayerKind kind;
    const char *words;
    char shapes; ///< bits: 1 areas, 2 lines, 4 points, 8 none
};
constexpr NameHint NameHints[] = {
    {LayerKind::Things,
     "things thing sensors sensor devices device cameras camera detectors smoke 设备 传感器 烟感 摄像头 监测点", 4 | 1},
    {LayerKind::Unit, "units unit dwellings houses 房屋 套房", 8 | 1 | 4},
    {LayerKind::Storey, "storeys storey stories floors 楼层", 8 | 1},
    {LayerKind::Space, "spaces space rooms room 房间", 1},
    {LayerKind::Door, "doors door 门", 2 | 4},
    {LayerKind::Building,
     "buildings building footprints footprint bldg bldgs gebaeude gebäude batiment batiments edificios houses 建筑 "
     "建筑物 楼栋 房屋",
     1},
    {LayerKind::Area,
     "areas area district districts subdistrict community communities block blocks grid grids admin boundary "
     "boundaries borough boroughs ward wards "
     "neighborhood neighborhoods neighbourhood neighbourhoods quarters quarter parish county counties 社区 网格 街道 "
     "街区 小区 行政区 辖区",
     1},
    {LayerKind::Water, "water waters waterway waterways river rivers lake lakes stream canal hydro 水系 水体 河流 湖",
     1 | 2},
    {LayerKind::Green, "green greens park parks garden vegetation forest landuse trees 绿地 公园 绿化", 1},
    {LayerKind::Rail, "rail rails railway railways tram metro subway 铁路 轨道 地铁", 2 | 1},
    {LayerKind::Road, "road roads street streets highway highways way ways 道路 路网 街巷 街道 路", 2 | 1},
    {LayerKind::Facility,
     "facility facilities poi pois amenity amenities school schools hospital hospitals services 设施 公共服务", 4 | 1},
};

char shapeBit(OGRwkbGeometryType type)
{
    if (type == wkbNone)
        return 8;
    switch (wkbFlatten(type)) {
    case wkbPoint:
    case wkbMultiPoint:
        return 4;
    case wkbLineString:
    case wkbMultiLineString:
    case wkbCircularString:
    case wkbCompoundCurve:
    case wkbMultiCurve:
        return 2;
    case wkbUnknown:
    case wkbGeometryCollection:
        return 0;
    default:
        return 1;
    }
}

struct Sample {
    char shapes = 0; ///< of the first features
    int things = 0, features = 0;
    bool parts = false;
};

Sample sampleOf(OGRLayer &layer, int kindColumn)
{
    constexpr int Features = 40;
    Sample sample;
    layer.ResetReading();
    for (int i = 0; i < Features; ++i) {
        const OGRFeatureUniquePtr feature(layer.GetNextFeature());
        if (!feature)
            break;
        ++sample.features;
        if (const OGRGeometry *geometry = feature->GetGeometryRef())
            sample.shapes |= shapeBit(geometry->getGeometryType());
        if (kindColumn >= 0 && feature->IsFieldSetAndNotNull(kindColumn)) {
            const QString kind = QString::fromUtf8(feature->GetFieldAsString(kindColumn));
            sample.things += domain::thingKindFromName(kind) != domain::ThingKind::Other;
            sample.parts = sample.parts || kind.startsWith(QLatin1String("building"), Qt::CaseInsensitive);
        }
    }
    layer.ResetReading();
    return sample;
}

bool hints(const QString &name, const QString &word)
{
    if (word.at(0).unicode() > 0x2E80)
        return name.contains(word);
    qsizetype at = -1;
    while ((at = name.indexOf(word, at + 1)) >= 0) {
        const bool starts = at == 0 || !name[at - 1].isLetter();
        const bool ends = at + word.size() == name.size() || !name[at + word.size()].isLetter();
        if (starts && ends)
            return true;
    }
    return false;
}

std::optional<QString> columnOf(const FieldMatch &match, const QStringList &names, Field field)
{
    return match.has(field) ? std::optional(names[match.column(field)]) : std::nullopt;
}

}

KindGuess guessKind(OGRLayer &layer)
{
    QStringList names;
    OGRFeatureDefn *defn = layer.GetLayerDefn();
    for (int i = 0; i < defn->GetFieldCount(); ++i)
        names.append(QString::fromUtf8(defn->GetFieldDefn(i)->GetNameRef()));
    base::Warnings ignored;
    const auto match = [&](LayerKind kind) { return FieldMatch(names, kind, {}, {}, ignored); };
    const FieldMatch building = match(LayerKind::Building), things = match(LayerKind::Things),
                     unit = match(LayerKind::Unit), storey = match(LayerKind::Storey), area = match(LayerKind::Area);
    const Sample sample = sampleOf(layer, things.column(Field::Kind));
    char shapes = defn->GetGeomFieldCount() == 0 ? 8 : shapeBit(layer.GetGeomType());
    if (shapes == 0)
        shapes = sample.shapes;

    if (defn->GetGeomFieldCount() == 0 || (layer.GetGeomType() == wkbNone)) {
        if (unit.has(Field::Building) && (unit.has(Field::Rooms) || unit.has(Field::Occupants) ||
                                          unit.has(Field::Tenancy) || unit.has(Field::FloorArea)))
            return {LayerKind::Unit,
                    QCoreApplication::translate("formats", "a table of units: it has a building and unit columns")};
        if (storey.has(Field::Building) && storey.has(Field::Number) &&
            (storey.has(Field::Height) || storey.has(Field::Base)))
            return {LayerKind::Storey, QCoreApplication::translate(
                                           "formats", "a table of storeys: it has a building and a storey number")};
        return {std::nullopt, QCoreApplication::translate("formats", "it has no geometry")};
    }
    if (shapes == 0)
        return {std::nullopt, sample.features == 0
                                  ? QCoreApplication::translate("formats", "it has no features")
                                  : QCoreApplication::translate("formats", "its features have no geometry")};

    const QString name = QString::fromUtf8(layer.GetName()).toLower();
    if ((shapes & 4) && things.has(Field::Datastreams))
        return {LayerKind::Things, QCoreApplication::translate("formats", "its points have a field '%1'")
                                       .arg(*columnOf(things, names, Field::Datastreams))};
    if ((shapes & 4) && sample.things > 0 && sample.things * 2 >= sample.features)
        return {LayerKind::Things,
                QCoreApplication::translate("formats", "the kinds of its points are kinds of devices")};
    // A unit or a storey that does not say its building is of no use as one: "houses" are buildings then.
    const auto isIdle = [&](LayerKind kind) {
        return (kind == LayerKind::Unit && !unit.has(Field::Building)) ||
               (kind == LayerKind::Storey && !storey.has(Field::Building));
    };
    for (const NameHint &hint : NameHints)
        if ((hint.shapes & shapes) && !isIdle(hint.kind))
            for (const QString &word : QString::fromUtf8(hint.words).split(QLatin1Char(' ')))
                if (hints(name, word))
                    return {hint.kind, QCoreApplication::translate("formats", "the layer's name says '%1'").arg(word)};
    if (shapes & 1) {
        if (sample.parts)
            return {LayerKind::Building,
                    QCoreApplication::translate("formats", "its polygons say that they are buildings")};
        for (const Field field : {Field::Height, Field::Storeys})
            if (const auto column = columnOf(building, names, field))
                return {LayerKind::Building,
                        QCoreApplication::translate("formats", "its polygons have a field '%1'").arg(*column)};
        for (const QString &column : names)
            if (column.compare(QLatin1String("building"), Qt::CaseInsensitive) == 0)
                return {LayerKind::Building,
                        QCoreApplication::translate("formats", "its polygons have a field '%1'").arg(column)};
        if (const auto column = columnOf(area, names, Field::Level);
            column && column->compare(QLatin1String("type"), Qt::CaseInsensitive) != 0 &&
            column->compare(QLatin1String("kind"), Qt::CaseInsensitive) != 0)
            return {LayerKind::Area,
                    QCoreApplication::translate("formats", "its polygons have a field '%1'").arg(*column)};
        if (const auto column = columnOf(area, names, Field::Manager))
            return {LayerKind::Area,
                    QCoreApplication::translate("formats", "its polygons have a field '%1'").arg(*column)};
        for (const QString &column : names)
            for (const char *word : {"neighborhood", "neighbourhood", "borough", "ntaname", "adcode", "admin_level"})
                if (column.compare(QLatin1String(word), Qt::CaseInsensitive) == 0)
                    return {LayerKind::Area,
                            QCoreApplication::translate("formats", "its polygons have a field '%1'").arg(column)};
    }
    if (shapes & 2)
        for (const QString &column : names)
            for (const char *word : {"highway", "lanes", "oneway", "maxspeed", "fclass", "车道数", "路宽"})
                if (column.compare(QString::fromUtf8(word), Qt::CaseInsensitive) == 0)
                    return {LayerKind::Road,
                            QCoreApplication::translate("formats", "its lines have a field '%1'").arg(column)};
    if (shapes == 4)
        return {LayerKind::Point,
                QCoreApplication::translate("formats", "it has points and nothing tells what they are")};
    return {LayerKind::Other, QCoreApplication::translate("formats", "nothing in it tells what it is")};
}

}
