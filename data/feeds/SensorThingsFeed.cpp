#include "feeds/SensorThingsFeed.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>

namespace feeds
{

static constexpr int StreamsPerPage = 100;
/// Of each datastream and round in the list; where more came, they are asked for by themselves.
static constexpr int NewestInList = 10;
static constexpr int PerPage = 500;
static constexpr int MostPagesOfStream = 200;
static constexpr size_t MostSaid = 64;

SensorThingsFeed::SensorThingsFeed(FeedConfig config, std::function<void()> wake, HttpPatience patience)
    : PolledFeed(std::move(config), std::move(wake), patience),
      m_reader(times(), this->config().fields.value(QStringLiteral("datastream")))
{
}

base::Status SensorThingsFeed::prepare()
{
    if (auto ok = PolledFeed::prepare(); !ok)
        return ok;
    static const QRegularExpression set(
        QStringLiteral("/(Things|Datastreams|MultiDatastreams|Observations|Locations|HistoricalLocations|Sensors|"
                       "ObservedProperties|FeaturesOfInterest)(\\([^/]*\\))?(/Datastreams)?$"));
    QUrl url(config().url);
    m_filter = QUrlQuery(url).queryItemValue(QStringLiteral("$filter"), QUrl::FullyDecoded);
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    m_list = QStringLiteral("Datastreams");
    if (const auto match = set.match(path); match.hasMatch()) {
        path.truncate(match.capturedStart());
        if (match.captured(1) == QLatin1String("Things") && !match.captured(2).isEmpty())
            m_list = QStringLiteral("Things%1/Datastreams").arg(match.captured(2));
        else if (match.captured(1) != QLatin1String("Datastreams"))
            m_filter.clear();
    }
    url.setQuery(QString());
    url.setFragment({});
    static const QRegularExpression version(QStringLiteral("/v\\d+(\\.\\d+)?$"));
    QStringList paths{path};
    if (!version.match(path).hasMatch())
        paths = {path + QStringLiteral("/v1.1"), path + QStringLiteral("/v1.0"), path};
    m_roots.clear();
    for (const QString &one : paths) {
        url.setPath(one);
        m_roots.push_back(url);
    }
    const QByteArray start = config().start.toUtf8();
    if (const auto from = times().parse({start.constData(), size_t(start.size())}))
        m_wantedFrom = *from;
    return {};
}

QUrl SensorThingsFeed::entity(const QString &path) const
{
    QUrl url = m_roots[m_root];
    url.setPath(url.path() + u'/' + path);
    return url;
}

static HttpQuestion questionOf(const QUrl &url, const FeedConfig &config)
{
    HttpQuestion question;
    question.url = url;
    question.authorization = authorizationOf(config);
    question.conditional = false;
    return question;
}

void SensorThingsFeed::poll()
{
    m_roundStart = QDateTime::currentMSecsSinceEpoch();
    m_readingMulti = false;
    m_more.clear();
    m_visited.clear();
    for (Known &known : m_known)
        known.gathered.clear();
    askSet();
}

void SensorThingsFeed::askSet()
{
    QStringList expand;
    if (m_expands)
        expand.append(QStringLiteral("Observations($select=phenomenonTime,resultTime,result;$orderby=phenomenonTime "
                                     "desc;$top=%1)")
                          .arg(NewestInList));
    // Only what the project's field asks for.
    if (m_reader.field().contains(QLatin1String("Thing/")))
        expand.append(QStringLiteral("Thing"));
    if (m_readingMulti)
        expand.append(QStringLiteral("ObservedProperties"));
    else if (m_reader.field().contains(QLatin1String("ObservedProperty/")))
        expand.append(QStringLiteral("ObservedProperty"));
    if (m_reader.field().contains(QLatin1String("Sensor/")))
        expand.append(QStringLiteral("Sensor"));
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("$top"), QString::number(StreamsPerPage));
    if (!expand.isEmpty())
        query.addQueryItem(QStringLiteral("$expand"), expand.join(u','));
    if (!m_filter.isEmpty())
        query.addQueryItem(QStringLiteral("$filter"), QString::fromLatin1(QUrl::toPercentEncoding(m_filter)));
    QString list = m_list;
    if (m_readingMulti)
        list.replace(QLatin1String("Datastreams"), QLatin1String("MultiDatastreams"));
    QUrl url = entity(list);
    url.setQuery(query);
    askStreams(url);
}

void SensorThingsFeed::askStreams(const QUrl &url)
{
    m_visited.insert(url);
    askAny(questionOf(url, config()), [this](const HttpAnswer &answer) {
        if (answer.isGood())
            onStreams(answer);
        else
            onRefused(answer);
    });
}

void SensorThingsFeed::onRefused(const HttpAnswer &answer)
{
    // The extension of several properties is not everywhere.
    if (m_readingMulti && m_multi == Multi::Unknown && answer.status >= 400 && answer.status != 429) {
        m_multi = Multi::None;
        askMore();
        return;
    }
    if (!m_rootFound && answer.status == 404 && m_root + 1 < m_roots.size()) {
        ++m_root;
        askSet();
        return;
    }
    if (!m_rootFound)
        m_root = 0;
    // Simple servers know no options within $expand.
    const bool unknownOption = answer.status == 400 || answer.status == 501 || (answer.status == 500 && !m_rootFound);
    if (m_expands && unknownOption) {
        m_expands = false;
        poll();
        return;
    }
    if (answer.status == 500 && !m_rootFound)
        m_expands = true;
    fail(*answer.error, answer.retryAfter);
}

base::Result<QJsonObject> SensorThingsFeed::object(const HttpAnswer &answer)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(answer.body, &error);
    if (error.error == QJsonParseError::NoError && document.object().value(QLatin1String("value")).isArray())
        return document.object();
    const QString why = error.error != QJsonParseError::NoError
                            ? QCoreApplication::translate("feeds", "not valid JSON: %1").arg(error.errorString())
                            : QCoreApplication::translate("feeds", "holds no list of entities (\"value\")");
    count(1, 1);
    warn(QStringLiteral("payload-malformed"), shownUrl(answer.url), why);
    return base::failure(QStringLiteral("payload-malformed"),
                         QCoreApplication::translate("feeds", "%1: %2").arg(shownUrl(answer.url), why),
                         shownUrl(answer.url));
}

std::optional<QUrl> SensorThingsFeed::rebased(const QString &link) const
{
    const QUrl root = m_roots[m_root];
    const QUrl url = root.resolved(QUrl(link));
    QUrl mine = root;
    const QString version = u'/' + root.path().section(u'/', -1) + u'/';
    if (url.host() == root.host() && url.port() == root.port() && url.scheme() == root.scheme() &&
        url.path().startsWith(root.path() + u'/'))
        return url;
    const qsizetype at = url.path().lastIndexOf(version);
    if (at < 0 || version.size() < 3)
        return std::nullopt;
    mine.setPath(root.path() + u'/' + url.path().mid(at + version.size()));
    mine.setQuery(url.query(QUrl::FullyEncoded));
    return mine;
}

void SensorThingsFeed::onStreams(const HttpAnswer &answer)
{
    const auto json = object(answer);
    if (!json) {
        fail(json.error());
        return;
    }
    m_rootFound = true;
    if (m_readingMulti)
        m_multi = Multi::Served;
    const QJsonArray list = json->value(QLatin1String("value")).toArray();
    for (const QJsonValue &datastream : list)
        takeStream(datastream.toObject());
    warnZone(config().id);
    if (const QString next = json->value(QLatin1String("@iot.nextLink")).toString(); !next.isEmpty()) {
        const auto url = rebased(next);
        if (url && !m_visited.contains(*url)) {
            askStreams(*url);
            return;
        }
        warn(QStringLiteral("link-unusable"), shownUrl(answer.url),
             QCoreApplication::translate("feeds", "its next page is at an address that leads elsewhere, or round"));
    }
    if (!m_readingMulti && m_multi != Multi::None && m_list == QLatin1String("Datastreams") && m_filter.isEmpty()) {
        m_readingMulti = true;
        askSet();
        return;
    }
    askMore();
}

void SensorThingsFeed::takeStream(const QJsonObject &datastream)
{
    StaStream stream = m_reader.stream(datastream);
    if (stream.key.isEmpty()) {
        warn(QStringLiteral("datastream-unnamed"), stream.id,
             QCoreApplication::translate("feeds", "a datastream without \"%1\" is passed over").arg(m_reader.field()));
        return;
    }
    const QString set = m_readingMulti ? QStringLiteral("MultiDatastreams") : QStringLiteral("Datastreams");
    const QString name = set + u'/' + stream.id;
    Known &known = m_known[name];
    known.stream = std::move(stream);
    QUrl more;
    if (datastream.contains(QLatin1String("Observations"))) {
        if (!gather(known, datastream.value(QLatin1String("Observations")).toArray()))
            return;
        const auto next = rebased(datastream.value(QLatin1String("Observations@iot.nextLink")).toString());
        if (!next || datastream.value(QLatin1String("Observations@iot.nextLink")).toString().isEmpty())
            return;
        more = *next;
    } else {
        // Ids that are texts stand in quotes.
        const QJsonValue id = datastream.value(QLatin1String("@iot.id"));
        QString quoted = known.stream.id;
        if (!id.isDouble())
            quoted = u'\'' + quoted.replace(u'\'', QLatin1String("''")) + u'\'';
        more = entity(QStringLiteral("%1(%2)/Observations").arg(set, quoted));
        const auto self = rebased(datastream.value(QLatin1String("@iot.selfLink")).toString());
        if (self && !datastream.value(QLatin1String("@iot.selfLink")).toString().isEmpty()) {
            more = *self;
            more.setPath(self->path() + QStringLiteral("/Observations"));
        }
        QUrlQuery query;
        query.addQueryItem(QStringLiteral("$orderby"), QStringLiteral("phenomenonTime desc"));
        query.addQueryItem(QStringLiteral("$select"), QStringLiteral("phenomenonTime,resultTime,result"));
        query.addQueryItem(QStringLiteral("$top"),
                           QString::number(known.newest == 0 && m_wantedFrom == 0 ? NewestInList : PerPage));
        if (known.newest != 0)
            query.addQueryItem(QStringLiteral("$filter"),
                               QStringLiteral("phenomenonTime gt %1").arg(isoTime(known.newest)));
        more.setQuery(query);
    }
    m_more.push_back({name, more, 0});
}

bool SensorThingsFeed::gather(Known &known, const QJsonArray &observations)
{
    const auto before = known.gathered.size();
    const int bad = m_reader.observations(
        known.stream, !known.stream.parts.isEmpty(), observations, m_roundStart,
        [this](const QString &code, const QString &feature, const QString &message) { warn(code, feature, message); },
        known.gathered);
    if (bad > 0)
        count(quint64(bad), quint64(bad));
    qint64 oldest = std::numeric_limits<qint64>::max();
    for (size_t i = before; i < known.gathered.size(); ++i)
        oldest = std::min(oldest, known.gathered[i].phenomenonTime);
    if (known.gathered.size() == before)
        return false;
    // What was before we came is only wanted where the project says since when.
    const qint64 until = known.newest != 0 ? known.newest : m_wantedFrom;
    return until != 0 && oldest > until;
}

void SensorThingsFeed::askMore()
{
    if (m_more.empty() || isCancelled()) {
        finishRound();
        return;
    }
    const More more = m_more.front();
    m_more.pop_front();
    ask(questionOf(more.url, config()), [this, more](const HttpAnswer &answer) { onMore(more, answer); });
}

void SensorThingsFeed::onMore(const More &more, const HttpAnswer &answer)
{
    const auto json = object(answer);
    if (!json) {
        // A gap that nobody sees must not be: the datastream is asked again, from where it was.
        m_known[more.stream].gathered.clear();
        fail(json.error());
        return;
    }
    Known &known = m_known[more.stream];
    const bool wants = gather(known, json->value(QLatin1String("value")).toArray());
    const QString next = json->value(QLatin1String("@iot.nextLink")).toString();
    if (wants && !next.isEmpty()) {
        if (more.pages >= MostPagesOfStream) {
            warn(QStringLiteral("pages-cut"), known.stream.key,
                 QCoreApplication::translate("feeds", "more than %1 pages: the others are left out")
                     .arg(MostPagesOfStream));
        } else if (const auto url = rebased(next); url && *url != more.url) {
            m_more.push_front({more.stream, *url, more.pages + 1});
            askMore();
            return;
        }
    }
    say(known);
    askMore();
}

void SensorThingsFeed::say(Known &known)
{
    std::vector<domain::Observation> news = std::exchange(known.gathered, {});
    std::stable_sort(news.begin(), news.end(), [](const domain::Observation &a, const domain::Observation &b) {
        return a.phenomenonTime < b.phenomenonTime;
    });
    qint64 newest = known.newest;
    for (domain::Observation &observation : news) {
        const std::pair said{
            observation.phenomenonTime,
            qHash(
                QJsonDocument(QJsonArray{observation.datastream, observation.result}).toJson(QJsonDocument::Compact))};
        if (std::find(known.said.begin(), known.said.end(), said) != known.said.end())
            continue;
        known.said.push_back(said);
        if (known.said.size() > MostSaid)
            known.said.pop_front();
        // A sensor whose clock is ahead must not hide what comes until then.
        if (observation.phenomenonTime <= m_roundStart)
            newest = std::max(newest, observation.phenomenonTime);
        // Counts what comes late; a result that was corrected is new here.
        admit(observation, m_roundStart, false);
        count(1);
        collecting().observations.push_back(std::move(observation));
    }
    known.newest = newest;
}

void SensorThingsFeed::finishRound()
{
    for (Known &known : m_known)
        say(known);
    succeed();
}

}
