#include "loading/Versions.h"

#include "formats/Reader.h"
#include "interior/Align.h"
#include "interior/Assemble.h"
#include "loading/District.h"
#include "loading/Tr.h"

#include <QFileInfo>

namespace loading
{

using geometry::Vec2;
using geometry::Vec3;

static base::Error missing(const QString &path, const QString &building)
{
    return {QStringLiteral("interior-missing"), tr("the file tells nothing of the inside of a building"), path,
            building, tr("choose a building model with rooms or elements")};
}

namespace
{

/// A building that a file knows from the inside.
struct Candidate {
    const domain::InteriorSource *source;
    QString id;
    const domain::Building *building; ///< as the file has it; null where it has no outside
};

}

static std::vector<Candidate> candidatesIn(const std::vector<domain::Layer> &layers)
{
    std::vector<Candidate> found;
    for (const domain::Layer &layer : layers) {
        if (!layer.interiors)
            continue;
        for (const QString &id : layer.interiors->buildings()) {
            const domain::Building *outside = nullptr;
            for (const domain::Building &each : layer.buildings) {
                if (each.id == id)
                    outside = &each;
            }
            found.push_back({layer.interiors.get(), id, outside});
        }
    }
    return found;
}

/// A project is opened whole, in a frame of its own.
static base::Result<domain::Interior> ofProject(const domain::City &city, const QString &building, const QString &path,
                                                const base::Job &job)
{
    const auto district = load({path}, {}, job);
    if (!district)
        return tl::unexpected(district.error());
    const domain::City &other = *district->city;
    if (!other.building(building))
        return tl::unexpected(missing(path, building));
    const auto opened = openInterior(other, building, job);
    if (!opened)
        return tl::unexpected(opened.error());
    domain::Interior interior = **opened;
    // Over the width of a building two frames differ by a turn and a shift.
    const Vec3 about(geometry::bounds(other.building(building)->footprint).centre(), 0);
    const auto here = [&](const Vec3 &there) { return city.frame.fromLonLat(other.frame.toLonLat(there)); };
    constexpr double Baseline = 100;
    const Vec3 at = here(about), east = here(about + Vec3(Baseline, 0, 0)) - at;
    interior::move(interior, {about, at - about, glm::degrees(std::atan2(east.y, east.x))});
    return interior;
}

base::Result<InteriorPtr> openVersion(const domain::City &city, const QString &building, const QString &path,
                                      const base::Job &job)
{
    const domain::Building *here = city.building(building);
    if (!here)
        return base::failure(QStringLiteral("building-unknown"), tr("there is no building %1").arg(building), {});
    if (project::Project::isProject(path) || QFileInfo(path).isDir()) {
        auto whole = ofProject(city, building, path, job);
        if (!whole)
            return tl::unexpected(whole.error());
        return std::make_shared<const domain::Interior>(std::move(*whole));
    }
    formats::LayerRequest request;
    request.id = QStringLiteral("version");
    request.name = QFileInfo(path).completeBaseName();
    request.source = path;
    request.building = building;
    request.footprint = here->footprint;
    request.ground = here->ground;
    const auto reader = formats::findReader(request);
    if (!reader)
        return tl::unexpected(reader.error());
    std::vector<domain::Layer> layers;
    for (const formats::Sublayer &sublayer : reader->second.layers) {
        formats::LayerRequest part = request;
        part.kind = sublayer.kind;
        if (!sublayer.source.isEmpty())
            part.source = sublayer.source;
        if (!sublayer.crs.isValid() && part.kind == domain::LayerKind::Building)
            part.kind = domain::LayerKind::Model; // nothing says where it stands: on the footprint
        auto read = reader->first->read(part, city.frame, job);
        if (!read)
            return tl::unexpected(read.error());
        layers.insert(layers.end(), std::make_move_iterator(read->begin()), std::make_move_iterator(read->end()));
    }
    const std::vector<Candidate> candidates = candidatesIn(layers);
    const Vec2 middle = geometry::bounds(here->footprint).centre();
    const Candidate *chosen = nullptr;
    double nearest = std::numeric_limits<double>::infinity();
    for (const Candidate &each : candidates) {
        const geometry::Box2 box = each.building ? geometry::bounds(each.building->footprint) : geometry::Box2();
        const double away = each.id == building ? -1
                            : box.isEmpty()     ? std::numeric_limits<double>::max()
                                                : glm::length(box.centre() - middle);
        if (away < nearest) {
            nearest = away;
            chosen = &each;
        }
    }
    if (!chosen)
        return tl::unexpected(missing(path, building));
    auto interior = chosen->source->read(chosen->building ? *chosen->building : *here, job);
    if (!interior)
        return tl::unexpected(interior.error());
    interior->building = building;
    interior::assemble(*interior, *here, city.unitsOf(building));
    return std::make_shared<const domain::Interior>(std::move(*interior));
}

}
