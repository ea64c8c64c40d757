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

/// Small enough that a few are always at work, large enough for PROJ, which likes many points at once.
constexpr size_t BatchSize = 2048;
constexpr size_t MaxTagColumns = 60;

}

LayerBuilder::LayerBuilder(const LayerRequest &request, LayerKind kind, const geometry::LocalFrame &frame,
                           const QString &source)
    : m_setup{request, kind, frame, source, false},
      m_line(m_setup, [this](LayerPiece piece) { take(std::move(piece)); })
{
    m_layer.info.id = request.id;
    m_layer.info.name = request.name.isEmpty() ? request.id : request.name;
    m_layer.info.kind = kind;
    m_layer.info.source = source;
}

std::shared_ptr<const Columns> LayerBuilder::columnsOf(OGRLayer &layer)
{
    auto columns = std::make_shared<Columns>(layer, m_setup.kind, m_setup.request.fields, m_setup.source,
                                             m_layer.attributes, m_layer.warnings);
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

void LayerBuilder::expect(qint64 features)
{
    constexpr qint64 Believed = 4'000'000; // a damaged file may say anything
    m_expected = std::min(features, Believed);
}

void LayerBuilder::add(Incoming incoming)
{
    m_batch.push_back(std::move(incoming));
    if (m_batch.size() == BatchSize)
        flush();
}

void LayerBuilder::warn(const char *code, const QString &feature, const QString &message)
{
    m_layer.warnings.add(QString::fromLatin1(code), m_setup.source, feature, message);
}

void LayerBuilder::flush()
{
    if (m_batch.empty())
        return;
    FeatureBatch batch{std::move(m_batch), m_layer.attributes.withoutRows(), m_toScene, m_seen};
    m_batch.clear();
    m_seen += qint64(batch.features.size());
    if (isMadeInPieces(m_setup.kind)) {
        m_batch.reserve(BatchSize);
        m_line.push(std::move(batch));
    } else {
        take(FeatureMaker(m_setup, batch, &m_ids).make(m_toScene.get()));
    }
}

template <typename T> static void append(std::vector<T> &to, std::vector<T> &from)
{
    if (to.empty() && to.capacity() < from.size())
        to = std::move(from);
    else
        to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

void LayerBuilder::take(LayerPiece piece)
{
    domain::Layer &made = piece.layer;
    const auto settle = [&](auto &list, auto &from) {
        if (list.empty() && m_expected > 0)
            list.reserve(size_t(m_expected));
        const auto first = quint32(list.size());
        append(list, from);
        if (!isMadeInPieces(m_setup.kind))
            return;
        const auto idAt = [&list](quint32 item) -> const QString & { return list[item].id; };
        for (quint32 i = first; i < list.size(); ++i) {
            list[i].row += quint32(m_rows);
            if (m_pieceIds.insert(i, idAt) == domain::IdIndex::None)
                continue;
            const QString wanted = list[i].id;
            made.warnings.add(QStringLiteral("id-repeated"), m_setup.source, wanted, repeatedIdText());
            int &times = m_repeats[wanted];
            times = std::max(times, 1);
            do
                list[i].id = QStringLiteral("%1#%2").arg(wanted).arg(++times);
            while (m_pieceIds.insert(i, idAt) != domain::IdIndex::None);
        }
    };
    const size_t rows = made.attributes.rows();
    if (m_setup.kind == LayerKind::Building)
        settle(m_layer.buildings, made.buildings);
    else
        settle(m_layer.features, made.features);
    append(m_layer.areas, made.areas);
    append(m_layer.units, made.units);
    append(m_layer.storeys, made.storeys);
    append(m_layer.things, made.things);
    append(m_isPart, piece.isPart);
    m_layer.attributes.append(made.attributes);
    std::vector<quint32> keys;
    for (const QString &key : std::as_const(piece.tagKeys)) {
        auto known = m_tagKeys.find(key);
        if (known == m_tagKeys.end())
            known = m_tagKeys.insert(key, quint32(m_tagKeys.size()));
        keys.push_back(*known);
    }
    for (PackedTag &tag : piece.tags)
        m_tags.push_back({tag.row + quint32(m_rows), keys[tag.key], std::move(tag.value)});
    m_rows += rows;
    m_ofPieces.add(made.warnings);
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
    m_setup.kind = LayerKind::Building;
    m_layer.info.kind = m_setup.kind;
    m_layer.buildings.push_back(std::move(building));
}

void LayerBuilder::finishTags()
{
    // OpenStreetMap has a long tail of tags: the most frequent ones become columns.
    std::vector<size_t> uses(size_t(m_tagKeys.size()), 0);
    for (const PackedTag &tag : m_tags)
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
    for (const PackedTag &tag : m_tags)
        if (columns[tag.key] >= 0)
            m_layer.attributes.setText(tag.row, columns[tag.key], tag.value);
}

domain::Layer LayerBuilder::finish(const geometry::Crs &crs)
{
    flush();
    m_line.finish();
    m_layer.warnings.add(m_ofPieces);
    m_pieceIds = {};
    m_layer.attributes.resize(m_rows);
    finishTags();
    m_layer.attributes.squeeze();
    if (m_setup.kind == LayerKind::Building)
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
