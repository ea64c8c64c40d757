#include "interior/Compare.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace interior
{

using geometry::Vec2;
using geometry::Vec3;

namespace
{

constexpr double Same = 0.01;        ///< metres: less is no change
constexpr double SameMiddle = 0.002; ///< metres: of a whole surface, in which single points weigh little
constexpr double Near = 0.05;        ///< metres: the same place

/// What of an object is compared.
struct Item {
    domain::ObjectRef object;
    QString key; ///< its own id
    QString type, name;
    std::vector<std::pair<QString, QString>> properties;
    geometry::Box3 box;
    double area = 0, volume = 0; ///< of its shape: two boxes can be alike
    Vec3 middle{0};              ///< of its surface, from the corner of its box: an opening can move along a wall
    size_t triangles = 0;
};

void measureSurface(const geometry::Mesh &mesh, Item &item)
{
    const auto at = [&](size_t i) { return mesh.origin - item.box.min + Vec3(mesh.positions[mesh.indices[i]]); };
    for (size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        const Vec3 across = glm::cross(at(i + 1) - at(i), at(i + 2) - at(i));
        const double area = glm::length(across) / 2;
        item.area += area;
        item.middle += area / 3 * (at(i) + at(i + 1) + at(i + 2));
        item.volume += glm::dot(at(i), across) / 6;
    }
    if (item.area > 0)
        item.middle /= item.area;
}

Item itemOf(const domain::Element &element)
{
    Item item;
    item.object = {domain::ObjectKind::Element, element.id};
    item.type = element.type;
    item.name = element.name;
    item.properties = element.properties;
    item.properties.emplace_back(QStringLiteral("storey"), QString::number(element.storey));
    item.box = element.mesh.bounds();
    measureSurface(element.mesh, item);
    item.triangles = element.mesh.triangles();
    return item;
}

Item itemOf(const domain::Space &space)
{
    Item item;
    item.object = {domain::ObjectKind::Space, space.id};
    item.type = QStringLiteral("Space");
    item.name = space.name;
    item.properties = space.properties;
    item.properties.emplace_back(QStringLiteral("storey"), QString::number(space.storey));
    item.properties.emplace_back(QStringLiteral("longName"), space.longName);
    item.properties.emplace_back(QStringLiteral("function"), domain::spaceFunctionName(space.function));
    item.properties.emplace_back(QStringLiteral("unit"), space.unit);
    const geometry::Box2 flat = geometry::bounds(space.shape);
    if (!flat.isEmpty()) {
        item.box.add(Vec3(flat.min, space.base));
        item.box.add(Vec3(flat.max, space.base + double(space.height)));
        item.area = geometry::area(space.shape);
    }
    return item;
}

Item itemOf(const domain::Door &door, const domain::Element *element)
{
    Item item = element ? itemOf(*element) : Item();
    item.object = {domain::ObjectKind::Door, door.id};
    item.name = door.name;
    if (!element)
        item.type = door.isWindow ? QStringLiteral("Window") : QStringLiteral("Door");
    const auto size = [&](const char *name, double value) {
        item.properties.emplace_back(QString::fromLatin1(name), QString::number(std::round(value * 100) / 100, 'f', 2));
    };
    size("width", double(door.width()));
    size("height", double(door.height));
    if (item.box.isEmpty()) {
        item.properties.emplace_back(QStringLiteral("storey"), QString::number(door.storey));
        item.box.add(Vec3(door.from, door.base));
        item.box.add(Vec3(door.to, door.base + double(door.height)));
    }
    return item;
}

std::vector<Item> itemsOf(const domain::Interior &interior)
{
    std::vector<Item> items;
    QHash<QString, const domain::Element *> elements;
    for (const domain::Element &element : interior.elements)
        elements.insert(element.id, &element);
    for (const domain::Space &space : interior.spaces)
        items.push_back(itemOf(space));
    QHash<QString, bool> asDoor;
    for (const domain::Door &door : interior.doors) {
        const domain::Element *element = elements.value(door.id);
        if (element)
            asDoor.insert(door.id, true);
        items.push_back(itemOf(door, element));
    }
    for (const domain::Element &element : interior.elements) {
        if (!asDoor.contains(element.id))
            items.push_back(itemOf(element));
    }
    for (Item &item : items)
        item.key = domain::partOfInsideId(item.object.id);
    return items;
}

bool sameSize(const Item &a, const Item &b)
{
    const Vec3 d = glm::abs(a.box.size() - b.box.size());
    return a.box.isEmpty() == b.box.isEmpty() && (a.box.isEmpty() || std::max({d.x, d.y, d.z}) < Same);
}

bool sameShape(const Item &a, const Item &b)
{
    const double size = a.box.isEmpty() ? 0 : glm::length(a.box.size());
    // Areas change by the size times a change of lengths.
    return sameSize(a, b) && glm::length(a.middle - b.middle) <= SameMiddle &&
           std::abs(a.area - b.area) <= Same * std::max(size, 1.0) &&
           std::abs(std::abs(a.volume) - std::abs(b.volume)) <= Same * std::max(size * size, 1.0);
}

double distance(const Item &a, const Item &b)
{
    if (a.box.isEmpty() || b.box.isEmpty())
        return a.box.isEmpty() == b.box.isEmpty() ? 0 : std::numeric_limits<double>::infinity();
    return glm::length(a.box.centre() - b.box.centre());
}

/// A turned object has its size about, but not where its parts are: by volume and area, whatever its box. Within the
/// same box it is turned by half only; otherwise a part of it has moved.
bool isTurned(const Item &a, const Item &b)
{
    const Vec3 size = a.box.size(), half(size.x - a.middle.x, size.y - a.middle.y, a.middle.z);
    if (sameSize(a, b) && glm::length(half - b.middle) > SameMiddle)
        return false;
    return a.triangles > 0 && a.triangles == b.triangles && a.volume != 0 &&
           std::abs(a.area - b.area) <= 1e-3 * a.area && std::abs(a.volume - b.volume) <= 1e-3 * std::abs(a.volume);
}

std::vector<PropertyChange> changesOf(const Item &before, const Item &after)
{
    std::map<QString, std::pair<QString, QString>> values;
    for (const auto &[name, value] : before.properties)
        values[name].first = value;
    for (const auto &[name, value] : after.properties)
        values[name].second = value;
    values[QStringLiteral("name")] = {before.name, after.name};
    values[QStringLiteral("type")] = {before.type, after.type};
    std::vector<PropertyChange> changes;
    for (const auto &[name, pair] : values) {
        if (pair.first != pair.second)
            changes.push_back({name, pair.first, pair.second});
    }
    return changes;
}

class Comparer
{
public:
    Comparer(std::vector<Item> before, std::vector<Item> after)
        : m_before(std::move(before)), m_after(std::move(after)), m_partner(m_after.size(), -1),
          m_taken(m_before.size(), false)
    {
    }

    Comparison run()
    {
        pairById();
        pairByPlace();
        pairBySize();
        Comparison comparison;
        for (size_t i = 0; i < m_before.size(); ++i) {
            if (!m_taken[i])
                comparison.differences.push_back(difference(Change::Removed, m_before[i], &m_before[i]));
        }
        for (size_t i = 0; i < m_after.size(); ++i) {
            if (m_partner[i] < 0)
                comparison.differences.push_back(difference(Change::Added, m_after[i], nullptr));
            else
                compareTwo(m_before[size_t(m_partner[i])], m_after[i], comparison);
        }
        constexpr int Order[] = {1, 0, 2, 3, 4};
        std::stable_sort(comparison.differences.begin(), comparison.differences.end(),
                         [&](const Difference &a, const Difference &b) {
                             return std::tie(Order[int(a.change)], a.type, a.name) <
                                    std::tie(Order[int(b.change)], b.type, b.name);
                         });
        return comparison;
    }

private:
    using Key = std::tuple<domain::ObjectKind, QString, QString>;

    void pair(size_t before, size_t after)
    {
        m_partner[after] = qint32(before);
        m_taken[before] = true;
    }

    void pairById()
    {
        QHash<std::pair<int, QString>, size_t> known;
        for (size_t i = m_before.size(); i-- > 0;)
            known.insert({int(m_before[i].object.kind), m_before[i].key}, i);
        for (size_t i = 0; i < m_after.size(); ++i) {
            const auto found = known.constFind({int(m_after[i].object.kind), m_after[i].key});
            if (found != known.constEnd() && !m_taken[*found] && !m_after[i].key.isEmpty())
                pair(*found, i);
        }
    }

    /// Those left of `items`, by kind, type and name.
    template <typename IsFree>
    static std::map<Key, std::vector<size_t>> groups(const std::vector<Item> &items, const IsFree &isFree)
    {
        std::map<Key, std::vector<size_t>> groups;
        for (size_t i = 0; i < items.size(); ++i) {
            if (isFree(i))
                groups[{items[i].object.kind, items[i].type, items[i].name}].push_back(i);
        }
        return groups;
    }

    /// Pairs the nearest first of those that `fit`.
    template <typename Fit> void pairNearest(const Fit &fit)
    {
        const auto before = groups(m_before, [&](size_t i) { return !m_taken[i]; });
        for (const auto &[key, mine] : groups(m_after, [&](size_t i) { return m_partner[i] < 0; })) {
            const auto others = before.find(key);
            constexpr size_t Most = 4'000'000; // a model of one class and name without ids: all would be tried with all
            if (others == before.end() || mine.size() * others->second.size() > Most)
                continue;
            std::vector<std::tuple<double, size_t, size_t>> pairs;
            for (const size_t a : mine) {
                for (const size_t b : others->second) {
                    const double apart = distance(m_before[b], m_after[a]);
                    if (fit(m_before[b], m_after[a], apart))
                        pairs.emplace_back(apart, b, a);
                }
            }
            std::sort(pairs.begin(), pairs.end());
            for (const auto &[apart, b, a] : pairs) {
                if (!m_taken[b] && m_partner[a] < 0)
                    pair(b, a);
            }
        }
    }
    void pairByPlace()
    {
        pairNearest([](const Item &, const Item &, double apart) { return apart < Near; });
    }
    void pairBySize()
    {
        pairNearest([](const Item &a, const Item &b, double apart) { return std::isfinite(apart) && sameSize(a, b); });
    }

    static Difference difference(Change change, const Item &item, const Item *before)
    {
        Difference made;
        made.change = change;
        made.object = item.object;
        made.before = before ? before->object.id : QString();
        made.type = item.type;
        made.name = item.name;
        return made;
    }

    static void compareTwo(const Item &before, const Item &after, Comparison &to)
    {
        std::vector<PropertyChange> properties = changesOf(before, after);
        const double moved = distance(before, after);
        const bool isSame = sameShape(before, after), turned = !isSame && isTurned(before, after);
        Change change = Change::Changed;
        if (isSame && moved < Same && properties.empty()) {
            ++to.same;
            return;
        }
        if (!isSame && !turned)
            change = Change::Reshaped;
        else if (turned || moved >= Same)
            change = Change::Moved;
        Difference made = difference(change, after, &before);
        made.distance = std::isfinite(moved) && change == Change::Moved ? moved : 0;
        made.properties = std::move(properties);
        to.differences.push_back(std::move(made));
    }

    std::vector<Item> m_before, m_after;
    std::vector<qint32> m_partner; ///< of those after: index into those before
    std::vector<bool> m_taken;     ///< of those before
};

}

size_t Comparison::count(Change change) const
{
    return size_t(std::count_if(differences.begin(), differences.end(),
                                [change](const Difference &one) { return one.change == change; }));
}

Comparison compare(const domain::Interior &before, const domain::Interior &after)
{
    return Comparer(itemsOf(before), itemsOf(after)).run();
}

}
