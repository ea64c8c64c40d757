#include "search/TiledSearch.h"

#include "domain/TileSource.h"

#include <algorithm>

namespace app
{

bool hasTiledLayers(const domain::City &city)
{
    return std::any_of(city.layers.begin(), city.layers.end(),
                       [](const auto &layer) { return layer->tiles != nullptr; });
}

TiledFindings findInTiles(const domain::City &city, const QString &query, const base::Job &job)
{
    constexpr int Most = 40;
    TiledFindings findings;
    const QString plain = query.normalized(QString::NormalizationForm_KC).simplified();
    const QStringList words = plain.split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return findings;
    // What was found is put in order as the rest of the city is.
    auto found = std::make_shared<domain::City>();
    found->complete = true;
    for (const auto &layer : city.layers) {
        if (!layer->tiles)
            continue;
        const auto answer = layer->tiles->find(words, Most, job);
        if (!answer) {
            findings.whole = false;
            continue;
        }
        if (*answer) {
            findings.contents.push_back(*answer);
            found->layers.push_back(*answer);
            continue;
        }
        if (!city.resident)
            continue;
        for (const auto &content : city.resident->contents())
            if (content->info.id == layer->info.id)
                found->layers.push_back(content);
    }
    if (job.isCancelled())
        findings.whole = false;
    std::erase_if(findings.contents,
                  [](const auto &content) { return content->buildings.empty() && content->features.empty(); });
    QSet<domain::ObjectRef> met; // coarse and fine tiles have the same building
    for (SearchResult &result : SearchIndex(found).find(query, Most)) {
        if (met.contains(result.object))
            continue;
        met.insert(result.object);
        findings.results.push_back(std::move(result));
    }
    return findings;
}

}
