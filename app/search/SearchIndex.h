#pragma once

#include "domain/City.h"

#include <memory>
#include <vector>

namespace app
{

struct SearchResult {
    domain::ObjectRef object;
    base::LocalizedText title;
    base::LocalizedText context; ///< address, or the building of a unit
    int score = 0;               ///< higher is better
    bool operator==(const SearchResult &) const = default;
};

/// Everything that can be found by name and address in both languages, code, pinyin or initials: areas, quarters,
/// buildings, units, roads and other named features, devices. Built in a worker, then read from any thread. Several
/// words must all match; a unit matches by the words of its building and its own number ("lhl 12 703"), or by its house
/// code.
class SearchIndex
{
public:
    /// Keeps the city alive.
    explicit SearchIndex(std::shared_ptr<const domain::City> city);
    /// The best first.
    std::vector<SearchResult> find(const QString &query, size_t limit = 40) const;
    size_t size() const { return m_entries.size() + m_units.size(); }

private:
    /// Lower case, without blanks.
    struct Words {
        QString text, full, initials;
    };
    struct Entry {
        domain::ObjectRef object;
        base::LocalizedText title, context;
        QString code;
        Words name, address;
        QString nameEn, addressEn; ///< lower case, without blanks
        int bonus = 0;             ///< places before buildings before the rest
    };
    struct UnitEntry {
        const domain::Unit *unit = nullptr; ///< lives as long as m_city
        quint32 building = 0;               ///< entry of its building
    };
    static int score(const Entry &entry, const QString &word);
    static int score(const Words &words, const QString &word);
    static int score(const QString &text, const QString &word);
    void findUnits(const QStringList &words, std::vector<SearchResult> &results) const;
    SearchResult resultOf(const UnitEntry &unit, int points) const;

    std::shared_ptr<const domain::City> m_city;
    std::vector<Entry> m_entries;
    std::vector<UnitEntry> m_units; ///< sorted by building
};

}
