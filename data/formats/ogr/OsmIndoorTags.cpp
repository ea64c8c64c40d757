#include "formats/ogr/OsmIndoorTags.h"

#include "formats/FieldMatch.h"
#include "formats/ogr/OsmTags.h"

#include <ogr_feature.h>

#include <algorithm>
#include <cstring>

namespace formats::osm
{

using domain::SpaceFunction;

QString first(const Tags &tags, std::initializer_list<const char *> keys)
{
    for (const char *key : keys) {
        const QString value = tags.value(QString::fromLatin1(key));
        if (!value.isEmpty() && value != QLatin1String("no"))
            return value;
    }
    return {};
}

bool has(const Tags &tags, const char *key, const char *value)
{
    return tags.value(QString::fromLatin1(key)) == QLatin1String(value);
}

Tags indoorTags(const OGRFeature &feature, bool all)
{
    Tags tags;
    const int packed = feature.GetFieldIndex("other_tags");
    const char *other = packed >= 0 && feature.IsFieldSetAndNotNull(packed) ? feature.GetFieldAsString(packed) : "";
    const auto says = [&](const char *key) { return strstr(other, key) != nullptr; };
    if (!all && !says("\"level\"=>") && !says("\"indoor\"=>") && !says("\"room\"=>") && !says("\"repeat_on\"=>") &&
        !says("\"door\"=>") && !says("\"entrance\"=>"))
        return tags;
    for (auto &[key, value] : parseHstore(QString::fromUtf8(other)))
        tags.insert(key, value);
    for (int i = 0; i < feature.GetFieldCount(); ++i) {
        if (i != packed && feature.IsFieldSetAndNotNull(i))
            tags.insert(QString::fromUtf8(feature.GetFieldDefnRef(i)->GetNameRef()),
                        QString::fromUtf8(feature.GetFieldAsString(i)));
    }
    return tags;
}

static bool isStair(const Tags &tags)
{
    return has(tags, "highway", "steps") || has(tags, "room", "stairs") || has(tags, "indoor", "staircase") ||
           !first(tags, {"stairs"}).isEmpty();
}

bool isLift(const Tags &tags)
{
    return has(tags, "highway", "elevator") || has(tags, "room", "elevator") || has(tags, "indoor", "elevator") ||
           !first(tags, {"elevator"}).isEmpty();
}

bool isSpace(const Tags &tags)
{
    if (!first(tags, {"building", "building:part"}).isEmpty() && first(tags, {"indoor", "room"}).isEmpty())
        return false;
    const QString indoor = first(tags, {"indoor"});
    if (indoor == QLatin1String("wall") || indoor == QLatin1String("level") || indoor == QLatin1String("door"))
        return false;
    if (!indoor.isEmpty() || !first(tags, {"room"}).isEmpty())
        return true;
    return tags.contains(QStringLiteral("level")) &&
           (isStair(tags) || isLift(tags) ||
            !first(tags, {"shop", "amenity", "office", "tourism", "leisure", "healthcare", "public_transport", "area"})
                 .isEmpty() ||
            has(tags, "railway", "platform") || has(tags, "highway", "corridor"));
}

SpaceFunction functionOf(const Tags &tags)
{
    if (isStair(tags))
        return SpaceFunction::Stair;
    if (isLift(tags))
        return SpaceFunction::Lift;
    for (const char *key : {"room", "amenity", "railway", "public_transport", "indoor"}) {
        const QString value = first(tags, {key});
        if (value == QLatin1String("area"))
            return SpaceFunction::Hall;
        if (const auto function = domain::spaceFunctionFromName(value);
            function != SpaceFunction::Unknown && !(function == SpaceFunction::Room && tags.contains("shop")))
            return function;
    }
    if (!first(tags, {"shop", "amenity"}).isEmpty())
        return SpaceFunction::Shop;
    return first(tags, {"office", "public_transport"}).isEmpty() ? SpaceFunction::Unknown : SpaceFunction::Office;
}

std::vector<double> levelsOf(const Tags &tags)
{
    std::vector<double> levels;
    for (const char *key : {"level", "repeat_on"}) {
        for (const double level : parseStoreys(tags.value(QString::fromLatin1(key))).levels)
            levels.push_back(level);
    }
    std::sort(levels.begin(), levels.end());
    levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
    return levels.empty() ? std::vector<double>{0.0} : levels;
}

}
