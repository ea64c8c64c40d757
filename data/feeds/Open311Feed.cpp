#include "feeds/Open311Feed.h"

#include "base/Durations.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QUrlQuery>

#include <algorithm>

namespace feeds
{

using base::DayMs;
using base::HourMs;
/// What the standard has servers give where nothing else is asked.
static constexpr qint64 WindowMs = 90 * DayMs;
/// Servers write their answers from copies that lag, and some cut times to minutes.
static constexpr qint64 OverlapMs = 300000;
/// Everything is asked again now and then: while pages are turned, an update can move a request to one already read.
static constexpr qint64 WholeEveryMs = 6 * HourMs;
static constexpr int PageSize = 100;
static constexpr int MostPages = 500;

Open311Feed::Open311Feed(FeedConfig config, std::function<void()> wake, HttpPatience patience)
    : PolledFeed(std::move(config), std::move(wake), patience), m_reader(times())
{
}

base::Status Open311Feed::prepare()
{
    if (auto ok = PolledFeed::prepare(); !ok)
        return ok;
    QUrl url(config().url);
    QString path = url.path();
    if (path.endsWith(QLatin1String("/discovery")) || path.endsWith(QLatin1String("/discovery.json")) ||
        path.endsWith(QLatin1String("/discovery.xml")))
        return {};
    Open311Endpoint endpoint;
    if (path.endsWith(QLatin1String("/requests.xml"))) {
        endpoint.json = false;
        m_triedXml = true;
    }
    for (const char *resource : {"/requests.json", "/requests.xml", "/requests"}) {
        if (path.endsWith(QLatin1String(resource)))
            path.chop(qsizetype(qstrlen(resource)));
    }
    url.setPath(path);
    url.setFragment({});
    endpoint.base = url;
    m_endpoint = endpoint;
    return {};
}

HttpQuestion Open311Feed::question(const QString &resource, QUrlQuery query) const
{
    HttpQuestion question;
    QUrl url = m_endpoint->base;
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + u'/' + resource + (m_endpoint->json ? QLatin1String(".json") : QLatin1String(".xml")));
    // What the project's url asks for ("?status=open") is asked for too.
    QUrlQuery all(url);
    if (!config().jurisdiction.isEmpty())
        query.addQueryItem(QStringLiteral("jurisdiction_id"), config().jurisdiction);
    if (!config().token.isEmpty())
        query.addQueryItem(QStringLiteral("api_key"), QString::fromLatin1(QUrl::toPercentEncoding(config().token)));
    const auto items = query.queryItems(QUrl::FullyEncoded);
    for (const auto &[key, value] : items) {
        all.removeAllQueryItems(key);
        all.addQueryItem(key, value);
    }
    url.setQuery(all);
    question.url = url;
    question.accept = m_endpoint->json ? "application/json" : "text/xml, application/xml";
    if (!config().user.isEmpty())
        question.authorization = authorizationOf(config());
    return question;
}

void Open311Feed::poll()
{
    if (!m_endpoint) {
        QUrl url(config().url);
        if (url.path().endsWith(QLatin1String("/discovery")))
            url.setPath(url.path() + QStringLiteral(".json"));
        discover(url, false);
        return;
    }
    if (QDateTime::currentMSecsSinceEpoch() - m_servicesAt > DayMs) {
        askServices();
        return;
    }
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_whole = m_newest == 0 || !m_takesUpdatedAfter || now - m_wholeAt >= WholeEveryMs;
    m_page = 1;
    m_roundNewest = 0;
    m_roundOldest = now;
    m_roundStart = now;
    m_met.clear();
    m_firstPage.reset();
    askPage();
}

void Open311Feed::discover(const QUrl &document, bool fallback)
{
    HttpQuestion question;
    question.url = document;
    question.accept = "application/json, text/xml";
    question.conditional = false;
    askAny(question, [this, document, fallback](const HttpAnswer &answer) {
        base::Result<Open311Endpoint> endpoint = tl::unexpected(answer.error.value_or(base::Error{}));
        if (answer.isGood())
            endpoint = readDiscovery(answer.body, answer.url);
        if (endpoint) {
            m_endpoint = *endpoint;
            m_triedXml = !endpoint->json;
            poll();
            return;
        }
        // XML is what every server must have.
        if (document.path().endsWith(QLatin1String(".json")) && answer.status != 0) {
            QUrl xml = document;
            xml.setPath(document.path().chopped(5) + QStringLiteral(".xml"));
            discover(xml, fallback);
            return;
        }
        if (fallback) {
            m_endpoint->json = false;
            m_triedXml = true;
            askPage();
            return;
        }
        fail(endpoint.error(), answer.retryAfter);
    });
}

void Open311Feed::askServices()
{
    // Only names come of it: a server without is as good.
    m_servicesAt = QDateTime::currentMSecsSinceEpoch();
    HttpQuestion asked = question(QStringLiteral("services"), {});
    asked.conditional = false;
    askAny(asked, [this](const HttpAnswer &answer) {
        if (const auto list = answer.isGood() ? readOpen311List(answer.body) : base::Result<Open311List>()) {
            for (const QJsonObject &service : list->items) {
                const QString code = service.value(QLatin1String("service_code")).toVariant().toString();
                const QString name = withoutEntities(service.value(QLatin1String("service_name")).toString());
                if (!code.isEmpty() && !name.isEmpty())
                    m_services.insert(code, name.trimmed());
            }
        }
        poll();
    });
}

void Open311Feed::askPage()
{
    QUrlQuery query;
    const auto time = [](qint64 ms) { return isoTime(ms / 1000 * 1000); }; // fractions are too much for some
    if (m_whole) {
        m_since = m_roundStart - WindowMs;
        const QByteArray start = config().start.toUtf8();
        if (const auto wanted = times().parse({start.constData(), size_t(start.size())}))
            m_since = *wanted;
        // Whole hours, so that the same question is asked again, and a cache can answer it.
        m_since -= m_since % HourMs;
        query.addQueryItem(QStringLiteral("start_date"), time(m_since));
    } else {
        m_since = m_newest - OverlapMs;
        query.addQueryItem(QStringLiteral("updated_after"), time(m_since));
    }
    if (m_takesPages) {
        query.addQueryItem(QStringLiteral("page"), QString::number(m_page));
        query.addQueryItem(QStringLiteral("page_size"), QString::number(PageSize));
    }
    HttpQuestion asked = question(QStringLiteral("requests"), query);
    asked.conditional = m_page == 1;
    askAny(asked, [this](const HttpAnswer &answer) {
        if (answer.isGood())
            onPage(answer);
        else
            onRefused(answer);
    });
}

void Open311Feed::onRefused(const HttpAnswer &answer)
{
    base::Error error = *answer.error;
    const QString problem = answer.status >= 400 ? open311Problem(answer.body) : QString();
    if (!problem.isEmpty())
        error.message = QCoreApplication::translate("feeds", "%1: %2").arg(error.message, problem);
    // 400 to a parameter that the standard does not have: without it, then.
    if (answer.status == 400 && !m_whole && m_takesUpdatedAfter) {
        m_takesUpdatedAfter = false;
        poll();
        return;
    }
    if (answer.status == 400 && m_takesPages) {
        m_takesPages = false;
        poll();
        return;
    }
    const bool notHere = answer.status == 404 || answer.status == 406 || answer.status == 415 || answer.status == 501;
    if (notHere && m_newest == 0 && !m_triedDiscovery) {
        m_triedDiscovery = true;
        m_firstRefusal = error;
        QUrl document = m_endpoint->base.adjusted(QUrl::RemoveQuery);
        QString path = document.path();
        while (path.endsWith(u'/'))
            path.chop(1);
        document.setPath(path + QStringLiteral("/discovery.json"));
        discover(document, !m_triedXml);
        return;
    }
    // What the first question met is what is wrong.
    if (notHere && m_firstRefusal) {
        error = *std::exchange(m_firstRefusal, std::nullopt);
        m_triedDiscovery = m_triedXml = false;
        if (m_endpoint)
            m_endpoint->json = true;
    }
    fail(error, answer.retryAfter);
}

void Open311Feed::onPage(const HttpAnswer &answer)
{
    m_firstRefusal.reset();
    if (answer.notModified) {
        m_roundNewest = m_newest;
        finishRound();
        return;
    }
    auto list = answer.status == 204 ? base::Result<Open311List>(Open311List{}) : readOpen311List(answer.body);
    if (!list) {
        base::Error error = list.error();
        error.message = QCoreApplication::translate("feeds", "%1: %2").arg(shownUrl(answer.url), error.message);
        count(1, 1);
        warn(error.code, shownUrl(answer.url), list.error().message);
        fail(error);
        return;
    }
    if (list->recoded)
        warn(QStringLiteral("encoding-guessed"), shownUrl(answer.url),
             QCoreApplication::translate("feeds", "is not UTF-8, as the standard demands: guessed"));
    // An error that calls itself a success.
    if (list->items.size() == 1 && list->items.front().contains(QLatin1String("code")) &&
        !list->items.front().contains(QLatin1String("service_request_id"))) {
        fail({QStringLiteral("http-status"),
              QCoreApplication::translate("feeds", "%1: %2").arg(shownUrl(answer.url), open311Problem(answer.body)),
              shownUrl(answer.url),
              {},
              {}},
             answer.retryAfter);
        return;
    }
    const int got = int(list->items.size());
    const int fresh = take(list->items);
    if (!list->broken.isEmpty()) {
        warn(QStringLiteral("payload-malformed"), shownUrl(answer.url), list->broken);
        fail({QStringLiteral("payload-malformed"),
              QCoreApplication::translate("feeds", "%1: %2").arg(shownUrl(answer.url), list->broken),
              shownUrl(answer.url),
              {},
              {}});
        return;
    }
    if (m_page == 1) {
        m_firstPage = answer;
        m_firstCount = got;
    } else if (m_page == 2 && got > 0 && fresh == 0 && got == m_firstCount) {
        m_takesPages = false; // the same again: it does not know pages, and has said all on the first
    }
    const int largestBefore = m_largestPage;
    m_largestPage = std::max(m_largestPage, got);
    // Servers have page sizes of their own: a page is the last one when it is empty or smaller than one was.
    const bool last = !m_takesPages || fresh == 0 || (largestBefore != 0 && got < largestBefore);
    if (!last && m_page < MostPages && !isCancelled()) {
        ++m_page;
        flush();
        askPage();
        return;
    }
    if (!last)
        warn(QStringLiteral("pages-cut"), shownUrl(answer.url),
             QCoreApplication::translate("feeds", "more than %1 pages: the others are left out").arg(MostPages));
    finishRound();
}

void Open311Feed::finishRound()
{
    // A server that gives what is long past, though it was asked for what is new, does not know the parameter; asking
    // it for new reports only would miss what becomes of the old ones.
    if (!m_whole && m_roundOldest < m_since - DayMs)
        m_takesUpdatedAfter = false;
    // "Not modified" is about the first page: it tells of all only where that is all.
    if (m_firstPage && (m_page == 1 || !m_takesPages))
        keep(*m_firstPage);
    if (m_whole) {
        m_wholeAt = m_roundStart;
        if (m_firstPage)
            m_said.removeIf([this](auto it) { return !m_met.contains(it.key()); });
    }
    // A time in the future would make us deaf until then.
    m_newest = std::max(m_newest, std::min(m_roundNewest, m_roundStart));
    if (m_newest == 0)
        m_newest = m_roundStart - OverlapMs;
    succeed();
}

int Open311Feed::take(std::vector<QJsonObject> &requests)
{
    int fresh = 0;
    for (QJsonObject &request : requests) {
        if (isCancelled())
            break;
        if (say(request))
            ++fresh;
    }
    warnZone(config().id);
    return fresh;
}

bool Open311Feed::say(QJsonObject &request)
{
    const QString id = request.value(QLatin1String("service_request_id")).toVariant().toString().trimmed();
    const QString token = request.value(QLatin1String("token")).toVariant().toString();
    const QString key = id.isEmpty() ? u'?' + token : id;
    if (m_met.contains(key) && !(id.isEmpty() && token.isEmpty()))
        return false;
    m_met.insert(key);
    if (id.isEmpty()) {
        count(1, 1);
        warn(QStringLiteral("request-without-id"), token,
             QCoreApplication::translate("feeds", "a request without \"service_request_id\" is passed over"));
        return true;
    }
    const size_t hash = qHash(QJsonDocument(request).toJson(QJsonDocument::Compact), size_t(0x311));
    const auto known = m_said.constFind(id);
    const bool isNews = known == m_said.constEnd() || *known != hash;
    const auto warning = [&](const QString &code, const QString &message) {
        if (isNews)
            warn(code, id, message);
    };
    mendRequest(request, times(), warning);
    if (const QString field = config().fields.value(QStringLiteral("type")); !field.isEmpty())
        request.insert(QLatin1String("service_code"), request.value(field).toVariant().toString());
    if (request.value(QLatin1String("service_name")).toString().isEmpty())
        request.insert(QLatin1String("service_name"),
                       m_services.value(request.value(QLatin1String("service_code")).toVariant().toString()));
    const QByteArray payload = QJsonDocument(request).toJson(QJsonDocument::Compact);
    auto event = m_reader.request({}, {payload.constData(), size_t(payload.size())}, m_roundStart);
    if (!event) {
        if (isNews) {
            count(1, 1);
            warn(event.error().code, id, event.error().message);
            m_said.insert(id, hash);
        }
        return true;
    }
    event->updated = std::max(event->updated, event->reported);
    if (request.contains(QLatin1String("requested_datetime")) || request.contains(QLatin1String("updated_datetime"))) {
        m_roundNewest = std::max(m_roundNewest, event->updated);
        m_roundOldest = std::min(m_roundOldest, event->updated);
    }
    if (!isNews)
        return true;
    m_said.insert(id, hash);
    // The list tells how things are, not how they came to be: that it was reported once is sure.
    if (event->reported != 0 && event->state != domain::EventState::Reported)
        event->history.insert(event->history.begin(), {domain::EventState::Reported, event->reported, {}, {}, {}});
    if (event->reported == 0)
        event->reported = event->updated;
    event->id = config().fields.value(QStringLiteral("prefix")) + event->id;
    count(1);
    collecting().events.push_back(std::move(*event));
    return true;
}

}
