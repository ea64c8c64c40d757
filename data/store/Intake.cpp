#include "store/Intake.h"

#include "store/Bulk.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

namespace store
{

void Intake::forget()
{
    m_known = false;
    m_streams.clear();
    m_statuses.clear();
}

base::Status Intake::write(const std::vector<domain::Observation> &observations,
                           const std::vector<domain::ThingStatusReport> &statuses)
{
    base::Status status = m_connection.begin();
    if (status)
        status = writeRows(observations, statuses);
    if (status)
        status = m_connection.commit();
    if (!status) {
        m_connection.rollback();
        forget();
    }
    return status;
}

base::Status Intake::readStreams(const QString &condition, const QVariantList &values)
{
    const auto rows = m_connection.query(QStringLiteral("SELECT id, name FROM datastream ") + condition, values);
    if (!rows)
        return tl::unexpected(rows.error());
    while ((*rows)->next())
        m_streams.insert((*rows)->value(1).toString(), (*rows)->value(0).toLongLong());
    (*rows)->finish();
    return {};
}

base::Status Intake::readStatuses()
{
    const auto rows =
        m_connection.query(QStringLiteral("SELECT s.thing, s.time, s.online FROM thing_status s JOIN (SELECT thing, "
                                          "max(time) AS time FROM thing_status GROUP BY thing) n ON n.thing = s.thing "
                                          "AND n.time = s.time"));
    if (!rows)
        return tl::unexpected(rows.error());
    while ((*rows)->next())
        m_statuses.insert((*rows)->value(0).toString(),
                          {(*rows)->value(1).toLongLong(), (*rows)->value(2).toInt() != 0});
    (*rows)->finish();
    return {};
}

/// Numbers for the datastreams that are new.
base::Status Intake::know(const std::vector<domain::Observation> &observations)
{
    if (!m_known) {
        if (base::Status status = readStreams({}, {}); !status)
            return status;
        if (base::Status status = readStatuses(); !status)
            return status;
        m_known = true;
    }
    std::vector<QVariantList> rows;
    QStringList names;
    for (const domain::Observation &observation : observations) {
        if (m_streams.contains(observation.datastream))
            continue;
        m_streams.insert(observation.datastream, 0);
        rows.push_back({observation.datastream});
        names.append(observation.datastream);
    }
    if (rows.empty())
        return {};
    if (base::Status status = insertRows(m_connection, "datastream", {{"name", "text"}}, rows,
                                         QStringLiteral("ON CONFLICT (name) DO NOTHING"));
        !status)
        return status;
    return readStreams(QStringLiteral("WHERE ") + inList(m_connection.dialect(), QStringLiteral("name")),
                       {listValue(m_connection.dialect(), names)});
}

base::Status Intake::writeRows(const std::vector<domain::Observation> &observations,
                               const std::vector<domain::ThingStatusReport> &statuses)
{
    static const std::vector<Column> columns = {{"stream", "bigint"},
                                                {"time", "bigint"},
                                                {"result_time", "bigint"},
                                                {"value", "double precision"},
                                                {"text", "text"}};
    static const std::vector<Column> statusColumns = {{"thing", "text"}, {"time", "bigint"}, {"online", "smallint"}};
    if (base::Status status = know(observations); !status)
        return status;
    std::vector<QVariantList> rows;
    rows.reserve(observations.size());
    for (const domain::Observation &observation : observations) {
        const QJsonValue &result = observation.result;
        QVariant value, text;
        if (result.isDouble())
            value = result.toDouble();
        else if (result.isBool())
            value = result.toBool() ? 1.0 : 0.0;
        if (!result.isDouble()) {
            // A bare value is no document: it is written as the only one of a list.
            const QByteArray list = QJsonDocument(QJsonArray{result}).toJson(QJsonDocument::Compact);
            text = QString::fromUtf8(list.mid(1, list.size() - 2));
        }
        const bool hasTime = observation.resultTime != 0 && observation.resultTime != observation.phenomenonTime;
        rows.push_back({m_streams.value(observation.datastream), observation.phenomenonTime,
                        hasTime ? QVariant(observation.resultTime) : QVariant(), value, text});
    }
    if (base::Status status = insertRows(m_connection, "observation_inbox", columns, rows); !status)
        return status;
    std::vector<QVariantList> changes;
    for (const domain::ThingStatusReport &report : statuses) {
        const auto known = m_statuses.constFind(report.thing);
        // Retained messages say again and again what is known.
        if (known != m_statuses.constEnd() && known->second == report.online && report.time >= known->first)
            continue;
        changes.push_back({report.thing, report.time, int(report.online)});
        if (known == m_statuses.constEnd() || report.time >= known->first)
            m_statuses.insert(report.thing, {report.time, report.online});
    }
    return insertRows(m_connection, "thing_status", statusColumns, changes, QStringLiteral("ON CONFLICT DO NOTHING"));
}

}
