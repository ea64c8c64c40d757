#pragma once

#include "feeds/FeedWorker.h"
#include "feeds/HttpPoller.h"
#include "feeds/Times.h"

#include <QTimer>

namespace feeds
{

/// A feed that asks a server every `pollSeconds`: rounds of one or more questions, waits that grow while it fails, and
/// goes on by itself when the server is back.
class PolledFeed : public FeedWorker
{
    Q_OBJECT

public:
    PolledFeed(FeedConfig config, std::function<void()> wake, HttpPatience patience = {});

    void open() override;
    void close() override;
    void setHeldBack(bool heldBack) override { m_heldBack = heldBack; }

protected:
    /// What must be right before anything is asked; an Error is for good. The url and the TLS files by default.
    virtual base::Status prepare();
    /// Begins a round, which ends by `succeed` or `fail`.
    virtual void poll() = 0;

    /// One question of the round. Answers that are an error end it: they do not reach `read`.
    void ask(const HttpQuestion &question, std::function<void(const HttpAnswer &)> read);
    /// As `ask`, but `read` gets errors too.
    void askAny(const HttpQuestion &question, std::function<void(const HttpAnswer &)> read);
    void keep(const HttpAnswer &answer) { m_http.keep(answer); }
    void forgetKept() { m_http.forgetKept(); }
    /// All that was asked has been read: what was collected is handed over.
    void succeed();
    void fail(const base::Error &error, std::optional<qint64> retryAfterMs = {});
    /// A time without a zone was met, and the feed has none: says so once.
    void warnZone(const QString &feature);
    Times &times() { return m_times; }

private:
    void begin();

    HttpPoller m_http;
    Backoff m_backoff;
    Times m_times;
    QTimer m_next, m_second;
    bool m_warnedZone = false, m_heldBack = false;
};

}
