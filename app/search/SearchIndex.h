#pragma once

#include "domain/City.h"

#include <QHash>

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
/// buildings, units, roads and other named features, devices. Syllables may be spelt out or only begun ("lohulu").
/// Built in a worker, then read from any thread. Several words must all match; a unit matches by the words of its
/// building and its own number ("lhl 12 703"), or by its house code.
class SearchIndex
{
public:
    /// Keeps the city alive.
    explicit SearchIndex(std::shared_ptr<const domain::City> city);
    /// The best first.
    std::vector<SearchResult> find(const QString &query, size_t limit = 40) const;
    size_t size() const { return m_entries.size() + m_units.size(); }

private:
    /// Lower case, without blanks; of a text that is read in several ways one a line.
    struct Words {
        QString text, full, initials;
    };
    /// An object of the city, which has its texts; what is asked of them is in `m_words`, 0 for none.
    struct Entry {
        domain::ObjectKind kind = domain::ObjectKind::None;
        quint8 bonus = 0;            ///< places before buildings before the rest
        quint32 layer = 0, item = 0; ///< where in the city
        quint32 name = 0, nameEn = 0, address = 0, addressEn = 0;
    };
    struct Shown {
        base::LocalizedText title, context;
    };
    /// What the words asked for score with each of `m_words`, once known: most texts are of several objects.
    class Scores;
    struct UnitEntry {
        const domain::Unit *unit = nullptr; ///< lives as long as m_city
        quint32 building = 0;               ///< entry of its building
    };
    int score(const Entry &entry, quint32 at, Scores &scores, qsizetype word) const;
    static int score(const Words &words, const QString &word);
    static int scoreSpoken(QStringView full, QStringView initials, const QString &word);
    static int score(const QString &text, const QString &word);
    int scoreOfCode(quint32 entry, const QString &word) const;
    void findUnits(const QStringList &words, Scores &scores, std::vector<SearchResult> &results) const;
    SearchResult resultOf(const UnitEntry &unit, int points) const;
    domain::ObjectRef objectOf(const Entry &entry) const;
    const QString &idOf(const Entry &entry) const;
    Shown shownOf(const Entry &entry) const;

    std::shared_ptr<const domain::City> m_city;
    std::vector<Words> m_words;
    std::vector<Entry> m_entries;
    QHash<quint32, QString>
        m_codes;                    ///< of entries whose id is not plain letters and digits: lower case, without blanks
    std::vector<UnitEntry> m_units; ///< sorted by building
};

}
