#include "formats/mesh/MeshReader.h"

#include "formats/Tr.h"
#include "formats/citymodel/ToScene.h"
#include "formats/mesh/ReaderProcess.h"

#include <QFileInfo>
#include <QSet>

namespace formats
{

using geometry::Vec3;
using geometry::Vec3f;

namespace
{

struct Words {
    const char *code;
    QString message;
};

Words wordsOf(exchange::Flaw flaw)
{
    switch (flaw) {
    case exchange::Flaw::TextureMissing:
        return {"texture-missing", tr("a texture that is not there; its surfaces are plain")};
    case exchange::Flaw::TextureInvalid:
        return {"texture-invalid", tr("a texture that is no PNG, JPEG, BMP or TGA picture; its surfaces are plain")};
    case exchange::Flaw::PrecisionLost:
        return {"precision-lost", tr("coordinates so large that single precision shifts them by centimetres or more")};
    case exchange::Flaw::TriangleInvalid:
        return {"triangle-invalid", tr("triangles with missing or impossible corners; left out")};
    case exchange::Flaw::LinesLeftOut:
        return {"lines-left-out", tr("points and lines are not drawn")};
    case exchange::Flaw::MaterialMissing:
        break;
    }
    return {"material-missing", tr("a material that is not there; its surfaces are plain")};
}

class MeshReader final : public Reader
{
public:
    QString name() const override { return QStringLiteral("Assimp"); }
    Probe probe(const LayerRequest &request) const override;
    base::Result<std::vector<domain::Layer>> read(const LayerRequest &request, const geometry::LocalFrame &frame,
                                                  const base::Job &job) const override;
};

Probe MeshReader::probe(const LayerRequest &request) const
{
    static const QSet<QString> endings{QStringLiteral("gltf"), QStringLiteral("glb"), QStringLiteral("obj"),
                                       QStringLiteral("dae"),  QStringLiteral("zae"), QStringLiteral("ply"),
                                       QStringLiteral("stl"),  QStringLiteral("off"), QStringLiteral("3ds"),
                                       QStringLiteral("fbx")};
    const QFileInfo info(request.source);
    const QString ending = info.suffix().toLower();
    if (ending == QLatin1String("fbx") && info.isFile()) {
        return base::failure(QStringLiteral("format-unsupported"), tr("FBX files are not read reliably"),
                             request.source, {}, tr("save the model as glTF (.glb)"));
    }
    if (!endings.contains(ending) || !info.isFile())
        return std::nullopt;
    if (info.size() == 0)
        return base::failure(QStringLiteral("file-empty"), tr("the file is empty"), request.source);
    Sublayer layer;
    layer.source = request.source;
    layer.name = info.completeBaseName();
    layer.kind = domain::LayerKind::Model;
    layer.reason = tr("a mesh (%1)").arg(ending);
    layer.features = 1;
    if (auto crs = geometry::Crs::parse(request.crs); crs && !request.hasPlacement)
        layer.crs = *crs;
    SourceSummary summary;
    summary.driver = QStringLiteral("Assimp");
    summary.layers.push_back(std::move(layer));
    return summary;
}

geometry::Box3 boundsOf(const exchange::Scene &scene, const Vec3 &shift)
{
    geometry::Box3 box;
    for (const exchange::Part &part : scene.parts) {
        for (size_t i = 0; i + 2 < part.positions.size(); i += 3)
            box.add(shift + Vec3(part.positions[i], part.positions[i + 1], part.positions[i + 2]));
    }
    return box;
}

domain::ModelPart placed(exchange::Part &&part, const Vec3 &shift, const ToScene &toScene, size_t &lost)
{
    domain::ModelPart made;
    made.name = QString::fromStdString(part.name);
    made.material = part.material;
    std::vector<Vec3> points;
    points.reserve(part.positions.size() / 3);
    for (size_t i = 0; i + 2 < part.positions.size(); i += 3)
        points.push_back(shift + Vec3(part.positions[i], part.positions[i + 1], part.positions[i + 2]));
    part.positions = {};
    lost += toScene.apply(points);
    geometry::Box3 box;
    for (const Vec3 &p : points)
        box.add(p);
    made.mesh.origin = box.isEmpty() ? Vec3(0) : glm::round(box.centre());
    made.mesh.positions.reserve(points.size());
    for (const Vec3 &p : points)
        made.mesh.positions.emplace_back(p - made.mesh.origin);
    made.mesh.indices = std::move(part.indices);
    made.normals.reserve(part.normals.size() / 3);
    for (size_t i = 0; i + 2 < part.normals.size(); i += 3)
        made.normals.emplace_back(toScene.turned(Vec3(part.normals[i], part.normals[i + 1], part.normals[i + 2])));
    made.texCoords.reserve(part.texCoords.size() / 2);
    for (size_t i = 0; i + 1 < part.texCoords.size(); i += 2)
        made.texCoords.emplace_back(part.texCoords[i], part.texCoords[i + 1]);
    return made;
}

base::Result<std::vector<domain::Layer>> MeshReader::read(const LayerRequest &request,
                                                          const geometry::LocalFrame &frame, const base::Job &job) const
{
    job.report({}, 0);
    auto scene = readInProcess(request.source, ReaderLimits(), job);
    if (!scene)
        return tl::unexpected(scene.error());
    job.report({}, 0.7);

    domain::Layer layer;
    layer.info.id = request.id;
    layer.info.name = request.name;
    layer.info.kind = domain::LayerKind::Model;
    layer.info.source = request.source;
    layer.info.features = 1;
    for (const exchange::Note &note : scene->notes) {
        const Words words = wordsOf(note.flaw);
        layer.warnings.add(QString::fromLatin1(words.code), request.source, QString::fromStdString(note.about),
                           words.message);
    }

    LayerRequest wanted = request;
    if (request.hasPlacement)
        wanted.crs.clear(); // the placement says where its origin stands: its coordinates are its own
    const Vec3 shift = request.hasPlacement ? Vec3(0) : Vec3(scene->shift[0], scene->shift[1], scene->shift[2]);
    const ToScene toScene(wanted, {}, boundsOf(*scene, shift), frame, request.source, layer.warnings);
    layer.info.crs = toScene.crsCode();

    domain::Model model;
    model.id = request.id;
    model.name = request.name.isEmpty() ? QFileInfo(request.source).completeBaseName() : request.name;
    model.building = request.building;
    size_t lost = 0;
    for (exchange::Part &part : scene->parts) {
        if (job.isCancelled())
            return base::failure(QStringLiteral("cancelled"), tr("loading was cancelled"));
        model.parts.push_back(placed(std::move(part), shift, toScene, lost));
    }
    if (lost > 0)
        layer.warnings.add(
            QStringLiteral("crs-transform"), request.source, {},
            tr("vertices that the coordinate transformation cannot move; they are left where they were"));
    for (const exchange::Material &material : scene->materials) {
        domain::Material made;
        made.name = QString::fromStdString(material.name);
        std::copy(std::begin(material.colour), std::end(material.colour), made.colour.begin());
        made.texture = material.texture;
        made.doubleSided = material.doubleSided != 0;
        model.materials.push_back(std::move(made));
    }
    for (exchange::Texture &texture : scene->textures)
        model.textures.push_back({int(texture.width), int(texture.height), std::move(texture.rgba)});
    layer.models.push_back(std::move(model));
    std::vector<domain::Layer> layers;
    layers.push_back(std::move(layer));
    return layers;
}

}

const Reader &meshReader()
{
    static const MeshReader reader;
    return reader;
}

}
