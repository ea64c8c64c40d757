#pragma once

#include "base/Job.h"
#include "base/Result.h"
#include "formats/mesh/MeshExchange.h"

class QProcess;

namespace formats
{

/// What the reading process may use before it is stopped.
struct ReaderLimits {
    int memoryMiB = 4096;
    int cpuSeconds = 90;
    int wallSeconds = 150;
};

/// Reads a mesh file in a process of its own ("yunjie-reader"), since Assimp crashes or hangs on some files: whatever
/// happens there, the caller gets a scene that was checked, or an error that names the file and the reason. Any thread;
/// waits. Errors: "reader-missing", "reader-crashed", "reader-timeout", "reader-memory", "mesh-unreadable",
/// "mesh-empty", "reader-garbage", "cancelled".
base::Result<exchange::Scene> readInProcess(const QString &file, const ReaderLimits &limits, const base::Job &job);

/// Checks what the process wrote; error "reader-garbage" where it is not exactly what it must be.
base::Result<exchange::Scene> checkedScene(const uchar *data, size_t size, const QString &file);

/// Where a reading process is: where the environment variable says (tests), beside the program (a build), or in the
/// installation's libexec. Empty where it is nowhere.
QString readerProgram(const QString &name, const char *variable);
/// Why a reading process that has ended gave nothing, for the operator. `said`: what it wrote to standard error.
base::Error processError(const QProcess &process, const QString &said, const QString &file, const ReaderLimits &limits);

}
