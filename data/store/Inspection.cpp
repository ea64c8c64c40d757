#include "store/Reading.h"
#include "store/Tr.h"
#include "store/Upkeep.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include <fcntl.h>
#include <unistd.h>

namespace store
{

/// What a PRAGMA that checks says, without its "ok".
static base::Status collect(Connection &connection, const QString &pragma, QStringList &wrong)
{
    Rows rows(connection, pragma);
    while (rows.next())
        if (const QString line = rows.text(0); line != QLatin1String("ok"))
            wrong.append(line);
    return rows.status();
}

/// Damage that stops the check is what it finds.
static base::Result<QStringList> found(const base::Status &status, QStringList wrong)
{
    if (!status && status.error().code != QLatin1String("store-damaged"))
        return tl::unexpected(status.error());
    if (!status)
        wrong.append(status.error().message);
    return wrong;
}

base::Result<QStringList> quickCheck(const Place &place)
{
    QStringList wrong;
    Connection connection(place, Connection::Use::Read);
    base::Status status = connection.open();
    if (status)
        status = collect(connection, QStringLiteral("PRAGMA quick_check(20)"), wrong);
    return found(status, wrong);
}

base::Result<QStringList> checkIntegrity(const Place &place)
{
    QStringList wrong;
    Connection connection(place, Connection::Use::Read);
    base::Status status = openForReading(connection);
    if (status && place.dialect == Dialect::Sqlite)
        status = collect(connection, QStringLiteral("PRAGMA integrity_check(100)"), wrong);
    if (!status || !wrong.isEmpty())
        return found(status, wrong);
    // What must be true of the tables: each question counts what is wrong.
    struct Question {
        const char *sql;
        const char *meaning;
    };
    static const Question questions[] = {
        {"SELECT count(*) FROM (SELECT 1 FROM entry GROUP BY subject, id HAVING max(version) <> count(*)) w",
         QT_TRANSLATE_NOOP("store", "%1 subjects of the journal lack a version")},
        {"SELECT max(sequence) - count(*) FROM entry",
         QT_TRANSLATE_NOOP("store", "%1 entries of the journal are gone")},
        {"SELECT count(*) FROM entry e LEFT JOIN entry b ON b.subject = e.subject AND b.id = e.id AND b.version = "
         "e.version - 1 WHERE e.from_state IS NOT NULL AND e.from_state <> coalesce(b.to_state, '')",
         QT_TRANSLATE_NOOP("store", "%1 entries do not follow from the one before")},
        {"SELECT count(*) FROM entry e WHERE e.from_state IS NOT NULL AND NOT EXISTS (SELECT 1 FROM step s WHERE "
         "s.subject = e.subject AND s.verb = e.verb AND s.from_state = e.from_state AND s.to_state = e.to_state)",
         QT_TRANSLATE_NOOP("store", "%1 entries are steps that the life cycle forbids")},
        {"SELECT count(*) FROM (SELECT id, max(version) AS version FROM entry WHERE subject = 'event' GROUP BY id) j "
         "LEFT JOIN event e ON e.id = j.id LEFT JOIN event_body b ON b.id = j.id WHERE e.version IS NULL OR e.version "
         "<> j.version OR b.id IS NULL",
         QT_TRANSLATE_NOOP("store", "%1 events are not as their journal says")},
        {"SELECT count(*) FROM (SELECT id, max(version) AS version FROM entry WHERE subject = 'alarm' GROUP BY id) j "
         "LEFT JOIN alarm a ON a.id = j.id LEFT JOIN alarm_body b ON b.id = j.id WHERE a.version IS NULL OR a.version "
         "<> j.version OR b.id IS NULL",
         QT_TRANSLATE_NOOP("store", "%1 alarms are not as their journal says")},
        {"SELECT (SELECT count(*) FROM event) - (SELECT count(DISTINCT id) FROM entry WHERE subject = 'event')",
         QT_TRANSLATE_NOOP("store", "%1 events have no journal")},
        {"SELECT count(*) FROM observation_inbox i WHERE NOT EXISTS (SELECT 1 FROM datastream d WHERE d.id = i.stream)",
         QT_TRANSLATE_NOOP("store", "%1 observations are of no datastream")}};
    for (const Question &question : questions) {
        Rows rows(connection, QLatin1String(question.sql));
        const qint64 count = rows.next() ? rows.number(0) : 0;
        if (status = rows.status(); !status)
            return found(status, wrong);
        if (count != 0)
            wrong.append(tr(question.meaning).arg(count));
    }
    return wrong;
}

// Copies

static base::Status failed(const Place &place, const QString &message, const QString &hint = {})
{
    return base::failure(QStringLiteral("backup-failed"), message, place.shown(), {}, hint);
}

static base::Status copyFile(const Place &place, const QString &part)
{
    Connection connection(place, Connection::Use::Read);
    if (base::Status status = openForReading(connection); !status)
        return status;
    // To write another file counts as writing.
    if (base::Status status = connection.run(QStringLiteral("PRAGMA query_only = OFF")); !status)
        return status;
    if (const auto done = connection.query(QStringLiteral("VACUUM INTO ?"), {part}); !done)
        return tl::unexpected(done.error());
    // It was not open when it was copied, as far as it is concerned.
    Place copyPlace = place;
    copyPlace.file = part;
    Connection copy(copyPlace, Connection::Use::Write);
    if (base::Status status = copy.open(); !status)
        return status;
    if (base::Status status = copy.run(QStringLiteral("UPDATE meta SET value = '0' WHERE key = 'open'")); !status)
        return status;
    copy.close();
    // VACUUM INTO leaves it to the system when it is on disk.
    const int handle = ::open(QFile::encodeName(part).constData(), O_RDONLY | O_CLOEXEC);
    const bool synced = handle >= 0 && ::fsync(handle) == 0;
    if (handle >= 0)
        ::close(handle);
    return synced ? base::Status() : failed(place, tr("the copy cannot be brought to the disk"));
}

static QString findDump()
{
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    QStringList folders;
    for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed))
        folders.append(versions.filePath(version + QStringLiteral("/bin")));
    // The newest first: an older one refuses a newer server.
    const QString found = QStandardPaths::findExecutable(QStringLiteral("pg_dump"), folders);
    return found.isEmpty() ? QStandardPaths::findExecutable(QStringLiteral("pg_dump")) : found;
}

static base::Status dump(const Place &place, const QString &part)
{
    const QString program = findDump();
    if (program.isEmpty())
        return failed(place, tr("pg_dump is not installed"), tr("install postgresql-client"));
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!place.password.isEmpty())
        environment.insert(QStringLiteral("PGPASSWORD"), place.password);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    QStringList arguments{QStringLiteral("--format=custom"), QStringLiteral("--no-password"),
                          QStringLiteral("--file=") + part, QStringLiteral("--dbname=") + place.connectionString()};
    if (!place.schema.isEmpty())
        arguments.append(QStringLiteral("--schema=\"%1\"").arg(place.schema));
    process.start(program, arguments);
    if (!process.waitForFinished(-1) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return failed(place, tr("pg_dump says: %1").arg(QString::fromLocal8Bit(process.readAll()).trimmed()));
    return {};
}

base::Status backup(const Place &place, const QString &file)
{
    // It has its name when it is whole.
    const QString part = file + QStringLiteral(".part");
    QDir().mkpath(QFileInfo(file).absolutePath());
    QFile::remove(part);
    base::Status status = place.dialect == Dialect::Sqlite ? copyFile(place, part) : dump(place, part);
    if (status && ::rename(QFile::encodeName(part).constData(), QFile::encodeName(file).constData()) != 0)
        status = failed(place, tr("%1 cannot be written").arg(file));
    if (!status)
        QFile::remove(part);
    return status;
}

}
