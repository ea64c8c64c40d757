#pragma once

#include "History.h"
#include "OpenStore.h"
#include "TestPostgres.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

/// A test that asks the same of both databases, SQLite in a file and, where it is installed, PostgreSQL.
class StoresTest : public QObject
{
protected:
    /// Writes a made-up past into both; empty, or what went wrong.
    QString open(const history::Plan &plan);
    /// The column "database" with a row for each.
    static void databases();

    QTemporaryDir m_folder;
    TestPostgres m_postgres;
    std::map<QString, std::unique_ptr<OpenStore>> m_stores;
    std::vector<domain::Entry> m_entries;
    std::vector<domain::Event> m_events;
};

#define USE_STORE(store)                                                                                               \
    QFETCH(QString, database);                                                                                         \
    if (!m_stores.contains(database))                                                                                  \
        QSKIP("needs the package postgresql");                                                                         \
    OpenStore &store = *m_stores[database]
