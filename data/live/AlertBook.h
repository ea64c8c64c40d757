#pragma once

#include "domain/ChangeSet.h"

#include <QHash>

#include <map>

namespace live
{

/// Public warnings (CAP 1.2): which are in force, what ended them. For one thread.
///
/// The journal holds each warning as a subject of its own, by its id: "issue" with the whole alert as its body, then
/// one of "update" (another replaces it) and "cancel", both {"by": id of the message}, or "expire" ({}). Times are the
/// messages' own, so that every seat tells the same. A Cancel is no subject, and what is no warning (tests, drafts,
/// exercises, acknowledgements) is passed over.
class AlertBook
{
public:
    /// From a feed; each once, in any order: what refers to a warning that comes later waits for it. `advance` is to be
    /// called after all that came together, so that none runs out before what replaced it has been heard.
    void take(const domain::Alert &alert, qint64 now);
    /// Known from before: not journalled again. What expired meanwhile is journalled as such.
    void restore(const std::vector<domain::Alert> &alerts, qint64 now);
    /// As saved by this seat or another; where what came before it is not known, `takeMissing` names it.
    void take(const domain::Entry &entry, qint64 now);
    QStringList takeMissing() { return std::exchange(m_missing, {}); }
    /// All entries of one warning.
    void replace(const QString &id, const std::vector<domain::Entry> &entries, qint64 now);
    void advance(qint64 now);
    void reset();

    /// Adds warnings that came into force since the last call, ids of those that ended, critical ones among them to
    /// `raised`, and the entries.
    void takeChanges(domain::ChangeSet &changes);
    /// Those in force, the worst first, then the newest.
    std::vector<const domain::Alert *> inForce() const;

private:
    struct Record {
        domain::Alert alert;
        int version = 0;
        qint64 ended = 0;   ///< ms UTC; 0: it is in force
        bool shown = false; ///< told to be in force
        bool changed = false;
    };
    /// What ends a warning: "update" or "cancel" by another message.
    struct Ending {
        QString verb, by, who, why;
        qint64 time = 0;
    };

    Record *find(const QString &reference);
    void issue(const domain::Alert &alert, qint64 now);
    void end(Record &record, const Ending &ending);
    void endEarlier(const domain::Alert &message, qint64 now);
    void expire(qint64 now);
    void forget(qint64 now);
    void mark(Record &record);
    void write(Record &record, const Ending &step, const QJsonObject &body);

    std::map<QString, Record> m_alerts;   ///< by id
    QHash<QString, QString> m_byKey;      ///< "identifier,sent" -> id: some name another sender in references
    QHash<QString, Ending> m_endings;     ///< by key: came before what they end
    std::vector<domain::Entry> m_entries; ///< not taken yet
    std::vector<QString> m_changed;
    QStringList m_missing;
    qint64 m_nextExpiry = 0; ///< of those in force; 0: none
    qint64 m_forgotten = 0;  ///< when old ones were dropped last
};

}
