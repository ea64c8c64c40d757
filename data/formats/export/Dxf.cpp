#include "formats/GdalErrors.h"
#include "formats/Tr.h"
#include "formats/export/Export.h"
#include "formats/export/Section.h"
#include "formats/ifc/IfcShapes.h"

#include <QFile>
#include <QSaveFile>

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <atomic>
#include <cmath>
#include <memory>

namespace formats
{

using geometry::Vec2;
using geometry::Vec3;

namespace
{

/// What a layer is drawn in; elements are put there by their class.
struct PlanLayer {
    const char *name, *colour;
};
constexpr PlanLayer Walls{"WALLS", "#000000"}, Rooms{"ROOMS", "#808080"}, Doors{"DOORS", "#C00000"},
    Windows{"WINDOWS", "#0070C0"}, Stairs{"STAIRS", "#606060"}, Furniture{"FURNITURE", "#9C8060"},
    Texts{"TEXT", "#000000"};

enum class Part : quint8 { None, Cut, Window, Steps, Furnishing };

Part partOf(const QString &type)
{
    const auto is = [&](std::initializer_list<const char *> words) {
        return std::any_of(words.begin(), words.end(),
                           [&](const char *word) { return type.contains(QLatin1String(word), Qt::CaseInsensitive); });
    };
    if (is({"Window"}))
        return Part::Window;
    if (is({"Wall", "Column", "Plate", "Member", "Chimney", "Pile", "ShadingDevice", "Proxy", "Installation"}))
        return Part::Cut;
    if (is({"Stair", "Ramp", "Escalator"}))
        return Part::Steps;
    if (is({"Furni", "Sanitary", "FlowTerminal", "Appliance"}))
        return Part::Furnishing;
    return Part::None;
}

/// GDAL's header for DXF says inches; ours are metres. Empty where GDAL's own cannot be found.
std::string metricHeader()
{
    const char *path = CPLFindFile("gdal", "header.dxf");
    QFile file(QFile::decodeName(path ? path : ""));
    if (!path || !file.open(QIODevice::ReadOnly))
        return {};
    QByteArray text = file.readAll().replace("\r\n", "\n");
    for (const auto &[variable, value] : {std::pair("$INSUNITS\n", "6"), std::pair("$MEASUREMENT\n", "1")}) {
        const qsizetype at = text.indexOf(variable);
        const qsizetype code = at < 0 ? -1 : text.indexOf('\n', at + qstrlen(variable));
        const qsizetype end = code < 0 ? -1 : text.indexOf('\n', code + 1);
        if (end > 0)
            text.replace(code + 1, end - code - 1, value);
    }
    return text.toStdString();
}

class Drawing
{
public:
    Drawing(const domain::Interior &interior, const domain::Storey &storey, const PlanOptions &options)
        : m_interior(interior), m_storey(storey), m_options(options)
    {
        geometry::Box2 box;
        for (const domain::Space &space : interior.spaces)
            box.add(geometry::bounds(space.shape));
        for (const domain::Element &element : interior.elements)
            box.add(element.mesh.bounds().flat());
        for (const domain::Door &door : interior.doors)
            box.add(door.from);
        m_middle = box.isEmpty() ? Vec2(0) : glm::round(box.centre());
    }

    size_t drawInto(OGRLayer &layer)
    {
        m_layer = &layer;
        addElements();
        addSpaces();
        addDoors();
        return m_drawn;
    }

private:
    Vec2 placed(const Vec2 &p) const
    {
        return m_options.frame ? Vec2(m_options.frame->toMap(Vec3(p, 0))) : p - m_middle;
    }

    void add(const PlanLayer &layer, OGRGeometry *shape, const std::string &style = {})
    {
        OGRFeature feature(m_layer->GetLayerDefn());
        feature.SetField("Layer", layer.name);
        feature.SetStyleString((style.empty() ? std::string("PEN(c:") + layer.colour + ",w:0.0g)" : style).c_str());
        feature.SetGeometryDirectly(shape);
        m_drawn += m_layer->CreateFeature(&feature) == OGRERR_NONE;
    }

    void addLine(const PlanLayer &layer, const geometry::LineString &points, bool closed)
    {
        auto line = std::make_unique<OGRLineString>();
        for (const Vec2 &p : points) {
            const Vec2 at = placed(p);
            line->addPoint(at.x, at.y);
        }
        if (closed && line->getNumPoints() > 0)
            line->addPoint(line->getX(0), line->getY(0)); // GDAL writes it as a closed polyline
        if (line->getNumPoints() >= 2)
            add(layer, line.release());
    }

    void addShape(const PlanLayer &layer, const geometry::MultiPolygon &shape)
    {
        for (const geometry::Polygon &polygon : shape) {
            addLine(layer, polygon.outer, true);
            for (const geometry::Ring &hole : polygon.holes)
                addLine(layer, hole, true);
        }
    }

    void addElements()
    {
        const double cut = m_storey.base + m_options.cutHeight, top = m_storey.base + m_storey.height;
        for (const domain::Element &element : m_interior.elements) {
            const Part part = element.mesh.indices.empty() ? Part::None : partOf(element.type);
            if (part == Part::None)
                continue;
            const geometry::Box3 box = element.mesh.bounds();
            if (part == Part::Cut || part == Part::Window) {
                for (const CutLine &line : cutAt(element.mesh, cut))
                    addLine(part == Part::Cut ? Walls : Windows, line.points, line.closed);
                continue;
            }
            constexpr double Sunk = 0.5;
            const bool isHere = element.storey != 0 ? element.storey == m_storey.number
                                                    : box.min.z > m_storey.base - Sunk && box.min.z < top;
            if (!isHere)
                continue;
            if (part == Part::Furnishing) {
                if (box.min.z < cut)
                    addShape(Furniture, ifc::coveredBy(element.mesh));
            } else {
                addSteps(element.mesh);
            }
        }
    }

    /// The outlines of a stair's level faces: its treads and landings.
    void addSteps(const geometry::Mesh &mesh)
    {
        std::map<qint64, geometry::Mesh> levels;
        for (size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
            const auto at = [&](size_t k) { return Vec3(mesh.positions[mesh.indices[i + k]]); };
            const Vec3 across = glm::cross(at(1) - at(0), at(2) - at(0));
            constexpr double Level = 0.999;
            if (!(across.z > Level * glm::length(across)))
                continue;
            geometry::Mesh &level = levels[std::llround(at(0).z * 100)];
            level.origin = mesh.origin;
            for (size_t k = 0; k < 3; ++k) {
                level.indices.push_back(uint32_t(level.positions.size()));
                level.positions.push_back(mesh.positions[mesh.indices[i + k]]);
            }
        }
        for (const auto &[height, level] : levels)
            addShape(Stairs, ifc::coveredBy(level));
    }

    void addSpaces()
    {
        for (const domain::Space &space : m_interior.spaces) {
            if (space.storey != m_storey.number || space.shape.empty())
                continue;
            addShape(Rooms, space.shape);
            if (m_options.texts)
                addText(space);
        }
    }

    void addText(const domain::Space &space)
    {
        QString name = space.name;
        if (!space.longName.isEmpty() && space.longName != space.name)
            name = name.isEmpty() ? space.longName : name + u' ' + space.longName;
        QString text = name;
        if (space.area > 0)
            text += (text.isEmpty() ? QString() : QStringLiteral("\n")) + QString::number(double(space.area), 'f', 1) +
                    QStringLiteral(" m²");
        if (text.isEmpty())
            return;
        text.replace(u'\\', u'/').replace(u'"', u'\''); // of the style's own syntax
        constexpr double Paper = 0.0025;                // 2.5 mm on the sheet, the smallest of ISO 3098
        const Vec2 at = placed(geometry::representativePoint(space.shape));
        add(Texts, new OGRPoint(at.x, at.y),
            QStringLiteral("LABEL(f:\"Arial\",t:\"%1\",s:%2g,p:5,c:#000000)")
                .arg(text, QString::number(Paper * m_options.scale, 'f', 4))
                .toStdString());
    }

    void addDoors()
    {
        for (const domain::Door &door : m_interior.doors) {
            if (door.storey != m_storey.number || !(door.width() > 0))
                continue;
            if (door.isWindow) {
                addLine(Windows, {door.from, door.to}, false);
                continue;
            }
            const double width = double(door.width());
            const Vec2 along = (door.to - door.from) / width, left(-along.y, along.x);
            addLine(Doors, {door.from, door.to}, false);
            switch (door.swing) {
            case domain::DoorSwing::Left:
                addLeaf(door.from, along, left, width);
                break;
            case domain::DoorSwing::Right:
                addLeaf(door.to, -along, left, width);
                break;
            case domain::DoorSwing::Double:
                addLeaf(door.from, along, left, width / 2);
                addLeaf(door.to, -along, left, width / 2);
                break;
            case domain::DoorSwing::Sliding: {
                constexpr double Beside = 0.05;
                addLine(Doors, {door.from + left * Beside, door.from + along * (width / 2) + left * Beside}, false);
                addLine(Doors, {door.from + along * (width / 2) - left * Beside, door.to - left * Beside}, false);
                break;
            }
            case domain::DoorSwing::Unknown:
                break;
            }
        }
    }

    void addLeaf(const Vec2 &hinge, const Vec2 &shut, const Vec2 &open, double length)
    {
        addLine(Doors, {hinge, hinge + open * length}, false);
        // Chords that leave the arc by less than 0.1 mm on the sheet.
        const double off = 0.0001 * m_options.scale;
        const int chords = std::clamp(int(std::ceil(M_PI_2 / (2 * std::acos(std::max(0.5, 1 - off / length))))), 4, 64);
        geometry::LineString arc;
        for (int i = 0; i <= chords; ++i) {
            const double angle = M_PI_2 * i / chords;
            arc.push_back(hinge + (shut * std::cos(angle) + open * std::sin(angle)) * length);
        }
        addLine(Doors, arc, false);
    }

    const domain::Interior &m_interior;
    const domain::Storey &m_storey;
    const PlanOptions &m_options;
    Vec2 m_middle{0.0};
    OGRLayer *m_layer = nullptr;
    size_t m_drawn = 0;
};

/// Files in memory that go with their scope.
struct MemoryFile {
    explicit MemoryFile(const char *ending)
    {
        static std::atomic<int> next{0};
        path = "/vsimem/yunjie-export-" + std::to_string(++next) + ending;
    }
    ~MemoryFile() { VSIUnlink(path.c_str()); }
    MemoryFile(const MemoryFile &) = delete;
    MemoryFile &operator=(const MemoryFile &) = delete;
    std::string path;
};

}

base::Status exportDxf(const domain::Interior &interior, int storey, const PlanOptions &options, const QString &file)
{
    const auto found = std::find_if(interior.storeys.begin(), interior.storeys.end(),
                                    [&](const domain::Storey &one) { return one.number == storey; });
    if (found == interior.storeys.end())
        return base::failure(QStringLiteral("export-empty"), tr("the building has no such storey"), file);
    prepareGdal();
    GdalErrors errors;
    const auto unwritable = [&](const QString &why) {
        return base::failure(QStringLiteral("file-unwritable"), why, file);
    };
    GDALDriver *driver = GetGDALDriverManager()->GetDriverByName("DXF");
    if (!driver)
        return unwritable(tr("GDAL has no DXF driver here"));
    const MemoryFile target(".dxf"), header(".header.dxf");
    std::string head = metricHeader();
    CPLStringList settings;
    if (!head.empty()) {
        VSILFILE *memory =
            VSIFileFromMemBuffer(header.path.c_str(), reinterpret_cast<GByte *>(head.data()), head.size(), FALSE);
        if (memory)
            VSIFCloseL(memory);
        settings.SetNameValue("HEADER", header.path.c_str());
    }
    size_t drawn = 0;
    {
        const std::unique_ptr<GDALDataset> dataset(
            driver->Create(target.path.c_str(), 0, 0, 0, GDT_Unknown, settings.List()));
        OGRLayer *layer = dataset ? dataset->CreateLayer("entities") : nullptr;
        if (!layer)
            return unwritable(errors.first());
        drawn = Drawing(interior, *found, options).drawInto(*layer);
    }
    if (drawn == 0)
        return base::failure(QStringLiteral("export-empty"), tr("nothing of this storey can be drawn"), file);
    vsi_l_offset size = 0;
    const GByte *bytes = VSIGetMemFileBuffer(target.path.c_str(), &size, FALSE);
    QSaveFile out(file);
    if (!bytes || !out.open(QIODevice::WriteOnly) ||
        out.write(reinterpret_cast<const char *>(bytes), qint64(size)) != qint64(size) || !out.commit())
        return unwritable(bytes ? out.errorString() : errors.first());
    return {};
}

}
