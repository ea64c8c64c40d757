#include "formats/ogr/FeatureMaker.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace formats
{

namespace
{

constexpr double StoreyHeight = 3.0;
constexpr double DefaultHeight = 9.0;
constexpr double SmallHeight = 3.0; ///< of sheds and kiosks
constexpr double SmallArea = 40.0;  ///< m2
constexpr double Tallest = 1500.0;  ///< nothing built is higher

/// "yes", "building_part", "1" ...: whether the source calls this a part.
bool saysPart(const QString &value)
{
    const QString word = value.toLower();
    return !word.isEmpty() && word != QLatin1String("no") && word != QLatin1String("0") &&
           word != QLatin1String("false") && word != QLatin1String("building");
}

}

void FeatureMaker::setBuildingHeight(const Incoming &incoming, domain::Building &building, double area,
                                     const QString &name)
{
    const OGRFeature &feature = *incoming.feature;
    const Columns &columns = *incoming.columns;
    building.storeysAbove = std::clamp(columns.count(feature, Field::Storeys).value_or(0), 0, 400);
    building.storeysBelow = std::clamp(std::abs(columns.count(feature, Field::StoreysBelow).value_or(0)), 0, 50);

    const auto readable = [&](Field field, double most) -> double {
        const std::optional<double> value = columns.length(feature, field);
        if (!value || *value == 0.0)
            return 0.0;
        if (std::isnan(*value)) {
            warn("value-unreadable", name,
                 QCoreApplication::translate("formats", "'%1' is not a length that can be read").arg(fieldName(field)));
            return 0.0;
        }
        if (*value < 0.0 || *value > most) {
            warn("value-implausible", name,
                 QCoreApplication::translate("formats", "'%1' is below 0 or above %2 m; it is not used")
                     .arg(fieldName(field))
                     .arg(most));
            return 0.0;
        }
        return *value;
    };
    double height = readable(Field::Height, Tallest);
    double low = readable(Field::MinHeight, Tallest);
    const double roof = readable(Field::RoofHeight, 300.0);
    if (low == 0.0)
        low = StoreyHeight * std::clamp(columns.count(feature, Field::MinStorey).value_or(0), 0, 400);

    building.heightIsGuessed = height == 0.0;
    if (height == 0.0 && building.storeysAbove > 0)
        height = building.storeysAbove * StoreyHeight +
                 (roof > 0 ? roof : StoreyHeight * columns.count(feature, Field::RoofStoreys).value_or(0));
    if (height == 0.0) {
        height = low + (area < SmallArea ? SmallHeight : DefaultHeight);
        if (m_heightMissing.isEmpty())
            m_heightMissing =
                QCoreApplication::translate(
                    "formats", "Neither height nor storeys are given; drawn %1 m high (%2 m where smaller than %3 m²)")
                    .arg(DefaultHeight)
                    .arg(SmallHeight)
                    .arg(SmallArea);
        warn("height-missing", name, m_heightMissing);
    }
    if (height <= low) {
        warn("height-below-base", name,
             QCoreApplication::translate("formats", "The part ends below where it begins; drawn one storey high"));
        height = low + StoreyHeight;
    }
    building.height = float(height);
    building.minHeight = float(low);
    building.roofHeight = float(std::min(roof, height - low));
}

domain::BuildingUse FeatureMaker::useOf(const QString &text)
{
    if (text.isEmpty())
        return domain::BuildingUse::Unknown;
    if (m_lastUse.first != text)
        m_lastUse = {text, domain::useFromName(text)};
    return m_lastUse.second;
}

bool FeatureMaker::makeBuilding(const Incoming &incoming, Shape &shape, const QString &name)
{
    const OGRFeature &feature = *incoming.feature;
    const Columns &columns = *incoming.columns;
    domain::Building building;
    if (!takePolygons(shape, name, building.footprint))
        return false;
    setBuildingHeight(incoming, building, geometry::area(building.footprint), name);

    building.id = uniqueId(idOf(name), name);
    columns.nameInto(feature, building);
    building.address = columns.text(feature, Field::Address);
    if (building.address.isEmpty() && (columns.has(Field::HouseNumber) || columns.has(Field::Street)))
        building.address = QStringLiteral("%1 %2")
                               .arg(columns.text(feature, Field::HouseNumber), columns.text(feature, Field::Street))
                               .trimmed();
    building.addressEn = columns.text(feature, Field::AddressEn);
    building.quarter = shared(incoming, Field::Quarter);
    building.structure = shared(incoming, Field::Structure);
    building.partOf = columns.text(feature, Field::PartOf);

    const QString part = columns.text(feature, Field::Part);
    building.use = useOf(columns.text(feature, Field::Use));
    if (building.use == domain::BuildingUse::Unknown && !part.isEmpty())
        building.use = useOf(part);
    // A column called "kind" may as well tell the use; "building:part" and its like say "part" by any value but "no".
    m_piece.isPart.push_back(part.contains(QLatin1String("part"), Qt::CaseInsensitive) ||
                             (columns.partIsFlag() && saysPart(part)));

    building.year = parseYear(columns.text(feature, Field::Year));
    building.units = std::max(0, columns.count(feature, Field::Units).value_or(0));
    building.residents = std::max(0, columns.count(feature, Field::Residents).value_or(0));
    building.roof = domain::roofShapeFromName(columns.text(feature, Field::RoofShape));
    if (building.roof == domain::RoofShape::Flat)
        building.roofHeight = 0;
    building.roofDirection = float(columns.number(feature, Field::RoofDirection).value_or(geometry::NaN));
    if (const auto base = columns.length(feature, Field::Base); base && std::isfinite(*base))
        building.ground = *base - m_setup.frame.origin().z;
    else if (std::isfinite(shape.lowest) && shape.lowest + m_setup.frame.origin().z != 0.0)
        building.ground = shape.lowest;
    building.row = quint32(addRow(incoming));
    m_piece.layer.buildings.push_back(std::move(building));
    return true;
}

}
