#pragma once

#include "formats/ogr/PieceLine.h"

namespace formats
{

/// Makes one layer of one kind out of OGR features of one or more OGR layers, in batches, with helpers where there are
/// many. For one thread. What comes out, warnings included, is the same however many help.
class LayerBuilder
{
public:
    LayerBuilder(const LayerRequest &request, domain::LayerKind kind, const geometry::LocalFrame &frame,
                 const QString &source);

    /// The columns of an OGR layer, to be given with each of its features.
    std::shared_ptr<const Columns> columnsOf(OGRLayer &layer);
    /// How the features that follow come into the scene.
    void setToScene(std::shared_ptr<const MapToScene> toScene);
    /// About how many will come; nothing is lost by a wrong number.
    void expect(qint64 features);
    void add(Incoming incoming);
    /// Of storeys and units, before the first: whether their source counts storeys from 0.
    void setFromZero(bool fromZero) { m_setup.fromZero = fromZero; }
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

    domain::LayerKind kind() const { return m_setup.kind; }
    base::Warnings &warnings() { return m_layer.warnings; }
    const QString &source() const { return m_setup.source; }

private:
    void flush();
    /// Puts a piece behind what is there, and settles its ids.
    void take(LayerPiece piece);
    void warn(const char *code, const QString &feature, const QString &message);
    void finishTags();

    MakerSetup m_setup;
    domain::Layer m_layer;
    base::Warnings m_ofPieces; ///< go behind those of the layer as a whole
    std::shared_ptr<const MapToScene> m_toScene;
    std::vector<Incoming> m_batch;
    std::vector<char> m_isPart;    ///< one a building
    IdRegister m_ids;              ///< of kinds that are not made in pieces
    domain::IdIndex m_pieceIds;    ///< of the others
    QHash<QString, int> m_repeats; ///< how often an id was met, of those met more than once
    size_t m_rows = 0;
    qint64 m_expected = 0, m_seen = 0;
    qint64 m_unread = 0; ///< spaces and doors: what is read when a building is opened
    bool m_isPartial = false;
    std::vector<PackedTag> m_tags;
    QHash<QString, quint32> m_tagKeys;
    PieceLine m_line; ///< last: it stops before the others go
};

}
