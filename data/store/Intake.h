#pragma once

#include "domain/Things.h"
#include "store/Connection.h"

#include <QHash>

namespace store
{

/// Takes observations and states of devices in as they come: at the end of the inbox, in the order of arrival.
/// For the writing thread.
class Intake
{
public:
    explicit Intake(Connection &connection) : m_connection(connection) {}

    /// In one transaction.
    base::Status write(const std::vector<domain::Observation> &observations,
                       const std::vector<domain::ThingStatusReport> &statuses);
    /// What is known of the database is to be read anew: the connection was lost.
    void forget();

private:
    base::Status writeRows(const std::vector<domain::Observation> &observations,
                           const std::vector<domain::ThingStatusReport> &statuses);
    base::Status know(const std::vector<domain::Observation> &observations);
    base::Status readStreams(const QString &condition, const QVariantList &values);
    base::Status readStatuses();

    Connection &m_connection;
    bool m_known = false;
    QHash<QString, qint64> m_streams;
    QHash<QString, std::pair<qint64, bool>> m_statuses; ///< newest: time, online
};

}
