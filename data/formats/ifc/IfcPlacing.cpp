#include "formats/ifc/IfcPlacing.h"

#include "formats/Tr.h"
#include "formats/citymodel/ToScene.h"

#include <cmath>

namespace formats::ifc
{

using geometry::Box2;
using geometry::Crs;
using geometry::Transform;
using geometry::Vec2;
using geometry::Vec3;

bool isStructure(const QString &type)
{
    for (const char *name : {"IfcWall", "IfcSlab", "IfcRoof", "IfcColumn", "IfcCurtainWall", "IfcPlate", "IfcBeam"}) {
        if (type.startsWith(QLatin1String(name)))
            return true;
    }
    return false;
}

geometry::Box3 boundsOf(const Loaded &loaded)
{
    geometry::Box3 structure, all;
    for (const Product &product : loaded.model->products) {
        const ProductMesh *mesh = product.type == QLatin1String("IfcSite") ? nullptr : loaded.mesh(product.id);
        if (!mesh)
            continue;
        const Vec3 origin(mesh->origin[0], mesh->origin[1], mesh->origin[2]);
        geometry::Box3 box;
        for (size_t i = 0; i + 2 < mesh->positions.size(); i += 3)
            box.add(origin + Vec3(mesh->positions[i], mesh->positions[i + 1], mesh->positions[i + 2]));
        all.add(box);
        if (isStructure(product.type))
            structure.add(box);
    }
    return structure.isEmpty() ? all : structure;
}

Placing::Placing(const Loaded &loaded, const Wanted &wanted, const geometry::LocalFrame &frame, const QString &file,
                 base::Warnings &warnings)
    : m_scale(wanted.scale > 0 && std::isfinite(wanted.scale) ? wanted.scale : 1)
{
    const Vec2 trueNorth = loaded.model->trueNorth;
    // The x axis where north is given in the model's plane: true north turned to the scene's north.
    const auto turnTo = [&](const Vec3 &lonLat) {
        Vec3 east(1, 0, 0), north(0, 1, 0);
        eastAndNorth(frame, lonLat, east, north);
        Vec2 x(trueNorth.y, trueNorth.x); // of the model's x axis: east and north parts
        if (wanted.heading) {
            const double angle = *wanted.heading * M_PI / 180;
            x = Vec2(std::cos(angle), -std::sin(angle));
        }
        m_xAxis = glm::normalize(Vec2(east) * x.x + Vec2(north) * x.y);
    };
    const bool mapped = frame.crs().isValid();
    if (wanted.position && mapped) {
        m_anchor = frame.fromLonLat(*wanted.position);
        turnTo(*wanted.position);
        return;
    }
    const auto &reference = loaded.model->georeference;
    if (reference && mapped && byGeoreference(loaded, wanted, frame, file, warnings)) {
        if (reference->crs.isEmpty() || wanted.heading)
            turnTo(reference->crs.isEmpty() ? reference->position : frame.toLonLat(m_anchor));
        const Box2 target = geometry::bounds(wanted.footprint);
        const Vec2 middle(toScene(boundsOf(loaded).isEmpty() ? m_pivot : boundsOf(loaded).centre()));
        if (target.isEmpty() || target.grown(Stray).contains(middle))
            return;
        warnings.add(QStringLiteral("georeference-ignored"), file, {},
                     tr("the file's own position is far from the building; it is put onto the building's footprint"));
    }
    if (!wanted.footprint.empty()) {
        onFootprint(loaded, wanted, frame);
        return;
    }
    const geometry::Box3 box = boundsOf(loaded);
    m_pivot = box.isEmpty() ? Vec3(0) : Vec3(box.centre().x, box.centre().y, 0);
    m_anchor = Vec3(0, 0, -frame.origin().z);
    turnTo(mapped ? frame.toLonLat(Vec3(0)) : Vec3(0));
    warnings.add(QStringLiteral("crs-missing"), file, {},
                 tr("the file does not say where it stands and has no placement; placed at the middle of the project"));
}

bool Placing::byGeoreference(const Loaded &loaded, const Wanted &wanted, const geometry::LocalFrame &frame,
                             const QString &file, base::Warnings &warnings)
{
    const Georeference &reference = *loaded.model->georeference;
    m_pivot = reference.origin;
    if (reference.crs.isEmpty()) {
        m_anchor = frame.fromLonLat(reference.position);
        return std::isfinite(m_anchor.x) && std::isfinite(m_anchor.y);
    }
    const auto crs = Crs::parse(wanted.crs.isEmpty() ? reference.crs : wanted.crs);
    if (!crs) {
        warnings.add(QStringLiteral("crs-unknown"), file, {}, crs.error().message);
        return false;
    }
    const auto transform = Transform::create(*crs, frame.crs());
    // The model's middle is what has to stand exactly; grids turn and stretch over kilometres.
    const geometry::Box3 box = boundsOf(loaded);
    const Vec3 middle = box.isEmpty() ? Vec3(0) : Vec3(box.centre().x, box.centre().y, 0);
    const auto toMap = [&](const Vec3 &p) {
        const Vec2 d = Vec2(p - reference.origin) * reference.scale;
        const Vec2 &x = reference.xAxis;
        return reference.position + Vec3(x.x * d.x - x.y * d.y, x.y * d.x + x.x * d.y, p.z - reference.origin.z);
    };
    Vec3 at = toMap(middle), ahead = toMap(middle + Vec3(100, 0, 0));
    if (!transform || !transform->apply(at) || !transform->apply(ahead) || !(glm::length(Vec2(ahead - at)) > 1)) {
        warnings.add(QStringLiteral("crs-transform"), file, {},
                     tr("the file's own position cannot be brought to the map of the project"));
        return false;
    }
    m_pivot = middle;
    m_anchor = frame.toScene(at);
    m_xAxis = glm::normalize(Vec2(ahead - at));
    return true;
}

/// The direction of most of a ring's length, 0 to 90 degrees, in radians: houses have right angles.
static double rightAngle(const geometry::Ring &ring)
{
    Vec2 sum(0);
    for (size_t i = 0; i < ring.size(); ++i) {
        const Vec2 d = ring[(i + 1) % ring.size()] - ring[i];
        const double length = glm::length(d), angle = 4 * std::atan2(d.y, d.x);
        sum += Vec2(std::cos(angle), std::sin(angle)) * length;
    }
    return std::atan2(sum.y, sum.x) / 4;
}

// The centre on the centre; turned by true north, and then so that the walls run along the footprint's: IFC models are
// drawn along their own axes.
void Placing::onFootprint(const Loaded &loaded, const Wanted &wanted, const geometry::LocalFrame &frame)
{
    const Box2 target = geometry::bounds(wanted.footprint);
    const geometry::Box3 box = boundsOf(loaded);
    m_pivot = box.isEmpty() ? Vec3(0) : box.centre();
    double ground = 0;
    for (const Level &level : loaded.model->levels) {
        if (level.number == 1)
            ground = level.elevation;
    }
    m_pivot.z = ground;
    const double sea = wanted.ground.value_or(frame.origin().z);
    m_anchor = Vec3(target.centre(), sea - frame.origin().z);
    double angle = std::atan2(loaded.model->trueNorth.x, loaded.model->trueNorth.y);
    if (wanted.heading) {
        angle = -*wanted.heading * M_PI / 180;
    } else {
        const geometry::Polygon *largest = &wanted.footprint.front();
        for (const geometry::Polygon &polygon : wanted.footprint) {
            if (geometry::area(polygon) > geometry::area(*largest))
                largest = &polygon;
        }
        const double off = rightAngle(largest->outer) - angle;
        angle += off - std::round(off / M_PI_2) * M_PI_2;
        // Of this and the quarter turn, the one whose box fits better.
        const Vec2 size(box.size());
        const auto misfit = [&](double turn) {
            const double c = std::abs(std::cos(turn)), s = std::abs(std::sin(turn));
            return std::abs(size.x * c + size.y * s - target.size().x) +
                   std::abs(size.x * s + size.y * c - target.size().y);
        };
        if (!box.isEmpty() && misfit(angle + M_PI_2) < misfit(angle) * 0.7)
            angle += M_PI_2;
    }
    m_xAxis = Vec2(std::cos(angle), std::sin(angle));
}

geometry::Mesh Placing::placed(const ProductMesh &mesh) const
{
    geometry::Mesh made;
    made.origin = toScene(Vec3(mesh.origin[0], mesh.origin[1], mesh.origin[2]));
    made.positions.reserve(mesh.positions.size() / 3);
    for (size_t i = 0; i + 2 < mesh.positions.size(); i += 3) {
        const Vec2 flat = turned(Vec2(mesh.positions[i], mesh.positions[i + 1]) * m_scale);
        made.positions.emplace_back(float(flat.x), float(flat.y), float(mesh.positions[i + 2] * m_scale));
    }
    made.indices = mesh.indices;
    return made;
}

}
