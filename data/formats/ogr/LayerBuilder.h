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

/// Makes one layer of one kind out of OGR features of one or more OGR layers, in batches. For one thread.
class LayerBuilder
{
public:
    LayerBuilder(const LayerRequest &request, domain::LayerKind kind, const geometry::LocalFrame &frame,
                 const QString &source);

    /// The columns of an OGR layer, to be given with each of its features.
    std::shared_ptr<const Columns> columnsOf(OGRLayer &layer);
    /// How the features that follow come into the scene.
    void setToScene(std::shared_ptr<const MapToScene> toScene);
    void add(Incoming incoming);
    /// Of storeys and units: whether their source counts storeys from 0.
    void setFromZero(bool fromZero) { m_fromZero = fromZero; }
    /// What the layer knows of buildings from the inside. Of spaces and doors `features` are counted, but not read.
    void setInteriors(std::shared_ptr<const domain::InteriorSource> interiors, qint64 features);
    /// Of spaces that name no building: the one that they make.
    void setBuilding(domain::Building building);
    /// Its features come by what is looked at instead of through `add`; `features`: about how many there are.
    void setTiles(std::shared_ptr<const domain::TileSource> tiles, qint64 features);
    /// What is made is a part of a layer: that it may be empty is no warning.
    void setPartial() { m_isPartial = true; }
    /// Links building parts, unpacks tags, tells what was guessed.
    domain::Layer finish(const geometry::Crs &crs);

    domain::LayerKind kind() const { return m_kind; }
    base::Warnings &warnings() { return m_layer.warnings; }
    const QString &source() const { return m_source; }

private:
    void flush();
    /// Normalised areas of the shape; warns of what was mended. False where there is nothing left.
    bool takePolygons(Shape &shape, const QString &feature, geometry::MultiPolygon &into);
    QString uniqueId(const QString &wanted, const QString &feature);
    void warn(const char *code, const QString &feature, const QString &message);
    size_t addRow(const Incoming &incoming);

    bool make(const Incoming &incoming, Shape &shape, const QString &name);
    bool makeBuilding(const Incoming &incoming, Shape &shape, const QString &name);
    bool makeArea(const Incoming &incoming, Shape &shape, const QString &name);
    bool makeFeature(const Incoming &incoming, Shape &shape, const QString &name);
    bool makeThing(const Incoming &incoming, Shape &shape, const QString &name);
    void makeUnits(const Incoming &incoming, const QString &name);
    void makeStoreys(const Incoming &incoming, const QString &name);
    QString buildingOf(const Incoming &incoming, const QString &name, const QString &complaint);
    void setBuildingHeight(const Incoming &incoming, domain::Building &building, double area, const QString &name);
    void finishTags();

    LayerRequest m_request;
    domain::LayerKind m_kind;
    geometry::LocalFrame m_frame;
    QString m_source;
    domain::Layer m_layer;
    std::shared_ptr<const MapToScene> m_toScene;
    std::vector<Incoming> m_batch;
    ShapeBatch m_shapes;
    std::vector<char> m_isPart; ///< one a building
    QHash<QString, int> m_ids;  ///< how often each id was met
    QSet<QString> m_taken;      ///< the ids given out
    size_t m_rows = 0;
    qint64 m_seen = 0;
    qint64 m_unread = 0; ///< spaces and doors: what is read when a building is opened
    bool m_fromZero = false;
    bool m_isPartial = false;

    struct Tag {
        quint32 row;
        quint32 key;
        QString value;
    };
    std::vector<Tag> m_tags;
    QHash<QString, quint32> m_tagKeys;
};

}
