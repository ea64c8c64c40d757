#pragma once

#include "domain/AlarmCycle.h"
#include "domain/EventCycle.h"
#include "operations/Keeper.h"

#include <QObject>
#include <QSet>
#include <QVariantMap>

namespace app
{

/// Saves what a person does: one group of entries a subject, each by itself. Somebody who was faster is named; what
/// only a source or a rule has said meanwhile is no reason to refuse: the step is tried again after it. Main thread.
class Acts : public QObject
{
    Q_OBJECT

public:
    Acts(Twin &twin, Keeper &keeper, QObject *parent = nullptr);

    void onEvents(const QStringList &events, domain::EventVerb verb, const QString &who, const QVariantMap &with);
    void onAlarms(const QStringList &alarms, domain::AlarmVerb verb, const QString &who, const QVariantMap &with);
    /// The first entry of a new event.
    void report(const domain::Entry &entry);

Q_SIGNALS:
    void done(const QString &text, const QString &undoEvent);
    void refused(const QString &text);

private:
    /// One call for many subjects; what came of it is told once all have been answered.
    struct Tally {
        domain::Subject subject = domain::Subject::Event;
        domain::EventVerb eventVerb = domain::EventVerb::Note;
        domain::AlarmVerb alarmVerb = domain::AlarmVerb::Note;
        domain::Actor actor;
        QJsonObject body;
        int open = 0, saved = 0, refusedCount = 0;
        QString savedId;
        QStringList reasons;
    };
    using TallyPtr = std::shared_ptr<Tally>;

    bool mayBegin();
    domain::Actor actorOf(const QString &who, const QVariantMap &with) const;
    base::Result<std::vector<domain::Entry>> groupOf(const Tally &tally, const QString &id) const;
    void begin(const TallyPtr &tally, const QStringList &ids);
    void attempt(const TallyPtr &tally, const QString &id, int tries);
    void onRefused(const TallyPtr &tally, const QString &id, const base::Error &error, int version, int tries);
    QString doneTo(const Tally &tally) const;
    void conclude(const TallyPtr &tally, const QString &id, const QString &refusal);
    QString titleOfSubject(const Tally &tally, const QString &id) const;
    QString explain(const Tally &tally, const QString &id, const base::Error &error) const;
    QString faster(const Tally &tally, const QString &id, const domain::Entry &last) const;

    Twin &m_twin;
    Keeper &m_keeper;
    QSet<QString> m_saving; ///< ids whose entry is on its way
};

}
