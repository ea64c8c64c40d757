#pragma once

#include "core/Access.h"
#include "core/Selection.h"
#include "core/Twin.h"

#include <QObject>
#include <QVariantList>

#include <memory>

namespace app
{

class Keeper;
class Acts;

/// Working events and alarms: what the interface calls. Every action is saved first and shown then; what is refused (a
/// step the life cycle forbids, somebody who was faster, a store that cannot be written) is told by `refused` in words.
/// Main thread.
///
/// `actions*` are {id, label, key, needs, primary}: id is a verb ("accept", "acknowledge" ...), key the shortcut as
/// text, needs one of "", "assignee", "reason", "event", "text", "url", "until", "satisfaction", primary the step that
/// is next.
class Operations : public QObject
{
    Q_OBJECT
    /// The person at this seat: "who" of every entry, as `access` has it.
    Q_PROPERTY(QString who READ who WRITE setWho NOTIFY whoChanged)
    Q_PROPERTY(QString seat READ seat CONSTANT)
    /// "closed", "opening", "ready", "read-only", "failing"
    Q_PROPERTY(QString storeState READ storeState NOTIFY storeChanged)
    Q_PROPERTY(QString storeText READ storeText NOTIFY storeChanged) ///< one line: what, where, since, why
    Q_PROPERTY(bool exercise READ exercise NOTIFY storeChanged)      ///< a replay: nothing outlasts the program
    Q_PROPERTY(bool canWrite READ canWrite NOTIFY storeChanged) ///< the store can be written, and in this role
    /// What is marked for bulk actions; ids of events or of alarms, never both.
    Q_PROPERTY(QStringList marked READ marked NOTIFY markedChanged)
    Q_PROPERTY(QString markedKind READ markedKind NOTIFY markedChanged) ///< "event", "alarm", ""
    /// EEMUA 191: alarms of the last ten minutes; "calm", "busy" (more than 1), "flood" (more than 10).
    Q_PROPERTY(int alarmRate READ alarmRate NOTIFY alarmsChanged)
    Q_PROPERTY(QString alarmLoad READ alarmLoad NOTIFY alarmsChanged)
    Q_PROPERTY(int unacknowledged READ unacknowledged NOTIFY alarmsChanged)
    Q_PROPERTY(int unacknowledgedCritical READ unacknowledgedCritical NOTIFY alarmsChanged)

public:
    Operations(Twin &twin, Selection &selection, Keeper &keeper, QObject *parent = nullptr);
    ~Operations() override;
    /// The one that QML's models look at: the first one made and still there.
    static Operations *current();
    Twin &twin() const { return m_twin; }
    Keeper &keeper() const { return m_keeper; }

    /// Who sits here, and in which role: what that role may not is refused with the reason.
    Access &access() { return m_access; }
    const Access &access() const { return m_access; }
    QString who() const { return m_access.name(); }
    void setWho(const QString &who) { m_access.rename(who); }
    QString seat() const;
    QString storeState() const;
    QString storeText() const;
    bool exercise() const;
    bool canWrite() const;
    QStringList marked() const { return m_marked; }
    QString markedKind() const { return m_markedKind; }
    int alarmRate() const { return m_alarmRate; }
    QString alarmLoad() const;
    int unacknowledged() const { return m_unacknowledged; }
    int unacknowledgedCritical() const { return m_unacknowledgedCritical; }

    /// What can be done to all of these events (ids) now: the intersection. Undo only for one.
    Q_INVOKABLE QVariantList eventActions(const QStringList &events) const;
    Q_INVOKABLE QVariantList alarmActions(const QStringList &alarms) const;
    /// Does it to each; a group of its own for each, so that one that is refused does not hold up the others. `with`:
    /// why, result, assignee, into, text, url, title, satisfaction (1 to 5).
    Q_INVOKABLE void act(const QStringList &events, const QString &verb, const QVariantMap &with = {});
    /// `with`: why, until (ms UTC) or minutes, text.
    Q_INVOKABLE void actOnAlarms(const QStringList &alarms, const QString &verb, const QVariantMap &with = {});
    /// The events that are marked, else the one that is selected; nothing where the verb does not fit.
    Q_INVOKABLE void actOnCurrent(const QString &verb, const QVariantMap &with = {});
    /// Every unacknowledged alarm at most as bad as this: "minor", "major", "critical".
    Q_INVOKABLE void acknowledgeAll(const QString &worst = QStringLiteral("critical"));
    Q_INVOKABLE void acknowledgeIncident(const QString &incident);
    Q_INVOKABLE void undo(const QString &event);

    Q_INVOKABLE void mark(const QString &kind, const QString &id, bool on);
    Q_INVOKABLE void markOnly(const QString &kind, const QStringList &ids);
    Q_INVOKABLE void unmarkAll();

    /// Whom it can go to, best first: {id, name, kind, inCharge, distance (m; null: unknown), busy, suggested,
    /// telephone (masked)}; then all other teams.
    Q_INVOKABLE QVariantList teamsFor(const QString &event) const;
    /// The whole telephone of a team, for a reason: the look is written into the journal first, and `telephoneShown`
    /// brings it then.
    Q_INVOKABLE void lookAtTelephone(const QString &team, const QString &why);
    /// Open events that this one could be merged into: {id, title, address, distance (m), minutes, state, stateName,
    /// proposed}, proposals first, then those of its type, nearest first; at most 50.
    Q_INVOKABLE QVariantList mergeTargets(const QString &event) const;
    /// What was reported in its own words, and its code: tells events of one type at one place apart.
    Q_INVOKABLE QString wordsOf(const QString &event) const;
    /// {event, into, title, intoTitle, distance, minutes}
    Q_INVOKABLE QVariantList proposals() const;
    Q_INVOKABLE void acceptProposal(const QString &event, const QString &into);
    Q_INVOKABLE void declineProposal(const QString &event, const QString &into);

    /// A new event by hand: type, title, description, place ("building:..."), address, source, lon, lat. Its id; empty
    /// where refused.
    Q_INVOKABLE QString report(const QVariantMap &event);

Q_SIGNALS:
    void whoChanged();
    void storeChanged();
    void markedChanged();
    void alarmsChanged();
    void proposalsChanged();
    /// Saved: "3 events accepted" with what can be undone ("" : nothing).
    void done(const QString &text, const QString &undoEvent);
    void refused(const QString &text);
    void telephoneShown(const QString &team, const QString &telephone);

private:
    bool mayWork();
    void countAlarms();
    void onChanges(const domain::ChangeSet &changes);

    Twin &m_twin;
    Selection &m_selection;
    Keeper &m_keeper;
    Access m_access;
    std::unique_ptr<Acts> m_acts;
    QStringList m_marked;
    QString m_markedKind;
    int m_alarmRate = 0, m_unacknowledged = 0, m_unacknowledgedCritical = 0;
};

}
