#include "domain/EventCycle.h"
#include "store/Reader.h"
#include "store/Reading.h"

namespace store
{

using domain::EventState;

/// Past a limit, with `now` twice to be bound: the one for closing, or while nobody has accepted it the one for that.
static const char PastLimit[] = "e.final = 0 AND ((e.due > 0 AND e.due < ?) OR (e.state = 'reported' AND e.accept_due "
                                "> 0 AND e.accept_due < ?))";

Where eventWhere(Dialect dialect, const EventQuery &query)
{
    Where where;
    where.oneOf("e.state", query.states);
    where.oneOf("e.domain", query.domains);
    where.oneOf("e.type", query.types);
    where.oneOf("e.class", query.classes);
    where.oneOf("e.source", query.sources);
    where.oneOf("e.assignee", query.assignees);
    where.inAreas(dialect, "e.areas", query.areas);
    if (!query.building.isEmpty())
        where.add(QStringLiteral("e.building = ?"), {query.building});
    where.within("e.reported", query.reportedFrom, query.reportedTo);
    if (query.overdueOnly)
        where.add(QLatin1String(PastLimit), {query.now, query.now});
    if (const QString text = query.text.trimmed().toLower(); !text.isEmpty())
        where.add(contains(dialect, "e.search"), {text});
    return where;
}

static QString orderOf(EventQuery::Order order)
{
    switch (order) {
    case EventQuery::Order::Newest:
        break;
    case EventQuery::Order::Oldest:
        return QStringLiteral("e.reported, e.id");
    case EventQuery::Order::Due: // what has no limit comes last
        return QStringLiteral("CASE WHEN e.due > 0 THEN 0 ELSE 1 END, e.due, e.id");
    case EventQuery::Order::Severity:
        return QStringLiteral("e.severity DESC, e.reported DESC, e.id DESC");
    case EventQuery::Order::Updated:
        return QStringLiteral("e.updated DESC, e.id DESC");
    }
    return QStringLiteral("e.reported DESC, e.id DESC");
}

base::Result<EventPage> Reader::events(const EventQuery &query)
{
    const Snapshot snapshot(m_connection);
    const Where where = eventWhere(m_connection.dialect(), query);
    EventPage page;
    Rows count(m_connection, QStringLiteral("SELECT count(*) FROM event e") + where.text(), where.values);
    if (count.next())
        page.total = int(count.number(0));
    if (const base::Status status = count.status(); !status)
        return tl::unexpected(status.error());
    // The bodies of the page alone are looked up, not those of all rows before it.
    Rows rows(m_connection,
              QStringLiteral("SELECT b.body FROM (SELECT e.id, e.reported, e.due, e.severity, e.updated FROM event e%1 "
                             "ORDER BY %2 LIMIT ? OFFSET ?) e JOIN event_body b ON b.id = e.id ORDER BY %2")
                  .arg(where.text(), orderOf(query.order)),
              where.values + QVariantList{query.limit, query.offset});
    while (rows.next()) {
        QJsonObject body = objectOf(rows.text(0));
        body.remove(QLatin1String("steps"));
        page.events.push_back(domain::eventFromJson(body));
    }
    if (const base::Status status = rows.status(); !status)
        return tl::unexpected(status.error());
    return page;
}

base::Result<std::vector<domain::Entry>> Reader::entriesOf(domain::Subject subject, const QString &id)
{
    std::vector<domain::Entry> entries;
    Rows rows(m_connection,
              QStringLiteral("SELECT %1 FROM entry WHERE subject = ? AND id = ? ORDER BY version").arg(entryColumns()),
              {domain::subjectName(subject), id});
    while (rows.next())
        entries.push_back(entryAt(rows));
    if (const base::Status status = rows.status(); !status)
        return tl::unexpected(status.error());
    return entries;
}

Where journalWhere(Dialect dialect, const JournalQuery &query)
{
    Where where;
    QStringList subjects;
    for (domain::Subject subject : query.subjects)
        subjects.append(domain::subjectName(subject));
    where.oneOf("subject", subjects);
    if (!query.who.isEmpty())
        where.add(QStringLiteral("who = ?"), {query.who});
    where.within("time", query.from, query.to);
    where.like(dialect, {"body", "why", "id", "who"}, query.text);
    return where;
}

base::Result<std::vector<domain::Entry>> Reader::journal(const JournalQuery &query)
{
    const Where where = journalWhere(m_connection.dialect(), query);
    std::vector<domain::Entry> entries;
    Rows rows(m_connection,
              QStringLiteral("SELECT %1 FROM entry%2 ORDER BY time DESC, sequence DESC LIMIT ? OFFSET ?")
                  .arg(entryColumns(), where.text()),
              where.values + QVariantList{query.limit, query.offset});
    while (rows.next())
        entries.push_back(entryAt(rows));
    if (const base::Status status = rows.status(); !status)
        return tl::unexpected(status.error());
    return entries;
}

base::Result<std::vector<domain::Council>> Reader::councils(qint64 from, qint64 to)
{
    Where where;
    where.within("held", from, to);
    std::vector<domain::Council> councils;
    Rows rows(m_connection, QStringLiteral("SELECT body FROM council%1 ORDER BY held DESC, id").arg(where.text()),
              where.values);
    while (rows.next())
        councils.push_back(domain::councilFromJson(objectOf(rows.text(0))));
    if (const base::Status status = rows.status(); !status)
        return tl::unexpected(status.error());
    return councils;
}

}
