#include "formats/ogr/MakeInterior.h"

#include "formats/Tr.h"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>

namespace formats
{

using geometry::Vec2;

std::vector<int> storeysOf(const OGRFeature &feature, const Columns &columns, Field field, bool fromZero,
                           const Complaint &complain)
{
    const QString text = columns.text(feature, field);
    if (text.isEmpty()) {
        complain("storey-missing", tr("The feature does not say which storey it is on; the first is taken"));
        return {1};
    }
    const StoreyList list = parseStoreys(text);
    std::vector<int> storeys;
    for (const double level : list.levels) {
        if (level == 0 && !fromZero && list.levels.size() > 1)
            continue; // "-2-3" where there is no 0
        storeys.push_back(storeyOfLevel(level, fromZero));
    }
    std::sort(storeys.begin(), storeys.end());
    storeys.erase(std::unique(storeys.begin(), storeys.end()), storeys.end());
    if (storeys.empty())
        complain("storey-unreadable", tr("'%1' names no storey; the feature is left out").arg(text));
    return storeys;
}

namespace
{

QString onStorey(QString text, int storey)
{
    return text.replace(QLatin1String("{storey}"),
                        storey > 0 ? QString::number(storey) : QStringLiteral("B%1").arg(-storey));
}

QString idOn(const InteriorFeature &from, int storey)
{
    const QString id = onStorey(from.name, storey);
    return from.storeys.size() > 1 && id == from.name ? QStringLiteral("%1-%2").arg(id).arg(storey) : id;
}

std::optional<double> finite(std::optional<double> value)
{
    return value && std::isfinite(*value) ? value : std::nullopt;
}

/// The elevation that the columns give, else NaN.
double baseOf(const InteriorFeature &from)
{
    if (const auto base = finite(from.columns.length(from.feature, Field::Base)))
        return *base;
    if (const auto above = finite(from.columns.length(from.feature, Field::BaseAboveGround)))
        return from.ground + *above;
    return geometry::NaN;
}

/// The same, or the geometry's own height where it is one (drawings are often three-dimensional with all heights 0).
double baseOf(const InteriorFeature &from, const Shape &shape)
{
    const double base = baseOf(from);
    return std::isnan(base) && shape.lowest != 0 ? shape.lowest : base;
}

/// 0 where there is none.
double heightOf(const InteriorFeature &from)
{
    const auto height = finite(from.columns.length(from.feature, Field::Height));
    return height && *height > 0 ? *height : 0;
}

bool saysYes(const QString &text)
{
    static const QStringList yes{QStringLiteral("1"),    QStringLiteral("yes"), QStringLiteral("true"),
                                 QStringLiteral("y"),    QStringLiteral("t"),   QStringLiteral("是"),
                                 QStringLiteral("main"), QStringLiteral("有"),  QStringLiteral("emergency")};
    return yes.contains(text.toLower());
}

domain::DoorSwing swingOf(const QString &text)
{
    const QString word = text.toLower();
    const auto says = [&](std::initializer_list<const char *> words) {
        return std::any_of(words.begin(), words.end(),
                           [&](const char *one) { return word.contains(QString::fromUtf8(one)); });
    };
    if (says({"slid", "推拉", "移"}))
        return domain::DoorSwing::Sliding;
    if (says({"double", "双"}))
        return domain::DoorSwing::Double;
    if (says({"left", "左"}))
        return domain::DoorSwing::Left;
    return says({"right", "右"}) ? domain::DoorSwing::Right : domain::DoorSwing::Unknown;
}

/// The middle line of a door drawn as an area: along its longest side.
std::pair<Vec2, Vec2> middleLine(const geometry::Ring &ring)
{
    Vec2 along(1, 0);
    double longest = 0;
    for (size_t i = 0; i < ring.size(); ++i) {
        const Vec2 side = ring[(i + 1) % ring.size()] - ring[i];
        if (const double length = glm::length(side); length > longest) {
            longest = length;
            along = side / length;
        }
    }
    const Vec2 across(-along.y, along.x);
    geometry::Box2 box;
    for (const Vec2 &p : ring)
        box.add(Vec2(glm::dot(p, along), glm::dot(p, across)));
    const double middle = box.centre().y;
    return {along * box.min.x + across * middle, along * box.max.x + across * middle};
}

}

std::vector<domain::Storey> storeysFrom(const InteriorFeature &from)
{
    std::vector<domain::Storey> storeys;
    for (const int number : from.storeys) {
        domain::Storey storey;
        storey.id = idOn(from, number);
        if (from.storeys.size() == 1)
            from.columns.nameInto(from.feature, storey);
        storey.number = number;
        storey.base = number == from.storeys.front() ? baseOf(from) : geometry::NaN;
        storey.height = heightOf(from);
        storeys.push_back(std::move(storey));
    }
    return storeys;
}

std::vector<domain::Unit> unitsFrom(const InteriorFeature &from)
{
    const OGRFeature &feature = from.feature;
    const Columns &columns = from.columns;
    const auto few = [&](Field field) { return quint8(std::clamp(columns.count(feature, field).value_or(0), 0, 255)); };
    domain::Unit unit;
    unit.rooms = few(Field::Rooms);
    unit.halls = few(Field::Halls);
    unit.kitchens = few(Field::Kitchens);
    unit.baths = few(Field::Baths);
    unit.area = float(std::max(0.0, columns.number(feature, Field::FloorArea).value_or(0.0)));
    unit.tenancy = columns.text(feature, Field::Tenancy);
    unit.occupants = std::max(0, columns.count(feature, Field::Occupants).value_or(0));
    const QString number = columns.text(feature, Field::Number);
    std::vector<domain::Unit> units;
    for (const int storey : from.storeys) {
        unit.id = idOn(from, storey);
        unit.number = onStorey(number, storey);
        unit.storey = storey;
        units.push_back(unit);
    }
    return units;
}

std::vector<domain::Space> spacesFrom(const InteriorFeature &from, Shape &shape, const Complaint &complain)
{
    const OGRFeature &feature = from.feature;
    const Columns &columns = from.columns;
    domain::Space space;
    const double base = baseOf(from, shape);
    if (!isUsable(shape, complain) || !takeAreas(shape, space.shape, complain))
        return {};
    columns.nameInto(feature, space);
    space.longName = columns.text(feature, Field::LongName);
    space.function = domain::spaceFunctionFromName(columns.text(feature, Field::Function));
    for (const QString &name : {space.name, space.longName}) {
        if (space.function == domain::SpaceFunction::Unknown)
            space.function = domain::spaceFunctionFromName(name);
    }
    space.height = float(heightOf(from));
    space.area = float(std::max(0.0, finite(columns.number(feature, Field::FloorArea)).value_or(0.0)));
    constexpr double Doubtful = 6; // metres: no ground floor is so far from the ground
    if (from.storeys.front() == 1 && std::abs(base - from.ground) > Doubtful)
        complain("base-doubtful",
                 tr("A base of %1 m on the first storey is far from the building's ground; if it is meant above "
                    "the ground, name its field as baseAboveGround")
                     .arg(base, 0, 'f', 1));
    const QString unit = columns.text(feature, Field::Unit);
    std::vector<domain::Space> spaces;
    for (const int storey : from.storeys) {
        space.id = idOn(from, storey);
        space.unit = onStorey(unit, storey);
        space.storey = storey;
        space.base = storey == from.storeys.front() ? base : geometry::NaN;
        spaces.push_back(space);
    }
    return spaces;
}

std::vector<domain::Door> doorsFrom(const InteriorFeature &from, const Shape &shape, const Complaint &complain)
{
    if (!isUsable(shape, complain))
        return {};
    const OGRFeature &feature = from.feature;
    const Columns &columns = from.columns;
    constexpr double UsualWidth = 0.9, Widest = 30;
    domain::Door door;
    if (!shape.lines.empty()) {
        door.from = shape.lines.front().front();
        door.to = shape.lines.front().back();
    } else if (!shape.points.empty()) {
        const auto wanted = finite(columns.length(feature, Field::Width));
        const double width = wanted && *wanted > 0 && *wanted < Widest ? *wanted : UsualWidth;
        const Vec2 at(shape.points.front());
        door.from = at - Vec2(width / 2, 0);
        door.to = at + Vec2(width / 2, 0);
        door.isPoint = true;
    } else {
        std::tie(door.from, door.to) = middleLine(shape.polygons.front().outer);
    }
    const double width = glm::length(door.to - door.from);
    if (!(width > 0.05) || width > Widest) {
        complain("door-width", tr("A door of %1 m is none; it is left out").arg(width, 0, 'f', 2));
        return {};
    }
    door.name = columns.text(feature, Field::Name);
    const QString function = columns.text(feature, Field::Function).toLower();
    const auto is = [&](std::initializer_list<const char *> words) {
        return std::any_of(words.begin(), words.end(),
                           [&](const char *word) { return function.contains(QString::fromUtf8(word)); });
    };
    door.isWindow = saysYes(columns.text(feature, Field::Window)) || is({"window", "窗"});
    door.isEntrance =
        !door.isWindow && (saysYes(columns.text(feature, Field::Entrance)) || is({"entrance", "入口", "exit", "出口"}));
    door.swing = swingOf(columns.text(feature, Field::Swing));
    if (const double height = heightOf(from); height > 0)
        door.height = float(height);
    const double base = baseOf(from, shape);
    std::vector<domain::Door> doors;
    for (const int storey : from.storeys) {
        door.id = idOn(from, storey);
        door.storey = storey;
        door.base = storey == from.storeys.front() ? base : geometry::NaN;
        doors.push_back(door);
    }
    return doors;
}

}
