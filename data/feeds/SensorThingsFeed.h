#pragma once

#include "feeds/PolledFeed.h"
#include "feeds/SensorThings.h"

#include <QSet>

#include <deque>

namespace feeds
{

/// Asks a server of OGC SensorThings 1.1 (or 1.0) for what its datastreams observed: every round the newest of each in
/// one list of pages; where more has come since than a list holds, the rest of that datastream. The url is the service
/// root, with or without its version, or a part of it ("Things(5)", "Datastreams?$filter=...").
class SensorThingsFeed : public PolledFeed
{
    Q_OBJECT

public:
    SensorThingsFeed(FeedConfig config, std::function<void()> wake, HttpPatience patience = {});

protected:
    base::Status prepare() override;
    void poll() override;

private:
    struct Known {
        StaStream stream;
        qint64 newest = 0;                          ///< ms UTC: phenomenon time of the newest that was said
        std::deque<std::pair<qint64, size_t>> said; ///< time and hash of the last ones
        std::vector<domain::Observation> gathered;  ///< in this round, not said yet
    };
    /// Observations of one datastream that are still to be asked for.
    struct More {
        QString stream;
        QUrl url;
        int pages = 0;
    };

    QUrl entity(const QString &path) const;
    void askStreams(const QUrl &url);
    void askSet();
    void onStreams(const HttpAnswer &answer);
    void onRefused(const HttpAnswer &answer);
    void takeStream(const QJsonObject &datastream);
    /// Gathers a page of a datastream's observations, newest first; whether older ones are still wanted.
    bool gather(Known &known, const QJsonArray &observations);
    void askMore();
    void onMore(const More &more, const HttpAnswer &answer);
    void say(Known &known);
    void finishRound();
    /// A link that the server gave, on the way by which we came: behind a proxy they name hosts that only it knows.
    std::optional<QUrl> rebased(const QString &link) const;
    base::Result<QJsonObject> object(const HttpAnswer &answer);

    SensorThings m_reader;
    std::vector<QUrl> m_roots; ///< where the service may be, the likeliest first
    size_t m_root = 0;
    bool m_rootFound = false;
    QString m_list;   ///< "Datastreams", "Things(5)/Datastreams"
    QString m_filter; ///< as the project's url has it
    bool m_expands = true;
    enum class Multi : quint8 { Unknown, Served, None } m_multi = Multi::Unknown;
    bool m_readingMulti = false;
    QHash<QString, Known> m_known; ///< by set and id
    std::deque<More> m_more;
    QSet<QUrl> m_visited;
    qint64 m_roundStart = 0, m_wantedFrom = 0;
};

}
