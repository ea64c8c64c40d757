#pragma once

#include "domain/Layer.h"
#include "formats/tiles3d/TileBodies.h"
#include "formats/tiles3d/TileLayer.h"

namespace formats::tiles3d
{

/// Makes buildings, or features of another kind, of what was gathered by feature.
class TileFeatures
{
public:
    TileFeatures(const TileContext &context, const QString &source) : m_context(context), m_source(source) {}

    /// `textures`: of the bodies' paints.
    void add(TileBody &&body, const std::vector<std::shared_ptr<const domain::Texture>> &textures);
    /// Ids, names and attributes.
    void finish(domain::Layer &layer);

private:
    const TileContext &m_context;
    QString m_source;
    std::vector<domain::Building> m_buildings;
    std::vector<domain::Feature> m_features;
    std::vector<TableRow> m_rows, m_featureRows;
};

}
