#pragma once

#include "domain/City.h"

#include <memory>
#include <vector>

namespace app
{

struct SearchResult {
    domain::ObjectRef object;
    QString title;
    QString context; ///< address or the place it belongs to
    int score = 0;   ///< higher is better
    bool operator==(const SearchResult &) const = default;
};

/// Everything that can be found by name, address, code, pinyin or initials: areas, quarters, buildings, units, roads and
/// other features, devices. Built in a worker, then read from any thread. Several words must all match; a unit matches
/// by the words of its building and its own number.
class SearchIndex
{
public:
    /// Keeps the city alive.
    explicit SearchIndex(std::shared_ptr<const domain::City> city);
    std::vector<SearchResult> find(const QString &query, size_t limit = 40) const;
    size_t size() const { return m_entries.size() + m_units.size(); }

private:
    struct Entry {
        domain::ObjectRef object;
        QString title, context;
        QString name, full, initials, code, address, addressFull, addressInitials; ///< lower case
        int bonus = 0;
    };
    struct UnitEntry {
        const domain::Unit *unit = nullptr; ///< lives as long as m_city
        quint32 building = 0;               ///< entry of its building
    };
    static int score(const Entry &entry, const QString &word);

    std::shared_ptr<const domain::City> m_city;
    std::vector<Entry> m_entries;
    std::vector<UnitEntry> m_units; ///< sorted by building
    QHash<quint32, std::pair<quint32, quint32>> m_unitsOf; ///< building entry -> first, count
};

}
