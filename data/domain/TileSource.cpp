#include "domain/TileSource.h"

#include <algorithm>

namespace domain
{

base::Result<std::shared_ptr<const Layer>> TileSource::find(const QStringList &, int, const base::Job &) const
{
    return nullptr;
}

void ResidentTiles::add(std::shared_ptr<const Layer> content)
{
    const std::scoped_lock lock(m_mutex);
    m_contents.push_back({content});
    for (quint32 i = 0; i < content->buildings.size(); ++i)
        m_objects.insert({ObjectKind::Building, content->buildings[i].id}, {content, i});
    for (quint32 i = 0; i < content->features.size(); ++i)
        m_objects.insert({ObjectKind::Feature, content->features[i].id}, {content, i});
}

void ResidentTiles::remove(const std::shared_ptr<const Layer> &content)
{
    const std::scoped_lock lock(m_mutex);
    const auto known = std::find_if(m_contents.begin(), m_contents.end(),
                                    [&content](const Content &each) { return each.layer == content; });
    if (known == m_contents.end())
        return;
    m_contents.erase(known);
    const auto drop = [&](const ObjectRef &object, quint32 index) {
        for (auto at = m_objects.find(object); at != m_objects.end() && at.key() == object; ++at) {
            if (at->first == content && at->second == index) {
                m_objects.erase(at);
                return;
            }
        }
    };
    for (quint32 i = 0; i < content->buildings.size(); ++i)
        drop({ObjectKind::Building, content->buildings[i].id}, i);
    for (quint32 i = 0; i < content->features.size(); ++i)
        drop({ObjectKind::Feature, content->features[i].id}, i);
}

void ResidentTiles::setShown(const std::shared_ptr<const Layer> &content, bool shown)
{
    const std::scoped_lock lock(m_mutex);
    for (Content &each : m_contents)
        if (each.layer == content)
            each.shown = shown;
}

std::vector<std::shared_ptr<const Layer>> ResidentTiles::contents() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<std::shared_ptr<const Layer>> all;
    for (const Content &each : m_contents)
        all.push_back(each.layer);
    return all;
}

std::vector<std::shared_ptr<const Layer>> ResidentTiles::shownContents() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<std::shared_ptr<const Layer>> shown;
    for (const Content &each : m_contents)
        if (each.shown)
            shown.push_back(each.layer);
    return shown;
}

const Building *ResidentTiles::building(const QString &id) const
{
    const std::scoped_lock lock(m_mutex);
    const auto at = m_objects.constFind({ObjectKind::Building, id});
    return at == m_objects.constEnd() ? nullptr : &at->first->buildings[at->second];
}

const Feature *ResidentTiles::feature(const QString &id) const
{
    const std::scoped_lock lock(m_mutex);
    const auto at = m_objects.constFind({ObjectKind::Feature, id});
    return at == m_objects.constEnd() ? nullptr : &at->first->features[at->second];
}

const Layer *ResidentTiles::layerOf(const ObjectRef &object) const
{
    const std::scoped_lock lock(m_mutex);
    const auto at = m_objects.constFind(object);
    return at == m_objects.constEnd() ? nullptr : at->first.get();
}

size_t ResidentTiles::size() const
{
    const std::scoped_lock lock(m_mutex);
    return m_contents.size();
}

}
