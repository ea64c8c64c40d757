#include "search/SearchIndex.h"

#include "search/Pinyin.h"

#include <algorithm>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

// Points of a match; a whole word's worth more than its beginning, that more than its middle.
static constexpr int Exact = 100, Start = 60, Within = 35, Spoken = 40, SpokenWithin = 20, Initials = 30,
                     InitialsWithin = 12, Mixed = 25, MixedWithin = 8;

static bool isAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

/// Lower case without blanks; full-width letters and digits as plain ones.
static QString plain(const QString &text)
{
    QString result;
    const QString whole = isAscii(text) ? text : text.normalized(QString::NormalizationForm_KC);
    result.reserve(whole.size());
    for (const QChar c : whole) {
        if (!c.isSpace())
            result += c.toLower();
    }
    return result;
}

/// Whether an id can be compared as it is, but for the case of its letters.
static bool isPlain(const QString &id)
{
    return std::all_of(id.begin(), id.end(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7F; });
}

SearchIndex::SearchIndex(std::shared_ptr<const domain::City> city) : m_city(std::move(city)), m_words(1)
{
    Pinyin pinyin;
    QHash<QString, quint32> spoken, written; // texts repeat
    const auto words = [&](const QString &text) -> quint32 {
        if (text.isEmpty())
            return 0;
        quint32 &known = spoken[text];
        if (known == 0) {
            QStringList full, initials;
            for (const Pinyin::Text &sound : pinyin.readings(text)) {
                full.append(sound.full);
                initials.append(sound.initials);
            }
            known = quint32(m_words.size());
            m_words.push_back({plain(text), full.join(u'\n'), initials.join(u'\n')});
        }
        return known;
    };
    const auto letters = [&](const QString &text) -> quint32 {
        if (text.isEmpty())
            return 0;
        quint32 &known = written[text];
        if (known == 0) {
            known = quint32(m_words.size());
            m_words.push_back({plain(text), {}, {}});
        }
        return known;
    };
    const auto add = [&](ObjectKind kind, size_t layer, size_t item, const base::LocalizedText &title, quint8 bonus) {
        Entry entry;
        entry.kind = kind;
        entry.bonus = bonus;
        entry.layer = quint32(layer);
        entry.item = quint32(item);
        entry.name = words(title.zh);
        entry.nameEn = letters(title.en);
        if (const QString &id = idOf(entry); !isPlain(id))
            m_codes.insert(quint32(m_entries.size()), plain(id));
        m_entries.push_back(entry);
    };
    // What has one name has it in both languages.
    const auto named = [](const auto &of) { return base::LocalizedText{of.nameEn, of.name}; };
    const auto addressed = [&](const auto &of) {
        m_entries.back().address = words(of.address);
        m_entries.back().addressEn = letters(of.addressEn);
    };
    domain::IdIndex buildings;
    const auto idAt = [this](quint32 entry) -> const QString & { return idOf(m_entries[entry]); };
    const auto &layers = m_city->layers;
    const bool hasUnits = std::any_of(layers.begin(), layers.end(), [](const auto &l) { return !l->units.empty(); });
    for (size_t l = 0; l < layers.size(); ++l) {
        const domain::Layer &layer = *layers[l];
        for (size_t i = 0; i < layer.areas.size(); ++i)
            add(layer.areas[i].level, l, i, named(layer.areas[i]), 8);
        for (size_t i = 0; i < layer.buildings.size(); ++i) {
            const domain::Building &building = layer.buildings[i];
            if (!building.partOf.isEmpty())
                continue;
            const base::LocalizedText own = named(building);
            add(ObjectKind::Building, l, i,
                own.isEmpty() ? base::LocalizedText{building.addressEn, building.address} : own, 5);
            addressed(building);
            if (hasUnits)
                buildings.insert(quint32(m_entries.size() - 1), idAt, true);
        }
        for (size_t i = 0; i < layer.features.size(); ++i) {
            if (const base::LocalizedText name = named(layer.features[i]); !name.isEmpty())
                add(ObjectKind::Feature, l, i, name, 6);
        }
        for (size_t i = 0; i < layer.things.size(); ++i) {
            add(ObjectKind::Thing, l, i, named(layer.things[i]), 0);
            addressed(layer.things[i]);
        }
        for (size_t i = 0; i < layer.models.size(); ++i)
            add(ObjectKind::Model, l, i, named(layer.models[i]), 4);
    }
    for (const auto &layer : layers) {
        for (const domain::Unit &unit : layer->units) {
            const qint64 building = buildings.find(unit.building, idAt);
            if (building != domain::IdIndex::None)
                m_units.push_back({&unit, quint32(building)});
        }
    }
    std::stable_sort(m_units.begin(), m_units.end(),
                     [](const UnitEntry &a, const UnitEntry &b) { return a.building < b.building; });
    m_words.shrink_to_fit();
    m_entries.shrink_to_fit();
    m_units.shrink_to_fit();
}

class SearchIndex::Scores
{
public:
    Scores(const std::vector<Words> &texts, const QStringList &words)
        : m_texts(texts), m_words(words), m_known(size_t(words.size()), std::vector<qint16>(texts.size(), Unknown))
    {
        for (std::vector<qint16> &known : m_known)
            known[0] = 0;
    }
    const QString &word(qsizetype at) const { return m_words[at]; }
    int of(quint32 text, qsizetype word)
    {
        qint16 &known = m_known[size_t(word)][text];
        if (known == Unknown)
            known = qint16(score(m_texts[text], m_words[word]));
        return known;
    }

private:
    static constexpr qint16 Unknown = -1;
    const std::vector<Words> &m_texts;
    const QStringList &m_words;
    std::vector<std::vector<qint16>> m_known; ///< by word and text
};

const QString &SearchIndex::idOf(const Entry &entry) const
{
    const domain::Layer &layer = *m_city->layers[entry.layer];
    switch (entry.kind) {
    case ObjectKind::Building:
        return layer.buildings[entry.item].id;
    case ObjectKind::Feature:
        return layer.features[entry.item].id;
    case ObjectKind::Thing:
        return layer.things[entry.item].id;
    case ObjectKind::Model:
        return layer.models[entry.item].id;
    default:
        return layer.areas[entry.item].id;
    }
}

ObjectRef SearchIndex::objectOf(const Entry &entry) const
{
    return {entry.kind, idOf(entry)};
}

SearchIndex::Shown SearchIndex::shownOf(const Entry &entry) const
{
    const domain::Layer &layer = *m_city->layers[entry.layer];
    Shown shown;
    const auto named = [&shown](const auto &of) { shown.title = {of.nameEn, of.name}; };
    const auto addressed = [&shown](const auto &of) { shown.context = {of.addressEn, of.address}; };
    switch (entry.kind) {
    case ObjectKind::Building:
        named(layer.buildings[entry.item]);
        addressed(layer.buildings[entry.item]);
        if (shown.title.isEmpty())
            shown.title = shown.context;
        break;
    case ObjectKind::Feature: {
        const domain::Feature &feature = layer.features[entry.item];
        named(feature);
        shown.context = {feature.type, feature.type};
        break;
    }
    case ObjectKind::Thing:
        named(layer.things[entry.item]);
        addressed(layer.things[entry.item]);
        break;
    case ObjectKind::Model:
        named(layer.models[entry.item]);
        break;
    default:
        named(layer.areas[entry.item]);
    }
    if (shown.title.isEmpty())
        shown.title = {idOf(entry), idOf(entry)};
    return shown;
}

int SearchIndex::score(const QString &text, const QString &word)
{
    if (text == word)
        return Exact;
    const qsizetype at = text.indexOf(word);
    return at < 0 ? 0 : at == 0 ? Start : Within;
}

static bool isLetter(QChar c)
{
    return c.unicode() < 0x80 && c.isLetterOrNumber();
}

/// Whether a word goes through syllables, of each its beginning. Both begin at a syllable; where the others begin is
/// known by their first letters alone.
static bool goesThrough(QStringView full, QStringView initials, QStringView word)
{
    if (word.size() < 2)
        return true;
    if (full.size() > 1 && full[1] == word[1] && goesThrough(full.mid(1), initials, word.mid(1)))
        return true;
    if (initials.size() < 2 || initials[1] != word[1])
        return false;
    const qsizetype next = full.indexOf(initials[1], 1);
    return next > 0 && goesThrough(full.mid(next), initials.mid(1), word.mid(1));
}

static QStringView lineAt(const QString &text, qsizetype from)
{
    const qsizetype end = text.indexOf(u'\n', from);
    return QStringView(text).mid(from, end < 0 ? -1 : end - from);
}

int SearchIndex::score(const Words &words, const QString &word)
{
    if (words.text.isEmpty())
        return 0;
    if (const int written = score(words.text, word))
        return written;
    // What is not letters and digits nobody spells.
    if (words.full.isEmpty() || !std::all_of(word.begin(), word.end(), isLetter))
        return 0;
    qsizetype full = 0, initials = 0;
    int best = 0;
    while (full <= words.full.size()) {
        const QStringView one = lineAt(words.full, full), first = lineAt(words.initials, initials);
        best = std::max(best, scoreSpoken(one, first, word));
        full += one.size() + 1;
        initials += first.size() + 1;
    }
    return best;
}

int SearchIndex::scoreSpoken(QStringView full, QStringView initials, const QString &word)
{
    if (full == word)
        return Start;
    const qsizetype spoken = full.indexOf(word);
    if (spoken == 0)
        return Spoken;
    if (initials == word)
        return Spoken + 5;
    // Letters in the middle of syllables would match almost anything: two and more are asked for.
    if (spoken > 0 && word.size() > 2)
        return SpokenWithin;
    const qsizetype begun = initials.indexOf(word);
    if (begun == 0)
        return Initials;
    if (begun > 0 && word.size() > 1)
        return InitialsWithin;
    if (word.size() < 3)
        return 0;
    // Some syllables spelt out, some only begun.
    for (qsizetype first = 0, at = 0; first < initials.size(); ++first, ++at) {
        at = full.indexOf(initials[first], at);
        if (at < 0)
            return 0;
        if (initials[first] == word[0] && goesThrough(full.mid(at), initials.mid(first), word))
            return first == 0 ? Mixed : MixedWithin;
    }
    return 0;
}

int SearchIndex::scoreOfCode(quint32 at, const QString &word) const
{
    const auto known = m_codes.constFind(at);
    const QString &code = known != m_codes.constEnd() ? *known : idOf(m_entries[at]);
    const qsizetype found = code.isEmpty() ? -1 : code.indexOf(word, 0, Qt::CaseInsensitive);
    if (found < 0)
        return 0;
    return code.size() == word.size() ? Exact : found == 0 ? Start - 10 : word.size() > 2 ? Within - 10 : 0;
}

int SearchIndex::score(const Entry &entry, quint32 at, Scores &scores, qsizetype word) const
{
    int best = std::max(scores.of(entry.name, word), scores.of(entry.nameEn, word));
    if (best < Start)
        best = std::max({best, scores.of(entry.address, word) * 2 / 3, scores.of(entry.addressEn, word) * 2 / 3});
    return best < Start ? std::max(best, scoreOfCode(at, scores.word(word))) : best;
}

SearchResult SearchIndex::resultOf(const UnitEntry &unit, int points) const
{
    const QString number = unit.unit->number.isEmpty() ? unit.unit->id : unit.unit->number;
    return {{ObjectKind::Unit, unit.unit->id}, {number, number}, shownOf(m_entries[unit.building]).title, points};
}

/// The last words may be a unit's number, those before its building's; one long word may be (part of) its code.
void SearchIndex::findUnits(const QStringList &words, Scores &scores, std::vector<SearchResult> &results) const
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
            const quint32 building = m_units[first].building;
            const int one = score(m_entries[building], building, scores, i);
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
    Scores scores(m_words, words);
    std::vector<std::pair<int, quint32>> found;
    for (quint32 at = 0; at < m_entries.size(); ++at) {
        int points = 0;
        for (qsizetype word = 0; word < words.size(); ++word) {
            const int one = score(m_entries[at], at, scores, word);
            points = one == 0 ? 0 : points + one;
            if (one == 0)
                break;
        }
        if (points > 0)
            found.emplace_back(points + m_entries[at].bonus, at);
    }
    // Of many that match, only the best are put into words.
    int least = 0;
    if (found.size() > limit && limit > 0) {
        const auto last = found.begin() + std::ptrdiff_t(limit - 1);
        std::nth_element(found.begin(), last, found.end(),
                         [](const auto &a, const auto &b) { return a.first > b.first; });
        least = last->first;
    }
    for (const auto &[points, at] : found) {
        if (points < least)
            continue;
        Shown shown = shownOf(m_entries[at]);
        results.push_back({objectOf(m_entries[at]), std::move(shown.title), std::move(shown.context), points});
    }
    findUnits(words, scores, results);
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
