#pragma once

#include "formats/Reader.h"
#include "formats/ogr/Columns.h"
#include "formats/ogr/ShapeBatch.h"

#include <QSet>

#include <ogr_feature.h>

namespace formats
{

/// A feature on its way into the domain.
struct Incoming {
    OGRFeatureUniquePtr feature;
    std::shared_ptr<const Columns> columns;
    QString id;   ///< where the source's kind gives one of its own (OpenStreetMap)
    QString type; ///< likewise
};

/// Ids given out so far; repeated ones get a number ("B7#2").
class IdRegister
{
public:
    /// The id to use; another one than wanted where that is taken.
    QString unique(const QString &wanted);

private:
    QHash<QString, int> m_times; ///< how often each id was met
    QSet<QString> m_taken;
};

/// What is said of an id that another feature has too.
QString repeatedIdText();

/// What all features of a layer are made by.
struct MakerSetup {
    LayerRequest request;
    domain::LayerKind kind = domain::LayerKind::Other;
    geometry::LocalFrame frame;
    QString source;        ///< named in warnings
    bool fromZero = false; ///< of storeys and units: whether their source counts storeys from 0
};

/// A tag that has no column of its own yet.
struct PackedTag {
    quint32 row;
    quint32 key; ///< index into the piece's `tagKeys`
    QString value;
};

/// Some features in a row as they come from the source.
struct FeatureBatch {
    std::vector<Incoming> features;
    domain::AttributeTable columns;            ///< the layer's so far, without rows
    std::shared_ptr<const MapToScene> toScene; ///< null: as they are
    qint64 seen = 0;                           ///< features before them
};

/// What a batch becomes: rows count from 0.
struct LayerPiece {
    domain::Layer layer;      ///< its lists, attributes and warnings only
    std::vector<char> isPart; ///< one a building
    std::vector<PackedTag> tags;
    QStringList tagKeys;
};

/// Whether features of the kind can be made apart from each other, their ids settled later: those that come by the
/// hundred thousand.
bool isMadeInPieces(domain::LayerKind kind);

/// Makes one batch of features. For one thread.
class FeatureMaker
{
public:
    /// `ids`: null where ids are settled later.
    FeatureMaker(const MakerSetup &setup, FeatureBatch &batch, IdRegister *ids);
    /// `toScene`: the batch's, made for this thread. Lets the batch's features go.
    LayerPiece make(const MapToScene *toScene);

private:
    /// Normalised areas of the shape; warns of what was mended. False where there is nothing left.
    bool takePolygons(Shape &shape, const QString &feature, geometry::MultiPolygon &into);
    QString uniqueId(const QString &wanted, const QString &feature);
    void warn(const char *code, const QString &feature, const QString &message);
    size_t addRow(const Incoming &incoming);

    bool makeOne(const Incoming &incoming, Shape &shape, const QString &name);
    bool makeBuilding(const Incoming &incoming, Shape &shape, const QString &name);
    bool makeArea(const Incoming &incoming, Shape &shape, const QString &name);
    bool makeFeature(const Incoming &incoming, Shape &shape, const QString &name);
    bool makeThing(const Incoming &incoming, Shape &shape, const QString &name);
    void makeUnits(const Incoming &incoming, const QString &name);
    void makeStoreys(const Incoming &incoming, const QString &name);
    QString buildingOf(const Incoming &incoming, const QString &name, const QString &complaint);
    void setBuildingHeight(const Incoming &incoming, domain::Building &building, double area, const QString &name);
    /// The id of a feature of that name.
    QString idOf(const QString &name) const;
    /// The text of a field that many features have alike, stored once.
    QString shared(const Incoming &incoming, Field field);
    domain::BuildingUse useOf(const QString &text);

    const MakerSetup &m_setup;
    FeatureBatch &m_batch;
    IdRegister *m_ids;
    ShapeBatch m_shapes;
    LayerPiece m_piece;
    QHash<QString, quint32> m_tagKeys;
    QSet<QString> m_texts;
    std::pair<QString, domain::BuildingUse> m_lastUse{{}, domain::BuildingUse::Unknown};
    QString m_heightMissing; ///< said of every building of a source without heights: put together once
    bool m_hasId = false;    ///< whether the feature at hand is named by an id of its source
    size_t m_rows = 0;
};

}
