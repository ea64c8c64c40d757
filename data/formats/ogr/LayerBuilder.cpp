#include "formats/ogr/LayerBuilder.h"

#include "formats/ogr/BuildingParts.h"
#include "formats/ogr/OsmTags.h"

#include <QCoreApplication>

#include <ogrsf_frmts.h>

#include <algorithm>

namespace formats
{

using domain::LayerKind;

namespace
{

constexpr size_t BatchSize = 2048;
constexpr size_t MaxTagColumns = 60;

}

LayerBuilder::LayerBuilder(const LayerRequest &request, LayerKind kind, const geometry::LocalFrame &frame,
                           const QString &source)
    : m_request(request), m_kind(kind), m_frame(frame), m_source(source)
{
    m_layer.info.id = request.id;
    m_layer.info.name = request.name.isEmpty() ? request.id : request.name;
    m_layer.info.kind = kind;
    m_layer.info.source = source;
}

std::shared_ptr<const Columns> LayerBuilder::columnsOf(OGRLayer &layer)
{
    auto columns =
        std::make_shared<Columns>(layer, m_kind, m_request.fields, m_source, m_layer.attributes, m_layer.warnings);
    for (auto &pair : columns->match().matched())
        if (std::find(m_layer.info.matched.begin(), m_layer.info.matched.end(), pair) == m_layer.info.matched.end())
            m_layer.info.matched.push_back(std::move(pair));
    return columns;
}

void LayerBuilder::setToScene(std::shared_ptr<const MapToScene> toScene)
{
    flush();
    m_toScene = std::move(toScene);
}

void LayerBuilder::add(Incoming incoming)
{
    if (m_kind != LayerKind::Unit && m_kind != LayerKind::Storey)
        m_shapes.add(incoming.feature->GetGeometryRef(),
                     m_kind == LayerKind::Building || m_kind == LayerKind::Area || m_kind == LayerKind::Green);
    m_batch.push_back(std::move(incoming));
    if (m_batch.size() == BatchSize)
        flush();
}

void LayerBuilder::warn(const char *code, const QString &feature, const QString &message)
{
    m_layer.warnings.add(QString::fromLatin1(code), m_source, feature, message);
}

void LayerBuilder::flush()
{
    if (m_batch.empty())
        return;
    if (m_toScene)
        m_shapes.move(*m_toScene);
    for (size_t i = 0; i < m_batch.size(); ++i) {
        const Incoming &incoming = m_batch[i];
        ++m_seen;
        QString name = incoming.id.isEmpty() ? incoming.columns->text(*incoming.feature, Field::Id) : incoming.id;
        if (name.isEmpty())
            name = incoming.feature->GetFID() == OGRNullFID ? QString::number(m_seen)
                                                            : QString::number(incoming.feature->GetFID());
        if (m_kind == LayerKind::Unit) {
            makeUnits(incoming, name);
            continue;
        }
        if (m_kind == LayerKind::Storey) {
            makeStoreys(incoming, name);
            continue;
        }
        Shape shape = m_shapes.shape(i);
        if (shape.state == Shape::State::Missing && m_kind == LayerKind::Things)
            m_rows += make(incoming, shape, name); // it may stand in a building that it names: the loader knows
        else if (!isUsable(shape, [&](const char *code, const QString &message) { warn(code, name, message); }))
            continue;
        else if (make(incoming, shape, name))
            ++m_rows;
    }
    m_batch.clear();
    m_shapes.clear();
}

void LayerBuilder::setInteriors(std::shared_ptr<const domain::InteriorSource> interiors, qint64 features)
{
    m_layer.interiors = std::move(interiors);
    m_unread = features;
}

void LayerBuilder::setTiles(std::shared_ptr<const domain::TileSource> tiles, qint64 features)
{
    m_layer.tiles = std::move(tiles);
    m_unread = features;
}

void LayerBuilder::setBuilding(domain::Building building)
{
    building.row = 0;
    m_rows = 1;
    m_isPart.push_back(0);
    m_kind = LayerKind::Building;
    m_layer.info.kind = m_kind;
    m_layer.buildings.push_back(std::move(building));
}

bool LayerBuilder::make(const Incoming &incoming, Shape &shape, const QString &name)
{
    switch (m_kind) {
    case LayerKind::Building:
        return makeBuilding(incoming, shape, name);
    case LayerKind::Area:
        return makeArea(incoming, shape, name);
    case LayerKind::Things:
        return makeThing(incoming, shape, name);
    default:
        return makeFeature(incoming, shape, name);
    }
}

bool LayerBuilder::takePolygons(Shape &shape, const QString &feature, geometry::MultiPolygon &into)
{
    return takeAreas(shape, into, [&](const char *code, const QString &message) { warn(code, feature, message); });
}

QString LayerBuilder::uniqueId(const QString &wanted, const QString &feature)
{
    if (!m_taken.contains(wanted)) {
        m_taken.insert(wanted);
        return wanted;
    }
    QString id;
    int &times = m_ids[wanted];
    times = std::max(times, 1);
    do
        id = QStringLiteral("%1#%2").arg(wanted).arg(++times);
    while (m_taken.contains(id));
    m_taken.insert(id);
    warn("id-repeated", feature,
         QCoreApplication::translate("formats",
                                     "The id is used more than once; the repeated ones get a number (#2 ...)"));
    return id;
}

size_t LayerBuilder::addRow(const Incoming &incoming)
{
    const size_t row = m_rows;
    m_layer.attributes.resize(row + 1);
    incoming.columns->copyAttributes(*incoming.feature, row, m_layer.attributes);
    if (const QString packed = incoming.columns->packedTags(*incoming.feature); !packed.isEmpty())
        for (auto &[key, value] : parseHstore(packed)) {
            auto known = m_tagKeys.find(key);
            if (known == m_tagKeys.end())
                known = m_tagKeys.insert(key, quint32(m_tagKeys.size()));
            m_tags.push_back({quint32(row), *known, std::move(value)});
        }
    return row;
}

void LayerBuilder::finishTags()
{
    // OpenStreetMap has a long tail of tags: the most frequent ones become columns.
    std::vector<size_t> uses(size_t(m_tagKeys.size()), 0);
    for (const Tag &tag : m_tags)
        ++uses[tag.key];
    std::vector<std::pair<size_t, QString>> byUse;
    for (auto it = m_tagKeys.cbegin(); it != m_tagKeys.cend(); ++it)
        byUse.emplace_back(uses[it.value()], it.key());
    std::sort(byUse.begin(), byUse.end(), [](const auto &a, const auto &b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    byUse.resize(std::min(byUse.size(), MaxTagColumns));
    std::vector<int> columns(size_t(m_tagKeys.size()), -1);
    for (const auto &[count, key] : byUse)
        columns[m_tagKeys[key]] = m_layer.attributes.addColumn(key, false);
    for (const Tag &tag : m_tags)
        if (columns[tag.key] >= 0)
            m_layer.attributes.setText(tag.row, columns[tag.key], tag.value);
}

domain::Layer LayerBuilder::finish(const geometry::Crs &crs)
{
    flush();
    m_layer.attributes.resize(m_rows);
    finishTags();
    if (m_kind == LayerKind::Building)
        linkBuildingParts(m_layer.buildings, m_isPart);
    m_layer.info.crs = crs.isValid() ? crs.code() : QString();
    m_layer.info.features = m_layer.areas.size() + m_layer.buildings.size() + m_layer.units.size() +
                            m_layer.storeys.size() + m_layer.features.size() + m_layer.things.size() + size_t(m_unread);
    if (m_isPartial)
        return std::move(m_layer);
    if (m_seen + m_unread == 0)
        warn("layer-empty", {}, QCoreApplication::translate("formats", "The layer has no features"));
    else if (m_layer.info.features == 0)
        warn("layer-empty", {}, QCoreApplication::translate("formats", "None of the layer's features could be used"));
    return std::move(m_layer);
}

}
