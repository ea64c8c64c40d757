#include "sample/GeoPackage.h"
#include "sample/People.h"
#include "sample/Writers.h"

#include <QCoreApplication>

namespace sample
{

static QString storeyRange(int first, int last)
{
    const auto word = [](int storey) {
        return storey > 0 ? QString::number(storey) : QStringLiteral("B%1").arg(-storey);
    };
    return first == last ? word(first) : word(first) + QLatin1Char('-') + word(last);
}

base::Status writeInteriors(const QString &file, const DistrictModel &model, const std::vector<BuildingPlan> &plans,
                            const base::Job &job)
{
    auto package = GeoPackage::create(file);
    if (!package)
        return tl::unexpected(package.error());
    OGRLayer *const storeys = package->layer(
        "storeys", wkbMultiPolygon,
        {{"building", OFTString}, {"storey", OFTString}, {"base_above_ground", OFTReal}, {"height_m", OFTReal}},
        "Simulated. Outlines of storeys; one row for those that are alike", false);
    OGRLayer *const spaces = package->layer("spaces", wkbPolygon,
                                            {{"building", OFTString},
                                             {"storey", OFTString},
                                             {"id", OFTString},
                                             {"unit", OFTString},
                                             {"function", OFTString},
                                             {"name", OFTString},
                                             {"name_en", OFTString}},
                                            "Simulated. Rooms, corridors, stairs, lifts: their clear insides", false);
    OGRLayer *const doors =
        package->layer("doors", wkbLineString,
                       {{"building", OFTString},
                        {"storey", OFTString},
                        {"id", OFTString},
                        {"width_m", OFTReal},
                        {"height_m", OFTReal},
                        {"entrance", OFTInteger},
                        {"window", OFTInteger}},
                       "Simulated. Doors and windows from jamb to jamb in the middle of their walls", false);
    if (!storeys || !spaces || !doors)
        return package->problem();
    OGRFeature storeyRow(storeys->GetLayerDefn()), spaceRow(spaces->GetLayerDefn()), doorRow(doors->GetLayerDefn());
    // The inside of a building is read by its code alone: rows lie together and the column is indexed.
    for (size_t i = 0; i < plans.size(); ++i) {
        if (i % 200 == 0 && job.isCancelled())
            return base::failure(QStringLiteral("cancelled"), QCoreApplication::translate("sample", "cancelled"));
        const BuildingPlan &plan = plans[i];
        const QByteArray building = model.buildings[i].code.toUtf8();
        const auto &list = plan.storeys;
        for (size_t k = 0; k < list.size();) {
            size_t end = k + 1;
            const auto alike = [&](const PlanStorey &a, const PlanStorey &b) {
                return (a.number > 0) == (b.number > 0) && a.height == b.height && a.plan == b.plan;
            };
            while (end < list.size() && alike(list[k], list[end]))
                ++end;
            storeyRow.SetField(0, building.constData());
            setText(storeyRow, 1, storeyRange(list[k].number, list[end - 1].number));
            storeyRow.SetField(2, std::round(list[k].base * 1000) / 1000);
            storeyRow.SetField(3, std::round(list[k].height * 1000) / 1000);
            setShape(storeyRow, list[k].outline, model.offset);
            package->put(storeys, storeyRow);
            k = end;
        }
        int number = 0, opening = 0;
        for (const FloorPlan &floor : plan.floors) {
            const QString range = storeyRange(floor.first, floor.last);
            for (const PlanSpace &space : floor.spaces) {
                const RoomWords &words = wordsOf(space.kind);
                spaceRow.SetField(0, building.constData());
                setText(spaceRow, 1, range);
                setText(spaceRow, 2, QStringLiteral("{storey}-R%1").arg(++number));
                setText(spaceRow, 3,
                        space.unit == 0 ? QString()
                                        : QStringLiteral("{storey}%1").arg(space.unit, 2, 10, QLatin1Char('0')));
                setText(spaceRow, 4, domain::spaceFunctionName(words.function));
                spaceRow.SetField(5, words.zh);
                spaceRow.SetField(6, words.en);
                setShape(spaceRow, space.shape, model.offset);
                package->put(spaces, spaceRow);
            }
            for (const PlanDoor &door : floor.doors) {
                doorRow.SetField(0, building.constData());
                setText(doorRow, 1, range);
                setText(doorRow, 2, QStringLiteral("{storey}-D%1").arg(++opening));
                doorRow.SetField(3, std::round(glm::length(door.to - door.from) * 100) / 100);
                doorRow.SetField(4, door.isWindow ? WindowHeight : door.isEntrance ? EntranceHeight : DoorHeight);
                doorRow.SetField(5, door.isEntrance ? 1 : 0);
                doorRow.SetField(6, door.isWindow ? 1 : 0);
                setShape(doorRow, LineString{door.from, door.to}, model.offset);
                package->put(doors, doorRow);
            }
        }
    }
    for (const char *layer : {"storeys", "spaces", "doors"})
        package->index(layer, "building");
    return package->hasFailed() ? package->problem() : package->finish();
}

}
