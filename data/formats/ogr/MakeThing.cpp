#include "formats/ogr/FeatureMaker.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

/// Devices and their datastreams.
namespace formats
{

namespace
{

using domain::Datastream;
using domain::ThingKind;

struct UsualStream {
    ThingKind kind;
    const char *property;
    const char *unit;
    double period;
};

/// What devices of each kind report where the source does not say.
constexpr UsualStream UsualStreams[] = {
    {ThingKind::Smoke, "smoke", "", 300},
    {ThingKind::Electrical, "residual-current", "mA", 60},
    {ThingKind::Electrical, "current-a", "A", 60},
    {ThingKind::Electrical, "current-b", "A", 60},
    {ThingKind::Electrical, "current-c", "A", 60},
    {ThingKind::Electrical, "voltage-a", "V", 60},
    {ThingKind::Electrical, "voltage-b", "V", 60},
    {ThingKind::Electrical, "voltage-c", "V", 60},
    {ThingKind::Electrical, "cable-temperature", "degC", 60},
    {ThingKind::Tilt, "tilt", "mm", 3600},
    {ThingKind::Gas, "gas", "%LEL", 300},
    {ThingKind::WaterLevel, "water-level", "m", 300},
    {ThingKind::Rain, "rain-rate", "mm/h", 300},
    {ThingKind::Presence, "presence", "", 300},
    {ThingKind::Door, "open", "", 300},
    {ThingKind::Lift, "fault", "", 300},
};

std::vector<Datastream> usualStreams(const domain::Thing &thing)
{
    std::vector<Datastream> streams;
    for (const UsualStream &usual : UsualStreams)
        if (usual.kind == thing.kind)
            streams.push_back(
                {thing.id, QString::fromLatin1(usual.property), QString::fromLatin1(usual.unit), usual.period});
    if (streams.size() > 1)
        for (Datastream &stream : streams)
            stream.id = thing.id + QLatin1Char('/') + stream.property;
    return streams;
}

/// JSON `[{"id", "property", "unit", "period"}]` or "id:property:unit:period;...", the last ones optional.
std::vector<Datastream> parseStreams(const QString &text, const domain::Thing &thing, bool *ok)
{
    std::vector<Datastream> streams;
    *ok = true;
    const auto add = [&](Datastream stream) {
        if (stream.property.isEmpty())
            *ok = false;
        if (stream.id.isEmpty())
            stream.id = thing.id + QLatin1Char('/') + stream.property;
        if (!(stream.periodSeconds > 0))
            stream.periodSeconds = Datastream().periodSeconds;
        streams.push_back(std::move(stream));
    };
    if (text.startsWith(QLatin1Char('[')) || text.startsWith(QLatin1Char('{'))) {
        QJsonParseError error;
        const QJsonDocument json = QJsonDocument::fromJson(text.toUtf8(), &error);
        *ok = error.error == QJsonParseError::NoError;
        const QJsonArray all = json.isArray() ? json.array() : QJsonArray{json.object()};
        for (const QJsonValue &value : all) {
            const QJsonObject object = value.toObject();
            add({object[QLatin1String("id")].toVariant().toString(), object[QLatin1String("property")].toString(),
                 object[QLatin1String("unit")].toString(),
                 object[QLatin1String("period")].toDouble(Datastream().periodSeconds)});
        }
        return streams;
    }
    for (const QString &item : text.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        const QStringList parts = item.trimmed().split(QLatin1Char(':'));
        // Ids may have colons of their own: the last three parts are the rest.
        const qsizetype extra = std::max<qsizetype>(0, parts.size() - 4);
        const auto part = [&](qsizetype i) { return parts.value(i + extra).trimmed(); };
        const QString id = parts.mid(0, extra + 1).join(QLatin1Char(':')).trimmed();
        if (parts.size() == 1)
            add({{}, id, {}, 0});
        else
            add({id, part(1), part(2), part(3).toDouble()});
    }
    return streams;
}

}

/// A file is named from where the table lies; an address stays as it is.
static QString streamOf(const QString &text, const QString &source)
{
    const QFileInfo table(source.section(QLatin1Char('|'), 0, 0));
    if (text.isEmpty() || text.contains(QLatin1String("://")) || QFileInfo(text).isAbsolute() || !table.isFile())
        return text;
    return QDir::cleanPath(table.absoluteDir().filePath(text));
}

bool FeatureMaker::makeThing(const Incoming &incoming, Shape &shape, const QString &name)
{
    const OGRFeature &feature = *incoming.feature;
    const Columns &columns = *incoming.columns;
    domain::Thing thing;
    if (!shape.points.empty())
        thing.position = shape.points.front();
    else if (!shape.polygons.empty() && geometry::normalise(shape.polygons) != geometry::Repair::Nothing)
        thing.position = geometry::Vec3(geometry::representativePoint(shape.polygons), 0.0);
    else if (!shape.lines.empty())
        thing.position = geometry::Vec3(shape.lines.front().front(), 0.0);
    else
        thing.position = geometry::Vec3(geometry::NaN);
    thing.position.z = 0; // the loader stands it on the ground or at its storey
    thing.id = uniqueId(columns.has(Field::Id) ? name : m_setup.request.id + QLatin1Char('/') + name, name);
    columns.nameInto(feature, thing);
    const QString kind = columns.text(feature, Field::Kind);
    thing.kind = domain::thingKindFromName(kind);
    if (thing.kind == ThingKind::Other && !kind.isEmpty() && kind != domain::thingKindName(ThingKind::Other))
        warn("thing-kind-unknown", name,
             QCoreApplication::translate("formats", "'%1' is no kind of device that is known").arg(kind));
    thing.building = columns.text(feature, Field::Building);
    thing.unit = columns.text(feature, Field::Unit);
    if (const StoreyList storeys = parseStoreys(columns.text(feature, Field::Storey)); !storeys.levels.empty())
        thing.storey = storeys.levels.front() == 0 ? 0 : storeyOfLevel(storeys.levels.front(), false);
    thing.address = columns.text(feature, Field::Address);
    thing.addressEn = columns.text(feature, Field::AddressEn);
    thing.stream = streamOf(columns.text(feature, Field::Stream), m_setup.request.source);
    if (const auto height = columns.length(feature, Field::Height); height && std::isfinite(*height))
        thing.heightAboveGround = float(*height);
    if (const QString streams = columns.text(feature, Field::Datastreams); !streams.isEmpty()) {
        bool ok = true;
        thing.datastreams = parseStreams(streams, thing, &ok);
        if (!ok)
            warn("datastreams-unreadable", name,
                 QCoreApplication::translate(
                     "formats", "The datastreams cannot be read; they are JSON or \"id:property:unit:period;...\""));
    }
    if (thing.datastreams.empty())
        thing.datastreams = usualStreams(thing);
    addRow(incoming);
    m_piece.layer.things.push_back(std::move(thing));
    return true;
}

}
