#pragma once

#include "domain/InteriorSource.h"

#include <map>

namespace formats::osm
{

inline constexpr double UsualStoreyHeight = 3.0;

/// A wall that is drawn when its building is opened.
struct Wall {
    QString id;
    geometry::MultiPolygon shape;
    double level = 0;
};

/// One building's inside. Bases are NaN where the storey tells them.
struct Inside {
    domain::Interior interior;
    std::vector<double> levels; ///< one a space
    std::vector<Wall> walls;
};

/// Insides of OpenStreetMap buildings, held in memory: a planet's are few, and its files cannot be asked for one.
class Interiors final : public domain::InteriorSource
{
public:
    Interiors(QString source, std::map<QString, Inside> insides);
    QString source() const override { return m_source; }
    const QStringList &buildings() const override { return m_buildings; }
    bool isWhole() const override { return false; }
    base::Result<domain::Interior> read(const domain::Building &building, const base::Job &job) const override;

private:
    QString m_source;
    std::map<QString, Inside> m_insides;
    QStringList m_buildings;
};

}
