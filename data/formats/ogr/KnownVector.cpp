#include "formats/ogr/KnownVector.h"

#include <QFileInfo>
#include <QHash>
#include <QMutex>

#include <utility>

namespace formats
{

namespace
{

struct Kept {
    std::optional<KnownVector> known;
    qint64 bytes = 0;
    QDateTime modified;
};

/// What others hold, by path.
struct Shelf {
    QMutex mutex;
    QHash<QString, std::weak_ptr<Kept>> files;
};

Shelf &shelf()
{
    static Shelf all;
    return all;
}

}

std::shared_ptr<const void> keep(const SourceName &name, KnownVector known)
{
    const QFileInfo file(name.path);
    auto kept = std::make_shared<Kept>(Kept{std::move(known), file.size(), file.lastModified()});
    const QMutexLocker lock(&shelf().mutex);
    shelf().files.removeIf([](const auto &entry) { return entry.value().expired(); });
    shelf().files.insert(name.path, kept);
    return kept;
}

std::optional<KnownVector> takeKept(const SourceName &name)
{
    const QMutexLocker lock(&shelf().mutex);
    const std::shared_ptr<Kept> kept = shelf().files.take(name.path).lock();
    const QFileInfo file(name.path);
    if (!kept || kept->bytes != file.size() || kept->modified != file.lastModified())
        return std::nullopt;
    return std::exchange(kept->known, std::nullopt);
}

}
