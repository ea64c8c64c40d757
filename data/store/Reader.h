#pragma once

#include "store/Connection.h"
#include "store/Store.h"

namespace store
{

/// Answers questions over a connection of its own; lives on the store's reading thread (Store.cpp). Every function
/// waits for the database; a lost connection is an error "store-away", and whoever asks opens it anew and asks again.
class Reader
{
public:
    explicit Reader(Connection &connection) : m_connection(connection) {}

    base::Result<Remembered> remembered();
    base::Result<std::vector<domain::Entry>> entriesOf(domain::Subject subject, const QString &id);
    base::Result<EventPage> events(const EventQuery &query);
    base::Result<AlarmPage> alarms(const AlarmQuery &query);
    base::Result<Series> series(const QString &datastream, qint64 from, qint64 to, int mostPoints);
    base::Result<Moment> stateAt(qint64 time, qint64 endedSince = 0);
    base::Result<Statistics> statistics(const StatisticsQuery &query);
    base::Result<std::vector<domain::Council>> councils(qint64 from, qint64 to);
    base::Result<std::vector<domain::Entry>> journal(const JournalQuery &query);

private:
    Connection &m_connection;
};

}
