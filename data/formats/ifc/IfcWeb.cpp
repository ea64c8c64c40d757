#include "formats/ifc/IfcWeb.h"

#include "formats/Tr.h"
#include "formats/mesh/ReaderProcess.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>

#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>

namespace formats::ifc
{

static QString packageIn(const QString &folder)
{
    for (const QString &path :
         {folder, folder + QStringLiteral("/node_modules/web-ifc"), folder + QStringLiteral("/web-ifc")}) {
        if (!folder.isEmpty() && QFileInfo::exists(path + QStringLiteral("/web-ifc-api-node.js")))
            return path;
    }
    return {};
}

WebIfc findWebIfc()
{
    WebIfc found;
    if (const QString named = qEnvironmentVariable("YUNJIE_WEB_IFC"); !named.isEmpty()) {
        found.package = packageIn(named);
    } else {
        const QString own = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
        for (const QString &folder : {own + QStringLiteral("/yunjie"), QStringLiteral("/usr/local/lib"),
                                      QStringLiteral("/usr/lib"), QStringLiteral("/usr/share/nodejs")}) {
            if (found.package.isEmpty())
                found.package = packageIn(folder);
        }
    }
    if (found.package.isEmpty())
        return found;
    found.node = QStandardPaths::findExecutable(QStringLiteral("node"));
    if (found.node.isEmpty())
        found.node = QStandardPaths::findExecutable(QStringLiteral("nodejs"));
    // Ours lies where the reading processes do.
    const QString beside = QFileInfo(readerProgram(QStringLiteral("yunjie-ifc-reader"), nullptr)).absolutePath();
    const QString script = beside + QStringLiteral("/web-ifc-reader.mjs");
    if (QFileInfo::exists(script))
        found.script = script;
    return found;
}

base::Result<Meshes> meshByWebIfc(const WebIfc &reader, const QString &file, std::vector<uint32_t> products,
                                  const MeshLimits &limits, const base::Job &job)
{
    Meshes meshes;
    QElapsedTimer timer;
    timer.start();
    constexpr int Starts = 4; // each takes half a second
    for (int start = 0; start < Starts && !products.empty(); ++start) {
        QTemporaryFile output;
        if (!output.open())
            return base::failure(QStringLiteral("file-unwritable"), output.errorString(), output.fileTemplate());
        QProcess process;
        process.setProgram(reader.node);
        process.setArguments({reader.script, reader.package, output.fileName(), file});
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("NODE_OPTIONS"));
        process.setProcessEnvironment(environment);
        process.setStandardOutputFile(QProcess::nullDevice());
        // Not the address space: node reserves terabytes of it. Its data are what it uses.
        process.setChildProcessModifier([limits] {
            const auto limit = [](__rlimit_resource what, rlim_t value) {
                const rlimit wanted{value, value};
                setrlimit(what, &wanted);
            };
            limit(RLIMIT_CORE, 0);
            limit(RLIMIT_CPU, rlim_t(limits.cpuSeconds));
            limit(RLIMIT_FSIZE, rlim_t(4) << 30);
            limit(RLIMIT_DATA, rlim_t(limits.memoryMiB) << 20);
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        });
        process.start();
        if (!process.waitForStarted())
            return base::failure(QStringLiteral("reader-missing"),
                                 tr("%1 cannot be started: %2").arg(reader.node, process.errorString()), file);
        QByteArray ids;
        for (const uint32_t id : products)
            ids += QByteArray::number(id) + '\n';
        process.write(ids);
        process.closeWriteChannel();
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
            return base::failure(QStringLiteral("cancelled"), tr("loading was cancelled"));
        uint32_t last = 0;
        bool loaded = false, ended = false;
        const size_t before = meshes.products.size();
        QFile written(output.fileName());
        if (written.open(QIODevice::ReadOnly) && written.size() > 0) {
            if (const uchar *data = written.map(0, written.size()))
                takeRecords(data, size_t(written.size()), meshes, last, loaded, ended);
        }
        for (size_t i = before; i < meshes.products.size(); ++i)
            meshes.products[i].reader = MeshedBy::WebIfc;
        if (ended) {
            meshes.complete = true;
            return meshes;
        }
        meshes.why = late ? base::Error{QStringLiteral("reader-timeout"),
                                        tr("reading took more than %1 s and was stopped").arg(limits.wallSeconds),
                                        file,
                                        {},
                                        {}}
                          : processError(process, QString::fromUtf8(said).simplified().left(500), file,
                                         {limits.memoryMiB, limits.cpuSeconds, limits.wallSeconds});
        const auto at = std::find(products.begin(), products.end(), last);
        if (late || !loaded || at == products.end())
            return meshes;
        products.erase(products.begin(), at + 1);
    }
    return meshes;
}

}
