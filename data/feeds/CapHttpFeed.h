#pragma once

#include "feeds/CapReader.h"
#include "feeds/CapSieve.h"
#include "feeds/PolledFeed.h"

#include <deque>

namespace feeds
{

/// Public warnings from a server: a CAP document, or an Atom or RSS index whose entries hold alerts or link to them.
/// Links are fetched once, and again where the entry's time changes; the password and token go to the feed's own server
/// only. What has not changed is not sent again (ETag, Last-Modified).
class CapHttpFeed : public PolledFeed
{
    Q_OBJECT

public:
    CapHttpFeed(FeedConfig config, std::function<void()> wake, HttpPatience patience = {});

protected:
    void poll() override;

private:
    struct Wanted {
        QUrl url;
        QString key; ///< url and stamp of the entry
        int attempts = 0;
    };
    void readIndex(const HttpAnswer &answer);
    void fetchNext();
    /// Hands over its alerts; an Error where it is no document of alerts.
    base::Result<CapDocument> take(const HttpAnswer &answer);

    CapSieve m_sieve;
    QSet<QString> m_fetched;     ///< keys; of entries that are still in the index
    std::deque<Wanted> m_wanted; ///< over rounds: an index that has not changed does not name them again
    size_t m_left = 0;           ///< of `m_wanted`, to be tried in this round
};

}
