#pragma once

#include "sample/Names.h"
#include "sample/Site.h"

namespace sample
{

/// What filling needs besides the site: the dice, names, and how much to put there.
struct Filling {
    Random &random;
    Names &names;
    double amount = 1.0;   ///< below 1: leaves out that share of the buildings
    int landmarkCell = -1; ///< where the highest building stands
};

// Homes.
void fillTowers(Site &site, Filling &filling);
void fillSlabs(Site &site, Filling &filling);
void fillVillage(Site &site, Filling &filling);
// Core.
void fillCore(Site &site, Filling &filling, bool offices);
void fillMall(Site &site, Filling &filling);
void fillOldStreet(Site &site, Filling &filling);
// Civic.
void fillSchool(Site &site, Filling &filling, const LocalizedText &name);
void fillHospital(Site &site, Filling &filling);
void fillMarket(Site &site, Filling &filling);
void fillStation(Site &site, Filling &filling);
void fillCivic(Site &site, Filling &filling);
void fillFactories(Site &site, Filling &filling);
// Open land.
void fillPark(Site &site, Filling &filling, const LocalizedText &name, bool hill);
void fillLeftover(Site &site, Filling &filling);
/// Lawns between the buildings of a site.
void addLawns(Site &site, double edge, double around);
/// Trees along avenues and streets, in parks and lawns: about `count`.
void plantTrees(DistrictModel &model, Random &random, int count);

/// A strip of buildings along the edges that face a street or avenue.
struct StripStyle {
    double depth = 10, shortest = 16, longest = 40, gap = 3, setback = 4;
    int lowest = 1, highest = 3;
    double share = 0.8;
    RoadClass upTo = RoadClass::Street; ///< also along lanes where set to Lane
};
void lineFrontages(Site &site, Filling &filling, const StripStyle &style, double mixedShare);
/// Sheds, guard houses, transformer rooms between larger buildings.
void addSmall(Site &site, Filling &filling, int count);
/// A path through the site along one of its own axes; land is kept free for it.
void addPath(Site &site, bool northSouth, double at, double width, const LocalizedText &name);

}
