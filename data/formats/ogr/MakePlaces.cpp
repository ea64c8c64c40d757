#include "formats/ogr/FeatureMaker.h"
#include "formats/ogr/MakeInterior.h"

#include <QCoreApplication>

/// Areas, storeys and units.
namespace formats
{

namespace
{

using domain::ObjectKind;

/// A level by our names, Chinese words, or OpenStreetMap's admin_level (in China 8 is a sub-district, 10 a community).
ObjectKind levelFromText(const QString &text)
{
    const QString word = text.trimmed().toLower();
    if (word.isEmpty())
        return ObjectKind::None;
    static const std::pair<const char *, ObjectKind> words[] = {{"网格", ObjectKind::Grid},
                                                                {"小区", ObjectKind::Quarter},
                                                                {"城中村", ObjectKind::Quarter},
                                                                {"社区", ObjectKind::Community},
                                                                {"村", ObjectKind::Community},
                                                                {"街区", ObjectKind::Block},
                                                                {"街道", ObjectKind::SubDistrict},
                                                                {"乡镇", ObjectKind::SubDistrict},
                                                                {"subdistrict", ObjectKind::SubDistrict},
                                                                {"sub_district", ObjectKind::SubDistrict},
                                                                {"street", ObjectKind::SubDistrict},
                                                                {"neighbourhood", ObjectKind::Community},
                                                                {"neighborhood", ObjectKind::Community},
                                                                {"urban-village", ObjectKind::Quarter},
                                                                {"estate", ObjectKind::Quarter},
                                                                {"8", ObjectKind::SubDistrict},
                                                                {"9", ObjectKind::Community},
                                                                {"10", ObjectKind::Community},
                                                                {"11", ObjectKind::Block}};
    for (const ObjectKind kind :
         {ObjectKind::SubDistrict, ObjectKind::Community, ObjectKind::Block, ObjectKind::Grid, ObjectKind::Quarter})
        if (domain::kindName(kind) == word)
            return kind;
    for (const auto &[name, kind] : words)
        if (word == QString::fromUtf8(name))
            return kind;
    return ObjectKind::None;
}

}

bool FeatureMaker::makeArea(const Incoming &incoming, Shape &shape, const QString &name)
{
    const OGRFeature &feature = *incoming.feature;
    const Columns &columns = *incoming.columns;
    domain::AdminArea area;
    if (!takePolygons(shape, name, area.shape))
        return false;
    columns.nameInto(feature, area);
    area.level = m_setup.request.level;
    if (area.level == ObjectKind::None)
        area.level = levelFromText(incoming.type.isEmpty() ? columns.text(feature, Field::Level) : incoming.type);
    if (area.level == ObjectKind::None) {
        area.level = ObjectKind::Community;
        warn("level-guessed", name,
             QCoreApplication::translate("formats", "No level is given for the area; it is taken as a community"));
    }
    area.id = uniqueId(idOf(name), name);
    area.parent = columns.text(feature, Field::Parent);
    area.manager = columns.text(feature, Field::Manager);
    area.managerEn = columns.text(feature, Field::ManagerEn);
    addRow(incoming);
    m_piece.layer.areas.push_back(std::move(area));
    return true;
}

QString FeatureMaker::buildingOf(const Incoming &incoming, const QString &name, const QString &complaint)
{
    QString building = incoming.columns->text(*incoming.feature, Field::Building);
    if (building.isEmpty())
        building = m_setup.request.building;
    if (building.isEmpty())
        warn("building-missing", name, complaint);
    return building;
}

void FeatureMaker::makeUnits(const Incoming &incoming, const QString &name)
{
    const QString building = buildingOf(
        incoming, name,
        QCoreApplication::translate("formats", "The unit does not say which building it is in; it is left out"));
    if (building.isEmpty())
        return;
    const auto complain = [&](const char *code, const QString &message) { warn(code, name, message); };
    const QString id = incoming.columns->has(Field::Id) ? name : m_setup.request.id + QLatin1Char('/') + name;
    InteriorFeature from{*incoming.feature, *incoming.columns, id, 0, {1}};
    if (incoming.columns->has(Field::Storey))
        from.storeys = storeysOf(*incoming.feature, *incoming.columns, Field::Storey, m_setup.fromZero, complain);
    for (domain::Unit &unit : unitsFrom(from)) {
        unit.id = uniqueId(unit.id, name);
        unit.building = building;
        m_piece.layer.units.push_back(std::move(unit));
    }
}

void FeatureMaker::makeStoreys(const Incoming &incoming, const QString &name)
{
    const QString building = buildingOf(
        incoming, name,
        QCoreApplication::translate("formats", "The storey does not say which building it is in; it is left out"));
    if (building.isEmpty())
        return;
    const auto complain = [&](const char *code, const QString &message) { warn(code, name, message); };
    const QString id = incoming.columns->has(Field::Id) ? name : m_setup.request.id + QLatin1Char('/') + name;
    InteriorFeature from{*incoming.feature, *incoming.columns, id, 0, {}};
    from.storeys = storeysOf(*incoming.feature, *incoming.columns, Field::Number, m_setup.fromZero, complain);
    for (domain::Storey &storey : storeysFrom(from)) {
        storey.id = uniqueId(storey.id, name);
        storey.building = building;
        m_piece.layer.storeys.push_back(std::move(storey));
    }
}

}
