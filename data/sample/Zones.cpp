#include "sample/Zones.h"

namespace sample
{

namespace
{
struct Field {
    double west, south, east, north;
    Zone zone;
};

/// The first that holds a point wins.
constexpr Field Fields[] = {
    // South-west to south-east.
    {0, 0, 195, 345, Zone::Towers},
    {195, 0, 330, 345, Zone::Slabs},
    {520, 30, 690, 170, Zone::School},
    {330, 0, 690, 335, Zone::Slabs},
    {840, 225, 965, 345, Zone::Market},
    {690, 0, 965, 345, Zone::Slabs},
    {955, 0, 1262, 270, Zone::Village},
    {955, 270, 1275, 365, Zone::Mall},
    {1250, 0, 1510, 180, Zone::Towers},
    {1250, 180, 1480, 365, Zone::Offices},
    {1470, 130, 1600, 350, Zone::Station},
    {1480, 0, 1600, 130, Zone::Offices},
    {1460, 350, 1590, 700, Zone::Offices},
    {1580, 0, 1706, 330, Zone::Factories},
    {1690, 0, 1900, 215, Zone::Village},
    {1680, 200, 1900, 430, Zone::Slabs},
    // The belt between Guixiang Road and Haiyan Avenue.
    {-20, 340, 200, 660, Zone::Slabs},
    {200, 345, 395, 510, Zone::School},
    {195, 340, 395, 670, Zone::Slabs},
    {400, 330, 700, 525, Zone::Park},
    {400, 520, 600, 690, Zone::Hospital},
    {600, 520, 705, 690, Zone::Offices},
    {690, 330, 980, 520, Zone::OldStreet},
    {700, 460, 1000, 715, Zone::Core},
    {960, 345, 1300, 715, Zone::Core},
    {1270, 345, 1490, 545, Zone::Offices},
    {1280, 540, 1470, 705, Zone::Core},
    {1560, 330, 1695, 665, Zone::Factories},
    {1680, 420, 1900, 655, Zone::Towers},
    // North of Haiyan Avenue.
    {-20, 650, 215, 860, Zone::Slabs},
    {-20, 840, 215, 1048, Zone::Towers},
    {205, 650, 440, 860, Zone::Slabs},
    {205, 840, 470, 1048, Zone::Towers},
    {430, 860, 560, 1040, Zone::Slabs},
    {560, 880, 705, 1020, Zone::School},
    {430, 670, 705, 880, Zone::Towers},
    {695, 880, 830, 1015, Zone::Civic},
    {700, 690, 1000, 890, Zone::Core},
    {830, 880, 1000, 1015, Zone::Offices},
    {1000, 700, 1130, 1045, Zone::Core},
    {1130, 690, 1300, 890, Zone::Core},
    {1000, 700, 1262, 1050, Zone::Offices},
    {1262, 690, 1500, 880, Zone::Towers},
    {1250, 860, 1500, 1060, Zone::Slabs},
    {1450, 680, 1560, 1060, Zone::Slabs},
    {1550, 650, 1720, 1060, Zone::Factories},
    {1700, 640, 1900, 860, Zone::Towers},
    {1690, 850, 1900, 1050, Zone::Factories},
    // The north.
    {-20, 1040, 310, 1360, Zone::Hill},
    {310, 1040, 430, 1360, Zone::Towers},
    {430, 1185, 670, 1360, Zone::Village},
    {400, 1020, 680, 1190, Zone::Slabs},
    {790, 1015, 985, 1110, Zone::School},
    {670, 1015, 970, 1195, Zone::Slabs},
    {660, 1190, 965, 1360, Zone::Towers},
    {955, 1015, 1256, 1200, Zone::Towers},
    {940, 1190, 1262, 1360, Zone::Slabs},
    {1250, 1040, 1610, 1205, Zone::Slabs},
    {1250, 1200, 1610, 1360, Zone::Towers},
    {1570, 1050, 1705, 1360, Zone::Factories},
    {1700, 1040, 1900, 1200, Zone::Slabs},
    {1690, 1190, 1900, 1360, Zone::Factories},
};
}

Zone zoneAt(const Vec2 &p)
{
    for (const Field &field : Fields) {
        if (p.x >= field.west && p.x < field.east && p.y >= field.south && p.y < field.north)
            return field.zone;
    }
    return Zone::Leftover;
}

double zoneSize(Zone zone)
{
    switch (zone) {
    case Zone::Core:
        return 15000;
    case Zone::Offices:
    case Zone::Mall:
        return 11000;
    case Zone::OldStreet:
        return 7500;
    case Zone::Towers:
    case Zone::Station:
        return 26000;
    case Zone::Slabs:
    case Zone::Market:
        return 14000;
    case Zone::Village:
        return 45000;
    case Zone::Civic:
        return 17000;
    case Zone::School:
        return 30000;
    case Zone::Factories:
        return 24000;
    case Zone::Hospital:
        return 48000;
    case Zone::Hill:
        return 200000;
    case Zone::Park:
    case Zone::Embankment:
    case Zone::Leftover:
        return 60000;
    }
    return 15000;
}

}
