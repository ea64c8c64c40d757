#include "formats/ogr/FeatureMaker.h"

#include "formats/GdalErrors.h"
#include "formats/ogr/OsmTags.h"

#include <QCoreApplication>

namespace formats
{

using domain::LayerKind;

QString IdRegister::unique(const QString &wanted)
{
    if (!m_taken.contains(wanted)) {
        m_taken.insert(wanted);
        return wanted;
    }
    QString id;
    int &times = m_times[wanted];
    times = std::max(times, 1);
    do
        id = QStringLiteral("%1#%2").arg(wanted).arg(++times);
    while (m_taken.contains(id));
    m_taken.insert(id);
    return id;
}

QString repeatedIdText()
{
    return QCoreApplication::translate("formats",
                                       "The id is used more than once; the repeated ones get a number (#2 ...)");
}

bool isMadeInPieces(LayerKind kind)
{
    switch (kind) {
    case LayerKind::Area:
    case LayerKind::Things:
    case LayerKind::Unit:
    case LayerKind::Storey:
        return false;
    default:
        return true;
    }
}

FeatureMaker::FeatureMaker(const MakerSetup &setup, FeatureBatch &batch, IdRegister *ids)
    : m_setup(setup), m_batch(batch), m_ids(ids)
{
    m_piece.layer.attributes = std::move(batch.columns);
}

void FeatureMaker::warn(const char *code, const QString &feature, const QString &message)
{
    m_piece.layer.warnings.add(QString::fromLatin1(code), m_setup.source, feature, message);
}

LayerPiece FeatureMaker::make(const MapToScene *toScene)
{
    const LayerKind kind = m_setup.kind;
    const bool hasShapes = kind != LayerKind::Unit && kind != LayerKind::Storey;
    if (hasShapes) {
        GdalErrors errors; // curves are made straight here
        QStringList failures;
        for (size_t i = 0; i < m_batch.features.size(); ++i) {
            m_shapes.add(m_batch.features[i].feature->GetGeometryRef(),
                         kind == LayerKind::Building || kind == LayerKind::Area || kind == LayerKind::Green);
            if (!errors.takeFailures(failures))
                continue;
            for (const QString &failure : std::as_const(failures))
                warn("feature-unreadable",
                     QCoreApplication::translate("formats", "feature %1").arg(m_batch.seen + qint64(i) + 1), failure);
            failures.clear();
        }
        if (toScene)
            m_shapes.move(*toScene);
    }
    m_piece.layer.attributes.resize(m_batch.features.size());
    if (kind == LayerKind::Building) {
        m_piece.layer.buildings.reserve(m_batch.features.size());
        m_piece.isPart.reserve(m_batch.features.size());
    }
    for (size_t i = 0; i < m_batch.features.size(); ++i) {
        const Incoming &incoming = m_batch.features[i];
        QString name = incoming.id.isEmpty() ? incoming.columns->text(*incoming.feature, Field::Id) : incoming.id;
        m_hasId = !name.isEmpty();
        if (!m_hasId) {
            const GIntBig row = incoming.feature->GetFID();
            name = QString::number(row == OGRNullFID ? m_batch.seen + qint64(i) + 1 : qint64(row));
        }
        if (kind == LayerKind::Unit) {
            makeUnits(incoming, name);
            continue;
        }
        if (kind == LayerKind::Storey) {
            makeStoreys(incoming, name);
            continue;
        }
        Shape shape = m_shapes.shape(i);
        if (shape.state == Shape::State::Missing && kind == LayerKind::Things)
            m_rows += makeOne(incoming, shape, name); // it may stand in a building that it names: the loader knows
        else if (!isUsable(shape, [&](const char *code, const QString &message) { warn(code, name, message); }))
            continue;
        else if (makeOne(incoming, shape, name))
            ++m_rows;
    }
    m_piece.layer.attributes.resize(m_rows);
    for (auto key = m_tagKeys.cbegin(); key != m_tagKeys.cend(); ++key) {
        m_piece.tagKeys.resize(m_tagKeys.size());
        m_piece.tagKeys[key.value()] = key.key();
    }
    m_batch.features.clear();
    return std::move(m_piece);
}

bool FeatureMaker::makeOne(const Incoming &incoming, Shape &shape, const QString &name)
{
    switch (m_setup.kind) {
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

bool FeatureMaker::takePolygons(Shape &shape, const QString &feature, geometry::MultiPolygon &into)
{
    return takeAreas(shape, into, [&](const char *code, const QString &message) { warn(code, feature, message); });
}

QString FeatureMaker::idOf(const QString &name) const
{
    return m_hasId || m_setup.request.id.isEmpty() ? name : m_setup.request.id + QLatin1Char('/') + name;
}

QString FeatureMaker::uniqueId(const QString &wanted, const QString &feature)
{
    if (!m_ids)
        return wanted;
    const QString id = m_ids->unique(wanted);
    if (id != wanted)
        warn("id-repeated", feature, repeatedIdText());
    return id;
}

QString FeatureMaker::shared(const Incoming &incoming, Field field)
{
    const QString text = incoming.columns->text(*incoming.feature, field);
    return text.isEmpty() ? text : *m_texts.insert(text);
}

size_t FeatureMaker::addRow(const Incoming &incoming)
{
    const size_t row = m_rows;
    incoming.columns->copyAttributes(*incoming.feature, row, m_piece.layer.attributes);
    if (const QString packed = incoming.columns->packedTags(*incoming.feature); !packed.isEmpty())
        for (auto &[key, value] : parseHstore(packed)) {
            auto known = m_tagKeys.find(key);
            if (known == m_tagKeys.end())
                known = m_tagKeys.insert(key, quint32(m_tagKeys.size()));
            m_piece.tags.push_back({quint32(row), *known, std::move(value)});
        }
    return row;
}

}
