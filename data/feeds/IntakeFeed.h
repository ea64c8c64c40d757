#pragma once

#include "feeds/FeedWorker.h"
#include "feeds/HttpPoller.h"
#include "feeds/IntakeGate.h"
#include "feeds/IntakeReport.h"

#include <QHttpServer>
#include <QHttpServerResponder>
#include <QPointer>
#include <QTimer>

#include <deque>
#include <memory>
#include <unordered_map>

namespace feeds
{

/// A small server of Open311 GeoReport v2: takes reports (POST requests.json) and makes events of them. On this machine
/// only, unless the project's `listen` says otherwise; always with a token. `setHeldBack` has it answer 503.
class IntakeFeed : public FeedWorker
{
    Q_OBJECT

public:
    IntakeFeed(FeedConfig config, std::function<void()> wake, IntakeLimits limits = {});
    ~IntakeFeed() override;

    void open() override;
    void close() override;
    void setHeldBack(bool heldBack) override { m_heldBack = heldBack; }

    /// On the feed's thread. Which services there are; without, every code is taken.
    void setCatalogue(std::shared_ptr<const domain::Catalogue> catalogue) { m_catalogue = std::move(catalogue); }
    /// Reporters are answered once `noteEvents` has named their report, and told to come again where it is not kept in
    /// time; otherwise as soon as it is handed over.
    void setAnswersWhenKept(bool whenKept) { m_whenKept = whenKept; }
    /// How events that are kept stand now; those that were reported here are looked up among them.
    void noteEvents(const std::vector<domain::Event> &events);

private:
    struct Posted {
        domain::Event event;
        qint64 due = 0; ///< ms UTC until which it must be kept; 0: it is
    };
    struct Waiting {
        QHttpServerResponder responder;
        QPointer<QTcpSocket> socket;
        bool personal = false;
    };
    struct Bucket {
        double tokens = 0;
        qint64 at = 0;
    };

    base::Status listenAt();
    void route();
    void onPost(const QHttpServerRequest &request, QHttpServerResponder &&responder);
    void onLook(const QString &name, const QHttpServerRequest &request, QHttpServerResponder &&responder);
    /// Whether the request may be looked at: not too many of them, and with the token; else it is answered.
    bool admits(const QHttpServerRequest &request, const QByteArray &key, QHttpServerResponder &responder);
    bool isTooMany(const QString &address);
    void hold(const QString &id, bool personal, QHttpServerResponder &&responder);
    void accept(const QString &id, bool personal, QHttpServerResponder &responder);
    void refuse(const QHttpServerRequest &request, const IntakeProblem &problem, QHttpServerResponder &responder);
    static void answer(QHttpServerResponder &responder, const QJsonDocument &body, int status, int retryAfter = 0);
    void everyMoment();
    QJsonObject discovery() const;
    QJsonArray services(const QByteArray &languages) const;
    QJsonObject shown(const domain::Event &event, const QByteArray &languages) const;

    const IntakeLimits m_limits;
    std::unique_ptr<QHttpServer> m_server;
    IntakeGate *m_gate = nullptr; ///< the server's
    std::shared_ptr<const domain::Catalogue> m_catalogue;
    QTimer m_timer, m_retry;
    Backoff m_backoff{1000, 60000};
    qint64 m_secondAt = 0, m_since = 0;
    bool m_heldBack = false, m_whenKept = false;
    QHash<QString, Posted> m_posted;
    std::deque<QString> m_order; ///< of m_posted, the oldest first
    std::unordered_map<QString, Waiting> m_waiting;
    QHash<QString, Bucket> m_buckets;
};

}
