#pragma once

#include "SmallCity.h"
#include "operations/Keeper.h"
#include "operations/Operations.h"

#include <QSignalSpy>
#include <QTest>

/// A workplace on the small district: its own twin and store, as a program has them.
struct Seat : smallcity::Fixture {
    app::Selection selection{twin};
    app::Keeper keeper{twin};
    app::Operations operations{twin, selection, keeper};
    QSignalSpy done{&operations, &app::Operations::done};
    QSignalSpy refused{&operations, &app::Operations::refused};

    explicit Seat(const QString &who = QStringLiteral("Operator 1"))
    {
        operations.access().logIn(who, QStringLiteral("administrator"));
    }
    static domain::StoreConfig sqlite(const QString &file)
    {
        domain::StoreConfig config;
        config.url = QStringLiteral("sqlite:%1").arg(file);
        config.seat = QStringLiteral("Desk 1");
        return config;
    }
    bool open(const domain::StoreConfig &config)
    {
        QSignalSpy ready(&keeper, &app::Keeper::ready);
        keeper.open(config);
        return (ready.count() > 0 || ready.wait(10000)) && operations.canWrite();
    }
    domain::EventState stateOf(const QString &event) const
    {
        const domain::Event *found = twin.state().event(event);
        return found ? found->state : domain::EventState::Merged;
    }
    /// Waits until everything before is on disk.
    bool flush()
    {
        const auto flushed = keeper.store().flush();
        return QTest::qWaitFor([&] { return flushed.isFinished(); }, 5000) && flushed.result().has_value();
    }
    std::vector<domain::Entry> entriesOf(domain::Subject subject, const QString &id)
    {
        const auto asked = keeper.store().entriesOf(subject, id);
        if (!QTest::qWaitFor([&] { return asked.isFinished(); }, 5000) || !asked.result())
            return {};
        return *asked.result();
    }
    QString lastRefusal() const { return refused.isEmpty() ? QString() : refused.last().first().toString(); }
    QString lastDone() const { return done.isEmpty() ? QString() : done.last().first().toString(); }
};
