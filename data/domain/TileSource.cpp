#include "domain/TileSource.h"

namespace domain
{

void ResidentTiles::add(std::shared_ptr<const Layer> content)
{
    const std::scoped_lock lock(m_mutex);
    ++m_tiles;
    for (quint32 i = 0; i < content->buildings.size(); ++i)
        m_objects.insert({ObjectKind::Building, content->buildings[i].id}, {content, i});
    for (quint32 i = 0; i < content->features.size(); ++i)
        m_objects.insert({ObjectKind::Feature, content->features[i].id}, {content, i});
}

void ResidentTiles::remove(const std::shared_ptr<const Layer> &content)
{
    const std::scoped_lock lock(m_mutex);
    const auto drop = [&](const ObjectRef &object, quint32 index) {
        for (auto at = m_objects.find(object); at != m_objects.end() && at.key() == object; ++at) {
            if (at->first == content && at->second == index) {
                m_objects.erase(at);
                return true;
            }
        }
        return false;
    };
    bool was = content->buildings.empty() && content->features.empty();
    for (quint32 i = 0; i < content->buildings.size(); ++i)
        was |= drop({ObjectKind::Building, content->buildings[i].id}, i);
    for (quint32 i = 0; i < content->features.size(); ++i)
        was |= drop({ObjectKind::Feature, content->features[i].id}, i);
    m_tiles -= was ? 1 : 0;
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
    return m_tiles;
}

}
