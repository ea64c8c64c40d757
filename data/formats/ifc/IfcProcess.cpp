#include "formats/ifc/IfcProcess.h"

#include "formats/Tr.h"
#include "formats/mesh/ReaderProcess.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryFile>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace formats::ifc
{

using base::failure;
using ifcexchange::Tag;

static bool takeMesh(const uchar *data, size_t size, ProductMesh &mesh)
{
    ifcexchange::MeshHead head;
    if (size < sizeof head)
        return false;
    std::memcpy(&head, data, sizeof head);
    data += sizeof head;
    const size_t expected = sizeof head + size_t(head.colours) * sizeof(ifcexchange::Colour) +
                            size_t(head.vertices) * 3 * sizeof(float) + size_t(head.indices) * sizeof(uint32_t);
    if (size != expected || head.indices % 3 != 0 || head.indices == 0)
        return false;
    mesh.product = head.product;
    std::copy(std::begin(head.origin), std::end(head.origin), mesh.origin.begin());
    const auto take = [&data](auto &list, size_t count) {
        list.resize(count);
        const size_t bytes = count * sizeof(list[0]);
        if (bytes > 0)
            std::memcpy(list.data(), data, bytes);
        data += bytes;
    };
    take(mesh.colours, head.colours);
    take(mesh.positions, size_t(head.vertices) * 3);
    take(mesh.indices, head.indices);
    for (ifcexchange::Colour &colour : mesh.colours) {
        if (colour.first > head.indices || colour.first % 3 != 0)
            return false;
        for (float &channel : colour.rgba)
            channel = std::isfinite(channel) ? std::min(channel, 1.0f) : -1.0f;
    }
    const auto isFinite = [](auto number) { return std::isfinite(number); };
    return std::is_sorted(mesh.colours.begin(), mesh.colours.end(),
                          [](const auto &a, const auto &b) { return a.first < b.first; }) &&
           std::all_of(mesh.origin.begin(), mesh.origin.end(), isFinite) &&
           std::all_of(mesh.positions.begin(), mesh.positions.end(), isFinite) &&
           std::all_of(mesh.indices.begin(), mesh.indices.end(), [&](uint32_t index) { return index < head.vertices; });
}

void takeRecords(const uchar *data, size_t size, Meshes &meshes, uint32_t &last, bool &loaded, bool &ended)
{
    last = 0;
    loaded = ended = false;
    if (size < sizeof ifcexchange::Magic || std::memcmp(data, ifcexchange::Magic, sizeof ifcexchange::Magic) != 0)
        return;
    size_t at = sizeof ifcexchange::Magic;
    while (size - at >= sizeof(ifcexchange::Record)) {
        ifcexchange::Record record;
        std::memcpy(&record, data + at, sizeof record);
        at += sizeof record;
        if (record.size > size - at)
            return;
        const uchar *body = data + at;
        at += record.size;
        switch (Tag(record.tag)) {
        case Tag::Loaded:
            loaded = true;
            break;
        case Tag::Begin:
            if (record.size != sizeof last)
                return;
            std::memcpy(&last, body, sizeof last);
            break;
        case Tag::Mesh: {
            ProductMesh mesh;
            if (!takeMesh(body, record.size, mesh))
                return;
            meshes.products.push_back(std::move(mesh));
            break;
        }
        case Tag::End:
            ended = true;
            return;
        default:
            return;
        }
    }
}

base::Result<Meshes> meshInProcess(const QString &file, const MeshLimits &limits, const base::Job &job)
{
    const QString program = readerProgram(QStringLiteral("yunjie-ifc-reader"), "YUNJIE_IFC_READER");
    if (program.isEmpty()) {
        return failure(QStringLiteral("reader-missing"),
                       tr("the program yunjie-ifc-reader, which reads the shapes of IFC files, is missing"), file, {},
                       tr("install the whole package, or set YUNJIE_IFC_READER"));
    }
    Meshes meshes;
    QElapsedTimer timer;
    timer.start();
    uint32_t from = 0;
    std::vector<uint32_t> plain;
    for (int start = 0; start < limits.starts; ++start) {
        QTemporaryFile output;
        if (!output.open())
            return failure(QStringLiteral("file-unwritable"), output.errorString(), output.fileTemplate());
        QStringList arguments{QStringLiteral("--memory"), QString::number(limits.memoryMiB),
                              QStringLiteral("--cpu"),    QString::number(limits.cpuSeconds),
                              QStringLiteral("--output"), output.fileName(),
                              QStringLiteral("--from"),   QString::number(from)};
        for (const uint32_t id : plain)
            arguments << QStringLiteral("--plain") << QString::number(id);
        arguments << file;
        QProcess process;
        process.setProgram(program);
        process.setArguments(arguments);
        process.setStandardInputFile(QProcess::nullDevice());
        process.setStandardOutputFile(QProcess::nullDevice()); // IFC++ chats there
        process.start(QIODevice::ReadOnly);
        if (!process.waitForStarted()) {
            return failure(QStringLiteral("reader-missing"),
                           tr("%1 cannot be started: %2").arg(program, process.errorString()), file);
        }
        QByteArray said;
        bool late = false;
        while (process.state() != QProcess::NotRunning && !process.waitForFinished(20)) {
            constexpr int MostSaid = 2000;
            said += process.readAllStandardError().left(std::max<qsizetype>(0, MostSaid - said.size()));
            late = timer.elapsed() > qint64(limits.wallSeconds) * 1000;
            if (!late && !job.isCancelled())
                continue;
            process.kill();
            process.waitForFinished();
        }
        if (job.isCancelled())
            return failure(QStringLiteral("cancelled"), tr("loading was cancelled"));
        said += process.readAllStandardError();

        uint32_t last = 0;
        bool loaded = false, ended = false;
        QFile written(output.fileName());
        if (written.open(QIODevice::ReadOnly) && written.size() > 0) {
            if (const uchar *data = written.map(0, written.size()))
                takeRecords(data, size_t(written.size()), meshes, last, loaded, ended);
        }
        if (ended) {
            meshes.complete = true;
            return meshes;
        }
        meshes.why = processError(process, QString::fromUtf8(said).simplified(), file,
                                  {limits.memoryMiB, limits.cpuSeconds, limits.wallSeconds});
        if (late)
            meshes.why = {QStringLiteral("reader-timeout"),
                          tr("reading took more than %1 s and was stopped").arg(limits.wallSeconds),
                          file,
                          {},
                          {}};
        const bool ranOut = late || meshes.why.code == QLatin1String("reader-memory");
        if (!loaded || last == 0 || ranOut)
            return meshes;
        // It ended in this product: once more without cutting its openings, and then behind it.
        const bool wasMeshed = !meshes.products.empty() && meshes.products.back().product == last;
        if (wasMeshed) {
            from = last + 1;
        } else if (std::find(plain.begin(), plain.end(), last) == plain.end()) {
            plain.push_back(last);
            meshes.uncut.push_back(last);
            from = last;
        } else {
            meshes.uncut.erase(std::remove(meshes.uncut.begin(), meshes.uncut.end(), last), meshes.uncut.end());
            meshes.crashed.push_back(last);
            from = last + 1;
        }
    }
    return meshes;
}

}
