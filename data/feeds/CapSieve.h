#pragma once

#include "domain/Alerts.h"
#include "domain/Sources.h"

#include <QSet>

namespace feeds
{

/// Lets each alert of a feed through once, with the languages that are wanted. For one thread.
class CapSieve
{
public:
    explicit CapSieve(const domain::FeedConfig &config) : m_feed(config.id), m_languages(config.languages) {}

    /// Whether it is new; then it is named after the feed, and of its infos those in the wanted languages are left,
    /// best first. One in none of them is left whole: a warning in another language is better than none.
    bool admit(domain::Alert &alert);
    void select(domain::Alert &alert) const;

private:
    const QString m_feed;
    const QStringList m_languages;
    QSet<QString> m_known;
};

}
