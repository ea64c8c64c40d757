#include "sample/Days.h"

#include "sample/Devices.h"

#include <algorithm>
#include <map>
#include <set>

namespace sample
{

using domain::ThingKind;

static constexpr qint64 at(int hour, int minute)
{
    return StormDay + hour * 3600 + minute * 60;
}

static std::vector<int> devicesOf(const DistrictModel &model, ThingKind kind)
{
    std::vector<int> out;
    for (size_t i = 0; i < model.devices.size(); ++i) {
        if (model.devices[i].kind == kind)
            out.push_back(int(i));
    }
    return out;
}

/// The building with the most devices but one: that of the fire has enough to tell.
static std::vector<int> devicesOfABuilding(const DistrictModel &model, int fireMonitor)
{
    std::map<int, std::vector<int>> byBuilding;
    for (size_t i = 0; i < model.devices.size(); ++i) {
        const Device &device = model.devices[i];
        if (device.building >= 0 && (device.kind == ThingKind::Smoke || device.kind == ThingKind::Electrical))
            byBuilding[device.building].push_back(int(i));
    }
    if (fireMonitor >= 0)
        byBuilding.erase(model.devices[size_t(fireMonitor)].building);
    std::vector<int> most;
    for (const auto &[building, devices] : byBuilding) {
        if (devices.size() > most.size())
            most = devices;
    }
    return most;
}

std::pair<qint64, qint64> Story::away(int device) const
{
    if (!std::binary_search(cutOff.begin(), cutOff.end(), device))
        return {0, 0};
    return {cut + device % 25, restored + device % 40};
}

Story tellStory(const DistrictModel &model)
{
    Story story;
    Random random = Random::forTopic(model.seed, 8);
    const std::vector<int> smoke = devicesOf(model, ThingKind::Smoke),
                           electrical = devicesOf(model, ThingKind::Electrical),
                           cameras = devicesOf(model, ThingKind::Camera), tilt = devicesOf(model, ThingKind::Tilt);

    // A house of the village with a monitor on its ground floor and a detector in a let flat.
    for (int wanted = 2; wanted >= 0 && story.fireMonitor < 0; --wanted) {
        for (int e : electrical) {
            const Device &box = model.devices[size_t(e)];
            if (wanted > 0 && model.buildings[size_t(box.building)].use != BuildingUse::UrbanVillage)
                continue;
            for (int s : smoke) {
                const Device &d = model.devices[size_t(s)];
                if (d.building == box.building && d.unit >= 0 && (wanted < 2 || d.storey >= 3)) {
                    story.fireMonitor = e;
                    story.fireDetector = s;
                    break;
                }
            }
            if (story.fireMonitor >= 0)
                break;
        }
    }
    story.leak = at(9, 11);
    story.hot = at(9, 20);
    story.smoke = at(9, 34);
    story.out = at(10, 21);

    std::set<int> taken{story.fireMonitor, story.fireDetector};
    const auto several = [&](const std::vector<int> &from, size_t count) {
        std::vector<int> out;
        while (out.size() < std::min(count, from.size())) {
            const int one = random.pick(from);
            if (taken.insert(one).second)
                out.push_back(one);
        }
        return out;
    };
    story.wetMonitors = several(electrical, 7);
    story.darkCameras = several(cameras, 11);
    story.dark = at(14, 52);
    story.light = at(18, 17);
    // A battery that ends, a gateway that hangs: some hours or days ago.
    for (const auto &[list, count] :
         {std::pair(&smoke, size_t(24)), std::pair(&electrical, size_t(21)), std::pair(&cameras, size_t(5))}) {
        for (int device : several(*list, count))
            story.silent.push_back(
                {device, StormDay + 9 * 3600 - qint64(random.between(0.6, 9.0) * double(DaySeconds))});
    }
    std::sort(story.silent.begin(), story.silent.end());
    story.faulty = several(tilt, 1).front();
    story.fault = at(11, 5);
    for (int device : tilt) {
        if (device != story.faulty && device % 29 != 0)
            story.leaning = device;
    }
    story.cutOff = devicesOfABuilding(model, story.fireMonitor);
    std::erase_if(story.cutOff, [&](int device) { return taken.count(device) != 0; });
    story.cut = at(15, 12);
    story.restored = at(16, 41);
    // Cooking smoke twice on an average day, at meal times.
    for (qint64 day = 0; day < DayCount; ++day) {
        const int count = random.integer(1, 3);
        for (int i = 0; i < count; ++i) {
            const int device = random.pick(smoke);
            const double hour = random.chance(0.4) ? random.between(11.2, 13.0) : random.between(17.3, 19.8);
            const qint64 from = FirstSecond + day * DaySeconds + qint64(hour * 3600);
            const bool isSilent =
                std::any_of(story.silent.begin(), story.silent.end(), [&](const auto &s) { return s.first == device; });
            if (device != story.fireDetector && !isSilent)
                story.cooking.push_back({device, from, from + random.integer(120, 420)});
        }
    }
    return story;
}

double rainAt(qint64 second)
{
    struct Shower {
        double day, hour, peak, width; ///< local; mm/h; hours
    };
    static constexpr Shower Showers[] = {
        {2, 16.2, 24, 0.5},   {6, 15.1, 38, 0.45},  {8, 4.5, 9, 1.4},     {9, 17.3, 33, 0.6},  {13, 14.4, 19, 0.5},
        {16, 15.8, 44, 0.5},  {17, 6.1, 12, 1.2},   {21, 16.9, 28, 0.4},  {24, 13.2, 22, 0.8}, {28, 21.0, 7, 1.0},
        {29, 13.6, 28, 0.45}, {29, 14.5, 62, 0.42}, {29, 15.15, 88, 0.3}, {29, 16.2, 34, 0.5}, {29, 19.2, 21, 0.6}};
    double rate = 0;
    for (const Shower &shower : Showers) {
        const double hours = double(second - FirstSecond) / 3600.0 - shower.day * 24 - shower.hour;
        rate += shower.peak * std::exp(-(hours / shower.width) * (hours / shower.width));
    }
    return rate < 0.15 ? 0.0 : rate;
}

/// The rain every five minutes, from half a day before the first to the end: read often.
static const std::vector<float> &rainTable()
{
    static const std::vector<float> table = [] {
        std::vector<float> out;
        for (qint64 t = FirstSecond - DaySeconds / 2; t <= EndSecond; t += 300)
            out.push_back(float(rainAt(t)));
        return out;
    }();
    return table;
}

/// What fell, draining with a time constant: mm.
static double stored(qint64 second, double delayMinutes, double drainMinutes)
{
    const std::vector<float> &rain = rainTable();
    const qint64 newest = (second - qint64(delayMinutes * 60) - (FirstSecond - DaySeconds / 2)) / 300;
    const double kept = std::exp(-5.0 / drainMinutes);
    double sum = 0, share = 5.0 / 60.0;
    for (qint64 i = newest; i >= 0 && i > newest - qint64(drainMinutes * 0.8); --i, share *= kept)
        sum += double(rain[size_t(i)]) * share;
    return sum;
}

double riverAt(qint64 second, int station)
{
    const double tide = 0.12 * std::sin(2 * std::numbers::pi * double(second - FirstSecond) / 44712.0 + station * 0.05);
    return 0.82 + 0.03 * station + tide + 0.029 * stored(second, 25 + 3 * station, 75);
}

double pondingAt(qint64 second, int station)
{
    const double depth =
        stored(second, 8, station == 0 ? 48 : 30) * (station == 0 ? 0.78 : 0.5) - (station == 0 ? 11.0 : 9.0);
    return std::max(0.0, depth);
}

}
