#include "feeds/CapHttpFeed.h"

#include <QCoreApplication>

#include <algorithm>

namespace feeds
{

static constexpr int MostAttempts = 5;
static const QByteArray Accept =
    "application/cap+xml, application/atom+xml, application/rss+xml, application/xml;q=0.9, "
    "text/xml;q=0.9, */*;q=0.1";

CapHttpFeed::CapHttpFeed(FeedConfig config, std::function<void()> wake, HttpPatience patience)
    : PolledFeed(std::move(config), std::move(wake), patience), m_sieve(this->config())
{
}

void CapHttpFeed::poll()
{
    ask({QUrl(config().url), Accept, authorizationOf(config())},
        [this](const HttpAnswer &answer) { readIndex(answer); });
}

base::Result<CapDocument> CapHttpFeed::take(const HttpAnswer &answer)
{
    auto document = readCap(answer.body, shownUrl(answer.url), times());
    if (!document) {
        count(1, 1);
        return document;
    }
    for (domain::Alert &alert : document->alerts) {
        count(1);
        if (m_sieve.admit(alert))
            collecting().alerts.push_back(std::move(alert));
        else
            countDuplicate();
    }
    return document;
}

void CapHttpFeed::readIndex(const HttpAnswer &answer)
{
    if (!answer.notModified) {
        const auto document = take(answer);
        if (!document) {
            fail(document.error());
            return;
        }
        keep(answer);
        warnAll(document->warnings);
        QSet<QString> listed;
        for (const CapLink &link : document->links) {
            const QUrl url = answer.url.resolved(QUrl(link.url));
            const QString key = url.toString() + u'\n' + link.stamp;
            listed.insert(key);
            if (m_fetched.contains(key))
                continue;
            if (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https")) {
                warn(QStringLiteral("cap-index"), shownUrl(url),
                     QCoreApplication::translate("feeds", "the link is neither http nor https: passed over"));
                m_fetched.insert(key);
            } else if (std::none_of(m_wanted.begin(), m_wanted.end(),
                                    [&](const Wanted &wanted) { return wanted.key == key; })) {
                m_wanted.push_back({url, key});
            }
        }
        m_fetched.intersect(listed);
        std::erase_if(m_wanted, [&](const Wanted &wanted) { return !listed.contains(wanted.key); });
    }
    m_left = m_wanted.size();
    fetchNext();
}

void CapHttpFeed::fetchNext()
{
    if (m_left == 0 || m_wanted.empty()) {
        succeed();
        return;
    }
    --m_left;
    Wanted wanted = m_wanted.front();
    m_wanted.pop_front();
    const QUrl own(config().url);
    const bool isOwn =
        wanted.url.scheme() == own.scheme() && wanted.url.host() == own.host() && wanted.url.port() == own.port();
    const HttpQuestion question{wanted.url, Accept, isOwn ? authorizationOf(config()) : QByteArray(), false};
    askAny(question, [this, wanted](const HttpAnswer &answer) mutable {
        const auto document = answer.isGood() ? take(answer) : base::Result<CapDocument>(tl::unexpected(*answer.error));
        if (document) {
            m_fetched.insert(wanted.key);
            warnAll(document->warnings);
        } else if (!answer.isGood() && ++wanted.attempts < MostAttempts) {
            m_wanted.push_back(std::move(wanted));
        } else {
            // One alert that cannot be had is named, and does not hold up the others.
            warn(document.error().code, shownUrl(wanted.url), document.error().message);
            m_fetched.insert(wanted.key);
        }
        flush();
        fetchNext();
    });
}

}
