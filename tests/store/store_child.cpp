// The program that tst_store_kill ends at random moments: it takes in readings and works events, and says on standard
// output what the store has told it is saved. `store_child URL ROUND`.
#include "domain/EventCycle.h"
#include "store/Store.h"

#include <QCoreApplication>
#include <QTimer>

#include <unistd.h>

using domain::Entry;
using domain::EventVerb;

static constexpr int Streams = 500, AtOnce = 1000;

/// A whole line at once: what is there when the program is ended counts.
static void say(const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    (void)!::write(1, bytes.constData(), size_t(bytes.size()));
}

class Child : public QObject
{
public:
    Child(const QString &url, int round) : m_round(round)
    {
        domain::StoreConfig config;
        config.url = url;
        config.seat = QStringLiteral("child");
        connect(&m_store, &store::Store::appended, this, [](const std::vector<Entry> &entries) {
            for (const Entry &entry : entries)
                say(QStringLiteral("E %1 %2 %3").arg(entry.sequence).arg(entry.id).arg(entry.version));
        });
        connect(&m_store, &store::Store::opened, this, [this] {
            say(QStringLiteral("ready"));
            flush();
            work(QString(), 0);
        });
        connect(&m_timer, &QTimer::timeout, this, [this] {
            if (m_store.status().state == store::StoreStatus::State::Ready && m_store.status().recorder)
                observe();
        });
        m_timer.start(15);
        m_store.open(config);
    }

private:
    qint64 now() const { return m_round * 1'000'000LL; }

    /// Readings and what rules make of them.
    void observe()
    {
        std::vector<domain::Observation> some;
        for (int i = 0; i < AtOnce; ++i, ++m_observed)
            some.push_back({QStringLiteral("D%1").arg(m_observed % Streams), now() + m_observed / Streams, 0, 1.0});
        m_store.observe(std::move(some));
        Entry note;
        note.subject = domain::Subject::Delivery;
        note.id = QStringLiteral("N%1-%2").arg(m_round).arg(m_observed);
        note.verb = QStringLiteral("sent");
        note.time = now();
        m_store.record({note});
    }

    void flush()
    {
        m_store.flush().then(this, [this, upTo = m_observed](const base::Status &status) {
            if (status && m_store.status().recorder)
                say(QStringLiteral("O %1").arg(upTo));
            QTimer::singleShot(5, this, [this] { flush(); });
        });
    }

    /// One event after the other through its life.
    void work(const QString &id, int version)
    {
        static const EventVerb life[] = {EventVerb::Report, EventVerb::Accept, EventVerb::Dispatch,
                                         EventVerb::Start,  EventVerb::Finish, EventVerb::Close};
        const bool next = id.isEmpty() || version == 6;
        Entry entry;
        entry.id = next ? QStringLiteral("P%1-%2").arg(m_round).arg(++m_events) : id;
        entry.version = next ? 1 : version + 1;
        entry.verb = domain::eventVerbName(life[entry.version - 1]);
        entry.time = now() + entry.version;
        entry.who = QStringLiteral("Operator 1");
        if (entry.version == 1) {
            domain::Event event;
            event.id = entry.id;
            event.type = QStringLiteral("noise");
            event.reported = event.updated = entry.time;
            entry.body = domain::toJson(event);
        } else if (entry.version == 3) {
            entry.body = {{QStringLiteral("assignee"), QStringLiteral("G49")}};
        }
        m_store.append({entry}).then(this, [this, entry](const base::Result<std::vector<Entry>> &saved) {
            if (saved)
                say(QStringLiteral("P %1 %2").arg(entry.id).arg(entry.version));
            QTimer::singleShot(1, this, [this, entry, ok = saved.has_value()] {
                work(ok ? entry.id : QString(), ok ? entry.version : 0);
            });
        });
    }

    store::Store m_store;
    QTimer m_timer;
    int m_round;
    int m_events = 0;
    qint64 m_observed = 0;
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const Child child(app.arguments().value(1), app.arguments().value(2).toInt());
    return app.exec();
}
