#pragma once

#include "domain/Interior.h"
#include "sample/Model.h"

/// What is planned of buildings from the inside before anything is written. Coordinates are those of Model.h: metres
/// east and north of the district's corner. Everything is made up.
namespace sample
{

/// What a room is called; its function follows.
enum class RoomKind : quint8 {
    Bedroom,
    Room, ///< of one-room dwellings
    Living,
    Dining,
    Kitchen,
    Bath,
    Balcony,
    Corridor,
    Passage, ///< within a unit
    Stair,
    Lift,
    Lobby,
    Shop,
    Office,
    Meeting,
    Classroom,
    Ward,
    Workshop,
    GuestRoom,
    Hall, ///< of a public building
    Plant,
    Storage,
    Parking
};
struct RoomWords {
    domain::SpaceFunction function;
    const char *en, *zh;
};
const RoomWords &wordsOf(RoomKind kind);

struct PlanSpace {
    RoomKind kind = RoomKind::Room;
    int unit = 0; ///< its number on the storey; 0: common
    Polygon shape;
};

inline constexpr double DoorHeight = 2.1, EntranceHeight = 2.4, WindowHeight = 1.5;
/// From jamb to jamb, in the middle of its wall.
struct PlanDoor {
    Vec2 from{0.0}, to{0.0};
    bool isWindow = false, isEntrance = false;
};

struct PlanUnit {
    int number = 1;
    quint8 rooms = 0, halls = 0, kitchens = 0, baths = 0;
    float area = 0;
};

/// What is the same on the storeys `first` to `last` (both above or both below ground).
struct FloorPlan {
    int first = 1, last = 1;
    std::vector<PlanSpace> spaces;
    std::vector<PlanDoor> doors;
    std::vector<PlanUnit> units; ///< by number
};

struct PlanStorey {
    int number = 1;
    double base = 0, height = 3; ///< metres; base above the building's ground
    MultiPolygon outline;        ///< to the outside of its walls
    int plan = 0;                ///< the same number: the same outline
};

/// The inside of one building.
struct BuildingPlan {
    std::vector<PlanStorey> storeys; ///< lowest first
    std::vector<FloorPlan> floors;   ///< a storey may be in several

    const PlanStorey *storey(int number) const;
};

/// Plans the inside of a building within its outline, storey by storey; `b.above` and the parts agree.
BuildingPlan planBuilding(const BuildingRecord &building);
/// All of a district, on all cores.
std::vector<BuildingPlan> planBuildings(const DistrictModel &model);

}
