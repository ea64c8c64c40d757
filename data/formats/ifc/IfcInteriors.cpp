#include "formats/ifc/IfcInteriors.h"

#include "formats/ifc/IfcShapes.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QMutex>

#include <algorithm>
#include <cmath>
#include <map>

namespace formats::ifc
{

using geometry::Vec2;
using geometry::Vec3;

namespace
{

/// As programs draw them where the file gives no colour.
std::array<float, 4> colourOf(const QString &type)
{
    struct Usual {
        const char *type;
        std::array<float, 4> colour;
    };
    static const Usual usual[] = {{"IfcWindow", {0.62f, 0.76f, 0.86f, 0.45f}},
                                  {"IfcDoor", {0.62f, 0.46f, 0.32f, 1}},
                                  {"IfcSlab", {0.72f, 0.72f, 0.70f, 1}},
                                  {"IfcRoof", {0.62f, 0.36f, 0.30f, 1}},
                                  {"IfcStair", {0.70f, 0.66f, 0.60f, 1}},
                                  {"IfcRailing", {0.45f, 0.47f, 0.50f, 1}},
                                  {"IfcColumn", {0.66f, 0.66f, 0.66f, 1}},
                                  {"IfcBeam", {0.66f, 0.66f, 0.66f, 1}},
                                  {"IfcCurtainWall", {0.62f, 0.76f, 0.86f, 0.5f}},
                                  {"IfcPlate", {0.62f, 0.76f, 0.86f, 0.5f}},
                                  {"IfcFurnish", {0.72f, 0.58f, 0.42f, 1}},
                                  {"IfcSite", {0.55f, 0.62f, 0.45f, 1}},
                                  {"IfcWall", {0.88f, 0.86f, 0.82f, 1}}};
    for (const Usual &one : usual) {
        if (type.startsWith(QLatin1String(one.type)))
            return one.colour;
    }
    return {0.8f, 0.8f, 0.8f, 1};
}

class InteriorMaker
{
public:
    InteriorMaker(const Loaded &loaded, const Placing &placing, domain::Interior &into)
        : m_loaded(loaded), m_model(*loaded.model), m_placing(placing), m_into(into)
    {
    }

    bool run(const base::Job &job)
    {
        addStoreys();
        for (const Room &room : m_model.rooms)
            addSpace(room);
        for (const Product &product : m_model.products) {
            if (job.isCancelled())
                return false;
            if (product.type == QLatin1String("IfcSite") && !m_loaded.mesh(product.id))
                continue;
            const bool isWindow = product.type.startsWith(QLatin1String("IfcWindow"));
            if (isWindow || product.type.startsWith(QLatin1String("IfcDoor")))
                addDoor(product, isWindow);
            addElement(product);
        }
        addUnits();
        return true;
    }

private:
    double heightAt(double elevation) const { return m_placing.toScene(Vec3(0, 0, elevation)).z; }

    void addStoreys()
    {
        const std::vector<Level> &levels = m_model.levels;
        for (size_t i = 0; i < levels.size(); ++i) {
            domain::Storey storey;
            storey.id = levels[i].guid;
            storey.building = m_into.building;
            storey.name = levels[i].name;
            storey.number = levels[i].number;
            storey.base = heightAt(levels[i].elevation);
            if (i + 1 < levels.size())
                storey.height = heightAt(levels[i + 1].elevation) - storey.base;
            m_into.storeys.push_back(std::move(storey));
        }
        if (levels.empty())
            return;
        // The topmost ends where its walls or spaces do.
        double top = m_into.storeys.back().base;
        const auto raise = [&](uint32_t id, qint32 level) {
            const ifc::ProductMesh *mesh = level + 1 == qint32(levels.size()) ? m_loaded.mesh(id) : nullptr;
            for (size_t k = 2; mesh && k < mesh->positions.size(); k += 3)
                top = std::max(top, heightAt(mesh->origin[2] + double(mesh->positions[k])));
        };
        for (const Room &room : m_model.rooms)
            raise(room.id, room.level);
        for (const Product &product : m_model.products) {
            if (product.type.startsWith(QLatin1String("IfcWall")))
                raise(product.id, product.level);
        }
        constexpr double Usual = 3, Least = 2, Most = 12;
        const double height = top - m_into.storeys.back().base;
        m_into.storeys.back().height = height >= Least ? std::min(height, Most) : Usual;
    }

    /// What stands nowhere in the tree stands on the storey that is not above it.
    int storeyOf(qint32 level, double base) const
    {
        if (level >= 0)
            return m_model.levels[size_t(level)].number;
        constexpr double Step = 0.5;
        int number = m_into.storeys.empty() ? 1 : m_into.storeys.front().number;
        for (const domain::Storey &storey : m_into.storeys) {
            if (storey.base <= base + Step)
                number = storey.number;
        }
        return number;
    }

    void addSpace(const Room &room)
    {
        domain::Space space;
        space.id = room.guid;
        space.name = room.name;
        space.longName = room.longName;
        for (const QString &words : {room.longName, room.name, room.objectType}) {
            if (space.function == domain::SpaceFunction::Unknown && !words.isEmpty())
                space.function = domain::spaceFunctionFromName(words);
        }
        space.base = m_placing.toScene(room.placement.origin).z;
        if (const ifc::ProductMesh *mesh = m_loaded.mesh(room.id)) {
            const geometry::Mesh placed = m_placing.placed(*mesh);
            const geometry::Box3 box = placed.bounds();
            space.shape = ifc::floorOf(placed);
            space.base = box.min.z;
            space.height = float(box.size().z);
        }
        const double scale = m_placing.scale();
        if (room.height > 0)
            space.height = float(room.height * scale);
        space.area = room.area > 0 ? float(room.area * scale * scale) : float(geometry::area(space.shape));
        space.storey = storeyOf(room.level, space.base);
        space.properties = m_model.propertiesOf(room.id);
        m_into.spaces.push_back(std::move(space));
    }

    void addUnits()
    {
        for (const Zone &zone : m_model.zones) {
            if (zone.unit.isEmpty())
                continue;
            domain::Unit unit;
            unit.id = zone.unit;
            unit.number = zone.name.isEmpty() ? zone.longName : zone.name;
            unit.building = m_into.building;
            std::map<int, int> onStorey;
            for (const qint32 room : zone.inUnit) {
                domain::Space &space = m_into.spaces[size_t(room)]; // made in the order of the rooms
                space.unit = unit.id;
                unit.area += space.area;
                ++onStorey[space.storey];
            }
            const ProductMesh *mesh = zone.isSpatial ? m_loaded.mesh(zone.id) : nullptr;
            if (mesh) {
                const geometry::Mesh placed = m_placing.placed(*mesh);
                unit.shape = floorOf(placed);
                if (onStorey.empty()) {
                    unit.area = float(geometry::area(unit.shape));
                    unit.storey = storeyOf(-1, placed.bounds().min.z);
                }
            }
            if (!onStorey.empty())
                unit.storey = std::max_element(onStorey.begin(), onStorey.end(), [](const auto &a, const auto &b) {
                                  return a.second < b.second;
                              })->first;
            else if (!mesh)
                continue; // nowhere
            m_into.units.push_back(std::move(unit));
        }
    }

    void addDoor(const Product &product, bool isWindow)
    {
        domain::Door door;
        door.id = product.guid;
        door.name = product.name;
        door.isWindow = isWindow;
        door.swing = product.swing;
        // Along the placement's x axis (IFC4, IfcDoor: the width), from the shape where there is one.
        double from = 0, to = product.width, across = 0, base = 0, height = product.height;
        bool alongY = false;
        if (const ifc::ProductMesh *mesh = m_loaded.mesh(product.id)) {
            geometry::Box3 box;
            const Vec3 origin(mesh->origin[0], mesh->origin[1], mesh->origin[2]);
            for (size_t i = 0; i + 2 < mesh->positions.size(); i += 3)
                box.add(product.placement.toLocal(
                    origin + Vec3(mesh->positions[i], mesh->positions[i + 1], mesh->positions[i + 2])));
            const Vec3 size = box.size();
            alongY = product.width > 0 ? std::abs(size.y - product.width) < std::abs(size.x - product.width)
                                       : size.y > size.x;
            from = alongY ? box.min.y : box.min.x;
            to = alongY ? box.max.y : box.max.x;
            across = alongY ? box.centre().x : box.centre().y;
            base = box.min.z;
            height = product.height > 0 ? product.height : size.z;
        }
        const auto at = [&](double along) {
            return m_placing.toScene(
                product.placement.toWorld(alongY ? Vec3(across, along, base) : Vec3(along, across, base)));
        };
        if (alongY && door.swing != domain::DoorSwing::Sliding)
            door.swing = domain::DoorSwing::Unknown; // it opens along y, which cannot be along the door
        const Vec3 first = at(from), second = at(to);
        door.from = Vec2(first);
        door.to = Vec2(second);
        door.base = first.z;
        if (height > 0)
            door.height = float(height * m_placing.scale());
        door.storey = storeyOf(product.level, door.base);
        // With spaces, what lies beside the door tells better.
        door.isEntrance = !isWindow && m_model.rooms.empty() && door.storey == 1 && isExternal(product);
        m_into.doors.push_back(std::move(door));
    }

    bool isExternal(const Product &product) const
    {
        const ifc::Properties properties = m_model.propertiesOf(product.id);
        return std::any_of(properties.begin(), properties.end(), [](const auto &property) {
            return property.first == QLatin1String("Pset_DoorCommon.IsExternal") &&
                   property.second == QLatin1String("true");
        });
    }

    void addElement(const Product &product)
    {
        domain::Element element;
        element.id = product.guid;
        element.type = product.type;
        element.name = product.name;
        element.storey = product.level < 0 ? 0 : m_model.levels[size_t(product.level)].number;
        element.properties = m_model.propertiesOf(product.id);
        element.colour = colourOf(product.type);
        // A zone's solid would hide the rooms in it.
        const bool isZone = product.type == QLatin1String("IfcSpatialZone");
        if (const ifc::ProductMesh *mesh = isZone ? nullptr : m_loaded.mesh(product.id)) {
            element.mesh = m_placing.placed(*mesh);
            takeColours(*mesh, element);
        }
        m_into.elements.push_back(std::move(element));
    }

    /// `colour` is that of most triangles.
    static void takeColours(const ifc::ProductMesh &mesh, domain::Element &element)
    {
        size_t most = 0;
        const std::array<float, 4> usual = element.colour;
        for (size_t i = 0; i < mesh.colours.size(); ++i) {
            const size_t end = i + 1 < mesh.colours.size() ? mesh.colours[i + 1].first : mesh.indices.size();
            std::array<float, 4> colour = usual;
            if (mesh.colours[i].rgba[3] >= 0)
                std::copy(std::begin(mesh.colours[i].rgba), std::end(mesh.colours[i].rgba), colour.begin());
            if (end - mesh.colours[i].first > most) {
                most = end - mesh.colours[i].first;
                element.colour = colour;
            }
            if (end > mesh.colours[i].first)
                element.colours.emplace_back(mesh.colours[i].first, colour);
        }
        if (element.colours.size() < 2)
            element.colours.clear();
    }

    const Loaded &m_loaded;
    const ifc::Model &m_model;
    const Placing &m_placing;
    domain::Interior &m_into;
};

}

base::Result<domain::Interior> interiorOf(const Loaded &loaded, const Placing &placing, const QString &building,
                                          const QString &file, const base::Job &job)
{
    domain::Interior interior;
    interior.building = building;
    interior.source = file;
    interior.warnings = loaded.warnings;
    if (!InteriorMaker(loaded, placing, interior).run(job))
        return base::failure(QStringLiteral("cancelled"),
                             QCoreApplication::translate("formats", "loading was cancelled"));
    return interior;
}

static size_t sizeOf(const Loaded &loaded)
{
    size_t size = loaded.text->text().size() + loaded.text->instances().size() * sizeof(step::Instance);
    for (const ProductMesh &mesh : loaded.meshes.products)
        size += mesh.positions.size() * sizeof(float) + mesh.indices.size() * sizeof(uint32_t);
    return size;
}

base::Result<std::shared_ptr<const Loaded>> loadKept(const QString &file, const base::Job &job)
{
    struct Kept {
        QString file;
        qint64 size = 0;
        QDateTime changed;
        std::shared_ptr<const Loaded> loaded;
    };
    static QMutex mutex;
    static Kept kept;
    const QFileInfo info(file);
    const QString path = info.canonicalFilePath();
    {
        const QMutexLocker lock(&mutex);
        if (kept.loaded && kept.file == path && kept.size == info.size() && kept.changed == info.lastModified())
            return kept.loaded;
    }
    auto read = load(file, job);
    if (!read)
        return tl::unexpected(read.error());
    auto loaded = std::make_shared<const Loaded>(std::move(*read));
    // What a missing reader or one out of its limits left out may be there the next time.
    if (loaded->meshes.complete && sizeOf(*loaded) <= MostKept) {
        const QMutexLocker lock(&mutex);
        kept = {path, info.size(), info.lastModified(), loaded};
    }
    return loaded;
}

base::Result<domain::Interior> Interiors::read(const domain::Building &building, const base::Job &job) const
{
    const auto loaded = loadKept(m_file, job);
    if (!loaded)
        return tl::unexpected(loaded.error());
    return interiorOf(**loaded, m_placing, building.id, m_file, job);
}

}
