#pragma once

#include "domain/City.h"
#include "scene/CityView.h"
#include "scene/overlays/OverlayText.h"

#include <vector>

namespace scene
{

enum class LabelKind : quint8 { SubDistrict, Community, Block, Quarter, Grid, Water, Green, Road, Facility, Building };

/// A name that may be written over the city, and where.
struct LabelCandidate {
    QString text;
    domain::ObjectRef object; ///< null for what cannot be selected
    LabelKind kind = LabelKind::Building;
    geometry::Vec3 anchor{0.0};
    std::vector<geometry::Vec3> line; ///< of a road's stretch, `anchor` about in its middle
    size_t middle = 0;                ///< the last point of `line` before the anchor
    double extent = 0;                ///< metres: side of an area, length of a stretch, height of a building
    double priority = 0;              ///< higher goes first
    quint32 layer = 0;                ///< index into City::layers
};

/// All names of a city. Stretches of one road are joined and named every few hundred metres; of very many buildings
/// only the highest are kept.
std::vector<LabelCandidate> labelCandidates(const domain::City &city, const QString &language);
/// The same of contents of tiles, which belong to layers of the city (indices).
using LayerContents = std::vector<std::pair<quint32, std::shared_ptr<const domain::Layer>>>;
std::vector<LabelCandidate> labelCandidates(const domain::City &city, const LayerContents &tiles,
                                            const QString &language);

/// How a kind is written.
TextLook labelLook(LabelKind kind, Theme theme, double scale);

/// Whether a name belongs to a view in which a logical pixel spans this many metres there; `slack` (1 or more) widens
/// the limits.
bool labelFits(const LabelCandidate &label, double metresPerPixel, const QSizeF &view, double slack);

}
