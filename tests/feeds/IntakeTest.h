#pragma once

#include "Working.h"
#include "domain/Catalogue.h"
#include "feeds/IntakeFeed.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QTest>

/// A test that sends reports to an intake over HTTP.
class IntakeTest : public QObject
{
protected:
    struct Answer {
        int status = 0;
        QJsonDocument json;
        QByteArray retryAfter;
        QJsonObject first() const { return json.array().first().toObject(); }
        QString text(const char *key) const { return first().value(QLatin1String(key)).toString(); }
    };
    static feeds::FeedConfig config()
    {
        feeds::FeedConfig feed;
        feed.id = QStringLiteral("reports");
        feed.type = QStringLiteral("intake");
        feed.token = QStringLiteral("s3cret");
        return feed;
    }
    static feeds::IntakeLimits roomy()
    {
        feeds::IntakeLimits limits;
        limits.burst = limits.perMinute = 1000000;
        return limits;
    }
    template <typename Feed> static QString addressOf(Feed &feed)
    {
        if (!QTest::qWaitFor(
                [&] { return !feed.status().address.isEmpty() && feed.is(feeds::FeedStatus::State::Connected); }, 3000))
            qWarning("does not listen: %s", qPrintable(feed.status().reason));
        return feed.status().address;
    }
    Answer get(const QString &url, const QByteArray &bearer = "s3cret") { return ask(url, {}, {}, bearer); }
    Answer post(const QString &address, const QByteArray &body, const QByteArray &bearer = "s3cret",
                const QByteArray &type = "application/x-www-form-urlencoded", const QByteArray &repeatable = {})
    {
        return ask(address + QStringLiteral("/requests.json"), body, type, bearer, repeatable);
    }
    Answer ask(const QString &url, const QByteArray &body, const QByteArray &type, const QByteArray &bearer,
               const QByteArray &repeatable = {});
    /// What comes back for raw bytes, until the server closes.
    static QByteArray talk(const QString &address, const QByteArray &bytes, int ms = 3000);

    QNetworkAccessManager m_network;
    QSslConfiguration m_tls = QSslConfiguration::defaultConfiguration();
};

/// A report that is in order.
inline const QByteArray Good = "service_code=noise&lat=22.5412&long=114.1099&description=%E5%A4%9C%E9%97%B4+loud";

/// One type of events, "noise", with an alias.
domain::Catalogue smallCatalogue();
