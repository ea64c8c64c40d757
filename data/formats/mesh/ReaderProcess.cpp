#include "formats/mesh/ReaderProcess.h"

#include "formats/Tr.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>

#include <cmath>
#include <csignal>
#include <cstring>

namespace formats
{

using base::failure;

namespace
{

/// Takes values off a block of bytes and never reads past its end.
class Cursor
{
public:
    Cursor(const uchar *data, size_t size) : m_data(data), m_left(size) {}
    bool bytes(void *to, size_t size)
    {
        if (size > m_left)
            return m_good = false;
        std::memcpy(to, m_data, size);
        m_data += size;
        m_left -= size;
        return m_good;
    }
    template <typename T> bool value(T &to) { return m_good && bytes(&to, sizeof to); }
    bool text(std::string &to)
    {
        uint32_t size = 0;
        if (!value(size) || size > exchange::LongestText || size > m_left)
            return m_good = false;
        to.resize(size);
        return bytes(to.data(), size);
    }
    template <typename T> bool list(std::vector<T> &to)
    {
        uint64_t count = 0;
        if (!value(count) || count > m_left / sizeof(T))
            return m_good = false;
        to.resize(size_t(count));
        return count == 0 || bytes(to.data(), size_t(count) * sizeof(T));
    }
    /// A number of things that take at least `least` bytes each.
    bool count(uint32_t &to, size_t least) { return value(to) && (to <= m_left / least || (m_good = false)); }
    size_t left() const { return m_left; }

private:
    const uchar *m_data;
    size_t m_left;
    bool m_good = true;
};

bool allFinite(const std::vector<float> &numbers)
{
    return std::all_of(numbers.begin(), numbers.end(), [](float number) { return std::isfinite(number); });
}

bool readPart(Cursor &in, exchange::Part &part, size_t materials)
{
    if (!in.text(part.name) || !in.value(part.material) || !in.list(part.positions) || !in.list(part.normals) ||
        !in.list(part.texCoords) || !in.list(part.indices))
        return false;
    const size_t vertices = part.positions.size() / 3;
    return part.positions.size() % 3 == 0 && part.indices.size() % 3 == 0 && part.material < materials &&
           (part.normals.empty() || part.normals.size() == vertices * 3) &&
           (part.texCoords.empty() || part.texCoords.size() == vertices * 2) && allFinite(part.positions) &&
           allFinite(part.normals) && allFinite(part.texCoords) &&
           std::all_of(part.indices.begin(), part.indices.end(),
                       [vertices](uint32_t index) { return index < vertices; });
}

bool readScene(Cursor &in, exchange::Scene &scene)
{
    char magic[sizeof exchange::Magic];
    uint32_t count = 0;
    if (!in.value(magic) || std::memcmp(magic, exchange::Magic, sizeof magic) != 0 || !in.value(scene.shift) ||
        !in.value(scene.absolute))
        return false;
    for (const double part : scene.shift) {
        if (!std::isfinite(part))
            return false;
    }
    if (!in.count(count, 25))
        return false;
    scene.materials.resize(count);
    for (exchange::Material &material : scene.materials) {
        if (!in.text(material.name) || !in.value(material.colour) || !in.value(material.texture) ||
            !in.value(material.doubleSided))
            return false;
        for (float &channel : material.colour)
            channel = std::isfinite(channel) ? std::clamp(channel, 0.0f, 1.0f) : 1.0f;
    }
    if (!in.count(count, 16))
        return false;
    scene.textures.resize(count);
    for (exchange::Texture &texture : scene.textures) {
        if (!in.value(texture.width) || !in.value(texture.height) || !in.list(texture.rgba) || texture.width > 65536 ||
            texture.height > 65536 || texture.rgba.size() != size_t(texture.width) * texture.height * 4)
            return false;
    }
    for (const exchange::Material &material : scene.materials) {
        if (material.texture < -1 || material.texture >= int64_t(scene.textures.size()))
            return false;
    }
    if (!in.count(count, 40))
        return false;
    scene.parts.resize(count);
    for (exchange::Part &part : scene.parts) {
        if (!readPart(in, part, scene.materials.size()))
            return false;
    }
    if (!in.count(count, 8))
        return false;
    scene.notes.resize(count);
    for (exchange::Note &note : scene.notes) {
        uint32_t flaw = 0;
        if (!in.value(flaw) || flaw >= exchange::FlawCount || !in.text(note.about))
            return false;
        note.flaw = exchange::Flaw(flaw);
    }
    uint32_t end = 0;
    return in.value(end) && end == exchange::End && in.left() == 0;
}

}

QString readerProgram(const QString &name, const char *variable)
{
    const QString named = variable ? qEnvironmentVariable(variable) : QString();
    if (!named.isEmpty())
        return named;
    if (!QCoreApplication::instance())
        return QStandardPaths::findExecutable(name);
    const QString here = QCoreApplication::applicationDirPath();
    for (const QString &path : {here + u'/' + name, here + QStringLiteral("/../libexec/") + name,
                                here + QStringLiteral("/../libexec/yunjie/") + name}) {
        if (QFileInfo(path).isExecutable())
            return path;
    }
    return QStandardPaths::findExecutable(name);
}

base::Error processError(const QProcess &process, const QString &said, const QString &file, const ReaderLimits &limits)
{
    const QString memoryHint = tr("simplify the model, or cut it into several files");
    const QString damagedHint = tr("the file is probably damaged; write it anew from the program that made it");
    if (process.exitStatus() == QProcess::CrashExit) {
        const int signal = process.exitCode();
        if (signal == SIGXCPU || signal == SIGKILL) {
            return {QStringLiteral("reader-timeout"),
                    tr("reading took more than %1 s of processor time and was stopped").arg(limits.cpuSeconds),
                    file,
                    {},
                    memoryHint};
        }
        return {QStringLiteral("reader-crashed"),
                tr("the library that reads this format crashed on the file (signal %1)").arg(signal),
                file,
                {},
                damagedHint};
    }
    switch (process.exitCode()) {
    case exchange::OutOfMemory:
        return {QStringLiteral("reader-memory"),
                tr("reading needs more than %1 MiB of memory and was stopped").arg(limits.memoryMiB),
                file,
                {},
                memoryHint};
    case exchange::Unreadable:
        return {QStringLiteral("mesh-unreadable"),
                tr("the file cannot be read: %1").arg(said.isEmpty() ? tr("no reason given") : said),
                file,
                {},
                {}};
    case exchange::Nothing:
        return {QStringLiteral("mesh-empty"), tr("the file has no triangles"), file, {}, {}};
    default:
        return {QStringLiteral("reader-crashed"),
                tr("the reading process ended with status %1: %2").arg(process.exitCode()).arg(said),
                file,
                {},
                damagedHint};
    }
}

base::Result<exchange::Scene> checkedScene(const uchar *data, size_t size, const QString &file)
{
    Cursor in(data, size);
    exchange::Scene scene;
    if (!readScene(in, scene))
        return failure(QStringLiteral("reader-garbage"),
                       tr("the reading process handed over something that is no model"), file);
    return scene;
}

base::Result<exchange::Scene> readInProcess(const QString &file, const ReaderLimits &limits, const base::Job &job)
{
    const QString program = readerProgram(QStringLiteral("yunjie-reader"), "YUNJIE_READER");
    if (program.isEmpty()) {
        return failure(QStringLiteral("reader-missing"),
                       tr("the program yunjie-reader, which reads this format, is missing"), file, {},
                       tr("install the whole package, or set YUNJIE_READER"));
    }
    QTemporaryFile output;
    if (!output.open())
        return failure(QStringLiteral("file-unwritable"), output.errorString(), output.fileTemplate());

    QProcess process;
    process.setProgram(program);
    process.setArguments({QStringLiteral("--memory"), QString::number(limits.memoryMiB), QStringLiteral("--cpu"),
                          QString::number(limits.cpuSeconds), QStringLiteral("--output"), output.fileName(), file});
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(QIODevice::ReadOnly);
    if (!process.waitForStarted()) {
        return failure(QStringLiteral("reader-missing"),
                       tr("%1 cannot be started: %2").arg(program, process.errorString()), file);
    }
    QElapsedTimer timer;
    timer.start();
    QByteArray said;
    constexpr int MostSaid = 2000;
    const auto listen = [&] {
        const QByteArray more = process.readAllStandardError();
        said += more.left(std::max<qsizetype>(0, MostSaid - said.size()));
    };
    while (process.state() != QProcess::NotRunning && !process.waitForFinished(50)) {
        listen();
        const bool late = timer.elapsed() > qint64(limits.wallSeconds) * 1000;
        if (!late && !job.isCancelled())
            continue;
        process.kill();
        process.waitForFinished();
        if (job.isCancelled())
            return failure(QStringLiteral("cancelled"), tr("loading was cancelled"));
        return failure(QStringLiteral("reader-timeout"),
                       tr("reading took more than %1 s and was stopped").arg(limits.wallSeconds), file);
    }
    listen();
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != exchange::Done)
        return tl::unexpected(processError(process, QString::fromUtf8(said).simplified(), file, limits));

    QFile written(output.fileName());
    if (!written.open(QIODevice::ReadOnly) || written.size() == 0)
        return checkedScene(nullptr, 0, file);
    const uchar *data = written.map(0, written.size());
    if (!data)
        return failure(QStringLiteral("file-unreadable"), written.errorString(), file);
    return checkedScene(data, size_t(written.size()), file);
}

}
