#include "formats/ogr/LayerBuilder.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

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

bool LayerBuilder::makeArea(const Incoming &incoming, Shape &shape, const QString &name)
{
    const OGRFeature &feature = *incoming.feature;
    const Columns &columns = *incoming.columns;
    domain::AdminArea area;
    if (!takePolygons(shape, name, area.shape))
        return false;
    area.name = columns.text(feature, Field::Name);
    area.level = m_request.level;
    if (area.level == ObjectKind::None)
        area.level = levelFromText(incoming.type.isEmpty() ? columns.text(feature, Field::Level) : incoming.type);
    if (area.level == ObjectKind::None) {
        area.level = ObjectKind::Community;
        warn("level-guessed", name,
             QCoreApplication::translate("formats", "No level is given for the area; it is taken as a community"));
    }
    QString id = incoming.id.isEmpty() ? columns.text(feature, Field::Id) : incoming.id;
    if (id.isEmpty())
        id = m_request.id.isEmpty() ? name : m_request.id + QLatin1Char('/') + name;
    area.id = uniqueId(id, name);
    area.parent = columns.text(feature, Field::Parent);
    area.manager = columns.text(feature, Field::Manager);
    addRow(incoming);
    m_layer.areas.push_back(std::move(area));
    return true;
}

void LayerBuilder::makeUnit(const Incoming &incoming, const QString &name)
{
    const OGRFeature &feature = *incoming.feature;
    const Columns &columns = *incoming.columns;
    const auto few = [&](Field field) { return quint8(std::clamp(columns.count(feature, field).value_or(0), 0, 255)); };
    domain::Unit unit;
    unit.building = columns.text(feature, Field::Building);
    if (unit.building.isEmpty()) {
        warn("building-missing", name,
             QCoreApplication::translate("formats", "The unit does not say which building it is in; it is left out"));
        return;
    }
    unit.id = uniqueId(columns.has(Field::Id) ? name : m_request.id + QLatin1Char('/') + name, name);
    unit.number = columns.text(feature, Field::Number);
    unit.storey = columns.count(feature, Field::Storey).value_or(1);
    unit.rooms = few(Field::Rooms);
    unit.halls = few(Field::Halls);
    unit.kitchens = few(Field::Kitchens);
    unit.baths = few(Field::Baths);
    unit.area = float(std::max(0.0, columns.number(feature, Field::FloorArea).value_or(0.0)));
    unit.tenancy = columns.text(feature, Field::Tenancy);
    unit.occupants = std::max(0, columns.count(feature, Field::Occupants).value_or(0));
    m_layer.units.push_back(std::move(unit));
}

void LayerBuilder::makeStorey(const Incoming &incoming, const QString &name)
{
    const OGRFeature &feature = *incoming.feature;
    const Columns &columns = *incoming.columns;
    domain::Storey storey;
    storey.building = columns.text(feature, Field::Building);
    if (storey.building.isEmpty()) {
        warn("building-missing", name,
             QCoreApplication::translate("formats", "The storey does not say which building it is in; it is left out"));
        return;
    }
    storey.id = uniqueId(columns.has(Field::Id) ? name : m_request.id + QLatin1Char('/') + name, name);
    storey.name = columns.text(feature, Field::Name);
    storey.number = columns.count(feature, Field::Number).value_or(1);
    if (const auto base = columns.length(feature, Field::Base); base && std::isfinite(*base))
        storey.base = *base;
    if (const auto height = columns.length(feature, Field::Height); height && *height > 0)
        storey.height = *height;
    m_layer.storeys.push_back(std::move(storey));
}

}
