#pragma once

#include "live/RuleTrial.h"
#include "operations/Keeper.h"
#include "operations/RuleFile.h"

#include <QAbstractListModel>
#include <QVariantMap>

#include <atomic>

namespace app
{

class Operations;

/// The district's alarm rules, to be changed, tried on what was recorded, and saved; then they are in force at once.
/// Roles: id, name, thing, thingName, property, propertyName, condition (in words), severity, severityName, event,
/// enabled, edited (not saved yet). Main thread; files and trials in workers.
///
/// A rule as QML has it: {id, nameEn, nameZh, thing, property, compare ("above", "below", "equals", "rise", "months",
/// "deviation", "silence", "share"), threshold, seconds, months, days, ofRule, minimum, clear (null: the threshold),
/// severity, event, suppresses (ids), enabled}.
class RuleEditor : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(bool dirty READ isDirty NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    Q_PROPERTY(QString place READ place NOTIFY changed) ///< where it would be saved, and for whom
    Q_PROPERTY(bool trying READ isTrying NOTIFY trialChanged)
    Q_PROPERTY(double progress READ progress NOTIFY trialChanged) ///< 0 to 1
    /// {fired, perDay, busiest, readings, days ({day (ms UTC), label, count}), things ({kind, id, name, count}, most
    /// first, at most 50), thingCount, text (a sentence), error}; empty: nothing was tried.
    Q_PROPERTY(QVariantMap trial READ trial NOTIFY trialChanged)
    Q_PROPERTY(QVariantList things READ things NOTIFY wordsChanged)     ///< {id, label}: kinds that there are
    Q_PROPERTY(QVariantList compares READ compares NOTIFY wordsChanged) ///< {id, label}
    Q_PROPERTY(QVariantList eventTypes READ eventTypes NOTIFY wordsChanged)

public:
    explicit RuleEditor(Operations &operations, QObject *parent = nullptr);
    ~RuleEditor() override;

    /// `own`: the file with this user's own rules of the project, in force where it is there. `keepsOwn`: the project
    /// is not to be written (the sample).
    void open(const QString &project, const QString &own, bool keepsOwn);

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : count(); }
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return int(m_draft.rules.size()); }
    bool isDirty() const { return !m_edited.isEmpty(); }
    bool isBusy() const { return m_writing; }
    QString place() const;
    bool isTrying() const { return m_job != nullptr; }
    double progress() const { return m_progress; }
    const QVariantMap &trial() const { return m_trial; }
    QVariantList things() const;
    QVariantList compares() const;
    QVariantList eventTypes() const;
    /// Properties that devices of a kind report: {id, label, unit}.
    Q_INVOKABLE QVariantList properties(const QString &thing) const;

    Q_INVOKABLE QVariantMap rule(const QString &id) const;
    Q_INVOKABLE QVariantMap blank() const;
    /// What is wrong with it, in words; empty: it can be put.
    Q_INVOKABLE QStringList check(const QVariantMap &rule) const;
    /// Takes it into the draft, by its id anew or in place of the one; false where `check` has something to say.
    Q_INVOKABLE bool put(const QVariantMap &rule);
    Q_INVOKABLE void remove(const QString &id);
    Q_INVOKABLE void setEnabled(const QString &id, bool enabled);
    Q_INVOKABLE void revert();
    /// Writes the draft and puts it in force.
    Q_INVOKABLE void save();
    /// On what was recorded in the last `days`.
    Q_INVOKABLE void tryRule(const QVariantMap &rule, double days);
    Q_INVOKABLE void cancelTrial();

Q_SIGNALS:
    void countChanged();
    void changed();
    void trialChanged();
    void wordsChanged();
    void notice(const QString &text);

private:
    struct Job;
    bool mayChange(); ///< in this role; tells why where not
    base::Result<domain::Rules> draftWith(const QVariantMap &rule) const;
    void setDraft(domain::Rules rules, const QString &edited);
    void takeRules();
    void askNext(const std::shared_ptr<Job> &job);
    void judge(const std::shared_ptr<Job> &job);
    void finish(const std::shared_ptr<Job> &job, const live::Trial &trial);

    Operations &m_operations;
    Twin &m_twin;
    domain::Rules m_draft;
    QStringList m_edited; ///< ids
    RulePlace m_place;
    int m_openings = 0;
    bool m_writing = false;
    std::shared_ptr<Job> m_job;
    double m_progress = 0;
    QVariantMap m_trial;
};

}
