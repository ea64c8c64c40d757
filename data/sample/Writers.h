#pragma once

#include "base/Job.h"
#include "base/Result.h"
#include "domain/City.h"
#include "sample/Days.h"
#include "sample/FloorPlan.h"
#include "sample/Model.h"
#include "sample/Relief.h"

class GDALDataset;

namespace sample
{

/// The GeoPackage of all districts: one transaction, spatial indexes made at the end. Layers: areas, quarters,
/// buildings, units, roads, rails, water, green, facilities, trees, things.
class TableWriter
{
public:
    /// Error "folder-unwritable".
    static base::Result<TableWriter> create(const QString &file);
    ~TableWriter();
    TableWriter(TableWriter &&) noexcept;
    TableWriter &operator=(TableWriter &&) noexcept;

    /// Adds a district. Error "cancelled", "folder-unwritable".
    base::Status write(const DistrictModel &model, const base::Job &job);
    base::Status finish();

private:
    struct Impl;
    explicit TableWriter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// The insides of a district's buildings as a GeoPackage of its own: storeys, spaces, doors. What is the same on
/// several storeys is one row ("3-17"). Errors "cancelled", "folder-unwritable".
base::Status writeInteriors(const QString &file, const DistrictModel &model, const std::vector<BuildingPlan> &plans,
                            const base::Job &job);
/// The register of a district's residents as a GeoPackage of its own, as many a unit as it has occupants. Errors
/// "cancelled", "folder-unwritable".
base::Status writeResidents(const QString &file, const DistrictModel &model, const base::Job &job);
/// Elevations as a GeoTIFF in EPSG:4547, heights of `heightAt` at the cells' middles.
base::Status writeRelief(const QString &file, const Relief &relief);
base::Status writeBareRelief(const QString &file, const geometry::Box2 &extent, double step);
/// The buildings marked for it as CityJSON 2.0, LoD 2, with roofs as they are.
base::Status writeCityJson(const QString &file, const DistrictModel &model);
/// The landmark as a binary glTF 2.0 with its picture inside; east, north, up of the building's middle at its ground.
base::Status writeLandmark(const QString &file, const BuildingRecord &landmark);
enum class IfcSchema { Ifc2x3, Ifc4 };
/// A building of right angles as an IFC file, consistent with its plan: spaces, walls with openings, doors, windows,
/// slabs, stairs, units as zones, and where it stands.
base::Status writeIfc(const QString &file, const DistrictModel &model, const BuildingRecord &building,
                      const BuildingPlan &plan, IfcSchema schema);
/// The buildings that are written as IFC2X3 and as IFC4: the main building of a school, the sub-district's office. -1:
/// there is none.
struct IfcBuildings {
    int school = -1, office = -1;
};
IfcBuildings ifcBuildings(const DistrictModel &model);
/// The storm day's public warnings as CAP 1.2 files in a folder, one a message.
base::Status writeAlerts(const QString &folder, const DistrictModel &model);
struct ReplayTimes {
    qint64 first = 0, start = 0, last = 0; ///< seconds UTC
};
base::Status writeProject(const QString &file, const DistrictModel &model, const ReplayTimes &times, bool isLarge);
/// What people and organisations were counted on the days before the last, by indicator (docs/indicators.md).
base::Status writeFigures(const QString &file, const DistrictModel &model);
/// Who events can be dispatched to (domain/Teams.h).
base::Status writeTeams(const QString &file, const DistrictModel &model);
/// The 17 systems that the district is fed from, and what comes from each (domain/SourceSystem.h).
base::Status writeSources(const QString &file);
/// The storm day as a briefing (domain/Storyboard.h).
base::Status writeStoryboard(const QString &file, const DistrictModel &model, const Story &story);
/// Loops of a few seconds, one a kind of place, that the simulated cameras show; each says that it is simulated.
base::Status writeClips(const QString &folder);
/// Writes bytes; error "folder-unwritable".
base::Status writeFile(const QString &file, const QByteArray &bytes);

/// Longitude, latitude of a point of the model.
geometry::Vec2 toLonLat(const Vec2 &point);
/// The eye at `distance` from a point, looking at it along `heading`, `down` degrees below the horizon.
domain::SavedView lookAt(const Vec2 &target, double height, double distance, double heading, double down);

}
