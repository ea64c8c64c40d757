#include "formats/ogr/FeatureMaker.h"

#include <QCoreApplication>

#include <algorithm>

/// Roads, rails, water, green, facilities, points and what else is drawn flat.
namespace formats
{

namespace
{

using domain::LayerKind;

struct ClassWidth {
    const char *name;
    float metres;
};

/// Carriageways with their pavements, by OpenStreetMap's and Chinese classes.
constexpr ClassWidth RoadWidths[] = {
    {"motorway", 22},    {"trunk", 18},        {"primary", 16}, {"secondary", 12}, {"tertiary", 10}, {"residential", 7},
    {"unclassified", 7}, {"living_street", 5}, {"service", 4},  {"pedestrian", 6}, {"footway", 2},   {"path", 1.5},
    {"steps", 2},        {"cycleway", 2.5},    {"track", 3},    {"bridleway", 2},  {"busway", 7},    {"street", 7},
    {"avenue", 24},      {"lane", 4},          {"alley", 3},    {"快速路", 30},    {"主干路", 24},   {"主干道", 24},
    {"次干路", 16},      {"次干道", 16},       {"支路", 9},     {"巷道", 4},       {"小巷", 3},      {"高速公路", 24}};
constexpr ClassWidth RailWidths[] = {{"rail", 4},     {"light_rail", 4},      {"subway", 5},   {"tram", 2.8f},
                                     {"monorail", 2}, {"narrow_gauge", 2.8f}, {"funicular", 3}};
constexpr ClassWidth WaterWidths[] = {{"river", 12},  {"canal", 8},   {"stream", 3},
                                      {"drain", 1.5}, {"ditch", 1.5}, {"tidal_channel", 6}};

template <size_t N> float widthOf(const QString &type, const ClassWidth (&table)[N], float otherwise)
{
    QString word = type;
    const bool ramp = word.endsWith(QLatin1String("_link"));
    if (ramp)
        word.chop(5);
    for (const ClassWidth &entry : table)
        if (word == QString::fromUtf8(entry.name))
            return ramp ? std::min(entry.metres, 7.0f) : entry.metres;
    return otherwise;
}

float usualWidth(LayerKind kind, const QString &type)
{
    switch (kind) {
    case LayerKind::Road:
        return widthOf(type, RoadWidths, 7);
    case LayerKind::Rail:
        return widthOf(type, RailWidths, 4);
    case LayerKind::Water:
        return widthOf(type, WaterWidths, 4);
    default:
        return 0;
    }
}

bool isSet(const QString &value)
{
    return !value.isEmpty() && value != QLatin1String("no") && value != QLatin1String("0") &&
           value != QLatin1String("F");
}

}

bool FeatureMaker::makeFeature(const Incoming &incoming, Shape &shape, const QString &name)
{
    constexpr double LaneWidth = 3.25, MaxWidth = 200.0;
    const OGRFeature &source = *incoming.feature;
    const Columns &columns = *incoming.columns;
    domain::Feature feature;
    columns.nameInto(source, feature);
    feature.type = incoming.type.isEmpty() ? columns.text(source, Field::Type) : incoming.type;
    if (!shape.polygons.empty() && !takePolygons(shape, name, feature.shape) && shape.lines.empty() &&
        shape.points.empty())
        return false;
    for (const geometry::Vec3 &point : shape.points)
        feature.points.emplace_back(point);
    feature.lines = std::move(shape.lines);

    double width = usualWidth(m_setup.kind, feature.type);
    if (const auto given = columns.length(source, Field::Width); given && *given > 0 && *given <= MaxWidth)
        width = *given;
    else if (given && !(*given == 0))
        warn("value-implausible", name,
             QCoreApplication::translate(
                 "formats", "The width is not a length between 0 and %1 m; the usual one of its class is taken")
                 .arg(MaxWidth));
    else if (const int lanes = columns.count(source, Field::Lanes).value_or(0);
             m_setup.kind == LayerKind::Road && lanes > 0 && lanes < 20)
        width = std::max(lanes * LaneWidth, 3.0);
    feature.width = float(width);
    if (width > 0)
        for (const geometry::LineString &line : feature.lines)
            for (geometry::Polygon &polygon : geometry::buffered(line, width))
                feature.shape.push_back(std::move(polygon));

    feature.order = std::clamp(columns.count(source, Field::Order).value_or(0), -10, 10);
    if (feature.order == 0)
        feature.order = isSet(columns.text(source, Field::Bridge))                                              ? 1
                        : isSet(columns.text(source, Field::Tunnel)) || feature.type == QLatin1String("subway") ? -1
                                                                                                                : 0;

    feature.id = uniqueId(idOf(name), name);
    feature.row = quint32(addRow(incoming));
    m_piece.layer.features.push_back(std::move(feature));
    return true;
}

}
