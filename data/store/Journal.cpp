#include "store/Journal.h"

#include "store/Bulk.h"
#include "store/Reading.h"

#include <QJsonDocument>

namespace store
{

using domain::Entry;
using States = std::vector<std::pair<QString, QString>>; ///< before and after each entry; null: has none

base::Status Journal::begin()
{
    if (base::Status status = m_connection.begin(); !status)
        return status;
    if (m_connection.dialect() == Dialect::Sqlite)
        return {};
    // Those who append take turns until they have committed: whoever sees an entry has seen all before it.
    const auto turn = m_connection.query(
        QStringLiteral("SELECT pg_advisory_xact_lock(hashtext('yunjie-journal'), hashtext(current_schema()))"));
    return turn ? base::Status() : tl::unexpected(turn.error());
}

base::Result<qint64> Journal::lastSequence()
{
    const auto rows = m_connection.query(QStringLiteral("SELECT coalesce(max(sequence), 0) FROM entry"));
    if (!rows)
        return tl::unexpected(rows.error());
    const qint64 last = (*rows)->next() ? (*rows)->value(0).toLongLong() : 0;
    (*rows)->finish();
    return last;
}

base::Result<int> Journal::version(const Entry &entry)
{
    const auto rows =
        m_connection.query(QStringLiteral("SELECT coalesce(max(version), 0) FROM entry WHERE subject = ? AND id = ?"),
                           {domain::subjectName(entry.subject), entry.id});
    if (!rows)
        return tl::unexpected(rows.error());
    const int last = (*rows)->next() ? (*rows)->value(0).toInt() : 0;
    (*rows)->finish();
    return last;
}

base::Result<std::vector<Entry>> Journal::since(qint64 sequence, int limit)
{
    std::vector<Entry> entries;
    Rows rows(m_connection,
              QStringLiteral("SELECT %1 FROM entry WHERE sequence > ? ORDER BY sequence LIMIT ?").arg(entryColumns()),
              {sequence, limit});
    while (rows.next())
        entries.push_back(entryAt(rows));
    if (base::Status status = rows.status(); !status)
        return tl::unexpected(status.error());
    return entries;
}

/// Everything about one subject: what is saved and what this transaction adds.
base::Result<std::vector<Entry>> Journal::all(const Entry &of, const std::vector<Entry> &ours)
{
    std::vector<Entry> entries;
    Rows rows(m_connection,
              QStringLiteral("SELECT %1 FROM entry WHERE subject = ? AND id = ? ORDER BY version").arg(entryColumns()),
              {domain::subjectName(of.subject), of.id});
    while (rows.next())
        entries.push_back(entryAt(rows));
    if (base::Status status = rows.status(); !status)
        return tl::unexpected(status.error());
    for (const Entry &entry : ours)
        if (entry.subject == of.subject && entry.id == of.id)
            entries.push_back(entry);
    return entries;
}

/// Writes entries (their versions are right) and what is folded of them, tells other seats, commits.
base::Status Journal::finish(Projections &projections, std::vector<Entry> &entries, const States &states, qint64 now)
{
    static const std::vector<Column> columns = {
        {"sequence", "bigint"}, {"subject", "text"},    {"id", "text"},      {"version", "integer"}, {"verb", "text"},
        {"time", "bigint"},     {"recorded", "bigint"}, {"who", "text"},     {"seat", "text"},       {"why", "text"},
        {"body", "text"},       {"from_state", "text"}, {"to_state", "text"}};
    const auto last = lastSequence();
    if (!last)
        return tl::unexpected(last.error());
    qint64 sequence = *last;
    std::vector<QVariantList> rows;
    for (size_t i = 0; i < entries.size(); ++i) {
        Entry &entry = entries[i];
        entry.sequence = ++sequence;
        entry.recorded = now;
        const auto text = [](const QString &value) { return value.isNull() ? QStringLiteral("") : value; };
        const auto state = [](const QString &value) { return value.isNull() ? QVariant() : QVariant(value); };
        rows.push_back({entry.sequence, domain::subjectName(entry.subject), entry.id, entry.version, entry.verb,
                        entry.time, entry.recorded, text(entry.who), text(entry.seat), text(entry.why),
                        QString::fromUtf8(QJsonDocument(entry.body).toJson(QJsonDocument::Compact)),
                        state(states[i].first), state(states[i].second)});
    }
    if (base::Status status = insertRows(m_connection, "entry", columns, rows); !status)
        return status;
    if (base::Status status = projections.save(); !status)
        return status;
    if (m_connection.dialect() == Dialect::Postgresql && !entries.empty()) {
        const auto told =
            m_connection.query(QStringLiteral("SELECT pg_notify('yunjie_entry', current_schema() || ' ' || ?)"),
                               {QString::number(sequence)});
        if (!told)
            return tl::unexpected(told.error());
    }
    return m_connection.commit();
}

base::Result<std::vector<Entry>> Journal::append(std::vector<Entry> group, qint64 now)
{
    const auto refuse = [this](const base::Error &error) {
        m_connection.rollback();
        return tl::unexpected(error);
    };
    if (base::Status status = begin(); !status)
        return refuse(status.error());
    Projections projections(m_connection);
    if (base::Status status = projections.load(group); !status)
        return refuse(status.error());
    States states;
    for (size_t i = 0; i < group.size(); ++i) {
        const Entry &entry = group[i];
        if (base::Status status = projections.check(entry); !status)
            return refuse(status.error());
        std::vector<Entry> before;
        if (Projections::needsAll(entry)) {
            auto saved = all(entry, {group.begin(), group.begin() + qsizetype(i)});
            if (!saved)
                return refuse(saved.error());
            before = std::move(*saved);
        }
        const QString from = projections.of(entry).state;
        projections.apply(entry, before);
        states.emplace_back(from, projections.of(entry).state);
    }
    if (base::Status status = finish(projections, group, states, now); !status)
        return refuse(status.error());
    return group;
}

/// Whether this was said before.
static bool isSame(const Entry &a, const Entry &b)
{
    return a.verb == b.verb && a.time == b.time && a.who == b.who && a.body == b.body;
}

base::Result<std::vector<Entry>> Journal::record(const std::vector<Entry> &entries, qint64 now)
{
    const auto fail = [this](const base::Error &error) {
        m_connection.rollback();
        return tl::unexpected(error);
    };
    if (base::Status status = begin(); !status)
        return fail(status.error());
    Projections projections(m_connection);
    if (base::Status status = projections.load(entries); !status)
        return fail(status.error());
    std::vector<Entry> saved;
    States states;
    for (Entry entry : entries) {
        const int next = projections.of(entry).version + 1;
        std::vector<Entry> before;
        if (entry.version != next || Projections::needsAll(entry)) {
            auto there = all(entry, saved);
            if (!there)
                return fail(there.error());
            before = std::move(*there);
            const bool known =
                std::any_of(before.begin(), before.end(), [&entry](const Entry &each) { return isSame(each, entry); });
            if (known)
                continue;
            entry.version = next;
        }
        if (!projections.check(entry))
            continue;
        const QString from = projections.of(entry).state;
        projections.apply(entry, before);
        states.emplace_back(from, projections.of(entry).state);
        saved.push_back(std::move(entry));
    }
    if (saved.empty()) {
        m_connection.rollback();
        return saved;
    }
    if (base::Status status = finish(projections, saved, states, now); !status)
        return fail(status.error());
    return saved;
}

}
