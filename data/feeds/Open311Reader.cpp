#include "feeds/Open311Reader.h"

#include "base/Durations.h"
#include "domain/Events.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QStringDecoder>
#include <QXmlStreamReader>

#include <cmath>

namespace feeds
{

static constexpr int DeepestXml = 32;
static constexpr qint64 NeverBefore = 366 * base::DayMs; ///< servers write 1970-01-01 where they mean nothing

namespace
{

tl::unexpected<base::Error> malformed(const QString &why)
{
    return base::failure(QStringLiteral("payload-malformed"), why);
}

/// The character of a named entity; servers pass on what was typed into web forms.
QString namedEntity(const QString &name)
{
    static const QHash<QString, QString> known{
        {QStringLiteral("amp"), QStringLiteral("&")},    {QStringLiteral("lt"), QStringLiteral("<")},
        {QStringLiteral("gt"), QStringLiteral(">")},     {QStringLiteral("quot"), QStringLiteral("\"")},
        {QStringLiteral("apos"), QStringLiteral("'")},   {QStringLiteral("nbsp"), QStringLiteral(" ")},
        {QStringLiteral("ndash"), QStringLiteral("–")},  {QStringLiteral("mdash"), QStringLiteral("—")},
        {QStringLiteral("lsquo"), QStringLiteral("‘")},  {QStringLiteral("rsquo"), QStringLiteral("’")},
        {QStringLiteral("ldquo"), QStringLiteral("“")},  {QStringLiteral("rdquo"), QStringLiteral("”")},
        {QStringLiteral("hellip"), QStringLiteral("…")}, {QStringLiteral("deg"), QStringLiteral("°")},
        {QStringLiteral("middot"), QStringLiteral("·")}, {QStringLiteral("eacute"), QStringLiteral("é")},
        {QStringLiteral("copy"), QStringLiteral("©")},   {QStringLiteral("bull"), QStringLiteral("•")}};
    return known.value(name);
}

/// XML knows five entities; texts of HTML hold others, which are no reason to lose a page.
class HtmlEntities final : public QXmlStreamEntityResolver
{
public:
    QString resolveUndeclaredEntity(const QString &name) override
    {
        const QString text = namedEntity(name);
        return text.isEmpty() ? QStringLiteral("?") : text;
    }
};

/// An element's children as members, its text where it has none; a name that repeats is a list.
QJsonValue readElement(QXmlStreamReader &xml, int depth)
{
    QJsonObject object;
    QString text;
    while (!xml.atEnd()) {
        switch (xml.readNext()) {
        case QXmlStreamReader::StartElement: {
            if (depth >= DeepestXml) {
                xml.raiseError(QStringLiteral("too deep"));
                break;
            }
            const QString name = xml.name().toString();
            const QJsonValue value = readElement(xml, depth + 1);
            if (!object.contains(name)) {
                object.insert(name, value);
            } else {
                QJsonArray all =
                    object.value(name).isArray() ? object.value(name).toArray() : QJsonArray{object.value(name)};
                all.append(value);
                object.insert(name, all);
            }
            break;
        }
        case QXmlStreamReader::Characters:
            text += xml.text();
            break;
        case QXmlStreamReader::EndElement:
            if (object.isEmpty())
                return text.trimmed().isEmpty() ? QJsonValue() : QJsonValue(text.trimmed());
            return object;
        default:
            break;
        }
    }
    return object;
}

base::Result<Open311List> readXml(const QByteArray &body)
{
    QXmlStreamReader xml(body);
    HtmlEntities entities;
    xml.setEntityResolver(&entities);
    if (!xml.readNextStartElement())
        return malformed(QCoreApplication::translate("feeds", "neither JSON nor XML"));
    if (xml.name().compare(QLatin1String("html"), Qt::CaseInsensitive) == 0)
        return malformed(QCoreApplication::translate("feeds", "a web page instead of data"));
    Open311List list;
    while (xml.readNextStartElement()) {
        const QJsonValue item = readElement(xml, 0);
        // What broke off within is not whole.
        if (xml.hasError())
            break;
        if (item.isObject())
            list.items.push_back(item.toObject());
    }
    if (xml.hasError())
        list.broken = QCoreApplication::translate("feeds", "not valid XML: %1").arg(xml.errorString());
    return list;
}

/// The list within: `[...]`, {"requests": [...]}, {"requests": [{"request": [...]}]} ...
std::optional<QJsonArray> listWithin(const QJsonValue &value, int depth = 0)
{
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        const QJsonObject first = array.first().toObject();
        if (array.size() == 1 && first.size() == 1 && first.begin()->isArray() && depth < 3)
            return listWithin(*first.begin(), depth + 1);
        return array;
    }
    const QJsonObject object = value.toObject();
    for (const char *name : {"requests", "request", "service_requests", "service_request", "services", "service",
                             "errors", "error", "data", "results"}) {
        const auto found = object.constFind(QLatin1String(name));
        if (found == object.constEnd() || depth >= 3)
            continue;
        if (found->isNull())
            return QJsonArray();
        if (const auto inner = listWithin(*found, depth + 1))
            return inner;
    }
    if (object.contains(QLatin1String("service_request_id")) || object.contains(QLatin1String("service_code")) ||
        object.contains(QLatin1String("description")))
        return QJsonArray{object};
    return std::nullopt;
}

/// Bytes as UTF-8: servers send other encodings, whatever they declare.
QByteArray toUtf8(const QByteArray &body, bool &recoded)
{
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = utf8(body);
    if (!utf8.hasError())
        return body;
    recoded = true;
    QStringDecoder chinese("GB18030");
    if (chinese.isValid()) {
        const QString decoded = chinese(body);
        if (!chinese.hasError() && !decoded.contains(QChar(QChar::ReplacementCharacter)))
            return decoded.toUtf8();
    }
    return QString::fromLatin1(body).toUtf8();
}

base::Result<Open311List> readJson(const QByteArray &body)
{
    Open311List list;
    const QByteArray text = toUtf8(body, list.recoded);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        return malformed(QCoreApplication::translate("feeds", "not valid JSON: %1").arg(error.errorString()));
    const auto array = document.isArray() ? listWithin(document.array()) : listWithin(document.object());
    if (!array)
        return malformed(QCoreApplication::translate("feeds", "holds no list of requests"));
    for (const QJsonValue &item : *array) {
        if (item.isObject())
            list.items.push_back(item.toObject());
    }
    return list;
}

QString firstText(const QJsonValue &value)
{
    return value.isArray() ? value.toArray().first().toString() : value.toString();
}

/// Degrees, as a number or a text, with a point or a comma.
std::optional<double> degrees(const QJsonValue &value)
{
    if (value.isDouble())
        return value.toDouble();
    bool ok = false;
    const double number = value.toString().trimmed().replace(u',', u'.').toDouble(&ok);
    return ok && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

bool isBlank(const QJsonValue &value)
{
    return value.isNull() || value.isUndefined() || (value.isString() && value.toString().trimmed().isEmpty());
}

void mendPosition(QJsonObject &request, const FieldWarning &warn)
{
    const QLatin1String latKey("lat"), longKey("long");
    if (!request.contains(longKey)) {
        for (const char *name : {"lon", "lng", "longitude"}) {
            if (request.contains(QLatin1String(name)))
                request.insert(longKey, request.value(QLatin1String(name)));
        }
    }
    if (!request.contains(latKey) && request.contains(QLatin1String("latitude")))
        request.insert(latKey, request.value(QLatin1String("latitude")));
    const QJsonValue lat = request.take(latKey), lon = request.take(longKey);
    if (isBlank(lat) && isBlank(lon))
        return;
    std::optional<double> latitude = degrees(lat), longitude = degrees(lon);
    if (latitude && longitude && std::abs(*latitude) > 90 && std::abs(*latitude) <= 180 && std::abs(*longitude) <= 90) {
        std::swap(latitude, longitude);
        warn(QStringLiteral("position-swapped"),
             QCoreApplication::translate("feeds",
                                         "its \"lat\" is no latitude but \"long\" is: taken the other way round"));
    }
    if (!latitude || !longitude || std::abs(*latitude) > 90 || std::abs(*longitude) > 180) {
        warn(QStringLiteral("position-malformed"),
             QCoreApplication::translate("feeds", "its longitude and latitude cannot be read; it has no position"));
        return;
    }
    // 0, 0 is in the Gulf of Guinea, and what databases give for nothing.
    if (*latitude == 0 && *longitude == 0)
        return;
    request.insert(latKey, *latitude);
    request.insert(longKey, *longitude);
}

}

QString withoutEntities(const QString &text)
{
    static const QRegularExpression lineBreak(QStringLiteral("<br\\s*/?>\\s*"),
                                              QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression entity(QStringLiteral("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-z]{2,8});"));
    if (!text.contains(u'&') && !text.contains(u'<'))
        return text;
    QString result = text;
    // Twice: what was escaped again on the way ("&amp;#39;") was meant once.
    for (int round = 0; round < 2 && result.contains(u'&'); ++round) {
        QString undone;
        qsizetype at = 0;
        auto matches = entity.globalMatch(result);
        while (matches.hasNext()) {
            const auto match = matches.next();
            const QString name = match.captured(1);
            QString character;
            if (name.startsWith(u'#')) {
                const bool hex = name.size() > 1 && name[1].toLower() == u'x';
                const uint code = name.mid(hex ? 2 : 1).toUInt(nullptr, hex ? 16 : 10);
                if (code >= 0x20 && code <= 0x10ffff && !QChar::isSurrogate(code))
                    character = QString::fromUcs4(reinterpret_cast<const char32_t *>(&code), 1);
                else if (code == '\n' || code == '\r' || code == '\t')
                    character = QStringLiteral("\n");
            } else {
                character = namedEntity(name);
            }
            undone += QStringView(result).mid(at, match.capturedStart() - at);
            undone += character.isEmpty() ? match.captured() : character;
            at = match.capturedEnd();
        }
        if (at == 0)
            break;
        result = undone + result.mid(at);
    }
    return result.replace(lineBreak, QStringLiteral("\n"));
}

base::Result<Open311Endpoint> readDiscovery(const QByteArray &body, const QUrl &at)
{
    QJsonValue endpoints;
    if (body.trimmed().startsWith('<')) {
        QXmlStreamReader xml(body);
        if (xml.readNextStartElement())
            endpoints = readElement(xml, 0).toObject().value(QLatin1String("endpoints"));
    } else {
        bool recoded = false;
        QJsonObject root = QJsonDocument::fromJson(toUtf8(body, recoded)).object();
        if (root.value(QLatin1String("discovery")).isObject())
            root = root.value(QLatin1String("discovery")).toObject();
        endpoints = root.value(QLatin1String("endpoints"));
    }
    if (endpoints.isObject())
        endpoints = endpoints.toObject().value(QLatin1String("endpoint"));
    const QJsonArray list = endpoints.isArray() ? endpoints.toArray() : QJsonArray{endpoints};
    std::optional<Open311Endpoint> best;
    int bestRank = -1;
    for (const QJsonValue &value : list) {
        const QJsonObject endpoint = value.toObject();
        const QUrl url = at.resolved(QUrl(endpoint.value(QLatin1String("url")).toString().trimmed()));
        if (endpoint.value(QLatin1String("url")).toString().trimmed().isEmpty() || !url.isValid() ||
            !url.scheme().startsWith(QLatin1String("http")))
            continue;
        QJsonValue formats = endpoint.value(QLatin1String("formats"));
        if (formats.isObject())
            formats = formats.toObject().value(QLatin1String("format"));
        QString all = formats.toString();
        for (const QJsonValue &format : formats.toArray())
            all += u' ' + format.toString();
        const bool json = all.isEmpty() || all.contains(QLatin1String("json"), Qt::CaseInsensitive);
        const QString specification = endpoint.value(QLatin1String("specification")).toString();
        const QString type = endpoint.value(QLatin1String("type")).toString();
        const int rank = (specification.contains(QLatin1String("georeport"), Qt::CaseInsensitive) &&
                                  specification.contains(QLatin1String("v2"), Qt::CaseInsensitive)
                              ? 4
                              : 0) +
                         (type.compare(QLatin1String("production"), Qt::CaseInsensitive) == 0 ? 2 : 0) + (json ? 1 : 0);
        if (rank > bestRank) {
            bestRank = rank;
            best = Open311Endpoint{url, json};
        }
    }
    if (!best)
        return malformed(QCoreApplication::translate("feeds", "its discovery document names no endpoint"));
    return *best;
}

base::Result<Open311List> readOpen311List(const QByteArray &body)
{
    QByteArray text = body;
    if (text.startsWith("\xef\xbb\xbf"))
        text.remove(0, 3);
    text = text.trimmed();
    if (text.isEmpty())
        return malformed(QCoreApplication::translate("feeds", "the answer is empty"));
    return text.startsWith('<') ? readXml(text) : readJson(text);
}

QString open311Problem(const QByteArray &body)
{
    const auto list = readOpen311List(body);
    if (!list || list->items.empty())
        return {};
    return firstText(list->items.front().value(QLatin1String("description"))).simplified().left(200);
}

void mendRequest(QJsonObject &request, Times &times, const FieldWarning &warn)
{
    for (auto it = request.begin(); it != request.end(); ++it) {
        if (!it->isString())
            continue;
        const QString text = withoutEntities(it->toString()).trimmed();
        *it = text.compare(QLatin1String("null"), Qt::CaseInsensitive) == 0 ? QJsonValue() : QJsonValue(text);
    }
    // Where there are several, the first picture.
    if (const QJsonValue media = request.value(QLatin1String("media_url")); media.isArray())
        request.insert(QLatin1String("media_url"), firstText(media));
    if (isBlank(request.value(QLatin1String("description"))) && request.value(QLatin1String("detail")).isString())
        request.insert(QLatin1String("description"), request.value(QLatin1String("detail")));
    for (const char *name : {"requested_datetime", "updated_datetime", "expected_datetime"}) {
        const QLatin1String key(name);
        if (!request.contains(key))
            continue;
        const QJsonValue value = request.take(key);
        if (isBlank(value))
            continue;
        const QByteArray text =
            value.isDouble() ? QByteArray::number(qint64(value.toDouble())) : value.toString().toUtf8();
        const std::optional<qint64> ms = times.parse({text.constData(), size_t(text.size())});
        if (!ms)
            warn(QStringLiteral("time-malformed"),
                 QCoreApplication::translate("feeds", "\"%1\" is not a time, and is left out").arg(key));
        else if (*ms >= NeverBefore)
            request.insert(key, isoTime(*ms));
    }
    mendPosition(request, warn);
    const QString state = request.value(QLatin1String("status")).toVariant().toString();
    bool known = true;
    if (!state.isEmpty())
        domain::eventStateFromName(state, &known);
    if (!known) {
        warn(QStringLiteral("state-unknown"),
             QCoreApplication::translate("feeds", "its state \"%1\" is not known: taken as reported").arg(state));
        request.insert(QLatin1String("status"), QStringLiteral("open"));
    }
    // The finer state is an extension; one that is not ours leaves the standard's.
    if (QJsonObject extended = request.value(QLatin1String("extended_attributes")).toObject(); !extended.isEmpty()) {
        const QString finer = extended.value(QLatin1String("state")).toString();
        if (!finer.isEmpty()) {
            domain::eventStateFromName(finer, &known);
            if (!known) {
                extended.remove(QLatin1String("state"));
                request.insert(QLatin1String("extended_attributes"), extended);
            }
        }
    }
}

}
