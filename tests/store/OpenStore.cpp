#include "OpenStore.h"

#include "store/Journal.h"
#include "store/Upkeep.h"

std::unique_ptr<OpenStore> OpenStore::open(const QString &url, QString *error)
{
    domain::StoreConfig config;
    config.url = url;
    const auto place = store::Place::of(config);
    if (!place) {
        *error = place.error().toLine();
        return {};
    }
    auto opened = std::make_unique<OpenStore>();
    opened->m_writer = std::make_unique<store::Connection>(*place, store::Connection::Use::Write);
    opened->m_reading = std::make_unique<store::Connection>(*place, store::Connection::Use::Read);
    for (store::Connection *each : {opened->m_writer.get(), opened->m_reading.get()}) {
        if (const base::Status status = each->open(); !status) {
            *error = status.error().toLine();
            return {};
        }
    }
    opened->m_reader = std::make_unique<store::Reader>(*opened->m_reading);
    return opened;
}

std::unique_ptr<OpenStore> OpenStore::make(const QString &url, QString *error)
{
    domain::StoreConfig config;
    config.url = url;
    const auto place = store::Place::of(config);
    if (!place) {
        *error = place.error().toLine();
        return {};
    }
    store::Connection first(*place, store::Connection::Use::Write);
    if (const auto made = store::openForWriting(first); !made) {
        *error = made.error().toLine();
        return {};
    }
    store::closeInOrder(first);
    return open(url, error);
}

QString OpenStore::record(const std::vector<domain::Entry> &entries, size_t group)
{
    store::Journal journal(*m_writer);
    for (size_t i = 0; i < entries.size(); i += group) {
        const std::vector<domain::Entry> some(entries.begin() + qsizetype(i),
                                              entries.begin() + qsizetype(std::min(i + group, entries.size())));
        const auto saved = journal.record(some, some.back().time);
        if (!saved)
            return saved.error().toLine();
        if (saved->size() != some.size())
            return QStringLiteral("%1 of %2 entries were kept").arg(saved->size()).arg(some.size());
    }
    return {};
}

QString OpenStore::run(const QString &sql)
{
    const base::Status status = m_writer->run(sql);
    return status ? QString() : status.error().toLine();
}
