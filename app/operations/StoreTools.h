#pragma once

#include "base/Job.h"
#include "operations/Keeper.h"

#include <QObject>
#include <QUrl>
#include <QVariantMap>

namespace app
{

class Operations;

/// What leaves the store as a file: tables (CSV, GeoPackage, GeoJSON) and backups; and whether it is sound. One at a
/// time, in a worker. Main thread.
class StoreTools : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool busy READ isBusy NOTIFY progressChanged)
    Q_PROPERTY(QString stage READ stage NOTIFY progressChanged)
    Q_PROPERTY(double progress READ progress NOTIFY progressChanged) ///< 0 to 1; negative: unknown
    Q_PROPERTY(QVariantList tables READ tables NOTIFY wordsChanged)  ///< {id, label}
    Q_PROPERTY(QVariantList formats READ formats CONSTANT)           ///< {id (the file's ending), label}

public:
    explicit StoreTools(Operations &operations, QObject *parent = nullptr);
    ~StoreTools() override;

    bool isBusy() const { return m_job || m_waits; }
    const QString &stage() const { return m_stage; }
    double progress() const { return m_progress; }
    QVariantList tables() const;
    QVariantList formats() const;
    /// A name for the file in the user's documents: `what` as in `tables`, or "backup".
    Q_INVOKABLE QUrl suggestion(const QString &what, const QString &ending) const;
    /// `what` as in `tables`; `filter`: of events and statistics as HistoryModel has it, of the journal as JournalModel
    /// has it, of alarms {rules, severities, areas, building, thing, text, from, to, openOnly}, of observations
    /// {datastreams, from, to}, of statistics also {by, then, areaLevel}.
    Q_INVOKABLE void write(const QUrl &file, const QString &what, const QVariantMap &filter = {});
    Q_INVOKABLE void cancel();
    Q_INVOKABLE void backup(const QUrl &file);
    Q_INVOKABLE void checkIntegrity();

Q_SIGNALS:
    void progressChanged();
    void wordsChanged();
    void notice(const QString &text);

private:
    bool may(bool allowed, const QString &whyNot);
    void end(const QString &said);

    Operations &m_operations;
    std::shared_ptr<base::Job> m_job;
    bool m_waits = false; ///< for the store itself
    QString m_stage;
    double m_progress = -1;
};

}
