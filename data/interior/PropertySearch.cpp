#include "interior/PropertySearch.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace interior
{

namespace
{

using Property = std::pair<QString, QString>;

/// An object with all that can be asked of it.
struct Candidate {
    domain::ObjectRef object;
    QString type, name;
    int storey = 0;
    std::vector<Property> own;                         ///< attributes
    const std::vector<Property> *properties = nullptr; ///< those of its sets
};

std::optional<double> numberOf(const QString &text)
{
    static const QRegularExpression number(
        QStringLiteral("^\\s*([-+]?\\d+(?:[.,]\\d+)?(?:[eE][-+]?\\d+)?)\\s*(\\S*)$"));
    const auto match = number.match(text);
    // Behind a number stands a unit or nothing: "2.5 m", "30°", not "3/A" or "2026-11-22".
    static const QRegularExpression unit(QStringLiteral("^[^\\d/-]*\\d?$"));
    if (!match.hasMatch() || !unit.match(match.captured(2)).hasMatch())
        return {};
    return match.captured(1).replace(u',', u'.').toDouble();
}

enum class Sign : quint8 { Has, Equal, Unequal, Greater, GreaterEqual, Less, LessEqual };

struct Condition {
    QString name; ///< empty: any property
    Sign sign = Sign::Has;
    QString value;
    QRegularExpression pattern; ///< of Equal and Unequal
    std::optional<double> number;
};

bool isTrue(const QString &word)
{
    return word == QLatin1String("true") || word == QLatin1String("yes") || word == QStringLiteral("是");
}

bool isFalse(const QString &word)
{
    return word == QLatin1String("false") || word == QLatin1String("no") || word == QStringLiteral("否");
}

bool equals(const Condition &condition, const QString &value)
{
    const QString lower = value.toLower(), wanted = condition.value.toLower();
    if (condition.pattern.match(value).hasMatch())
        return true;
    if (isTrue(lower) && (isTrue(wanted) || wanted == QLatin1String("1")))
        return true;
    if (isFalse(lower) && (isFalse(wanted) || wanted == QLatin1String("0")))
        return true;
    const auto number = condition.number ? numberOf(value) : std::nullopt;
    return number && std::abs(*number - *condition.number) <= 1e-6 * std::max(1.0, std::abs(*number));
}

bool isNamed(const Condition &condition, const QString &name)
{
    if (condition.name.isEmpty() || name.compare(condition.name, Qt::CaseInsensitive) == 0)
        return true;
    const qsizetype dot = name.indexOf(u'.'); // a property's own name may have dots too
    return dot >= 0 && QStringView(name).mid(dot + 1).compare(condition.name, Qt::CaseInsensitive) == 0;
}

bool isMet(const Condition &condition, const Property &property)
{
    if (condition.sign == Sign::Has)
        return property.second.contains(condition.value, Qt::CaseInsensitive) ||
               property.first.contains(condition.value, Qt::CaseInsensitive);
    if (!isNamed(condition, property.first))
        return false;
    if (condition.sign == Sign::Equal)
        return condition.value.isEmpty() || equals(condition, property.second);
    if (condition.sign == Sign::Unequal)
        return !equals(condition, property.second);
    const auto number = numberOf(property.second);
    if (!number || !condition.number)
        return false;
    switch (condition.sign) {
    case Sign::Greater:
        return *number > *condition.number;
    case Sign::GreaterEqual:
        return *number >= *condition.number;
    case Sign::Less:
        return *number < *condition.number;
    default:
        return *number <= *condition.number;
    }
}

/// Words by blanks; what stands in quotes is together.
QStringList wordsOf(QString query)
{
    static const std::pair<char16_t, QLatin1String> Wide[] = {
        {u'＝', QLatin1String("=")}, {u'＞', QLatin1String(">")}, {u'＜', QLatin1String("<")},
        {u'≥', QLatin1String(">=")}, {u'≤', QLatin1String("<=")}, {u'≠', QLatin1String("!=")},
        {u'！', QLatin1String("!")}, {u'　', QLatin1String(" ")}, {u'“', QLatin1String("\"")},
        {u'”', QLatin1String("\"")}, {u'＊', QLatin1String("*")}};
    for (const auto &[wide, narrow] : Wide)
        query.replace(QChar(wide), narrow);
    // "Width > 2" is one condition.
    static const QRegularExpression blanks(QStringLiteral("\\s*(!=|>=|<=|=|>|<)\\s*(?=[^\"]*(?:\"[^\"]*\"[^\"]*)*$)"));
    query.replace(blanks, QStringLiteral("\\1"));
    QStringList words;
    QString word;
    bool quoted = false;
    for (const QChar c : query) {
        if (c == u'"') {
            quoted = !quoted;
        } else if (c.isSpace() && !quoted) {
            words.append(word);
            word.clear();
        } else {
            word += c;
        }
    }
    words.append(word);
    words.removeAll(QString());
    return words;
}

std::vector<Condition> conditionsOf(const QString &query)
{
    static const QRegularExpression split(QStringLiteral("^(.*?)(!=|>=|<=|=|>|<)(.*)$"));
    std::vector<Condition> conditions;
    for (const QString &word : wordsOf(query)) {
        Condition condition;
        condition.value = word;
        if (const auto match = split.match(word); match.hasMatch()) {
            static const QStringList signs{QStringLiteral("="),  QStringLiteral("!="), QStringLiteral(">"),
                                           QStringLiteral(">="), QStringLiteral("<"),  QStringLiteral("<=")};
            condition.name = match.captured(1);
            condition.sign = Sign(1 + signs.indexOf(match.captured(2)));
            condition.value = match.captured(3);
            condition.number = numberOf(condition.value);
            condition.pattern = QRegularExpression(
                QRegularExpression::anchoredPattern(
                    QRegularExpression::escape(condition.value).replace(QStringLiteral("\\*"), QStringLiteral(".*"))),
                QRegularExpression::CaseInsensitiveOption);
        }
        conditions.push_back(std::move(condition));
    }
    return conditions;
}

QString shown(double number)
{
    return QString::number(number, 'g', 6);
}

std::vector<Candidate> candidatesOf(const domain::Interior &interior)
{
    std::vector<Candidate> all;
    QHash<QString, const domain::Element *> elements;
    for (const domain::Element &element : interior.elements)
        elements.insert(element.id, &element);
    const auto start = [&](domain::ObjectKind kind, const QString &id, const QString &type, const QString &name,
                           int storey) -> Candidate & {
        Candidate candidate{{kind, id}, type, name, storey, {}, nullptr};
        candidate.own = {{QStringLiteral("type"), type},
                         {QStringLiteral("name"), name},
                         {QStringLiteral("storey"), QString::number(storey)},
                         {QStringLiteral("id"), domain::partOfInsideId(id)}};
        all.push_back(std::move(candidate));
        return all.back();
    };
    for (const domain::Space &space : interior.spaces) {
        Candidate &one = start(domain::ObjectKind::Space, space.id, domain::spaceFunctionName(space.function),
                               space.name, space.storey);
        one.own.emplace_back(QStringLiteral("longName"), space.longName);
        one.own.emplace_back(QStringLiteral("unit"), space.unit);
        one.own.emplace_back(QStringLiteral("area"), shown(double(space.area)));
        one.own.emplace_back(QStringLiteral("height"), shown(double(space.height)));
        one.properties = &space.properties;
    }
    std::set<QString> told;
    for (const domain::Door &door : interior.doors) {
        const domain::Element *element = elements.value(door.id);
        Candidate &one = start(domain::ObjectKind::Door, door.id,
                               element         ? element->type
                               : door.isWindow ? QStringLiteral("Window")
                                               : QStringLiteral("Door"),
                               door.name, door.storey);
        one.own.emplace_back(QStringLiteral("width"), shown(double(door.width())));
        one.own.emplace_back(QStringLiteral("height"), shown(double(door.height)));
        one.own.emplace_back(QStringLiteral("entrance"),
                             door.isEntrance ? QStringLiteral("true") : QStringLiteral("false"));
        if (element) {
            one.properties = &element->properties;
            told.insert(element->id);
        }
    }
    for (const domain::Element &element : interior.elements) {
        if (!told.contains(element.id))
            start(domain::ObjectKind::Element, element.id, element.type, element.name, element.storey).properties =
                &element.properties;
    }
    return all;
}

const Property *found(const Condition &condition, const Candidate &candidate)
{
    // A bare number is asked of sizes: "> 2.5" is no storey.
    const bool anySize = condition.name.isEmpty() && condition.sign != Sign::Has;
    const auto in = [&](const std::vector<Property> &list) -> const Property * {
        const auto at = std::find_if(list.begin(), list.end(), [&](const Property &one) {
            return !one.second.isEmpty() && isMet(condition, one) && !(anySize && one.first == QLatin1String("storey"));
        });
        return at == list.end() ? nullptr : &*at;
    };
    if (const Property *one = in(candidate.own))
        return one;
    return candidate.properties ? in(*candidate.properties) : nullptr;
}

}

std::vector<PropertyHit> searchProperties(const domain::Interior &interior, const QString &query, size_t most)
{
    std::vector<PropertyHit> hits;
    const std::vector<Condition> conditions = conditionsOf(query);
    if (conditions.empty())
        return hits;
    for (const Candidate &candidate : candidatesOf(interior)) {
        const Property *first = found(conditions.front(), candidate);
        if (!first || !std::all_of(conditions.begin() + 1, conditions.end(),
                                   [&](const Condition &one) { return found(one, candidate); }))
            continue;
        hits.push_back(
            {candidate.object, candidate.type, candidate.name, candidate.storey, first->first, first->second});
        if (hits.size() >= most)
            break;
    }
    return hits;
}

QStringList propertyNames(const domain::Interior &interior)
{
    std::set<QString> names;
    const auto add = [&](const std::vector<Property> &list) {
        for (const auto &[name, value] : list)
            names.insert(name);
    };
    for (const domain::Element &element : interior.elements)
        add(element.properties);
    for (const domain::Space &space : interior.spaces)
        add(space.properties);
    return QStringList(names.begin(), names.end());
}

}
