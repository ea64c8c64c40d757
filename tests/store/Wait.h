#pragma once

#include "domain/AlarmCycle.h"
#include "domain/EventCycle.h"
#include "store/Store.h"

#include <QtTest>

/// What tests of a whole store share.
namespace keeping
{

/// The answer, with the event loop running meanwhile.
template <typename T> T wait(QFuture<T> future)
{
    QElapsedTimer timer;
    timer.start();
    while (!future.isFinished() && timer.elapsed() < 30000)
        QTest::qWait(5);
    return future.result();
}

inline domain::StoreConfig config(const QString &url, const QString &seat = QStringLiteral("seat-1"))
{
    domain::StoreConfig made;
    made.url = url;
    made.seat = seat;
    return made;
}

/// Opens it and waits until it is ready, or in another state that is not to be left by itself.
inline bool open(store::Store &store, const domain::StoreConfig &config,
                 store::StoreStatus::State state = store::StoreStatus::State::Ready)
{
    store.open(config);
    return QTest::qWaitFor([&] { return store.status().state == state; }, 15000);
}

inline domain::Entry report(const QString &id, qint64 time, const QString &title = QStringLiteral("Noise"))
{
    domain::Event event;
    event.id = id;
    event.type = QStringLiteral("noise");
    event.title = title;
    event.reported = event.updated = time;
    domain::Entry entry;
    entry.subject = domain::Subject::Event;
    entry.id = id;
    entry.verb = domain::eventVerbName(domain::EventVerb::Report);
    entry.time = time;
    entry.who = QStringLiteral("feed");
    entry.body = domain::toJson(event);
    return entry;
}

inline domain::Entry step(const QString &id, int version, domain::EventVerb verb, qint64 time,
                          const QString &who = QStringLiteral("Operator 1"), const QJsonObject &body = {})
{
    domain::Entry entry;
    entry.subject = domain::Subject::Event;
    entry.id = id;
    entry.version = version;
    entry.verb = domain::eventVerbName(verb);
    entry.time = time;
    entry.who = who;
    entry.why = QStringLiteral("it is so");
    entry.body = body;
    return entry;
}

inline domain::Entry raise(const QString &thing, int version, qint64 time)
{
    domain::Entry entry;
    entry.subject = domain::Subject::Alarm;
    entry.id = QStringLiteral("thing:%1/smoke").arg(thing);
    entry.version = version;
    entry.verb = domain::alarmVerbName(domain::AlarmVerb::Raise);
    entry.time = time;
    entry.body = {{QStringLiteral("subject"), QStringLiteral("thing:") + thing},
                  {QStringLiteral("rule"), QStringLiteral("smoke")},
                  {QStringLiteral("severity"), QStringLiteral("critical")}};
    return entry;
}

inline QByteArray said(const store::Store &store)
{
    return qPrintable(QStringLiteral("%1: %2").arg(int(store.status().state)).arg(store.status().reason));
}

}
