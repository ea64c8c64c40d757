#include "formats/ogr/OsmTags.h"

#include <QFile>
#include <QSet>

#include <cpl_vsi.h>
#include <ogr_feature.h>

#include <mutex>

namespace formats
{

using domain::LayerKind;

QByteArray osmConfigPath()
{
    static const QByteArray path = "/vsimem/yunjie-osmconf.ini";
    static const QByteArray text =
        "attribute_name_laundering=no\n"
        "closed_ways_are_polygons=aeroway,amenity,boundary,building,building:part,craft,geological,historic,landuse,"
        "leisure,"
        "military,natural,office,place,shop,sport,tourism,area:highway,highway=platform,public_transport=platform,"
        "waterway=riverbank,waterway=dock\n"
        "[points]\nosm_id=yes\nattributes=name,name:en,name:zh,amenity,shop,tourism,leisure,office,healthcare,public_"
        "transport,railway,"
        "highway,man_made,emergency,addr:street,addr:housenumber\n"
        "ignore=created_by,converted_by,source,note,fixme,FIXME\n"
        "[lines]\nosm_id=yes\nattributes=name,name:en,name:zh,highway,railway,waterway,width,est_width,lanes,bridge,"
        "tunnel,layer,area\n"
        "ignore=created_by,converted_by,source,note,fixme,FIXME\n"
        "[multipolygons]\nosm_id=yes\nattributes=name,name:en,name:zh,building,building:part,height,building:height,"
        "min_height,"
        "building:levels,"
        "building:levels:underground,building:min_level,roof:shape,building:roof:shape,roof:height,roof:levels,roof:"
        "direction,"
        "building:use,building:flats,building:material,start_date,addr:street,addr:housenumber,addr:full,amenity,shop,"
        "tourism,"
        "leisure,office,healthcare,natural,water,waterway,landuse,boundary,admin_level,highway,area:highway,railway,"
        "aeroway,"
        "place,ref,layer,bridge,tunnel\n"
        "ignore=created_by,converted_by,source,note,fixme,FIXME\n"
        "[multilinestrings]\nosm_id=yes\nattributes=name,type\n"
        "[other_relations]\nosm_id=yes\nattributes=name,type\n";
    static std::once_flag once;
    std::call_once(once, [] {
        VSIFCloseL(VSIFileFromMemBuffer(path.constData(),
                                        reinterpret_cast<GByte *>(const_cast<char *>(text.constData())),
                                        vsi_l_offset(text.size()), FALSE));
    });
    return path;
}

const std::vector<LayerKind> &osmKinds()
{
    static const std::vector<LayerKind> kinds{LayerKind::Area, LayerKind::Water,    LayerKind::Green,   LayerKind::Road,
                                              LayerKind::Rail, LayerKind::Building, LayerKind::Facility};
    return kinds;
}

std::vector<QString> osmLayersOf(LayerKind kind)
{
    const QString points = QStringLiteral("points"), lines = QStringLiteral("lines"),
                  areas = QStringLiteral("multipolygons");
    switch (kind) {
    case LayerKind::Road:
    case LayerKind::Water:
        return {lines, areas};
    case LayerKind::Rail:
        return {lines};
    case LayerKind::Facility:
        return {points, areas};
    case LayerKind::Point:
        return {points};
    default:
        return {areas};
    }
}

namespace
{

/// A tag that is a column of GDAL's layer; empty where unset.
class FeatureTags
{
public:
    explicit FeatureTags(const OGRFeature &feature) : m_feature(feature) {}
    QString operator[](const char *key) const
    {
        const int index = m_feature.GetFieldIndex(key);
        return index < 0 || !m_feature.IsFieldSetAndNotNull(index)
                   ? QString()
                   : QString::fromUtf8(m_feature.GetFieldAsString(index));
    }

private:
    const OGRFeature &m_feature;
};

bool isOneOf(const QString &value, const QSet<QString> &set)
{
    return !value.isEmpty() && set.contains(value);
}

QString firstOf(const FeatureTags &tags, std::initializer_list<const char *> keys)
{
    for (const char *key : keys)
        if (const QString value = tags[key]; !value.isEmpty() && value != QLatin1String("no"))
            return value;
    return {};
}

std::optional<OsmClass> classifyArea(const FeatureTags &tags)
{
    static const QSet<QString> waters{QStringLiteral("reservoir"), QStringLiteral("basin"),
                                      QStringLiteral("salt_pond")};
    static const QSet<QString> greens{
        QStringLiteral("park"),          QStringLiteral("garden"),         QStringLiteral("pitch"),
        QStringLiteral("playground"),    QStringLiteral("nature_reserve"), QStringLiteral("golf_course"),
        QStringLiteral("common"),        QStringLiteral("dog_park"),       QStringLiteral("grass"),
        QStringLiteral("forest"),        QStringLiteral("meadow"),         QStringLiteral("recreation_ground"),
        QStringLiteral("village_green"), QStringLiteral("cemetery"),       QStringLiteral("orchard"),
        QStringLiteral("farmland"),      QStringLiteral("allotments"),     QStringLiteral("vineyard"),
        QStringLiteral("flowerbed"),     QStringLiteral("wood"),           QStringLiteral("scrub"),
        QStringLiteral("grassland"),     QStringLiteral("heath"),          QStringLiteral("plant_nursery")};
    if (const QString building = firstOf(tags, {"building", "building:part"}); !building.isEmpty())
        return OsmClass{LayerKind::Building, building};
    if (tags["natural"] == QLatin1String("water") || tags["natural"] == QLatin1String("bay") ||
        !tags["waterway"].isEmpty() || isOneOf(tags["landuse"], waters) ||
        tags["leisure"] == QLatin1String("swimming_pool"))
        return OsmClass{LayerKind::Water, firstOf(tags, {"water", "waterway", "natural", "landuse", "leisure"})};
    for (const char *key : {"leisure", "landuse", "natural"})
        if (isOneOf(tags[key], greens))
            return OsmClass{LayerKind::Green, tags[key]};
    if (const QString road = firstOf(tags, {"area:highway", "highway"}); !road.isEmpty())
        return OsmClass{LayerKind::Road, road};
    if (tags["boundary"] == QLatin1String("administrative"))
        return tags["admin_level"].toInt() >= 8 ? std::optional(OsmClass{LayerKind::Area, tags["admin_level"]})
                                                : std::nullopt;
    if (const QString what =
            firstOf(tags, {"amenity", "healthcare", "tourism", "shop", "office", "leisure", "public_transport"});
        !what.isEmpty())
        return OsmClass{LayerKind::Facility, what};
    return std::nullopt;
}

std::optional<OsmClass> classifyLine(const FeatureTags &tags)
{
    static const QSet<QString> noRoads{QStringLiteral("proposed"),  QStringLiteral("razed"),
                                       QStringLiteral("abandoned"), QStringLiteral("corridor"),
                                       QStringLiteral("elevator"),  QStringLiteral("platform"),
                                       QStringLiteral("rest_area"), QStringLiteral("construction")};
    static const QSet<QString> rails{QStringLiteral("rail"),      QStringLiteral("light_rail"),
                                     QStringLiteral("tram"),      QStringLiteral("subway"),
                                     QStringLiteral("monorail"),  QStringLiteral("narrow_gauge"),
                                     QStringLiteral("funicular"), QStringLiteral("preserved")};
    static const QSet<QString> waters{QStringLiteral("river"), QStringLiteral("stream"),
                                      QStringLiteral("canal"), QStringLiteral("drain"),
                                      QStringLiteral("ditch"), QStringLiteral("tidal_channel")};
    if (const QString road = tags["highway"]; !road.isEmpty() && !noRoads.contains(road))
        return OsmClass{LayerKind::Road, road};
    if (isOneOf(tags["railway"], rails))
        return OsmClass{LayerKind::Rail, tags["railway"]};
    if (isOneOf(tags["waterway"], waters))
        return OsmClass{LayerKind::Water, tags["waterway"]};
    return std::nullopt;
}

}

std::optional<OsmClass> classifyOsm(const OGRFeature &feature, const QString &layer)
{
    const FeatureTags tags(feature);
    if (layer == QLatin1String("multipolygons"))
        return classifyArea(tags);
    if (layer == QLatin1String("lines"))
        return classifyLine(tags);
    if (layer == QLatin1String("points"))
        if (const QString what = firstOf(tags, {"amenity", "healthcare", "tourism", "shop", "office", "leisure",
                                                "public_transport", "emergency"});
            !what.isEmpty())
            return OsmClass{LayerKind::Facility, what};
    return std::nullopt;
}

QString osmId(const OGRFeature &feature, const QString &layer)
{
    const FeatureTags tags(feature);
    if (const QString way = tags["osm_way_id"]; !way.isEmpty())
        return QLatin1Char('w') + way;
    const QString prefix = layer == QLatin1String("points")  ? QStringLiteral("n")
                           : layer == QLatin1String("lines") ? QStringLiteral("w")
                                                             : QStringLiteral("r");
    return prefix + tags["osm_id"];
}

std::vector<std::pair<QString, QString>> parseHstore(const QString &text)
{
    std::vector<std::pair<QString, QString>> tags;
    qsizetype i = 0;
    const auto quoted = [&]() {
        QString value;
        i = text.indexOf(QLatin1Char('"'), i);
        if (i < 0)
            return value;
        for (++i; i < text.size() && text[i] != QLatin1Char('"'); ++i) {
            if (text[i] == QLatin1Char('\\') && i + 1 < text.size())
                ++i;
            value += text[i];
        }
        ++i;
        return value;
    };
    while (i >= 0 && i < text.size()) {
        const QString key = quoted();
        const QString value = i < 0 ? QString() : quoted();
        if (!key.isEmpty() && !value.isEmpty())
            tags.emplace_back(key, value);
    }
    return tags;
}

namespace
{

/// Reads one protocol-buffer variable-length integer; false at the end.
bool readVarint(const QByteArray &bytes, qsizetype &at, quint64 &value)
{
    value = 0;
    for (int shift = 0; at < bytes.size() && shift < 64; shift += 7) {
        const uchar byte = uchar(bytes[at++]);
        value |= quint64(byte & 0x7f) << shift;
        if (!(byte & 0x80))
            return true;
    }
    return false;
}

}

QString unreadableOsmCompression(const QString &path)
{
    QFile file(path);
    if (!path.endsWith(QLatin1String(".pbf"), Qt::CaseInsensitive) || !file.open(QIODevice::ReadOnly))
        return {};
    // The first block is the header, the second the first one with data.
    for (int block = 0; block < 2; ++block) {
        const QByteArray size = file.read(4);
        if (size.size() < 4)
            return {};
        const quint32 headerSize = quint32(uchar(size[0])) << 24 | quint32(uchar(size[1])) << 16 |
                                   quint32(uchar(size[2])) << 8 | uchar(size[3]);
        const QByteArray header = headerSize < 65536 ? file.read(headerSize) : QByteArray();
        quint64 tag = 0, value = 0, dataSize = 0;
        for (qsizetype at = 0; readVarint(header, at, tag) && readVarint(header, at, value);) {
            if ((tag & 7) == 2)
                at += qsizetype(value);
            else if (tag >> 3 == 3)
                dataSize = value;
        }
        if (dataSize == 0 || dataSize > 64u << 20)
            return {};
        const qint64 next = file.pos() + qint64(dataSize);
        // The compressed bytes are one long field; the ones before it are short.
        const QByteArray blob = file.read(32);
        for (qsizetype at = 0; readVarint(blob, at, tag) && readVarint(blob, at, value);) {
            if ((tag & 7) != 2)
                continue;
            switch (tag >> 3) {
            case 4:
                return QStringLiteral("LZMA");
            case 5:
                return QStringLiteral("bzip2");
            case 6:
                return QStringLiteral("LZ4");
            case 7:
                return QStringLiteral("Zstandard");
            default:
                break;
            }
            break;
        }
        file.seek(next);
    }
    return {};
}

}
