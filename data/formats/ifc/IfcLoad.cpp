#include "formats/ifc/IfcLoad.h"

#include "formats/GdalErrors.h"
#include "formats/Tr.h"
#include "formats/ifc/IfcWeb.h"
#include "formats/mesh/ReaderProcess.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QTemporaryFile>

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace formats::ifc
{

using base::failure;

static constexpr qint64 LargestFile = qint64(1) << 30;

bool isIfcName(const QString &file)
{
    const QString ending = QFileInfo(file).suffix().toLower();
    return ending == QLatin1String("ifc") || ending == QLatin1String("ifczip");
}

namespace
{

base::Result<std::string> plainText(const QString &file)
{
    QFile in(file);
    // Of a file that is gone the attempt alone tells why.
    if (const QFileInfo info(file); (info.exists() && !info.isFile()) || !in.open(QIODevice::ReadOnly))
        return failure(QStringLiteral("file-unreadable"), tr("the file cannot be opened: %1").arg(in.errorString()),
                       file);
    if (in.size() > LargestFile)
        return failure(QStringLiteral("file-too-large"), tr("the file is larger than 1 GiB"), file, {},
                       tr("split the model by building"));
    return in.readAll().toStdString();
}

/// The one .ifc in an archive.
base::Result<std::string> zippedText(const QString &file)
{
    prepareGdal();
    GdalErrors errors;
    const QByteArray folder = "/vsizip/{" + QFile::encodeName(file) + '}';
    char **names = VSIReadDirRecursive(folder.constData());
    QByteArray found, xml;
    for (int i = 0; i < CSLCount(names); ++i) {
        const QByteArray name = names[i];
        if (name.toLower().endsWith(".ifc") && found.isEmpty())
            found = name;
        else if (name.toLower().endsWith("xml"))
            xml = name;
    }
    CSLDestroy(names);
    if (found.isEmpty()) {
        return failure(QStringLiteral("format-unsupported"),
                       xml.isEmpty() ? tr("the archive holds no .ifc file")
                                     : tr("the archive holds ifcXML, which is not read"),
                       file, QString::fromUtf8(xml), tr("save the model as .ifc"));
    }
    const QByteArray path = folder + '/' + found;
    VSILFILE *in = VSIFOpenL(path.constData(), "rb");
    if (!in)
        return failure(QStringLiteral("file-unreadable"), tr("the archive is damaged"), file);
    std::string text;
    std::vector<char> block(1 << 20);
    size_t size = 0;
    while ((size = VSIFReadL(block.data(), 1, block.size(), in)) > 0 && qint64(text.size()) <= LargestFile)
        text.append(block.data(), size); // an archive's own word on its size is not to be trusted
    VSIFCloseL(in);
    if (qint64(text.size()) > LargestFile)
        return failure(QStringLiteral("file-too-large"), tr("the file is larger than 1 GiB"), file);
    return text;
}

/// Assimp keeps GlobalIds in its nodes' names, and ignores feet and inches.
void meshByAssimp(const QString &file, Loaded &loaded, const base::Job &job)
{
    auto scene = readInProcess(file, ReaderLimits(), job);
    if (!scene)
        return;
    QHash<QString, uint32_t> byGuid;
    for (const Product &product : loaded.model->products)
        byGuid.insert(product.guid, product.id);
    for (const Room &room : loaded.model->rooms)
        byGuid.insert(room.guid, room.id);
    const double metre = loaded.model->metre;
    const bool isSi = std::abs(std::log10(metre) - std::round(std::log10(metre))) < 1e-9;
    const auto factor = float(isSi ? 1.0 : metre);
    std::map<uint32_t, ProductMesh> gathered;
    size_t nameless = 0;
    for (const exchange::Part &part : scene->parts) {
        const QString name = QString::fromStdString(part.name);
        uint32_t id = 0;
        constexpr int GuidLength = 22;
        for (int i = 0; i + GuidLength <= name.size() && id == 0; ++i)
            id = byGuid.value(name.mid(i, GuidLength), 0);
        if (id == 0) {
            ++nameless;
            continue;
        }
        ProductMesh &mesh = gathered[id];
        mesh.product = id;
        mesh.reader = MeshedBy::Assimp;
        ifcexchange::Colour colour;
        colour.first = uint32_t(mesh.indices.size());
        std::copy(std::begin(scene->materials[part.material].colour), std::end(scene->materials[part.material].colour),
                  std::begin(colour.rgba));
        mesh.colours.push_back(colour);
        const auto first = uint32_t(mesh.positions.size() / 3);
        for (const float c : part.positions)
            mesh.positions.push_back(c * factor);
        for (const uint32_t index : part.indices)
            mesh.indices.push_back(first + index);
    }
    for (auto &[id, mesh] : gathered)
        loaded.meshes.products.push_back(std::move(mesh));
    loaded.warnings.add(QStringLiteral("ifc-second-reader"), file, {},
                        nameless > 0 ? tr("IFC++ gave no shapes; they are Assimp's, and some belong to no element")
                                     : tr("IFC++ gave no shapes; they are Assimp's"));
}

std::vector<uint32_t> withoutShapes(const Loaded &loaded)
{
    QSet<uint32_t> have;
    for (const ProductMesh &mesh : loaded.meshes.products)
        have.insert(mesh.product);
    std::vector<uint32_t> missing;
    for (const Product &product : loaded.model->products) {
        if (product.hasShape && !have.contains(product.id))
            missing.push_back(product.id);
    }
    for (const Room &room : loaded.model->rooms) {
        if (room.hasShape && !have.contains(room.id))
            missing.push_back(room.id);
    }
    return missing;
}

/// What IFC++ has left out by web-ifc, where that is installed; where it is not, that is said.
base::Status meshMissing(const QString &file, const QString &plain, Loaded &loaded, const base::Job &job)
{
    const std::vector<uint32_t> missing = withoutShapes(loaded);
    if (missing.empty())
        return {};
    const WebIfc reader = findWebIfc();
    if (!reader.isThere()) {
        loaded.warnings.add(QStringLiteral("web-ifc-missing"), file, {},
                            tr("%1 shapes could not be read by IFC++; web-ifc may read them, once it is installed (npm "
                               "install -g web-ifc)")
                                .arg(missing.size()));
        return {};
    }
    // It reads 10 MB a second; on some damaged files it never ends.
    MeshLimits limits;
    limits.wallSeconds = 20 + int(loaded.text->text().size() >> 20);
    limits.cpuSeconds = limits.wallSeconds;
    auto more = meshByWebIfc(reader, plain, missing, limits, job);
    if (!more) {
        if (more.error().code == QLatin1String("cancelled"))
            return tl::unexpected(more.error());
        loaded.warnings.add(more.error().code, file, {}, more.error().message);
        return {};
    }
    if (!more->complete && !more->why.code.isEmpty())
        loaded.warnings.add(more->why.code, file, {}, more->why.message);
    if (more->products.empty())
        return {};
    loaded.warnings.add(QStringLiteral("ifc-second-reader"), file, {},
                        tr("%1 shapes that IFC++ could not read are web-ifc's").arg(more->products.size()));
    for (ProductMesh &mesh : more->products)
        loaded.meshes.products.push_back(std::move(mesh));
    return {};
}

void judge(const QString &file, Loaded &loaded)
{
    for (size_t i = 0; i < loaded.meshes.products.size(); ++i)
        loaded.meshOf.insert(loaded.meshes.products[i].product, qsizetype(i));
    const auto count = [&](uint32_t id, const QString &guid, bool hasShape) {
        const bool has = loaded.meshOf.contains(id);
        loaded.found += has;
        loaded.expected += hasShape || has;
        if (hasShape && !has)
            loaded.warnings.add(QStringLiteral("product-without-geometry"), file, guid,
                                tr("elements whose shapes could not be read; they are listed without"));
    };
    QHash<uint32_t, QString> guids;
    for (const Product &product : loaded.model->products) {
        guids.insert(product.id, product.guid);
        count(product.id, product.guid, product.hasShape);
    }
    for (const Room &room : loaded.model->rooms) {
        guids.insert(room.id, room.guid);
        count(room.id, room.guid, room.hasShape);
    }
    for (const uint32_t id : loaded.meshes.crashed)
        loaded.warnings.add(QStringLiteral("reader-crashed"), file, guids.value(id),
                            tr("elements on which the reading process crashed or hung; their shapes are left out"));
    for (const uint32_t id : loaded.meshes.uncut)
        loaded.warnings.add(QStringLiteral("openings-left-out"), file, guids.value(id),
                            tr("elements whose openings could not be cut out; they are shown whole"));
    if (loaded.found < loaded.expected)
        loaded.warnings.add(
            QStringLiteral("ifc-partial"), file, {},
            tr("read in part: %1 of %2 elements have their shapes").arg(loaded.found).arg(loaded.expected));
    if (!loaded.meshes.complete && !loaded.meshes.why.code.isEmpty())
        loaded.warnings.add(loaded.meshes.why.code, file, {}, loaded.meshes.why.message);
    if (loaded.text->brokenStatements() > 0)
        loaded.warnings.add(QStringLiteral("statement-invalid"), file, {},
                            tr("%1 broken statements of the file are left out").arg(loaded.text->brokenStatements()));
}

}

base::Result<Loaded> loadMeaning(const QString &file)
{
    if (QFileInfo(file).suffix().compare(QLatin1String("ifcxml"), Qt::CaseInsensitive) == 0)
        return failure(QStringLiteral("format-unsupported"), tr("ifcXML is not read"), file, {},
                       tr("save the model as .ifc"));
    const bool isZip = QFileInfo(file).suffix().compare(QLatin1String("ifczip"), Qt::CaseInsensitive) == 0;
    auto text = isZip ? zippedText(file) : plainText(file);
    if (!text)
        return tl::unexpected(text.error());
    Loaded loaded;
    loaded.text = std::make_unique<step::File>();
    if (!loaded.text->parse(std::move(*text))) {
        return failure(QStringLiteral("ifc-invalid"), tr("the file is no IFC file, or has no data"), file, {},
                       tr("write it anew from the program that made it"));
    }
    loaded.model = std::make_unique<Model>(*loaded.text);
    return loaded;
}

base::Result<Loaded> load(const QString &file, const base::Job &job)
{
    job.report({}, 0);
    auto loaded = loadMeaning(file);
    if (!loaded)
        return loaded;
    job.report({}, 0.1);
    // The process reads plain text: what came out of an archive is written down for it.
    QString plain = file;
    QTemporaryFile unpacked(QStringLiteral("%1/XXXXXX.ifc").arg(QDir::tempPath()));
    if (QFileInfo(file).suffix().compare(QLatin1String("ifczip"), Qt::CaseInsensitive) == 0) {
        const std::string &text = loaded->text->text();
        if (!unpacked.open() || unpacked.write(text.data(), qint64(text.size())) != qint64(text.size()) ||
            !unpacked.flush())
            return failure(QStringLiteral("file-unwritable"), unpacked.errorString(), unpacked.fileTemplate());
        plain = unpacked.fileName();
    }
    auto meshes = meshInProcess(plain, MeshLimits(), job);
    if (!meshes && meshes.error().code == QLatin1String("cancelled"))
        return tl::unexpected(meshes.error());
    if (meshes)
        loaded->meshes = std::move(*meshes);
    else
        loaded->meshes.why = meshes.error();
    if (meshes) {
        if (const auto more = meshMissing(file, plain, *loaded, job); !more)
            return tl::unexpected(more.error());
    }
    if (loaded->meshes.products.empty() && meshes && !withoutShapes(*loaded).empty())
        meshByAssimp(plain, *loaded, job);
    if (job.isCancelled())
        return failure(QStringLiteral("cancelled"), tr("loading was cancelled"));
    judge(file, *loaded);
    job.report({}, 0.9);
    return loaded;
}

}
