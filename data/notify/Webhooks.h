#pragma once

#include "base/Clock.h"
#include "domain/Sources.h"
#include "notify/Delivery.h"
#include "notify/Storm.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>

#include <functional>
#include <map>

namespace notify
{

/// How patient deliveries are.
struct Patience {
    std::vector<qint64> waits = {5'000,   15'000,    60'000,   300'000,
                                 900'000, 1'800'000, 3'600'000}; ///< ms before each further attempt; the last repeats
    qint64 giveUpAfter = 24 * 3'600'000;                         ///< ms since it was queued
    int answerMs = 20'000;                                       ///< without an answer it has failed
    int stormSize = 10;                                          ///< messages a minute to one target
};

/// Tells targets by HTTP POST, JSON, one message a delivery, one delivery a target at a time. What fails is tried again
/// after waits that grow, over restarts too. Every attempt is written down before it is made and after it was answered;
/// who receives can tell a second one by the header `Idempotency-Key`, and after two attempts without a known end there
/// is none more, so that nothing arrives more than twice. Main thread; never blocks.
class Webhooks : public QObject
{
    Q_OBJECT

public:
    /// Saves an entry; `done` once it is saved or cannot be. Where it cannot, the message goes out all the same: an
    /// alarm is worth more than its account.
    using Save = std::function<void(const domain::Entry &, std::function<void()> done)>;

    explicit Webhooks(const base::Clock &clock, QObject *parent = nullptr);
    ~Webhooks() override;
    void setSave(Save save) { m_save = std::move(save); }
    void setPatience(const Patience &patience) { m_patience = patience; }
    /// Deliveries to targets that are no longer there are given up.
    void setTargets(const std::vector<domain::NotifyTarget> &targets);
    /// What was on its way when the program ended, by its entries.
    void resume(const std::vector<domain::Entry> &entries);
    /// To all targets that want to know of something so bad; the same message again is passed over.
    void send(const Message &message);
    /// To one target, whatever it wants to know of: whether it can be reached at all.
    void test(const QString &target, const Message &message);
    /// Lets go of everything without a word in the journal: what is on its way will be resumed.
    void stop();

    std::vector<Delivery> deliveries() const; ///< newest first; those that are over, too, up to 500

Q_SIGNALS:
    void changed();

private:
    struct Line; ///< of one target

    void queue(Line &line, const Message &message);
    void next(Line &line);
    void post(Line &line, const QString &delivery);
    void answered(Line &line, const QString &delivery, int status, const QString &reason);
    void write(Delivery &delivery, const QString &verb, const QJsonObject &body, std::function<void()> done = {});
    void dropOldest();

    const base::Clock &m_clock;
    Save m_save;
    Patience m_patience;
    QNetworkAccessManager m_network;
    std::map<QString, std::unique_ptr<Line>> m_lines;
    std::map<QString, Delivery> m_deliveries;
};

}
