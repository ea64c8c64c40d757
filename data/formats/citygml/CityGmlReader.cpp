#include "formats/citygml/CityGmlReader.h"

#include "formats/Tr.h"
#include "formats/citygml/GmlInterior.h"
#include "formats/citygml/GmlInteriorSource.h"
#include "formats/citygml/GmlObjects.h"
#include "formats/citymodel/ToScene.h"

#include <QFile>
#include <QFileInfo>
#include <QXmlStreamReader>

#include <algorithm>

namespace formats
{

using geometry::Crs;
using geometry::Vec3;
using xml::Node;

namespace
{

geometry::Box3 turned(const geometry::Box3 &box)
{
    geometry::Box3 other;
    if (!box.isEmpty()) {
        other.add(Vec3(box.min.y, box.min.x, box.min.z));
        other.add(Vec3(box.max.y, box.max.x, box.max.z));
    }
    return other;
}

/// Whether the file's first coordinate is a latitude or northing. Geographic CRSs follow their authority, as URNs and
/// URLs demand; projected ones are written easting first by everybody. Where that puts the data outside the CRS's area
/// and the other way does not, it is the other way.
bool isNorthFirst(const Crs &crs, const QString &name, const geometry::Box3 &extent)
{
    if (!crs.isValid())
        return false;
    const bool shortForm = name.startsWith(QLatin1String("EPSG:"), Qt::CaseInsensitive);
    const bool usual = crs.isGeographic() && crs.isNorthingFirst() && !shortForm;
    const geometry::Box3 there = turned(extent);
    const bool fits = liesInItsArea(crs, usual ? there : extent);
    return !fits && liesInItsArea(crs, usual ? extent : there) ? !usual : usual;
}

struct Top {
    bool isCityGml = false;
    QString version, crs;
    geometry::Box3 extent; ///< as written
};

void takeEnvelope(const Node &node, Top &top)
{
    const Node *envelope = node.name == QLatin1String("Envelope") ? &node : node.child("Envelope");
    if (!envelope)
        return;
    top.crs = envelope->attribute("srsName");
    for (const auto &corner : envelope->children) {
        std::vector<double> numbers;
        if (parseNumbers(corner->text, numbers) && numbers.size() >= 2)
            top.extent.add(Vec3(numbers[0], numbers[1], numbers.size() > 2 ? numbers[2] : 0.0));
    }
}

// From "http://www.opengis.net/citygml/building/2.0" and "http://www.opengis.net/citygml/3.0".
bool readRoot(QXmlStreamReader &reader, Top &top)
{
    if (!reader.readNextStartElement() || reader.name() != QLatin1String("CityModel"))
        return false;
    const QString space = reader.namespaceUri().toString();
    if (!space.contains(QLatin1String("citygml"), Qt::CaseInsensitive))
        return false;
    top.isCityGml = true;
    top.version = space.section(u'/', -1);
    return true;
}

// The envelope stands before the objects; without one the first object's geometry tells CRS and place.
Top lookAt(QXmlStreamReader &reader)
{
    Top top;
    if (!readRoot(reader, top))
        return top;
    QHash<QString, const Node *> byId;
    while (reader.readNextStartElement()) {
        if (reader.name() == QLatin1String("boundedBy")) {
            if (const auto node = xml::readNode(reader, byId))
                takeEnvelope(*node, top);
        } else if (!isGmlMember(reader.name())) {
            reader.skipCurrentElement();
            continue;
        }
        if (!top.crs.isEmpty() && !top.extent.isEmpty())
            break;
        if (isGmlMember(reader.name()) && reader.isStartElement()) {
            if (const auto node = xml::readNode(reader, byId)) {
                GmlWalker walker(byId);
                GmlShape shape;
                walker.walk(*node, {}, shape);
                if (top.crs.isEmpty())
                    top.crs = shape.srsName;
                if (top.extent.isEmpty())
                    shape.forPoints([&top](const Vec3 &p) { top.extent.add(p); });
            }
            break;
        }
    }
    return top;
}

class Reading
{
public:
    Reading(const LayerRequest &request, const QString &file, std::optional<domain::LayerKind> only,
            const geometry::LocalFrame &frame, const base::Job &job)
        : m_request(request), m_file(file), m_frame(frame), m_job(job), m_builder(request, file, only), m_codes(file)
    {
    }

    base::Result<std::vector<domain::Layer>> run(QFile &file, const Top &top)
    {
        findAppearance(file);
        QXmlStreamReader reader(&file);
        Top again;
        if (!readRoot(reader, again))
            return base::failure(QStringLiteral("not-a-city"), tr("the file is no CityGML"), m_file);
        m_top = top;
        prepare();
        const qint64 size = file.size();
        uchar *bytes = file.map(0, size);
        GmlMembers members(reinterpret_cast<const char *>(bytes), bytes ? size : 0);
        while (reader.readNextStartElement()) {
            if (m_job.isCancelled())
                return base::failure(QStringLiteral("cancelled"), tr("loading was cancelled"));
            if (!isGmlMember(reader.name())) {
                reader.skipCurrentElement();
                continue;
            }
            m_job.report({}, double(file.pos()) / double(std::max<qint64>(1, file.size())));
            member(reader, members.next());
        }
        if (bytes)
            file.unmap(bytes);
        if (reader.hasError()) {
            const QString line = tr("line %1").arg(reader.lineNumber());
            if (m_objects == 0)
                return base::failure(QStringLiteral("xml-invalid"), tr("invalid XML: %1").arg(reader.errorString()),
                                     m_file, line);
            m_builder.warnings().add(QStringLiteral("xml-invalid"), m_file, line,
                                     tr("invalid XML, read up to there: %1").arg(reader.errorString()));
        }
        std::vector<domain::Layer> layers = m_builder.finish(m_toScene->crsCode(), m_job);
        if (m_job.isCancelled())
            return base::failure(QStringLiteral("cancelled"), tr("loading was cancelled"));
        if (!m_insides.empty() && layers.front().info.kind == domain::LayerKind::Building)
            layers.front().interiors = interiors();
        return layers;
    }

private:
    void warn(const char *code, const QString &feature, const QString &message)
    {
        m_builder.warnings().add(QString::fromLatin1(code), m_file, feature, message);
    }

    void prepare()
    {
        const QString name = m_request.crs.isEmpty() ? m_top.crs : m_request.crs;
        const auto crs = Crs::parse(name);
        m_northFirst = isNorthFirst(crs ? *crs : Crs(), name, m_top.extent);
        m_toScene = std::make_unique<ToScene>(m_request, m_top.crs, m_northFirst ? turned(m_top.extent) : m_top.extent,
                                              m_frame, m_file, m_builder.warnings());
    }

    // A pass of its own: pictures and colours may stand behind all that they are put on.
    void findAppearance(QFile &file)
    {
        m_appearance = GmlAppearance::read(file, m_builder.paints());
        if (m_appearance.unsupported() > 0)
            warn("texture-unsupported", {},
                 tr("textures without coordinates for the corners of surfaces; those surfaces are plain"));
    }

    std::shared_ptr<const domain::InteriorSource> interiors() const
    {
        auto source = std::make_shared<GmlInteriorSource>(
            m_request, m_file, GmlPlacing{m_top.crs, m_northFirst ? turned(m_top.extent) : m_top.extent, m_northFirst},
            m_frame);
        for (const Inside &inside : m_insides)
            source->add(m_builder.shownId(inside.shown), inside.objectId, inside.member);
        for (const qint64 prototype : m_prototypeMembers)
            source->addPrototype(prototype);
        return source;
    }

    void member(QXmlStreamReader &reader, qint64 offset)
    {
        QHash<QString, const Node *> byId = m_prototypeIds;
        auto node = xml::readNode(reader, byId);
        if (!node)
            return;
        for (const auto &child : node->children) {
            if (child->name == QLatin1String("Appearance") || child->name == QLatin1String("Dynamizer"))
                continue;
            std::vector<GmlObject> objects;
            GmlObjects(byId, m_codes, m_appearance.isEmpty() ? nullptr : &m_appearance).take(*child, objects);
            if (!objects.empty())
                inside(*child, objects, offset);
            for (GmlObject &object : objects)
                finish(std::move(object));
        }
        if (holdsPrototype(*node)) {
            m_prototypeMembers.push_back(offset);
            m_prototypeIds = byId;
            m_prototypes.push_back(std::move(node));
        }
    }

    // Kept by where it stands, and read when the building is entered.
    void inside(const Node &node, const std::vector<GmlObject> &objects, qint64 offset)
    {
        const CityObjectRole role = roleOf(objects[0].object.type);
        if (role.kind == CityObjectRole::Kind::Building && hasInterior(node)) {
            m_insides.push_back({objects[0].object.id, node.id, offset});
            return;
        }
        for (const GmlObject &object : objects)
            m_builder.leaveOutInteriors(object.inside);
    }

    // Geometry that implicit geometries of later objects may refer to.
    static bool holdsPrototype(const Node &node)
    {
        if (node.name == QLatin1String("relativeGMLGeometry") || node.name == QLatin1String("relativeGeometry"))
            return !node.children.empty();
        return std::any_of(node.children.begin(), node.children.end(),
                           [](const auto &child) { return holdsPrototype(*child); });
    }

    void finish(GmlObject &&object)
    {
        ++m_objects;
        GmlShape &shape = object.shape;
        const QString &id = object.object.id;
        if (shape.unresolved > 0)
            warn("reference-missing", id,
                 tr("geometry that refers to what is not in the file, or to a file of its own; left out"));
        if (shape.malformed > 0)
            warn("geometry-invalid", id, tr("rings or lines without proper coordinates; left out"));
        std::vector<Vec3> points;
        shape.forPoints([&](const Vec3 &p) { points.push_back(m_northFirst ? Vec3(p.y, p.x, p.z) : p); });
        if (m_toScene->apply(points) > 0)
            warn("crs-transform", id,
                 tr("vertices that the coordinate transformation cannot move; they are left where they were"));
        size_t next = 0;
        shape.forPoints([&](Vec3 &p) { p = points[next++]; });
        SurfaceCollector collector;
        for (const GmlShape::Surface &surface : shape.surfaces) {
            switch (collector.add(surface.rings, surface.type, &surface.paint)) {
            case SurfaceCollector::Outcome::Good:
                break;
            case SurfaceCollector::Outcome::Partial:
                warn("surface-invalid", id, tr("a surface crosses itself; part of it is missing"));
                break;
            case SurfaceCollector::Outcome::Nothing:
                warn("surface-degenerate", id, tr("a surface without area; left out"));
                break;
            }
        }
        for (const auto &line : shape.lines)
            collector.addLine(line);
        for (const Vec3 &point : shape.points)
            collector.addPoint(point);
        if (!collector.isEmpty())
            object.object.shape = collector.take(object.lod);
        m_builder.add(std::move(object.object));
    }

    const LayerRequest &m_request;
    QString m_file;
    const geometry::LocalFrame &m_frame;
    const base::Job &m_job;
    CityModelBuilder m_builder;
    CodeLists m_codes;
    Top m_top;
    std::unique_ptr<ToScene> m_toScene;
    bool m_northFirst = false;
    int m_objects = 0;
    std::vector<std::unique_ptr<Node>> m_prototypes;
    QHash<QString, const Node *> m_prototypeIds;
    GmlAppearance m_appearance;
    struct Inside {
        QString shown, objectId; ///< the latter empty where the file gives none
        qint64 member = -1;
    };
    std::vector<Inside> m_insides;
    std::vector<qint64> m_prototypeMembers;
};

class CityGmlReader final : public Reader
{
public:
    QString name() const override { return QStringLiteral("CityGML"); }
    Probe probe(const LayerRequest &request) const override;
    base::Result<std::vector<domain::Layer>> read(const LayerRequest &request, const geometry::LocalFrame &frame,
                                                  const base::Job &job) const override;
};

Probe CityGmlReader::probe(const LayerRequest &request) const
{
    std::optional<domain::LayerKind> only;
    const QString path = fileOf(request.source, only);
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    // Said in the root element, behind at most a few comments.
    constexpr qint64 Head = 32 * 1024;
    if (!file.peek(Head).contains("CityModel"))
        return std::nullopt;
    QXmlStreamReader reader(&file);
    const Top top = lookAt(reader);
    if (!top.isCityGml)
        return std::nullopt;
    Sublayer layer;
    layer.source = request.source;
    layer.name = QFileInfo(path).completeBaseName();
    layer.kind = only.value_or(domain::LayerKind::Building);
    layer.reason = tr("CityGML, version %1").arg(top.version);
    const QString name = request.crs.isEmpty() ? top.crs : request.crs;
    if (auto crs = Crs::parse(name))
        layer.crs = *crs;
    layer.extent = (isNorthFirst(layer.crs, name, top.extent) ? turned(top.extent) : top.extent).flat();
    SourceSummary summary;
    summary.driver = QStringLiteral("CityGML");
    summary.layers.push_back(std::move(layer));
    return summary;
}

base::Result<std::vector<domain::Layer>>
CityGmlReader::read(const LayerRequest &request, const geometry::LocalFrame &frame, const base::Job &job) const
{
    std::optional<domain::LayerKind> only;
    const QString path = fileOf(request.source, only);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(QStringLiteral("file-unreadable"), file.errorString(), path);
    Top top;
    {
        QXmlStreamReader reader(&file);
        top = lookAt(reader);
    }
    file.seek(0);
    return Reading(request, path, only, frame, job).run(file, top);
}

}

const Reader &cityGmlReader()
{
    static const CityGmlReader reader;
    return reader;
}

}
