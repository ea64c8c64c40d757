#include "formats/cityjson/CityJsonInteriorSource.h"

#include <QSet>

#include <algorithm>

namespace formats
{

void InsideNotes::note(const JsonCityObject &read)
{
    m_noted.push_back({read.object.id, read.object.parents, read.object.children, read.text,
                       roleOf(read.object.type).kind,
                       read.object.type.contains(QLatin1String("BuildingConstructiveElement"))});
}

void InsideNotes::keep(JsonRange line, qint64 mark)
{
    QHash<QString, size_t> known;
    for (size_t i = 0; i < m_noted.size(); ++i)
        known.insert(m_noted[i].id, i);
    for (size_t i = 0; i < m_noted.size(); ++i) {
        for (const QString &child : m_noted[i].children) {
            const auto found = known.constFind(child);
            if (found != known.constEnd() && !m_noted[*found].parents.contains(m_noted[i].id))
                m_noted[*found].parents.append(m_noted[i].id);
        }
    }
    const auto rootOf = [&](size_t at) -> QString {
        constexpr int Deepest = 16; // a circle ends here too
        for (int depth = 0; depth < Deepest; ++depth) {
            if (m_noted[at].kind == CityObjectRole::Kind::Building)
                return m_noted[at].id;
            const auto above =
                std::find_if(m_noted[at].parents.begin(), m_noted[at].parents.end(),
                             [&](const QString &id) { return known.contains(id) && known.value(id) != at; });
            if (above == m_noted[at].parents.end())
                break;
            at = known.value(*above);
        }
        return {};
    };
    std::vector<QString> roots(m_noted.size());
    QSet<QString> entered;
    for (size_t i = 0; i < m_noted.size(); ++i) {
        roots[i] = rootOf(i);
        if (!roots[i].isEmpty() && (m_noted[i].kind == CityObjectRole::Kind::Interior || m_noted[i].constructive))
            entered.insert(roots[i]);
    }
    QHash<QString, size_t> places;
    for (size_t i = 0; i < m_noted.size(); ++i) {
        if (roots[i].isEmpty() || !entered.contains(roots[i]))
            continue;
        auto place = places.constFind(roots[i]);
        if (place == places.constEnd()) {
            place = places.insert(roots[i], m_places.size());
            m_places.push_back({roots[i], {{}, line}});
        }
        if (line.length == 0)
            m_places[*place].second.objects.push_back({m_noted[i].text.at + mark, m_noted[i].text.length});
    }
    m_noted.clear();
}

}
