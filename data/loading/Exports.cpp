#include "loading/Exports.h"

#include "formats/export/Export.h"
#include "interior/Bodies.h"
#include "loading/Tr.h"

#include <QSet>

#include <array>

namespace loading
{

using domain::ObjectKind;
using domain::ObjectRef;

base::Status exportStoreyDxf(const domain::City &city, const domain::Interior &interior, int storey, double scale,
                             const QString &file)
{
    formats::PlanOptions options;
    options.scale = scale;
    options.frame = city.frame.crs().isValid() ? &city.frame : nullptr;
    return formats::exportDxf(interior, storey, options, file);
}

namespace
{

/// Collects what objects consist of, each part once.
class Parts
{
public:
    Parts(const domain::City &city, const domain::Interior *interior) : m_city(city), m_interior(interior) {}

    std::vector<formats::MeshPart> list;

    void add(const ObjectRef &object);

private:
    void addElement(const domain::Element &element)
    {
        if (!element.mesh.indices.empty() && isNew(element.id))
            list.push_back(formats::meshPartOf(element));
    }
    void addSpace(const domain::Space &space) { addBody(space.id, space.name, "Space", interior::bodyOf(space)); }
    void addUnit(const domain::Unit &unit);
    void addBuilding(const domain::Building &building);
    void addBody(const QString &id, const QString &name, const char *type, geometry::Mesh mesh)
    {
        constexpr std::array Glassy{0.55f, 0.7f, 0.85f, 0.5f};
        if (!mesh.indices.empty() && isNew(id))
            list.push_back({id, name, QLatin1String(type), std::move(mesh), Glassy, {}});
    }
    template <typename Wanted> void addAll(const Wanted &onStorey);
    bool isNew(const QString &id)
    {
        const auto size = m_known.size();
        m_known.insert(id);
        return m_known.size() > size;
    }

    const domain::City &m_city;
    const domain::Interior *m_interior;
    QSet<QString> m_known;
};

/// Elements where there are any; else the spaces, else the units of a stack.
template <typename Wanted> void Parts::addAll(const Wanted &onStorey)
{
    const size_t before = list.size();
    for (const domain::Element &element : m_interior->elements) {
        if (onStorey(element.storey))
            addElement(element);
    }
    if (list.size() > before)
        return;
    for (const domain::Space &space : m_interior->spaces) {
        if (onStorey(space.storey))
            addSpace(space);
    }
    if (list.size() > before)
        return;
    for (const domain::Unit &unit : m_interior->units) {
        if (onStorey(unit.storey))
            addUnit(unit);
    }
}

void Parts::addUnit(const domain::Unit &unit)
{
    for (const domain::Storey &storey : m_interior->storeys) {
        if (storey.number == unit.storey)
            addBody(unit.id, unit.number, "Unit", interior::prismOf(unit.shape, storey.base, storey.height));
    }
}

void Parts::addBuilding(const domain::Building &building)
{
    if (m_interior && m_interior->building == building.id) {
        addAll([](int) { return true; });
        if (!list.empty())
            return;
    }
    addBody(building.id, building.name, "Building", interior::bodyOf(building));
}

void Parts::add(const ObjectRef &object)
{
    if (object.kind == ObjectKind::Building) {
        if (const domain::Building *building = m_city.building(object.id))
            addBuilding(*building);
        return;
    }
    if (!m_interior)
        return;
    for (const domain::Storey &storey : m_interior->storeys) {
        if (object.kind == ObjectKind::Storey && storey.id == object.id)
            addAll([&storey](int number) { return number == storey.number; });
    }
    for (const domain::Unit &unit : m_interior->units) {
        if (object.kind != ObjectKind::Unit || unit.id != object.id)
            continue;
        const size_t before = list.size();
        for (const domain::Space &space : m_interior->spaces) {
            if (space.unit == unit.id)
                addSpace(space);
        }
        if (list.size() == before)
            addUnit(unit);
    }
    for (const domain::Space &space : m_interior->spaces) {
        if (object.kind == ObjectKind::Space && space.id == object.id)
            addSpace(space);
    }
    for (const domain::Element &element : m_interior->elements) {
        if ((object.kind == ObjectKind::Element || object.kind == ObjectKind::Door) && element.id == object.id)
            addElement(element);
    }
}

}

base::Status exportGltf(const domain::City &city, const domain::Interior *interior,
                        const std::vector<ObjectRef> &objects, const QString &file)
{
    Parts parts(city, interior);
    for (const ObjectRef &object : objects)
        parts.add(object);
    if (parts.list.empty())
        return base::failure(QStringLiteral("export-empty"), tr("what was chosen has no body to export"), file, {},
                             tr("choose an element, a room, a storey or a building"));
    return formats::exportGltf(parts.list, city.frame.crs().isValid() ? &city.frame : nullptr, file);
}

}
