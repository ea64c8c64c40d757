#include "core/RoomPaint.h"

#include "core/Choice.h"
#include "core/Directory.h"
#include "core/Text.h"
#include "domain/StateColours.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace app
{

using domain::ObjectKind;
using domain::SpaceFunction;

namespace
{

/// In the dark theme and in the light one.
struct Pair {
    const char *dark;
    const char *light;
    QColor in(bool isDark) const { return QColor(QLatin1String(isDark ? dark : light)); }
};

constexpr Pair Nothing{"#33445C", "#E4E8EC"};

/// Quiet: rooms are a ground for what is marked in them.
const Pair &functionColour(SpaceFunction function)
{
    static constexpr std::array<Pair, 18> colours{{{"#46566E", "#DDE1E6"},
                                                   {"#4B6C97", "#C9DBF0"},
                                                   {"#5E83AE", "#DCE9F6"},
                                                   {"#8A7048", "#F1DFBD"},
                                                   {"#3F7F86", "#C4E3E4"},
                                                   {"#5A7D5C", "#D5E8D2"},
                                                   {"#3B4A61", "#ECEDEF"},
                                                   {"#6A5F8F", "#D9D2EC"},
                                                   {"#7C5A86", "#E6D3EA"},
                                                   {"#4D6178", "#E3E7EB"},
                                                   {"#96705A", "#F3D8C8"},
                                                   {"#51749E", "#CFDFF2"},
                                                   {"#6B8A4A", "#DEEBC6"},
                                                   {"#8C5F72", "#F2D5E0"},
                                                   {"#5B5F66", "#CFD3D8"},
                                                   {"#6B6251", "#E2DBCC"},
                                                   {"#49505C", "#D5D9DE"},
                                                   {"#4A6B52", "#DAE9D8"}}};
    return colours[std::min(size_t(function), colours.size() - 1)];
}

/// Of values that have no order.
const Pair &categoryColour(int i)
{
    static constexpr std::array<Pair, 10> colours{{{"#4E7FB8", "#A9C8EC"},
                                                   {"#B08A4A", "#EFD49A"},
                                                   {"#5C9A8B", "#A9DACD"},
                                                   {"#9A6A9E", "#DDBDE0"},
                                                   {"#7F8F55", "#D3DDA8"},
                                                   {"#B0705E", "#F0BDAE"},
                                                   {"#5E6FA8", "#BBC4EA"},
                                                   {"#8C7B63", "#DDCDB4"},
                                                   {"#4F93A8", "#A6D6E4"},
                                                   {"#A06A80", "#EABFCF"}}};
    return colours[size_t(i) % colours.size()];
}

/// Of values from few to many.
const Pair &stepColour(int i)
{
    static constexpr std::array<Pair, 5> colours{{{"#2C4A63", "#E3EEF5"},
                                                  {"#336A86", "#B9D9E8"},
                                                  {"#3F8BA3", "#86BFD6"},
                                                  {"#5FB0BD", "#4F9DBD"},
                                                  {"#9AD6D0", "#2A7A9E"}}};
    return colours[size_t(std::clamp(i, 0, 4))];
}

const QStringList &tenancies()
{
    static const QStringList list{QStringLiteral("owner-occupied"), QStringLiteral("let"),
                                  QStringLiteral("vacant"),         QStringLiteral("shop"),
                                  QStringLiteral("workshop"),       QStringLiteral("office")};
    return list;
}

constexpr std::array<double, 4> AreaSteps{40, 70, 100, 150};
constexpr std::array<double, 4> PeopleSteps{1, 3, 5, 7};

template <size_t N> int stepOf(const std::array<double, N> &limits, double value)
{
    return int(std::upper_bound(limits.begin(), limits.end(), value) - limits.begin());
}

template <size_t N> QString stepText(const std::array<double, N> &limits, int step, const QString &unit)
{
    const auto number = [&](double value) { return numberText(value, 0); };
    const QString range =
        step == 0 ? translate("app", "below %1").arg(number(limits.front()))
        : step == int(N)
            ? translate("app", "%1 and more").arg(number(limits.back()))
            : translate("app", "%1 to %2").arg(number(limits[size_t(step) - 1]), number(limits[size_t(step)]));
    return unit.isEmpty() ? range : translate("app", "%1 %2", "number, unit").arg(range, unit);
}

QColor mixed(const QColor &a, const QColor &b, double part)
{
    const auto mix = [part](double x, double y) { return float(x + (y - x) * part); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

/// Attributes of rooms and elements that tell them apart, those that are given most often.
QStringList attributesOf(const domain::Interior &interior)
{
    constexpr size_t Enough = 12, Most = 24;
    std::map<QString, std::pair<int, QSet<QString>>> known;
    const auto read = [&](const auto &parts) {
        for (const auto &part : parts) {
            for (const auto &[name, value] : part.properties) {
                auto &[count, values] = known[name];
                ++count;
                if (size_t(values.size()) <= Enough)
                    values.insert(value);
            }
        }
    };
    read(interior.spaces);
    read(interior.elements);
    std::vector<std::pair<int, QString>> telling;
    for (const auto &[name, what] : known) {
        if (what.second.size() > 1 && size_t(what.second.size()) <= Enough)
            telling.emplace_back(-what.first, name);
    }
    std::sort(telling.begin(), telling.end());
    telling.resize(std::min(telling.size(), Most));
    QStringList names;
    for (const auto &[count, name] : telling)
        names.append(name);
    names.sort();
    return names;
}

/// Of a space or an element; empty where it has none of this name.
template <typename Part> QString attributeOf(const Part &part, const QString &name)
{
    for (const auto &[key, value] : part.properties) {
        if (key == name)
            return value;
    }
    return {};
}

}

RoomPaint::RoomPaint(const Twin &twin, const InsideStatus &status, const QString &by, bool dark)
    : m_twin(twin), m_status(status), m_by(by), m_dark(dark)
{
    const QLatin1String prefix("attribute:");
    const auto &interior = twin.interior();
    if (!interior)
        return;
    if (by.startsWith(prefix)) {
        m_by = QStringLiteral("attribute");
        m_attribute = by.mid(prefix.size());
        QHash<QString, int> counts;
        for (const domain::Space &space : interior->spaces)
            ++counts[attributeOf(space, m_attribute)];
        for (const domain::Element &element : interior->elements)
            ++counts[attributeOf(element, m_attribute)];
        counts.remove(QString());
        m_values = counts.keys();
        std::sort(m_values.begin(), m_values.end(), [&](const QString &a, const QString &b) {
            return counts[a] != counts[b] ? counts[a] > counts[b] : a < b;
        });
    }
    if (by == QLatin1String("unit")) {
        QHash<int, int> onStorey;
        std::vector<const domain::Unit *> units;
        for (const domain::Unit &unit : interior->units)
            units.push_back(&unit);
        std::sort(units.begin(), units.end(), [](const auto *a, const auto *b) { return a->number < b->number; });
        for (const domain::Unit *unit : units)
            m_places.insert(unit->id, onStorey[unit->storey]++);
    }
}

QColor RoomPaint::stateColour(const QString &visual) const
{
    const auto found = std::find_if(domain::StateColours.begin(), domain::StateColours.end(),
                                    [&](const auto &each) { return visual == QLatin1String(each.state.data()); });
    if (found == domain::StateColours.end())
        return Nothing.in(m_dark);
    // What is well stays quiet.
    const double strength = visual == QLatin1String("normal")                                        ? 0.35
                            : visual == QLatin1String("stale") || visual == QLatin1String("offline") ? 0.5
                                                                                                     : 0.85;
    return mixed(Nothing.in(m_dark), QColor::fromRgb(m_dark ? found->dark : found->light), strength);
}

QString RoomPaint::valueOf(const domain::Unit &unit) const
{
    const domain::ObjectRef object{ObjectKind::Unit, unit.id};
    if (m_by == QLatin1String("tenancy"))
        return unit.tenancy;
    if (m_by == QLatin1String("sensors"))
        return m_status.of(object).sensors;
    if (m_by == QLatin1String("events"))
        return m_status.of(object).events;
    if (m_by == QLatin1String("area"))
        return unit.area > 0 ? QString::number(stepOf(AreaSteps, double(unit.area))) : QString();
    if (m_by == QLatin1String("people"))
        return QString::number(stepOf(PeopleSteps, unit.occupants));
    if (m_by == QLatin1String("plan"))
        return unit.rooms > 0 ? QString::number(std::min<int>(unit.rooms, 5)) : QString();
    if (m_by == QLatin1String("unit"))
        return QString::number(m_places.value(unit.id));
    return {};
}

QColor RoomPaint::colourOf(const QString &value) const
{
    if (value.isEmpty())
        return Nothing.in(m_dark);
    if (m_by == QLatin1String("tenancy")) {
        const qsizetype at = tenancies().indexOf(value);
        return categoryColour(at >= 0 ? int(at) : int(tenancies().size() + qHash(value) % 4)).in(m_dark);
    }
    if (m_by == QLatin1String("sensors") || m_by == QLatin1String("events"))
        return stateColour(value);
    if (m_by == QLatin1String("area") || m_by == QLatin1String("people"))
        return stepColour(value.toInt()).in(m_dark);
    if (m_by == QLatin1String("plan"))
        return stepColour(value.toInt() - 1).in(m_dark);
    if (m_by == QLatin1String("attribute"))
        return categoryColour(int(m_values.indexOf(value))).in(m_dark);
    return categoryColour(value.toInt()).in(m_dark);
}

QString RoomPaint::wordOf(const QString &value) const
{
    if (m_by == QLatin1String("tenancy"))
        return value.isEmpty() ? translate("app", "not stated") : tenancyLabel(value);
    if (m_by == QLatin1String("sensors"))
        return value.isEmpty() ? translate("app", "no device") : visualLabel(value);
    if (m_by == QLatin1String("events"))
        return value.isEmpty() ? translate("app", "no open event") : visualLabel(value);
    if (value.isEmpty())
        return translate("app", "not stated");
    if (m_by == QLatin1String("area"))
        return stepText(AreaSteps, value.toInt(), QStringLiteral("m²"));
    if (m_by == QLatin1String("people"))
        return value == QLatin1String("0") ? translate("app", "nobody")
                                           : stepText(PeopleSteps, value.toInt(), QString());
    if (m_by == QLatin1String("plan"))
        return value == QLatin1String("5") ? translate("app", "5 rooms and more")
                                           : translate("app", "%n room(s)", nullptr, value.toInt());
    return value;
}

RoomPaint::Cell RoomPaint::ofUnit(const domain::Unit &unit) const
{
    const QString value = valueOf(unit);
    const bool isState = m_by == QLatin1String("sensors") || m_by == QLatin1String("events");
    return {colourOf(value), wordOf(value), isState ? value : QString()};
}

QHash<QString, QColor> RoomPaint::colours() const
{
    QHash<QString, QColor> colours;
    const Rooms *rooms = m_twin.rooms();
    if (!rooms)
        return colours;
    const domain::Interior &interior = rooms->interior();
    if (m_by == QLatin1String("attribute")) {
        for (const domain::Space &space : interior.spaces)
            colours.insert(space.id, colourOf(attributeOf(space, m_attribute)));
        for (const domain::Element &element : interior.elements)
            colours.insert(element.id, colourOf(attributeOf(element, m_attribute)));
        return colours;
    }
    const bool isState = m_by == QLatin1String("sensors") || m_by == QLatin1String("events");
    QHash<QString, QColor> ofUnits;
    for (const domain::Unit &unit : interior.units)
        ofUnits.insert(unit.id, ofUnit(unit).colour);
    for (const domain::Space &space : interior.spaces) {
        QColor colour;
        if (m_by == QLatin1String("function"))
            colour = functionColour(space.function).in(m_dark);
        else if (m_by == QLatin1String("area") && space.unit.isEmpty())
            colour = stepColour(stepOf(AreaSteps, double(space.area))).in(m_dark);
        else
            colour = ofUnits.value(space.unit, Nothing.in(m_dark));
        if (isState) {
            // The unit is told by a lighter tint; the room where it is stands out.
            const RoomState own = m_status.of({ObjectKind::Space, space.id});
            const QString &visual = m_by == QLatin1String("sensors") ? own.sensors : own.events;
            colour = visual.isEmpty() ? mixed(Nothing.in(m_dark), colour, 0.5) : stateColour(visual);
        }
        colours.insert(space.id, colour);
    }
    return colours;
}

QVariantList RoomPaint::legend() const
{
    QVariantList list;
    const auto &interior = m_twin.interior();
    if (!interior || m_by == QLatin1String("unit"))
        return list;
    const auto add = [&](const QString &text, const QColor &colour, int count, const QString &visual = {}) {
        list.append(QVariantMap{{QStringLiteral("label"), text},
                                {QStringLiteral("colour"), colour},
                                {QStringLiteral("count"), count},
                                {QStringLiteral("visual"), visual}});
    };
    if (m_by == QLatin1String("function")) {
        std::map<SpaceFunction, int> counts;
        for (const domain::Space &space : interior->spaces)
            ++counts[space.function];
        for (const auto &[function, count] : counts)
            add(label(function), functionColour(function).in(m_dark), count);
        return list;
    }
    QHash<QString, int> counts;
    if (m_by == QLatin1String("attribute")) {
        for (const domain::Space &space : interior->spaces)
            ++counts[attributeOf(space, m_attribute)];
        for (const domain::Element &element : interior->elements)
            ++counts[attributeOf(element, m_attribute)];
    } else {
        for (const domain::Unit &unit : interior->units)
            ++counts[valueOf(unit)];
    }
    const bool isState = m_by == QLatin1String("sensors") || m_by == QLatin1String("events");
    QStringList values = counts.keys();
    std::sort(values.begin(), values.end(), [&](const QString &a, const QString &b) {
        if (a.isEmpty() != b.isEmpty())
            return b.isEmpty();
        if (isState)
            return worseOf(a, b) == a && a != b;
        const qsizetype x = tenancies().indexOf(a), y = tenancies().indexOf(b);
        return x != y && x >= 0 && y >= 0 ? x < y : a < b;
    });
    for (const QString &value : values)
        add(wordOf(value), colourOf(value), counts[value], isState ? value : QString());
    return list;
}

QVariantList RoomPaint::unitChoices()
{
    return {choice(QStringLiteral("tenancy"), translate("app", "Tenancy")),
            choice(QStringLiteral("sensors"), translate("app", "Sensors")),
            choice(QStringLiteral("events"), translate("app", "Events")),
            choice(QStringLiteral("people"), translate("app", "People")),
            choice(QStringLiteral("area"), translate("app", "Area")),
            choice(QStringLiteral("plan"), translate("app", "Plan"))};
}

QVariantList RoomPaint::choices(const Twin &twin)
{
    QVariantList list{choice(QStringLiteral("function"), translate("app", "Use of rooms")),
                      choice(QStringLiteral("unit"), translate("app", "Units"))};
    list += unitChoices();
    if (twin.interior()) {
        for (const QString &name : attributesOf(*twin.interior()))
            list.append(choice(QStringLiteral("attribute:%1").arg(name), name));
    }
    return list;
}

}
