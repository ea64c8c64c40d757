#pragma once

#include "store/Projections.h"

namespace store
{

/// Appends to the journal and to what is folded of it. For the writing thread.
class Journal
{
public:
    explicit Journal(Connection &connection) : m_connection(connection) {}

    /// One person's group, in a transaction of its own; as saved. Errors: "version-taken", "step-illegal",
    /// "body-missing", or the store's.
    base::Result<std::vector<domain::Entry>> append(std::vector<domain::Entry> group, qint64 now);
    /// What feeds and rules say, in one transaction: what is there already is passed over, a version that is taken
    /// becomes the next, a step that is no longer possible is left out.
    base::Result<std::vector<domain::Entry>> record(const std::vector<domain::Entry> &entries, qint64 now);
    /// Entries after a sequence, at most `limit`.
    base::Result<std::vector<domain::Entry>> since(qint64 sequence, int limit);
    base::Result<qint64> lastSequence();
    /// How many versions a subject has.
    base::Result<int> version(const domain::Entry &entry);

private:
    base::Status begin();
    base::Status finish(Projections &projections, std::vector<domain::Entry> &entries,
                        const std::vector<std::pair<QString, QString>> &states, qint64 now);
    base::Result<std::vector<domain::Entry>> all(const domain::Entry &of, const std::vector<domain::Entry> &ours);

    Connection &m_connection;
};

}
