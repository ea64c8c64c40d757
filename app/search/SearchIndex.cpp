#include "search/SearchIndex.h"

#include "search/Pinyin.h"

#include <algorithm>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

// Points of a match; a whole word's worth more than its beginning, that more than its middle.
static constexpr int Exact = 100, Start = 60, Within = 35, Spoken = 40, SpokenWithin = 20, Initials = 30,
                     InitialsWithin = 12;

/// Lower case without blanks; full-width letters and digits as plain ones.
static QString plain(const QString &text)
{
    QString result;
    for (const QChar c : text.normalized(QString::NormalizationForm_KC)) {
        if (!c.isSpace())
            result += c.toLower();
    }
    return result;
}

SearchIndex::SearchIndex(std::shared_ptr<const domain::City> city) : m_city(std::move(city))
{
    Pinyin pinyin;
    const auto words = [&](const QString &text) {
        const Pinyin::Text spoken = pinyin.of(text);
        return Words{plain(text), spoken.full, spoken.initials};
    };
    QHash<QString, quint32> entryOfBuilding;
    QHash<QString, Words> known; // addresses repeat
    const auto address = [&](const QString &text) -> const Words & {
        const auto found = known.constFind(text);
        return found != known.constEnd() ? *found : *known.insert(text, words(text));
    };
    const auto add = [&](const ObjectRef &object, base::LocalizedText title, base::LocalizedText context, int bonus) {
        Entry entry;
        entry.object = object;
        entry.code = plain(object.id);
        entry.name = words(title.zh);
        entry.nameEn = plain(title.en);
        if (title.isEmpty())
            title = {object.id, object.id};
        entry.title = std::move(title);
        entry.context = std::move(context);
        entry.bonus = bonus;
        m_entries.push_back(std::move(entry));
    };
    // What has one name has it in both languages.
    const auto named = [](const auto &of) { return base::LocalizedText{of.nameEn, of.name}; };
    const auto addressed = [&](const auto &of) {
        Entry &entry = m_entries.back();
        entry.context = {of.addressEn, of.address};
        entry.address = address(of.address);
        entry.addressEn = plain(of.addressEn);
    };
    for (const auto &layer : m_city->layers) {
        for (const domain::AdminArea &area : layer->areas)
            add(area.ref(), named(area), {}, 8);
        for (const domain::Building &building : layer->buildings) {
            if (!building.partOf.isEmpty())
                continue;
            const base::LocalizedText own = named(building), where{building.addressEn, building.address};
            entryOfBuilding.insert(building.id, quint32(m_entries.size()));
            add({ObjectKind::Building, building.id}, own.isEmpty() ? where : own, {}, 5);
            addressed(building);
        }
        for (const domain::Feature &feature : layer->features) {
            if (const base::LocalizedText name = named(feature); !name.isEmpty())
                add({ObjectKind::Feature, feature.id}, name, {feature.type, feature.type}, 6);
        }
        for (const domain::Thing &thing : layer->things) {
            add(thing.ref(), named(thing), {}, 0);
            addressed(thing);
        }
        for (const domain::Model &model : layer->models)
            add({ObjectKind::Model, model.id}, named(model), {}, 4);
    }
    for (const auto &layer : m_city->layers) {
        for (const domain::Unit &unit : layer->units) {
            const auto building = entryOfBuilding.constFind(unit.building);
            if (building != entryOfBuilding.constEnd())
                m_units.push_back({&unit, *building});
        }
    }
    std::stable_sort(m_units.begin(), m_units.end(),
                     [](const UnitEntry &a, const UnitEntry &b) { return a.building < b.building; });
}

int SearchIndex::score(const QString &text, const QString &word)
{
    if (text == word)
        return Exact;
    const qsizetype at = text.indexOf(word);
    return at < 0 ? 0 : at == 0 ? Start : Within;
}

int SearchIndex::score(const Words &words, const QString &word)
{
    if (words.text.isEmpty())
        return 0;
    if (const int written = score(words.text, word))
        return written;
    if (words.full == word)
        return Start;
    const qsizetype spoken = words.full.indexOf(word);
    if (spoken == 0)
        return Spoken;
    if (words.initials == word)
        return Spoken + 5;
    // Letters in the middle of syllables would match almost anything: two and more are asked for.
    if (spoken > 0 && word.size() > 2)
        return SpokenWithin;
    const qsizetype initials = words.initials.indexOf(word);
    if (initials < 0 || (initials > 0 && word.size() < 2))
        return 0;
    return initials == 0 ? Initials : InitialsWithin;
}

int SearchIndex::score(const Entry &entry, const QString &word)
{
    int best = std::max(score(entry.name, word), score(entry.nameEn, word));
    if (best < Start)
        best = std::max({best, score(entry.address, word) * 2 / 3, score(entry.addressEn, word) * 2 / 3});
    if (best < Start && !entry.code.isEmpty()) {
        const qsizetype at = entry.code.indexOf(word);
        if (at >= 0)
            best = std::max(best, entry.code.size() == word.size() ? Exact
                                  : at == 0                        ? Start - 10
                                  : word.size() > 2                ? Within - 10
                                                                   : 0);
    }
    return best;
}

SearchResult SearchIndex::resultOf(const UnitEntry &unit, int points) const
{
    const QString number = unit.unit->number.isEmpty() ? unit.unit->id : unit.unit->number;
    return {{ObjectKind::Unit, unit.unit->id}, {number, number}, m_entries[unit.building].title, points};
}

/// The last words may be a unit's number, those before its building's; one long word may be (part of) its code.
void SearchIndex::findUnits(const QStringList &words, std::vector<SearchResult> &results) const
{
    constexpr qsizetype CodeLength = 6;
    const QString &last = words.last();
    const bool mayBeNumber = std::any_of(last.begin(), last.end(), [](QChar c) { return c.isDigit(); });
    if (!mayBeNumber)
        return;
    if (words.size() == 1) {
        for (const UnitEntry &unit : m_units) {
            if (last.size() >= CodeLength && unit.unit->id.contains(last, Qt::CaseInsensitive))
                results.push_back(resultOf(unit, unit.unit->id.size() == last.size() ? Exact : Within));
            else if (unit.unit->number.compare(last, Qt::CaseInsensitive) == 0)
                results.push_back(resultOf(unit, InitialsWithin));
        }
        return;
    }
    for (size_t first = 0; first < m_units.size();) {
        size_t end = first;
        while (end < m_units.size() && m_units[end].building == m_units[first].building)
            ++end;
        int points = 0;
        for (qsizetype i = 0; i + 1 < words.size(); ++i) {
            const int one = score(m_entries[m_units[first].building], words[i]);
            points = one > 0 && points >= 0 ? points + one : -1;
        }
        for (size_t i = first; points > 0 && i < end; ++i) {
            const QString &number = m_units[i].unit->number;
            if (number.compare(last, Qt::CaseInsensitive) == 0)
                results.push_back(resultOf(m_units[i], points + Exact));
            else if (number.startsWith(last, Qt::CaseInsensitive))
                results.push_back(resultOf(m_units[i], points + Within));
        }
        first = end;
    }
}

std::vector<SearchResult> SearchIndex::find(const QString &query, size_t limit) const
{
    QStringList words;
    for (const QString &part :
         query.normalized(QString::NormalizationForm_KC).simplified().split(u' ', Qt::SkipEmptyParts))
        words.append(part.toLower());
    std::vector<SearchResult> results;
    if (words.isEmpty())
        return results;
    for (const Entry &entry : m_entries) {
        int points = 0;
        for (const QString &word : words) {
            const int one = score(entry, word);
            if (one == 0) {
                points = 0;
                break;
            }
            points += one;
        }
        if (points > 0)
            results.push_back({entry.object, entry.title, entry.context, points + entry.bonus});
    }
    findUnits(words, results);
    const auto better = [](const SearchResult &a, const SearchResult &b) {
        if (a.score != b.score)
            return a.score > b.score;
        const QString &one = a.title.zh, &other = b.title.zh;
        return one.size() != other.size() ? one.size() < other.size()
               : one != other             ? one < other
                                          : a.object.id < b.object.id;
    };
    const size_t count = std::min(limit, results.size());
    std::partial_sort(results.begin(), results.begin() + std::ptrdiff_t(count), results.end(), better);
    results.resize(count);
    return results;
}

}
