#include "store/Schema.h"

#include "domain/AlarmCycle.h"
#include "domain/EventCycle.h"

#include <array>

namespace store
{

using domain::AlarmState;
using domain::AlarmVerb;
using domain::EventState;
using domain::EventVerb;

// Names of types that both understand; `{...}` stands for what differs. Times are ms UTC, 0 or NULL where there is
// none; truths are 0 and 1; severities 0 (normal) to 3 (critical); areas "/subdistrict:S/community:C01/grid:G49/".
static const char *const Tables[] = {
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",

    // Which verb may lead from which state to which: what the life cycles of domain/ allow, as rows. '' is the state of
    // what is not there yet.
    "CREATE TABLE step (subject TEXT NOT NULL, verb TEXT NOT NULL, from_state TEXT NOT NULL, to_state TEXT NOT NULL, "
    "PRIMARY KEY (subject, verb, from_state, to_state)) {clustered}",

    // The journal. `sequence` counts without gaps, in the order of commits. States are those of events, and of alarms
    // without shelving and suppression; NULL for the others.
    "CREATE TABLE entry (sequence {number}, subject TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL CHECK "
    "(version > 0), verb TEXT NOT NULL, time BIGINT NOT NULL, recorded BIGINT NOT NULL, who TEXT NOT NULL, seat TEXT "
    "NOT NULL, why TEXT NOT NULL, body TEXT NOT NULL, from_state TEXT, to_state TEXT, UNIQUE (subject, id, version), "
    "CHECK ((subject IN ('event', 'alarm')) = (from_state IS NOT NULL AND to_state IS NOT NULL)), FOREIGN KEY "
    "(subject, verb, from_state, to_state) REFERENCES step (subject, verb, from_state, to_state))",
    "CREATE INDEX entry_time ON entry (time)",
    "CREATE INDEX entry_subject ON entry (subject, time)",
    "CREATE INDEX entry_who ON entry (who, time)",

    // What each subject is now: the fold of its entries, written in the transaction that appends them. `body` is the
    // whole value as JSON (toJson), kept apart so that lists and sums read narrow rows.
    // event: `moved` is when its state last changed or a step was undone; `reached` how far it ever came: 0 reported,
    // 1 accepted, 2 dispatched, 3 handling, 4 verifying, 5 closed; `final`: closed, rejected or merged; `search`: id,
    // title, description, address and type in lower case.
    "CREATE TABLE event (id TEXT PRIMARY KEY, version INTEGER NOT NULL, state TEXT NOT NULL, final SMALLINT NOT NULL, "
    "reached SMALLINT NOT NULL, type TEXT NOT NULL, domain TEXT NOT NULL, class TEXT NOT NULL, severity SMALLINT NOT "
    "NULL, source TEXT NOT NULL, building TEXT NOT NULL, areas TEXT NOT NULL, reported BIGINT NOT NULL, updated BIGINT "
    "NOT NULL, accepted BIGINT NOT NULL, closed BIGINT NOT NULL, due BIGINT NOT NULL, accept_due BIGINT NOT NULL, "
    "moved BIGINT NOT NULL, assignee TEXT NOT NULL, level INTEGER NOT NULL, satisfaction SMALLINT NOT NULL, "
    "merged_into TEXT NOT NULL, worked SMALLINT NOT NULL, longitude DOUBLE PRECISION, latitude DOUBLE PRECISION, "
    "search TEXT NOT NULL)",
    "CREATE INDEX event_reported ON event (reported)",
    "CREATE INDEX event_state ON event (state, reported)",
    "CREATE INDEX event_moved ON event (moved)",
    "CREATE INDEX event_updated ON event (updated)",
    "CREATE INDEX event_building ON event (building)",
    "CREATE INDEX event_assignee ON event (assignee)",
    "CREATE INDEX event_due ON event (due) WHERE final = 0",
    "CREATE TABLE event_body (id TEXT PRIMARY KEY, body TEXT NOT NULL)",
    "CREATE TABLE event_area (area TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (area, event)) {clustered}",
    "CREATE INDEX event_area_event ON event_area (event)",

    // alarm: `subject` is a thing or building as refText; `state` as of `entry`.
    "CREATE TABLE alarm (id TEXT PRIMARY KEY, version INTEGER NOT NULL, subject TEXT NOT NULL, rule TEXT NOT NULL, "
    "state TEXT NOT NULL, building TEXT NOT NULL, unit TEXT NOT NULL, areas TEXT NOT NULL, severity SMALLINT NOT NULL, "
    "raised BIGINT NOT NULL, last_raised BIGINT NOT NULL, cleared BIGINT NOT NULL, acknowledged BIGINT NOT NULL, "
    "changed BIGINT NOT NULL, count INTEGER NOT NULL, shelved_until BIGINT NOT NULL, suppressed_by TEXT NOT NULL, "
    "incident TEXT NOT NULL, event TEXT NOT NULL)",
    "CREATE INDEX alarm_state ON alarm (state, raised)",
    "CREATE INDEX alarm_changed ON alarm (changed)",
    "CREATE INDEX alarm_subject ON alarm (subject)",
    "CREATE INDEX alarm_building ON alarm (building)",
    "CREATE TABLE alarm_body (id TEXT PRIMARY KEY, body TEXT NOT NULL)",
    // Each time an alarm was raised until it was normal again (`ended`; 0: not yet): what was open at a past time.
    "CREATE TABLE alarm_episode (alarm TEXT NOT NULL, began BIGINT NOT NULL, ended BIGINT NOT NULL, rule TEXT NOT "
    "NULL, subject TEXT NOT NULL, building TEXT NOT NULL, areas TEXT NOT NULL, severity SMALLINT NOT NULL, incident "
    "TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (alarm, began))",
    "CREATE INDEX alarm_episode_began ON alarm_episode (began)",
    "CREATE INDEX alarm_episode_ended ON alarm_episode (ended)",

    // alert: `ended` is when it was cancelled, replaced or expired before its time; 0: it ends at `expires`.
    "CREATE TABLE alert (id TEXT PRIMARY KEY, version INTEGER NOT NULL, identifier TEXT NOT NULL, sender TEXT NOT "
    "NULL, "
    "sent BIGINT NOT NULL, expires BIGINT NOT NULL, ended BIGINT NOT NULL, severity SMALLINT NOT NULL, body TEXT NOT "
    "NULL)",
    "CREATE INDEX alert_expires ON alert (expires)",
    "CREATE TABLE council (id TEXT PRIMARY KEY, version INTEGER NOT NULL, place TEXT NOT NULL, held BIGINT NOT NULL, "
    "title TEXT NOT NULL, raised INTEGER NOT NULL, solved INTEGER NOT NULL, body TEXT NOT NULL)",
    "CREATE INDEX council_held ON council (held)",

    // Observations. `value` is the number (a truth as 0 or 1); `text` the result as JSON where it is no number;
    // `result_time` NULL where it is not given or the same.
    "CREATE TABLE datastream (id {counter}, name TEXT NOT NULL UNIQUE)",
    // They come in here, in the order of arrival (one hot page, not one a datastream), and move on within a minute or
    // so; the same reading may be in both, and twice in here: ask for (stream, time) once.
    "CREATE TABLE observation_inbox (sequence {counter}, stream BIGINT NOT NULL, time BIGINT NOT NULL, result_time "
    "BIGINT, value DOUBLE PRECISION, text TEXT)",
    "CREATE TABLE observation (stream BIGINT NOT NULL, time BIGINT NOT NULL, result_time BIGINT, value DOUBLE "
    "PRECISION, text TEXT, PRIMARY KEY (stream, time)) {clustered}",
    // By quarters of an hour from `start`; what is still in the inbox is not in them. `count` and sums are over
    // numbers; NULL where there is none.
    "CREATE TABLE observation_quarter (stream BIGINT NOT NULL, start BIGINT NOT NULL, count INTEGER NOT NULL, sum "
    "DOUBLE PRECISION, squares DOUBLE PRECISION, least DOUBLE PRECISION, greatest DOUBLE PRECISION, first_time BIGINT "
    "NOT NULL, first_value DOUBLE PRECISION, last_time BIGINT NOT NULL, last_value DOUBLE PRECISION, last_text TEXT, "
    "PRIMARY KEY (stream, start)) {clustered}",
    // How far the inbox has been moved: of its rows up to `upto`, those of streams below `stream` are in `observation`.
    "CREATE TABLE compaction (one SMALLINT PRIMARY KEY CHECK (one = 1), upto BIGINT NOT NULL, stream BIGINT NOT NULL)",
    "INSERT INTO compaction VALUES (1, 0, 0)",
    // Every change that was told.
    "CREATE TABLE thing_status (thing TEXT NOT NULL, time BIGINT NOT NULL, online SMALLINT NOT NULL, PRIMARY KEY "
    "(thing, time)) {clustered}",
};

// Whoever writes: the next version only, from the state that the last one led to, by a legal step; and nothing ever
// changes or goes.
static const char *const SqliteGuards[] = {
    "CREATE TRIGGER entry_follows BEFORE INSERT ON entry BEGIN "
    "SELECT RAISE(ABORT, 'version-taken') WHERE NEW.version <> 1 + coalesce((SELECT max(version) FROM entry WHERE "
    "subject = NEW.subject AND id = NEW.id), 0); "
    "SELECT RAISE(ABORT, 'step-illegal') WHERE NEW.from_state IS NOT NULL AND (NEW.from_state <> coalesce((SELECT "
    "to_state FROM entry WHERE subject = NEW.subject AND id = NEW.id AND version = NEW.version - 1), '') OR NOT EXISTS "
    "(SELECT 1 FROM step WHERE subject = NEW.subject AND verb = NEW.verb AND from_state = NEW.from_state AND to_state "
    "= NEW.to_state)); END",
    "CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    "CREATE TRIGGER entry_lasts BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'append-only'); END",
};

static const char *const PostgresqlGuards[] = {
    "CREATE FUNCTION entry_follows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF NEW.version <> 1 + coalesce((SELECT max(version) FROM entry WHERE subject = NEW.subject AND id = NEW.id), 0) "
    "THEN RAISE EXCEPTION 'version-taken' USING ERRCODE = '23505'; END IF; "
    "IF NEW.from_state IS NOT NULL AND NEW.from_state <> coalesce((SELECT to_state FROM entry WHERE subject = "
    "NEW.subject AND id = NEW.id AND version = NEW.version - 1), '') "
    "THEN RAISE EXCEPTION 'step-illegal' USING ERRCODE = '23514'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER entry_follows BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION entry_follows()",
    "CREATE FUNCTION entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append-only' USING "
    "ERRCODE = '23001'; END $$",
    "CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION "
    "entry_stays()",
};

/// One row of `step`.
static QString step(const char *subject, const QString &verb, const QString &from, const QString &to)
{
    return QStringLiteral("INSERT INTO step VALUES ('%1', '%2', '%3', '%4') ON CONFLICT DO NOTHING")
        .arg(QLatin1String(subject), verb, from, to);
}

/// What domain/EventCycle.h allows. Sources may say anything, and an undo leads to wherever the rest of the journal
/// leads; a first entry is a source's.
static QStringList eventSteps()
{
    QStringList rows;
    for (int i = 0; i < domain::EventStateCount; ++i) {
        const EventState from = EventState(i);
        const QString name = domain::eventStateName(from);
        for (EventVerb verb : {EventVerb::Report, EventVerb::Update}) {
            rows.append(step("event", domain::eventVerbName(verb), {}, name));
            for (int to = 0; to < domain::EventStateCount; ++to)
                rows.append(step("event", domain::eventVerbName(verb), name, domain::eventStateName(EventState(to))));
        }
        for (int to = 0; to < domain::EventStateCount; ++to)
            rows.append(
                step("event", domain::eventVerbName(EventVerb::Undo), name, domain::eventStateName(EventState(to))));
        domain::Event event;
        event.state = from;
        for (EventVerb verb : domain::allowedVerbs(event))
            rows.append(step("event", domain::eventVerbName(verb), name,
                             domain::eventStateName(domain::stateAfter(from, verb))));
        // These depend on more than the state.
        if (!domain::isFinal(from))
            for (EventVerb verb : {EventVerb::Absorb, EventVerb::Escalate})
                rows.append(step("event", domain::eventVerbName(verb), name, name));
    }
    return rows;
}

/// What domain/AlarmCycle.h allows: only what is not acknowledged can be; what rules say is never illegal.
static QStringList alarmSteps()
{
    QStringList rows;
    for (int i = -1; i < 8; ++i) {
        domain::Alarm from;
        from.version = i < 0 ? 0 : 1;
        from.active = i >= 0 && (i & 1) != 0;
        from.acknowledged = i >= 0 && (i & 2) != 0;
        const QString name = i < 0 ? QString() : domain::alarmStateName(domain::alarmState(from, 0));
        // One that is explained by another goes other ways, though its state here is the same.
        from.suppressedBy = i >= 4 ? QStringLiteral("another") : QString();
        for (int verb = 0; verb < domain::AlarmVerbCount; ++verb) {
            if (AlarmVerb(verb) == AlarmVerb::Acknowledge && (i < 0 || from.acknowledged))
                continue;
            domain::Alarm to = from;
            domain::Entry entry;
            entry.verb = domain::alarmVerbName(AlarmVerb(verb));
            domain::applyEntry(to, entry);
            to.shelvedUntil = 0;
            to.suppressedBy.clear();
            rows.append(step("alarm", entry.verb, name, domain::alarmStateName(domain::alarmState(to, 0))));
        }
    }
    return rows;
}

/// Rows of the inbox live for a minute: PostgreSQL is to clear up after them long before a fifth of a table is dead.
static QStringList secondVersion(bool sqlite)
{
    if (sqlite)
        return {};
    return {QStringLiteral("ALTER TABLE observation_inbox SET (autovacuum_vacuum_scale_factor = 0, "
                           "autovacuum_vacuum_threshold = 50000, autovacuum_vacuum_insert_threshold = -1)")};
}

QStringList migration(Dialect dialect, int version)
{
    const bool sqlite = dialect == Dialect::Sqlite;
    if (version == 2)
        return secondVersion(sqlite);
    QStringList statements;
    for (const char *table : Tables) {
        QString text = QString::fromLatin1(table);
        text.replace(QLatin1String("{clustered}"), sqlite ? QStringLiteral("WITHOUT ROWID") : QString());
        const QString counter = sqlite ? QStringLiteral("INTEGER PRIMARY KEY")
                                       : QStringLiteral("BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY");
        text.replace(QLatin1String("{counter}"), counter);
        // SQLite numbers its rows by a column of just this type.
        text.replace(QLatin1String("{number}"),
                     sqlite ? QStringLiteral("INTEGER PRIMARY KEY") : QStringLiteral("BIGINT PRIMARY KEY"));
        statements.append(text.trimmed());
    }
    if (sqlite)
        for (const char *guard : SqliteGuards)
            statements.append(QString::fromLatin1(guard));
    else
        for (const char *guard : PostgresqlGuards)
            statements.append(QString::fromLatin1(guard));
    statements += eventSteps() + alarmSteps();
    return statements;
}

}
