#include "feeds/IntakeFeed.h"

#include "feeds/Times.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QHttpServerRequest>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSslKey>
#include <QTcpSocket>
#include <QUrlQuery>

#include <algorithm>

namespace feeds
{

static constexpr int MomentMs = 50;
static constexpr size_t MostPosted = 10000;
static constexpr qsizetype MostAddresses = 2000;
static constexpr int BusySeconds = 10;

IntakeFeed::IntakeFeed(FeedConfig config, std::function<void()> wake, IntakeLimits limits)
    : FeedWorker(std::move(config), std::move(wake)), m_limits(limits), m_timer(this), m_retry(this)
{
    m_timer.setInterval(MomentMs);
    m_retry.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &IntakeFeed::everyMoment);
    connect(&m_retry, &QTimer::timeout, this, &IntakeFeed::open);
}

IntakeFeed::~IntakeFeed() = default;

void IntakeFeed::open()
{
    const auto hopeless = [this](const QString &code, const QString &message) {
        warn(code, {}, message);
        setState(FeedStatus::State::Failed, message);
    };
    if (config().token.isEmpty()) {
        hopeless(QStringLiteral("token-missing"),
                 QCoreApplication::translate("feeds", "an intake needs a \"token\" that those who report must have"));
        return;
    }
    if (const auto ok = listenAt(); !ok) {
        if (ok.error().code != QLatin1String("address-taken")) {
            hopeless(ok.error().code, ok.error().message);
            return;
        }
        setState(FeedStatus::State::Failed, ok.error().message);
        m_retry.start(m_backoff.next());
        return;
    }
    m_backoff.reset();
    m_since = QDateTime::currentMSecsSinceEpoch();
    m_timer.start();
    setState(FeedStatus::State::Connected);
}

void IntakeFeed::close()
{
    m_retry.stop();
    m_timer.stop();
    m_waiting.clear();
    m_gate = nullptr;
    m_server.reset();
    flush();
}

/// "ADDRESS:PORT", "[::1]:PORT", ":PORT" or "PORT".
static std::optional<std::pair<QHostAddress, quint16>> addressOf(const QString &listen)
{
    if (listen.isEmpty())
        return std::pair{QHostAddress(QHostAddress::LocalHost), quint16(0)};
    const qsizetype colon = listen.lastIndexOf(u':');
    bool ok = false;
    const quint16 port = listen.mid(colon + 1).toUShort(&ok);
    QString host = colon < 0 ? QString() : listen.left(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    QHostAddress address(QHostAddress::LocalHost);
    if (!host.isEmpty() && host != QLatin1String("localhost") && !address.setAddress(host))
        ok = false;
    return ok ? std::optional(std::pair{address, port}) : std::nullopt;
}

base::Status IntakeFeed::listenAt()
{
    const auto at = addressOf(config().listen);
    if (!at)
        return base::failure(
            QStringLiteral("feed-listen"),
            QCoreApplication::translate("feeds", "its \"listen\" is not ADDRESS:PORT: %1").arg(config().listen));
    std::optional<QSslConfiguration> tls;
    if (!config().certFile.isEmpty()) {
        QFile key(config().keyFile);
        const QList<QSslCertificate> chain = QSslCertificate::fromPath(config().certFile);
        if (chain.isEmpty() || !key.open(QIODevice::ReadOnly))
            return base::failure(QStringLiteral("file-missing"),
                                 QCoreApplication::translate("feeds", "its \"cert\" or \"key\" cannot be read"));
        const QByteArray bytes = key.readAll();
        QSslKey ofServer(bytes, QSsl::Rsa);
        if (ofServer.isNull())
            ofServer = QSslKey(bytes, QSsl::Ec);
        tls = QSslConfiguration::defaultConfiguration();
        tls->setLocalCertificateChain(chain);
        tls->setPrivateKey(ofServer);
        tls->setPeerVerifyMode(QSslSocket::VerifyNone);
    }
    m_server = std::make_unique<QHttpServer>();
    route();
    m_gate = new IntakeGate(m_limits, tls, m_server.get());
    connect(m_gate, &IntakeGate::refused, this, [this](const QString &address, const QString &reason) {
        count(1, 1);
        warn(QStringLiteral("intake-refused"), address, reason);
    });
    if (!m_gate->listen(at->first, at->second)) {
        const QString why = m_gate->errorString();
        m_server.reset();
        return base::failure(QStringLiteral("address-taken"),
                             QCoreApplication::translate("feeds", "cannot listen at %1: %2").arg(config().listen, why));
    }
    m_server->bind(m_gate);
    const bool v6 = at->first.protocol() == QAbstractSocket::IPv6Protocol;
    setAddress(QStringLiteral("%1://%2:%3")
                   .arg(tls ? QStringLiteral("https") : QStringLiteral("http"),
                        v6 ? u'[' + at->first.toString() + u']' : at->first.toString())
                   .arg(m_gate->serverPort()));
    if (!at->first.isLoopback() && !tls)
        warn(QStringLiteral("intake-open"), config().listen,
             QCoreApplication::translate("feeds", "listens beyond this machine without TLS: the token and what is "
                                                  "reported can be read on the way (\"cert\" and \"key\")"));
    return {};
}

void IntakeFeed::route()
{
    using Request = QHttpServerRequest;
    using Method = QHttpServerRequest::Method;
    m_server->route(
        QStringLiteral("/requests.json"), Method::Post,
        [this](const Request &request, QHttpServerResponder &&responder) { onPost(request, std::move(responder)); });
    m_server->route(QStringLiteral("/requests/<arg>"), Method::Get,
                    [this](const QString &name, const Request &request, QHttpServerResponder &&responder) {
                        onLook(name, request, std::move(responder));
                    });
    m_server->route(QStringLiteral("/discovery.json"), Method::Get,
                    [this](const Request &request, QHttpServerResponder &&responder) {
                        if (isTooMany(request.remoteAddress().toString()))
                            refuse(request, {429, QStringLiteral("too many requests")}, responder);
                        else
                            answer(responder, QJsonDocument(discovery()), 200);
                    });
    m_server->route(QStringLiteral("/services.json"), Method::Get,
                    [this](const Request &request, QHttpServerResponder &&responder) {
                        if (isTooMany(request.remoteAddress().toString()))
                            refuse(request, {429, QStringLiteral("too many requests")}, responder);
                        else
                            answer(responder, QJsonDocument(services(request.value("accept-language"))), 200);
                    });
    m_server->setMissingHandler([this](const Request &request, QHttpServerResponder &&responder) {
        refuse(request, {404, QStringLiteral("there is no such resource; see discovery.json")}, responder);
    });
}

bool IntakeFeed::isTooMany(const QString &address)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (m_buckets.size() > MostAddresses)
        m_buckets.clear();
    auto found = m_buckets.find(address);
    if (found == m_buckets.end())
        found = m_buckets.insert(address, {double(m_limits.burst), now});
    Bucket &bucket = *found;
    const double passed = double(std::max<qint64>(0, now - bucket.at)) / 60000;
    bucket.tokens = std::min(double(m_limits.burst), bucket.tokens + passed * m_limits.perMinute);
    bucket.at = now;
    if (bucket.tokens < 1)
        return true;
    bucket.tokens -= 1;
    return false;
}

bool IntakeFeed::admits(const QHttpServerRequest &request, const QByteArray &key, QHttpServerResponder &responder)
{
    if (isTooMany(request.remoteAddress().toString())) {
        refuse(request, {429, QStringLiteral("too many requests")}, responder);
        return false;
    }
    const QByteArray header = request.value("authorization");
    const QByteArray given = header.left(7).toLower() == "bearer " ? header.mid(7).trimmed() : key;
    if (isSameSecret(given, config().token.toUtf8()))
        return true;
    refuse(request, {403, QStringLiteral("Missing or invalid API key")}, responder);
    return false;
}

void IntakeFeed::onPost(const QHttpServerRequest &request, QHttpServerResponder &&responder)
{
    const auto read = readIntakeForm(request.value("content-type"), request.body());
    const auto *form = std::get_if<IntakeForm>(&read);
    QByteArray key = form ? form->values.value(QStringLiteral("api_key")).toUtf8() : QByteArray();
    if (key.isEmpty())
        key = request.query().queryItemValue(QStringLiteral("api_key"), QUrl::FullyDecoded).toUtf8();
    if (!admits(request, key, responder))
        return;
    if (m_heldBack) {
        refuse(request, {503, QStringLiteral("reports cannot be kept at the moment; please come again")}, responder);
        return;
    }
    if (!form) {
        refuse(request, std::get<IntakeProblem>(read), responder);
        return;
    }
    QString jurisdiction = form->values.value(QStringLiteral("jurisdiction_id"));
    if (jurisdiction.isEmpty())
        jurisdiction = request.query().queryItemValue(QStringLiteral("jurisdiction_id"), QUrl::FullyDecoded);
    if (!jurisdiction.isEmpty() && !config().jurisdiction.isEmpty() && jurisdiction != config().jurisdiction) {
        refuse(request, {404, QStringLiteral("jurisdiction_id was not found")}, responder);
        return;
    }
    auto made = eventOfForm(*form, m_catalogue.get());
    if (const auto *problem = std::get_if<IntakeProblem>(&made)) {
        refuse(request, *problem, responder);
        return;
    }
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const QByteArray repeatable = request.value("idempotency-key");
    // The same report again, because its answer got lost: the same id, and it is not said again.
    const QString id =
        newReportId(now, repeatable.isEmpty() ? QByteArray() : config().token.toUtf8() + '\n' + repeatable);
    const bool personal = hasPersonalData(*form);
    const auto known = m_posted.constFind(id);
    if (known == m_posted.constEnd()) {
        domain::Event event = std::move(std::get<domain::Event>(made));
        event.id = id;
        event.reported = event.updated = now;
        event.history = {{domain::EventState::Reported, now, event.source, {}, {}}};
        m_posted.insert(id, {event, m_whenKept ? now : 0});
        m_order.push_back(id);
        if (m_order.size() > MostPosted) {
            m_posted.remove(m_order.front());
            m_order.pop_front();
        }
        count(1);
        collecting().events.push_back(std::move(event));
        flush();
    }
    if (m_whenKept && m_posted.value(id).due != 0 && m_waiting.count(id) == 0)
        hold(id, personal, std::move(responder));
    else
        accept(id, personal, responder);
}

void IntakeFeed::hold(const QString &id, bool personal, QHttpServerResponder &&responder)
{
    m_posted[id].due = QDateTime::currentMSecsSinceEpoch() + m_limits.keepMs;
    QTcpSocket *socket = responder.socket();
    m_waiting.emplace(id, Waiting{std::move(responder), socket, personal});
}

void IntakeFeed::accept(const QString &id, bool personal, QHttpServerResponder &responder)
{
    const QString notice = personal ? QStringLiteral("Contact data is not kept.") : QString();
    const QJsonObject body{{QStringLiteral("service_request_id"), id},
                           {QStringLiteral("service_notice"), notice},
                           {QStringLiteral("account_id"), QJsonValue()}};
    answer(responder, QJsonDocument(QJsonArray{body}), 201);
}

void IntakeFeed::refuse(const QHttpServerRequest &request, const IntakeProblem &problem,
                        QHttpServerResponder &responder)
{
    count(1, 1);
    // The description holds nothing of what was posted.
    warn(QStringLiteral("intake-refused"), request.remoteAddress().toString(),
         QCoreApplication::translate("feeds", "answered %1: %2").arg(problem.status).arg(problem.description));
    const QJsonObject body{{QStringLiteral("code"), problem.status},
                           {QStringLiteral("description"), problem.description}};
    answer(responder, QJsonDocument(QJsonArray{body}), problem.status,
           problem.status == 429 || problem.status == 503 ? BusySeconds : 0);
}

void IntakeFeed::answer(QHttpServerResponder &responder, const QJsonDocument &body, int status, int retryAfter)
{
    const auto code = QHttpServerResponder::StatusCode(status);
    const QByteArray bytes = body.toJson(QJsonDocument::Compact);
    if (retryAfter > 0)
        responder.write(bytes,
                        {{"Content-Type", "application/json; charset=utf-8"},
                         {"Connection", "close"},
                         {"Retry-After", QByteArray::number(retryAfter)}},
                        code);
    else
        responder.write(bytes, {{"Content-Type", "application/json; charset=utf-8"}, {"Connection", "close"}}, code);
    // What else comes on this connection is not looked at.
    QTcpSocket *socket = responder.socket();
    QObject::disconnect(socket, &QTcpSocket::readyRead, nullptr, nullptr);
    socket->disconnectFromHost();
}

void IntakeFeed::onLook(const QString &name, const QHttpServerRequest &request, QHttpServerResponder &&responder)
{
    const QByteArray key = request.query().queryItemValue(QStringLiteral("api_key"), QUrl::FullyDecoded).toUtf8();
    if (!admits(request, key, responder))
        return;
    const auto found =
        name.endsWith(QLatin1String(".json")) ? m_posted.constFind(name.chopped(5)) : m_posted.constEnd();
    if (found == m_posted.constEnd()) {
        refuse(request, {404, QStringLiteral("service_request_id was not found")}, responder);
        return;
    }
    answer(responder, QJsonDocument(QJsonArray{shown(found->event, request.value("accept-language"))}), 200);
}

QJsonObject IntakeFeed::shown(const domain::Event &event, const QByteArray &languages) const
{
    const domain::EventType *type = m_catalogue ? m_catalogue->type(event.type) : nullptr;
    const QString language = languages.startsWith("zh") ? QStringLiteral("zh_CN") : QStringLiteral("en");
    QJsonObject json{
        {QStringLiteral("service_request_id"), event.id},
        {QStringLiteral("status"), domain::isFinal(event.state) ? QStringLiteral("closed") : QStringLiteral("open")},
        {QStringLiteral("service_code"), event.type},
        {QStringLiteral("service_name"), type ? type->name.in(language) : event.type},
        {QStringLiteral("description"), withoutContacts(event.description)},
        {QStringLiteral("requested_datetime"), isoTime(event.reported)},
        {QStringLiteral("updated_datetime"), isoTime(event.updated)},
        {QStringLiteral("address"), withoutContacts(event.address)},
        {QStringLiteral("media_url"), event.mediaUrl}};
    if (event.hasPosition) {
        json.insert(QStringLiteral("lat"), event.latitude);
        json.insert(QStringLiteral("long"), event.longitude);
    }
    json.insert(QStringLiteral("extended_attributes"),
                QJsonObject{{QStringLiteral("state"), domain::eventStateName(event.state)}});
    return json;
}

QJsonObject IntakeFeed::discovery() const
{
    const QJsonObject endpoint{
        {QStringLiteral("specification"), QStringLiteral("http://wiki.open311.org/GeoReport_v2")},
        {QStringLiteral("url"), status().address},
        {QStringLiteral("changeset"), isoTime(m_since)},
        {QStringLiteral("type"), QStringLiteral("production")},
        {QStringLiteral("formats"), QJsonArray{QStringLiteral("application/json")}}};
    return {{QStringLiteral("changeset"), isoTime(m_since)},
            {QStringLiteral("contact"), QString()},
            {QStringLiteral("key_service"), QString()},
            {QStringLiteral("endpoints"), QJsonArray{endpoint}}};
}

QJsonArray IntakeFeed::services(const QByteArray &languages) const
{
    QJsonArray list;
    if (!m_catalogue)
        return list;
    const QString language = languages.startsWith("zh") ? QStringLiteral("zh_CN") : QStringLiteral("en");
    for (const domain::EventType &type : m_catalogue->types) {
        const domain::EventDomain *domain = m_catalogue->domain(type.domain);
        list.append(QJsonObject{{QStringLiteral("service_code"), type.id},
                                {QStringLiteral("service_name"), type.name.in(language)},
                                {QStringLiteral("description"), QString()},
                                {QStringLiteral("metadata"), false},
                                {QStringLiteral("type"), QStringLiteral("realtime")},
                                {QStringLiteral("keywords"), type.aliases.join(u',')},
                                {QStringLiteral("group"), domain ? domain->name.in(language) : type.domain}});
    }
    return list;
}

void IntakeFeed::noteEvents(const std::vector<domain::Event> &events)
{
    for (const domain::Event &event : events) {
        const auto found = m_posted.find(event.id);
        if (found == m_posted.end())
            continue;
        found->due = 0;
        found->event.state = event.state;
        found->event.updated = std::max(found->event.updated, event.updated);
        if (const auto waiting = m_waiting.find(event.id); waiting != m_waiting.end()) {
            if (waiting->second.socket)
                accept(event.id, waiting->second.personal, waiting->second.responder);
            m_waiting.erase(waiting);
        }
    }
}

void IntakeFeed::everyMoment()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (auto it = m_waiting.begin(); it != m_waiting.end();) {
        const auto posted = m_posted.find(it->first);
        if (posted != m_posted.end() && now < posted->due) {
            ++it;
            continue;
        }
        // It may still be kept: the reporter who comes again with the same key is told.
        if (it->second.socket)
            answer(it->second.responder,
                   QJsonDocument(QJsonArray{QJsonObject{
                       {QStringLiteral("code"), 503},
                       {QStringLiteral("description"), QStringLiteral("the report was not kept in time; please come "
                                                                      "again with the same Idempotency-Key")}}}),
                   503, BusySeconds);
        warn(
            QStringLiteral("intake-refused"), {},
            QCoreApplication::translate("feeds", "a report was not kept in time: its reporter was told to come again"));
        it = m_waiting.erase(it);
    }
    if (now - m_secondAt >= 1000) {
        m_secondAt = now;
        everySecond();
    }
}

}
