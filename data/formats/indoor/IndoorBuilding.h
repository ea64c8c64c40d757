#pragma once

#include "domain/InteriorSource.h"
#include "domain/Layer.h"

#include <functional>

namespace formats
{

/// A building and its inside as a file of buildings from the inside tells. Shapes are scene coordinates; heights of
/// the inside are above the building's ground, so that the building may stand on the terrain.
struct IndoorBuilding {
    domain::Building building;
    domain::Interior interior;
};

/// The inside with its heights as elevations.
domain::Interior raised(domain::Interior interior, double ground);

/// Buildings of a file that is parsed again when one of them is opened: nothing of an inside stays in memory.
class FileInteriors final : public domain::InteriorSource
{
public:
    using Parse = std::function<base::Result<std::vector<IndoorBuilding>>(const base::Job &)>;
    FileInteriors(QString source, QStringList buildings, Parse parse)
        : m_source(std::move(source)), m_buildings(std::move(buildings)), m_parse(std::move(parse))
    {
    }
    QString source() const override { return m_source; }
    const QStringList &buildings() const override { return m_buildings; }
    bool isWhole() const override { return true; }
    base::Result<domain::Interior> read(const domain::Building &building, const base::Job &job) const override;

private:
    QString m_source;
    QStringList m_buildings;
    Parse m_parse;
};

/// What the building takes from its inside where the source says nothing: footprint (all spaces and storeys as one),
/// storeys above and below, height. Heights of the inside are above the ground.
void describeByInside(IndoorBuilding &whole);

/// A layer of the buildings, with what is counted of their insides as attributes, and `parse` as its interiors.
domain::Layer layerOf(const std::vector<IndoorBuilding> &buildings, const domain::LayerInfo &info,
                      FileInteriors::Parse parse);

/// An upright body over the shape; of scene coordinates.
geometry::Mesh extruded(const geometry::MultiPolygon &shape, double base, double height);

}
