#include "domain/AlarmCycle.h"
#include "store/Reader.h"
#include "store/Reading.h"

namespace store
{

Where alarmWhere(Dialect dialect, const AlarmQuery &query)
{
    Where where;
    where.oneOf("a.rule", query.rules);
    if (!query.severities.isEmpty()) {
        QStringList numbers;
        for (const QString &name : query.severities)
            numbers.append(QString::number(int(domain::severityFromName(name))));
        where.add(QStringLiteral("a.severity IN (%1)").arg(numbers.join(u',')));
    }
    if (!query.building.isEmpty())
        where.add(QStringLiteral("a.building = ?"), {query.building});
    if (!query.thing.isEmpty())
        where.add(QStringLiteral("a.subject = ?"), {domain::refText({domain::ObjectKind::Thing, query.thing})});
    where.inAreas(dialect, "a.areas", query.areas);
    Where raised, changed;
    raised.within("a.raised", query.from, query.to);
    changed.within("a.changed", query.from, query.to);
    if (!raised.conditions.isEmpty()) {
        const QString both = QStringLiteral(" AND ");
        where.add(QStringLiteral("((%1) OR (%2))").arg(raised.conditions.join(both), changed.conditions.join(both)),
                  raised.values + changed.values);
    }
    if (query.openOnly)
        where.add(QStringLiteral("a.state <> 'normal'"));
    where.like(dialect, {"a.id", "a.building", "a.unit", "a.incident", "a.event"}, query.text);
    return where;
}

base::Result<AlarmPage> Reader::alarms(const AlarmQuery &query)
{
    const Snapshot snapshot(m_connection);
    const Where where = alarmWhere(m_connection.dialect(), query);
    AlarmPage page;
    Rows count(m_connection, QStringLiteral("SELECT count(*) FROM alarm a") + where.text(), where.values);
    if (count.next())
        page.total = int(count.number(0));
    if (const base::Status status = count.status(); !status)
        return tl::unexpected(status.error());
    Rows rows(m_connection,
              QStringLiteral("SELECT b.body FROM (SELECT a.id, a.changed FROM alarm a%1 ORDER BY a.changed DESC, a.id "
                             "LIMIT ? OFFSET ?) a JOIN alarm_body b ON b.id = a.id ORDER BY a.changed DESC, a.id")
                  .arg(where.text()),
              where.values + QVariantList{query.limit, query.offset});
    while (rows.next())
        page.alarms.push_back(domain::alarmFromJson(objectOf(rows.text(0))));
    if (const base::Status status = rows.status(); !status)
        return tl::unexpected(status.error());
    return page;
}

}
