#include "formats/cityjson/KnownCity.h"

#include <QFileInfo>
#include <QMutex>

namespace formats
{

namespace
{

/// What is held by others, by path.
struct Held {
    QMutex mutex;
    QHash<QString, std::weak_ptr<const KnownCity>> cities;
};

Held &held()
{
    static Held all;
    return all;
}

}

static bool mentionsCityJson(const QByteArray &text)
{
    return text.contains("\"CityJSON") || text.contains("\"CityObjects\"");
}

// The ends of it tell, since "type" stands at the top and writers that
// sort their keys put it behind the objects.
bool looksLikeCityJson(QFile &file)
{
    constexpr qint64 Some = 64 * 1024;
    const QByteArray head = file.read(Some);
    QByteArray start = head.startsWith("\xEF\xBB\xBF") ? head.mid(3) : head;
    start = start.left(4096).trimmed();
    if (!start.startsWith('{'))
        return false;
    if (mentionsCityJson(head))
        return true;
    if (file.size() <= Some)
        return false;
    file.seek(std::max<qint64>(Some, file.size() - Some));
    return mentionsCityJson(file.read(Some));
}

// A sequence has one whole object in its first line and more lines after it; a pretty-printed file named .jsonl has
// not. Only where lines end is looked at: a city of one line may have gigabytes.
bool isSequence(QFile &file)
{
    constexpr qint64 Step = 1024 * 1024, LongestHeader = 64 * Step;
    char first = 0, last = 0; // of the first line, blanks left out
    bool ended = false, feature = false;
    file.seek(0);
    QByteArray bytes;
    for (qint64 at = 0; at < LongestHeader && !file.atEnd(); at += Step) {
        bytes.resize(Step);
        bytes.truncate(std::max<qint64>(0, file.read(bytes.data(), Step)));
        if (bytes.isEmpty())
            break;
        // Where its type stands: in front, or behind all else where keys are sorted.
        if (at == 0 || file.atEnd())
            feature = feature || bytes.contains("\"CityJSONFeature\"");
        for (qsizetype i = 0; i < bytes.size();) {
            if (!ended) {
                const qsizetype end = bytes.indexOf('\n', i);
                QByteArrayView line = QByteArrayView(bytes).sliced(i, (end < 0 ? bytes.size() : end) - i).trimmed();
                if (line.startsWith("\xEF\xBB\xBF"))
                    line = line.sliced(3).trimmed();
                if (!line.isEmpty()) {
                    first = first ? first : line.front();
                    last = line.back();
                }
                if (first && first != '{')
                    return false;
                if (end >= 0 && first) {
                    if (last != '}')
                        return false;
                    ended = true;
                }
                i = end < 0 ? bytes.size() : end + 1;
            } else if (const char c = bytes[i++]; c != ' ' && c != '\t' && c != '\r' && c != '\n') {
                return c == '{';
            }
        }
    }
    return last == '}' && feature && file.atEnd(); // a single feature in a line
}

static std::shared_ptr<const KnownCity> heldOf(const QString &path)
{
    const QFileInfo file(path);
    const QMutexLocker lock(&held().mutex);
    held().cities.removeIf([](const auto &entry) { return entry.value().expired(); });
    const auto known = held().cities.value(path).lock();
    return known && known->bytes == file.size() && known->modified == file.lastModified() ? known : nullptr;
}

bool isKnown(const QString &path)
{
    return heldOf(path) != nullptr;
}

base::Result<std::shared_ptr<const KnownCity>> knowCity(const QString &path)
{
    const QFileInfo file(path);
    if (auto known = heldOf(path))
        return known;
    auto city = std::make_shared<KnownCity>();
    city->bytes = file.size();
    city->modified = file.lastModified();
    if (auto loaded = json::load(path, city->text); !loaded)
        return tl::unexpected(loaded.error());
    {
        CityJsonDocument document(city->text, path);
        city->error = document.readTop(city->header, CityJsonDocument::Wanted::WithObjects, city->warnings);
    }
    city->sliced = !city->error;
    if (city->error) { // broken among the objects, perhaps: what is behind them may be sound
        city->header = {};
        city->warnings = {};
        CityJsonDocument document(city->text, path);
        city->error = document.readTop(city->header, CityJsonDocument::Wanted::Top, city->warnings);
    }
    const QMutexLocker lock(&held().mutex);
    held().cities.insert(path, city);
    return city;
}

}
