#pragma once

#include "feeds/Open311Reader.h"
#include "feeds/Payload.h"
#include "feeds/PolledFeed.h"

#include <QSet>

namespace feeds
{

/// Asks a server of Open311 GeoReport v2 for its service requests: at first those of the last 90 days (or since
/// `start`), then what was updated since the newest it has said, with an overlap. The url is the endpoint, its
/// requests.json, or a discovery document. Requests are said when they are new or have changed.
class Open311Feed : public PolledFeed
{
    Q_OBJECT

public:
    Open311Feed(FeedConfig config, std::function<void()> wake, HttpPatience patience = {});

protected:
    base::Status prepare() override;
    void poll() override;

private:
    void discover(const QUrl &document, bool fallback);
    void askServices();
    void askPage();
    void onPage(const HttpAnswer &answer);
    void onRefused(const HttpAnswer &answer);
    /// How many of the page's requests this round has not met before.
    int take(std::vector<QJsonObject> &requests);
    bool say(QJsonObject &request);
    void finishRound();
    HttpQuestion question(const QString &resource, QUrlQuery query) const;

    PayloadReader m_reader;
    std::optional<Open311Endpoint> m_endpoint;
    bool m_triedDiscovery = false, m_triedXml = false;
    std::optional<base::Error> m_firstRefusal;
    QHash<QString, QString> m_services; ///< code -> name
    qint64 m_servicesAt = 0;

    // What the server has shown of itself.
    bool m_takesUpdatedAfter = true, m_takesPages = true;
    int m_largestPage = 0;

    qint64 m_newest = 0;           ///< ms UTC by the server's times: the newest that was said in a whole round
    qint64 m_wholeAt = 0;          ///< ms UTC: when everything was last asked for
    QHash<QString, size_t> m_said; ///< id -> what was said of it, hashed

    // The round under way.
    bool m_whole = false;
    int m_page = 1, m_firstCount = 0;
    qint64 m_since = 0, m_roundNewest = 0, m_roundOldest = 0, m_roundStart = 0;
    QSet<QString> m_met;
    std::optional<HttpAnswer> m_firstPage;
};

}
