#pragma once

#include "store/Connection.h"
#include "store/Reader.h"

#include <memory>

/// A store made empty by the writer's own statements, with a connection that writes and one that reads.
class OpenStore
{
public:
    /// An empty database.
    static std::unique_ptr<OpenStore> make(const QString &url, QString *error);
    /// One that is there.
    static std::unique_ptr<OpenStore> open(const QString &url, QString *error);

    store::Connection &writer() { return *m_writer; }
    store::Connection &reading() { return *m_reading; }
    store::Reader &reader() { return *m_reader; }

    /// Appends through the journal in transactions of `group` entries; empty, or what went wrong.
    QString record(const std::vector<domain::Entry> &entries, size_t group = 1000);
    QString run(const QString &sql);

private:
    std::unique_ptr<store::Connection> m_writer, m_reading;
    std::unique_ptr<store::Reader> m_reader;
};
