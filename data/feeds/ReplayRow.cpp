#include "feeds/ReplayRow.h"

#include "feeds/Payload.h"
#include "feeds/TextView.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <charconv>
#include <cmath>

namespace feeds
{

namespace
{

struct FieldNames {
    Field field;
    const char *name;  ///< in a project's "fields"
    const char *usual; ///< columns that mean it, plain, separated by blanks, the surest first
};

constexpr FieldNames AllNames[] = {
    {Field::Id, "id",
     "id uniquekey servicerequestid caseenquiryid requestid caseid eventid ticketid incidentid 编号 工单编号 事件编号 "
     "工单号"},
    {Field::Type, "type",
     "type servicecode complainttype servicename category requesttype eventtype 类型 事件类型 事项类型 类别"},
    {Field::Title, "title", "title casetitle summary subject 标题 事件标题"},
    {Field::Description, "description", "description descriptor details text 描述 事件描述 内容 问题描述"},
    {Field::State, "state", "state status casestatus requeststatus 状态 处理状态 办理状态"},
    {Field::Reported, "reported",
     "reported requesteddatetime createddate opendt opened openeddate created createdat reportedat 上报时间 发生时间 "
     "创建时间 受理时间"},
    {Field::Updated, "updated", "updated updateddatetime resolutionactionupdateddate lastupdated updatedat 更新时间"},
    {Field::Closed, "closed",
     "closed closeddate closeddt closedat closedatetime completed completeddate 结案时间 办结时间 关闭时间"},
    {Field::Due, "due", "due duedate targetdt expecteddatetime deadline 截止时间 办理期限"},
    {Field::Latitude, "lat", "lat latitude y 纬度"},
    {Field::Longitude, "lon", "lon long lng longitude x 经度"},
    {Field::Address, "address", "address incidentaddress location locationstreetname 地址 事发地址 地点"},
    {Field::Source, "source", "source channel methodreceived openedvia 来源 事件来源"},
    {Field::Class, "class", "class level 级别 等级"},
    {Field::Place, "place", "place building buildingcode 楼栋编码"},
    {Field::Media, "media", "media mediaurl photo submittedphoto 照片"},
    {Field::Severity, "severity", "severity priority 严重程度"},
    {Field::Time, "time", "time phenomenontime timestamp datetime date ts t 时间 采集时间"},
    {Field::Datastream, "datastream", "datastream datastreamid stream sensor sensorid 数据流"},
    {Field::Result, "result", "result value reading measurement 数值 读数 值"},
    {Field::Thing, "thing", "thing thingid device deviceid 设备 设备编号"},
    {Field::Status, "status", "status 状态"},
};

/// "Unique Key" and "unique_key" are one.
QString plain(const QString &column)
{
    QString word;
    for (const QChar c : column) {
        if (c.isLetterOrNumber())
            word += c.toLower();
    }
    return word;
}

bool toNumber(std::string_view text, double &number)
{
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && rest == text.data() + text.size() && std::isfinite(number);
}

tl::unexpected<base::Error> badRow(const QString &why)
{
    return base::failure(QStringLiteral("row-malformed"), why);
}

}

base::Result<FieldMap> FieldMap::create(const FeedConfig &config, const QStringList &columns, const QString &source,
                                        base::Warnings &warnings)
{
    FieldMap map;
    map.m_columns.fill(-1);
    QHash<QString, int> plainColumns;
    for (int i = 0; i < columns.size(); ++i) {
        if (!plainColumns.contains(plain(columns[i])))
            plainColumns.insert(plain(columns[i]), i);
    }
    const auto wanted = [&config](const char *name) { return config.fields.value(QLatin1String(name)); };
    const auto tie = [&](const FieldNames &names, const QString &column) {
        if (column.startsWith(u'=')) {
            map.m_constants[size_t(names.field)] = column.mid(1).toStdString();
            return;
        }
        map.m_columns[size_t(names.field)] = int(columns.indexOf(column));
        if (map.m_columns[size_t(names.field)] < 0)
            map.m_columns[size_t(names.field)] = plainColumns.value(plain(column), -1);
        if (map.m_columns[size_t(names.field)] < 0)
            warnings.add(QStringLiteral("field-missing"), source, column,
                         QCoreApplication::translate("feeds", "the feed's \"fields\" name a column that is not there"));
    };
    const auto guess = [&](const FieldNames &names) {
        const QStringList usual = QString::fromUtf8(names.usual).split(u' ');
        for (const QString &name : usual) {
            if (const int column = plainColumns.value(name, -1); column >= 0) {
                map.m_columns[size_t(names.field)] = column;
                return;
            }
        }
    };
    QStringList ourNames;
    for (const FieldNames &names : AllNames) {
        QString column = wanted(names.name);
        if (column.isEmpty() && names.field == Field::Result)
            column = wanted("value");
        if (column.isEmpty() && names.field == Field::Longitude)
            column = wanted("long");
        if (column.isEmpty())
            guess(names);
        else
            tie(names, column);
        ourNames.append(QLatin1String(names.name));
    }
    const auto named = [&](std::initializer_list<const char *> names) {
        return std::any_of(names.begin(), names.end(), [&](const char *name) { return !wanted(name).isEmpty(); });
    };
    // What the project names decides; then what only one kind of row has.
    const bool hasStatus = map.has(Field::Thing) && map.has(Field::Status) && map.has(Field::Time);
    const bool hasResult = map.has(Field::Result) && map.has(Field::Time);
    if (named({"reported", "closed", "updated"}))
        map.m_kind = RowKind::Event;
    else if (named({"result", "value", "datastream"}) || (hasResult && !map.has(Field::Reported)))
        map.m_kind = RowKind::Observation;
    else if (hasStatus && !map.has(Field::Reported))
        map.m_kind = RowKind::Status;
    else
        map.m_kind = RowKind::Event;

    if (map.m_kind == RowKind::Event) {
        if (!map.has(Field::Reported))
            map.m_columns[size_t(Field::Reported)] = map.column(Field::Time);
        if (!map.has(Field::State))
            map.m_columns[size_t(Field::State)] = map.column(Field::Status);
        if (!map.has(Field::Id) || !map.has(Field::Reported))
            return base::failure(
                QStringLiteral("fields-unknown"),
                QCoreApplication::translate(
                    "feeds", "neither events (an id and a time of report), nor observations (a time and a result), "
                             "nor statuses (a thing, a time and a status) can be made of its columns"),
                source, {}, QCoreApplication::translate("feeds", "name the columns in the feed's \"fields\""));
    } else if (map.m_kind == RowKind::Observation && !map.has(Field::Datastream)) {
        // A file of one series: a datastream named like the thing, else like the feed.
        if (map.has(Field::Thing))
            map.m_columns[size_t(Field::Datastream)] = map.column(Field::Thing);
        else
            map.m_constants[size_t(Field::Datastream)] = config.id.toStdString();
    }
    return map;
}

void splitSteps(RowEvent &row)
{
    const domain::Event &event = row.event;
    const qint64 current = event.closed != 0 ? event.closed : event.updated;
    row.steps.clear();
    if (event.reported != 0 && current > event.reported && event.state != domain::EventState::Reported)
        row.steps = {{Step::Reported, event.reported}, {Step::Current, current}};
    else
        row.steps = {{Step::Whole, event.reported != 0 ? event.reported : current}};
}

domain::Event RowEvent::at(Step step) const
{
    if (step != Step::Reported)
        return event;
    domain::Event first = event;
    first.state = domain::EventState::Reported;
    first.updated = first.reported;
    first.closed = 0;
    first.history = {{domain::EventState::Reported, first.reported, {}, {}, {}}};
    return first;
}

base::Result<RowEvent> eventOf(const RowValues &values, Times &times, const RowWarning &warn)
{
    const auto text = [&values](Field field) { return toText(trimmed(values[size_t(field)])); };
    const auto time = [&](Field field, const QString &name, qint64 &ms) {
        const std::string_view written = trimmed(values[size_t(field)]);
        if (written.empty())
            return;
        if (const auto parsed = times.parse(written))
            ms = *parsed;
        else
            warn(QStringLiteral("time-malformed"),
                 QCoreApplication::translate("feeds", "\"%1\" is not a time, and is left out").arg(name));
    };
    RowEvent row;
    domain::Event &event = row.event;
    event.id = text(Field::Id);
    if (event.id.isEmpty())
        return badRow(QCoreApplication::translate("feeds", "has no id"));
    const auto reported = times.parse(values[size_t(Field::Reported)]);
    if (!reported)
        return badRow(QCoreApplication::translate("feeds", "has no time of report that can be read"));
    event.reported = *reported;
    event.type = text(Field::Type);
    event.title = text(Field::Title);
    event.description = text(Field::Description);
    event.address = text(Field::Address);
    event.source = text(Field::Source);
    event.klass = text(Field::Class);
    event.mediaUrl = text(Field::Media);
    if (const QString place = text(Field::Place); !place.isEmpty())
        event.place = domain::refFromText(place);
    const QString severity = text(Field::Severity);
    for (const auto known : {domain::Severity::Normal, domain::Severity::Major, domain::Severity::Critical}) {
        if (severity.compare(domain::severityName(known), Qt::CaseInsensitive) == 0)
            event.severity = known;
    }
    time(Field::Updated, QStringLiteral("updated"), event.updated);
    time(Field::Due, QStringLiteral("due"), event.due);
    qint64 closed = 0;
    time(Field::Closed, QStringLiteral("closed"), closed);

    const std::string_view latitude = trimmed(values[size_t(Field::Latitude)]);
    const std::string_view longitude = trimmed(values[size_t(Field::Longitude)]);
    if (!latitude.empty() || !longitude.empty()) {
        event.hasPosition = toNumber(latitude, event.latitude) && toNumber(longitude, event.longitude) &&
                            std::abs(event.latitude) <= 90 && std::abs(event.longitude) <= 180;
        if (!event.hasPosition)
            warn(QStringLiteral("position-malformed"),
                 QCoreApplication::translate("feeds", "its longitude and latitude cannot be read; it has no position"));
        else if (event.latitude == 0 && event.longitude == 0)
            event.hasPosition = false;
    }

    bool known = true;
    if (const QString state = text(Field::State); !state.isEmpty())
        event.state = domain::eventStateFromName(state, &known);
    if (!known)
        warn(QStringLiteral("state-unknown"),
             QCoreApplication::translate("feeds", "its state \"%1\" is not known: taken as reported")
                 .arg(text(Field::State)));
    if (closed != 0 && !domain::isFinal(event.state))
        event.state = domain::EventState::Closed;
    if (closed != 0 && closed < event.reported) {
        warn(QStringLiteral("closed-before-reported"),
             QCoreApplication::translate("feeds",
                                         "was closed before it was reported: both times are taken as the report's"));
        closed = event.reported;
    }
    if (domain::isFinal(event.state)) {
        if (closed == 0) {
            closed = std::max(event.updated, event.reported);
            warn(QStringLiteral("closed-without-time"),
                 QCoreApplication::translate("feeds", "is closed, but does not say when: its last time is taken"));
        }
        event.closed = closed;
        event.updated = closed;
    }
    event.updated = std::max(event.updated, event.reported);
    event.history = {{domain::EventState::Reported, event.reported, {}, {}, {}}};
    if (event.state != domain::EventState::Reported)
        event.history.push_back({event.state, event.updated, {}, {}, {}});
    splitSteps(row);
    return row;
}

base::Result<domain::Observation> observationOf(const RowValues &values, Times &times)
{
    domain::Observation observation;
    const auto time = times.parse(values[size_t(Field::Time)]);
    if (!time)
        return badRow(QCoreApplication::translate("feeds", "has no time that can be read"));
    observation.datastream = toText(trimmed(values[size_t(Field::Datastream)]));
    if (observation.datastream.isEmpty())
        return badRow(QCoreApplication::translate("feeds", "names no datastream"));
    observation.phenomenonTime = observation.resultTime = *time;
    const std::string_view result = trimmed(values[size_t(Field::Result)]);
    if (result.empty())
        return badRow(QCoreApplication::translate("feeds", "has no result"));
    double number = 0;
    if (toNumber(result, number))
        observation.result = number;
    else if (result == "true" || result == "false")
        observation.result = result == "true";
    else
        observation.result = toText(result);
    return observation;
}

base::Result<domain::ThingStatusReport> statusOf(const RowValues &values, Times &times)
{
    domain::ThingStatusReport report;
    const auto time = times.parse(values[size_t(Field::Time)]);
    if (!time)
        return badRow(QCoreApplication::translate("feeds", "has no time that can be read"));
    report.time = *time;
    report.thing = toText(trimmed(values[size_t(Field::Thing)]));
    if (report.thing.isEmpty())
        return badRow(QCoreApplication::translate("feeds", "names no thing"));
    const QString status = toText(trimmed(values[size_t(Field::Status)])).toLower();
    report.online = status == QLatin1String("online");
    if (!report.online && status != QLatin1String("offline"))
        return badRow(QCoreApplication::translate("feeds", "its status is neither \"online\" nor \"offline\""));
    return report;
}

}
