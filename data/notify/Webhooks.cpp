#include "notify/Webhooks.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QPointer>

#include <algorithm>

namespace notify
{

using State = Delivery::State;

struct Webhooks::Line {
    domain::NotifyTarget target;
    Storm storm;
    QTimer timer;
    QPointer<QNetworkReply> reply;
    QString current; ///< delivery that is being sent
};

Webhooks::Webhooks(const base::Clock &clock, QObject *parent) : QObject(parent), m_clock(clock)
{
    // A POST that is sent elsewhere is another request: the target is to name its own address.
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

Webhooks::~Webhooks()
{
    stop();
}

void Webhooks::stop()
{
    for (auto &[id, line] : m_lines) {
        if (line->reply) {
            disconnect(line->reply, nullptr, this, nullptr);
            line->reply->abort();
            line->reply->deleteLater();
        }
    }
    m_lines.clear();
    m_deliveries.clear();
}

void Webhooks::setTargets(const std::vector<domain::NotifyTarget> &targets)
{
    stop();
    for (const domain::NotifyTarget &target : targets) {
        if (target.type != QLatin1String("webhook"))
            continue;
        auto line = std::make_unique<Line>();
        line->target = target;
        line->storm = Storm(m_patience.stormSize);
        line->timer.setSingleShot(true);
        connect(&line->timer, &QTimer::timeout, this, [this, at = line.get()] { next(*at); });
        m_lines.emplace(target.id, std::move(line));
    }
}

void Webhooks::resume(const std::vector<domain::Entry> &entries)
{
    for (Delivery &delivery : foldDeliveries(entries)) {
        if (m_deliveries.contains(delivery.id))
            continue;
        Delivery &kept = m_deliveries.emplace(delivery.id, delivery).first->second;
        if (kept.isOver())
            continue;
        if (!m_lines.contains(kept.target)) {
            write(kept, QStringLiteral("give-up"),
                  {{QStringLiteral("reason"), tr("the project no longer names this target")}});
            continue;
        }
        if (kept.state == State::Trying) {
            // Whether it arrived nobody knows: once more, not twice.
            if (++kept.unknown > 1) {
                write(kept, QStringLiteral("give-up"),
                      {{QStringLiteral("reason"),
                        tr("two attempts were cut off by the end of the program: it may have arrived")}});
                continue;
            }
            kept.state = State::Waiting;
        }
    }
    for (auto &[id, line] : m_lines)
        next(*line);
    Q_EMIT changed();
}

void Webhooks::send(const Message &message)
{
    for (auto &[id, line] : m_lines) {
        if (message.severity < line->target.minimum || m_deliveries.contains(deliveryId(id, message.id)))
            continue;
        if (const auto now = line->storm.take(message, m_clock.nowMs()))
            queue(*line, *now);
        next(*line);
    }
}

void Webhooks::test(const QString &target, const Message &message)
{
    const auto found = m_lines.find(target);
    if (found == m_lines.end())
        return;
    queue(*found->second, message);
    next(*found->second);
}

void Webhooks::queue(Line &line, const Message &message)
{
    const QString id = deliveryId(line.target.id, message.id);
    Delivery &delivery = m_deliveries[id];
    delivery.id = id;
    write(delivery, QStringLiteral("queue"),
          {{QStringLiteral("target"), line.target.id}, {QStringLiteral("message"), toJson(message)}});
    dropOldest();
}

void Webhooks::write(Delivery &delivery, const QString &verb, const QJsonObject &body, std::function<void()> done)
{
    domain::Entry entry;
    entry.subject = domain::Subject::Delivery;
    entry.id = delivery.id;
    entry.version = delivery.version + 1;
    entry.verb = verb;
    entry.time = m_clock.nowMs();
    entry.body = body;
    applyEntry(delivery, entry);
    if (m_save)
        m_save(
            entry, done ? std::move(done) : [] {});
    else if (done)
        done();
    Q_EMIT changed();
}

void Webhooks::next(Line &line)
{
    const qint64 now = m_clock.nowMs();
    if (const auto summary = line.storm.takeSummary(now))
        queue(line, *summary);
    if (!line.current.isEmpty())
        return;
    // The oldest that may go; one that has to wait does not hold up the others.
    const Delivery *chosen = nullptr;
    qint64 wake = line.storm.due();
    for (auto &[id, delivery] : m_deliveries) {
        if (delivery.target != line.target.id || delivery.state != State::Waiting)
            continue;
        if (delivery.next > now)
            wake = wake == 0 ? delivery.next : std::min(wake, delivery.next);
        else if (!chosen || delivery.queued < chosen->queued)
            chosen = &delivery;
    }
    if (chosen) {
        line.current = chosen->id;
        Delivery &delivery = m_deliveries[line.current];
        write(delivery, QStringLiteral("try"), {{QStringLiteral("attempt"), delivery.attempts + 1}},
              [this, target = line.target.id, id = line.current] {
                  const auto found = m_lines.find(target);
                  if (found != m_lines.end() && found->second->current == id)
                      post(*found->second, id);
              });
    } else if (wake > 0) {
        constexpr qint64 LongestSleep = 60'000; // a machine that slept, a clock that was set
        line.timer.start(int(std::clamp<qint64>(wake - now, 1, LongestSleep)));
    }
}

void Webhooks::post(Line &line, const QString &id)
{
    const Delivery &delivery = m_deliveries[id];
    const QUrl url(line.target.url);
    if (!url.isValid() || !url.scheme().startsWith(QLatin1String("http"))) {
        answered(line, id, 0, tr("the target's url is no http or https address"));
        return;
    }
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json; charset=utf-8"));
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Yunjie"));
    request.setRawHeader("Idempotency-Key", delivery.id.toUtf8().toPercentEncoding(":/@"));
    if (!line.target.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + line.target.token.toUtf8());
    request.setTransferTimeout(m_patience.answerMs);
    line.reply = m_network.post(request, QJsonDocument(toJson(delivery.message)).toJson(QJsonDocument::Compact));
    connect(line.reply, &QNetworkReply::finished, this, [this, target = line.target.id, id] {
        const auto found = m_lines.find(target);
        if (found == m_lines.end() || !found->second->reply)
            return;
        QNetworkReply *reply = found->second->reply;
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        QString reason;
        if (status >= 300)
            reason = tr("the server answered %1").arg(status);
        else if (status == 0)
            reason = reply->error() == QNetworkReply::OperationCanceledError ? tr("no answer in time")
                                                                             : tr("the server cannot be reached");
        answered(*found->second, id, status, reason);
    });
}

void Webhooks::answered(Line &line, const QString &id, int status, const QString &reason)
{
    line.reply.clear();
    line.current.clear();
    Delivery &delivery = m_deliveries[id];
    const qint64 now = m_clock.nowMs();
    if (reason.isEmpty()) {
        write(delivery, QStringLiteral("deliver"),
              {{QStringLiteral("attempt"), delivery.attempts}, {QStringLiteral("status"), status}});
    } else {
        const size_t turn = std::min(size_t(std::max(delivery.attempts - 1, 0)), m_patience.waits.size() - 1);
        const qint64 again = now + m_patience.waits[turn];
        write(delivery, QStringLiteral("fail"),
              {{QStringLiteral("attempt"), delivery.attempts},
               {QStringLiteral("status"), status},
               {QStringLiteral("reason"), reason},
               {QStringLiteral("next"), again}});
        // What the server will never take: asking again would not change its mind. A token may be put right, a server
        // that is busy or slow comes back.
        const bool isFinal = status >= 400 && status < 500 && status != 401 && status != 403 && status != 404 &&
                             status != 408 && status != 425 && status != 429;
        if (isFinal || again - delivery.queued > m_patience.giveUpAfter)
            write(delivery, QStringLiteral("give-up"), {{QStringLiteral("reason"), reason}});
    }
    next(line);
}

void Webhooks::dropOldest()
{
    constexpr size_t MostKept = 500;
    while (m_deliveries.size() > MostKept) {
        auto oldest = m_deliveries.end();
        for (auto each = m_deliveries.begin(); each != m_deliveries.end(); ++each) {
            if (each->second.isOver() && (oldest == m_deliveries.end() || each->second.queued < oldest->second.queued))
                oldest = each;
        }
        if (oldest == m_deliveries.end())
            return;
        m_deliveries.erase(oldest);
    }
}

std::vector<Delivery> Webhooks::deliveries() const
{
    std::vector<Delivery> list;
    for (const auto &[id, delivery] : m_deliveries)
        list.push_back(delivery);
    std::stable_sort(list.begin(), list.end(),
                     [](const Delivery &a, const Delivery &b) { return a.changed > b.changed; });
    return list;
}

}
