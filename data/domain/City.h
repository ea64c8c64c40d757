#pragma once

#include "base/LocalizedText.h"
#include "domain/Catalogue.h"
#include "domain/LayerIndex.h"
#include "domain/People.h"
#include "domain/PlaceTree.h"
#include "domain/SourceSystem.h"
#include "domain/Teams.h"
#include "geometry/LocalFrame.h"

namespace domain
{

/// A saved place to look from. Longitude, latitude (WGS 84), metres above ground, degrees from north, degrees down
/// negative.
struct SavedView {
    base::LocalizedText name;
    double longitude = 0, latitude = 0, height = 500, heading = 0, pitch = -40;
};

struct Storyboard;
class ResidentTiles;

/// A district as loaded so far: an immutable snapshot, shared by pointer. While loading, each snapshot holds the layers
/// of the one before and one more (the same pointers); the last one is `complete`.
struct City {
    geometry::LocalFrame frame;
    base::LocalizedText name;
    bool complete = false;
    bool simulated = false;                           ///< a made-up district: the interface says so
    std::vector<std::shared_ptr<const Layer>> layers; ///< in the project's order: later ones are drawn above
    PlaceTree places;                                 ///< only once complete
    QString timezone;                                 ///< IANA name of the district's local time; empty: the machine's
    std::vector<SavedView> views;
    Catalogue catalogue;
    Rules rules;
    std::vector<Indicator> indicators;
    std::vector<Team> teams;
    std::vector<SourceSystem> sources;
    std::vector<std::shared_ptr<const PeopleSource>> people;    ///< asked when somebody may and does look
    std::vector<std::shared_ptr<const Storyboard>> storyboards; ///< the project's
    base::Warnings warnings;                                    ///< of the project as a whole; layers have their own
    std::vector<base::Error> errors;                            ///< sources that could not be read
    QHash<QString, base::Error> layerErrors;                    ///< the same by the layer that asked for it

    /// Where layers have tiles: what of them is in memory, shared by all snapshots; `building`, `feature` and
    /// `layerOfBuilding` find it too. Null: no layer has tiles.
    std::shared_ptr<ResidentTiles> resident;

    geometry::Box3 bounds() const; ///< of everything but terrain and imagery, unless there is nothing else
    std::shared_ptr<const Terrain> terrain() const;     ///< the first; null where there is none
    double groundAt(const geometry::Vec2 &point) const; ///< terrain's height, else `groundLevel`
    double groundLevel = 0; ///< elevation of the ground where there is no terrain (models may stand far above the sea)

    const Building *building(const QString &id) const;
    const Layer *layerOfBuilding(const QString &id) const;
    const AdminArea *area(const ObjectRef &ref) const; ///< quarters too
    const Thing *thing(const QString &id) const;
    const Feature *feature(const QString &id) const;
    const Unit *unit(const QString &id) const;
    std::vector<const Unit *> unitsOf(const QString &building) const;
    std::vector<const Thing *> thingsOf(const QString &building) const;
    /// The sources that know this building from the inside, in the order of their layers.
    std::vector<std::shared_ptr<const InteriorSource>> interiorsOf(const QString &building) const;
    /// Builds the look-ups that the functions above use; call before sharing, and when there are other layers. Cheap
    /// where the layers have their index.
    void index();

private:
    IndexedLayers m_index;
};

}
