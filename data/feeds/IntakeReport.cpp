#include "feeds/IntakeReport.h"

#include "feeds/Times.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QStringDecoder>
#include <QUrl>

#include <cmath>
#include <cstring>
#include <optional>

namespace feeds
{

static constexpr qsizetype MostFields = 200;
static constexpr qsizetype LongestDescription = 4000; ///< as the standard has it
static constexpr qsizetype LongestText = 500;
static constexpr qsizetype LongestUrl = 2000;

static std::optional<QString> fromUtf8(const QByteArray &bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = utf8(bytes);
    return utf8.hasError() ? std::nullopt : std::optional(text);
}

/// Without control characters but line breaks.
static QString cleaned(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar c : text) {
        if (c == u'\n' || c == u'\t' || c.category() != QChar::Other_Control)
            result += c;
    }
    return result.trimmed();
}

static void put(IntakeForm &form, const QString &name, const QString &value)
{
    const QString key = name.trimmed().toLower();
    if (!key.startsWith(QLatin1String("attribute["))) {
        form.values.insert(key, cleaned(value));
        return;
    }
    const QString code = key.mid(10, key.indexOf(u']') - 10);
    QString &held = form.attributes[code];
    held = held.isEmpty() ? cleaned(value) : held + QStringLiteral(", ") + cleaned(value);
}

static QString textOf(const QJsonValue &value)
{
    if (value.isArray()) {
        QStringList all;
        const QJsonArray list = value.toArray();
        for (const QJsonValue &one : list)
            all.append(one.toVariant().toString());
        return all.join(QStringLiteral(", "));
    }
    return value.isDouble() ? QString::number(value.toDouble(), 'g', 15) : value.toVariant().toString();
}

std::variant<IntakeForm, IntakeProblem> readIntakeForm(const QByteArray &contentType, const QByteArray &body)
{
    const QByteArray type = contentType.split(';').first().trimmed().toLower();
    IntakeForm form;
    if (type == "application/json") {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(body, &error);
        if (error.error != QJsonParseError::NoError || !document.isObject())
            return IntakeProblem{400, QStringLiteral("the body is not a JSON object")};
        const QJsonObject object = document.object();
        if (object.size() > MostFields)
            return IntakeProblem{400, QStringLiteral("too many fields")};
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (it.key() == QLatin1String("attribute") || it.key() == QLatin1String("attributes")) {
                const QJsonObject attributes = it->toObject();
                for (auto one = attributes.begin(); one != attributes.end(); ++one)
                    put(form, QStringLiteral("attribute[%1]").arg(one.key()), textOf(*one));
            } else {
                put(form, it.key(), textOf(*it));
            }
        }
        return form;
    }
    if (!type.isEmpty() && type != "application/x-www-form-urlencoded")
        return IntakeProblem{415, QStringLiteral("send application/x-www-form-urlencoded or application/json")};
    const QList<QByteArray> pairs = body.split('&');
    if (pairs.size() > MostFields)
        return IntakeProblem{400, QStringLiteral("too many fields")};
    for (QByteArray pair : pairs) {
        pair.replace('+', ' ');
        const qsizetype equals = pair.indexOf('=');
        const auto name = fromUtf8(QByteArray::fromPercentEncoding(pair.left(equals)));
        const auto value = fromUtf8(QByteArray::fromPercentEncoding(equals < 0 ? QByteArray() : pair.mid(equals + 1)));
        if (!name || !value)
            return IntakeProblem{400, QStringLiteral("the body is not UTF-8")};
        if (!name->isEmpty())
            put(form, *name, *value);
    }
    return form;
}

static bool isPersonal(const QString &name)
{
    static const QStringList names{
        QStringLiteral("email"),      QStringLiteral("phone"),     QStringLiteral("first_name"),
        QStringLiteral("last_name"),  QStringLiteral("name"),      QStringLiteral("device_id"),
        QStringLiteral("account_id"), QStringLiteral("mobile"),    QStringLiteral("tel"),
        QStringLiteral("telephone"),  QStringLiteral("id_number"), QStringLiteral("姓名"),
        QStringLiteral("电话"),       QStringLiteral("手机"),      QStringLiteral("手机号"),
        QStringLiteral("身份证"),     QStringLiteral("身份证号")};
    return names.contains(name);
}

bool hasPersonalData(const IntakeForm &form)
{
    const auto any = [](const QHash<QString, QString> &values) {
        for (auto it = values.begin(); it != values.end(); ++it) {
            if (isPersonal(it.key()) && !it->isEmpty())
                return true;
        }
        return false;
    };
    return any(form.values) || any(form.attributes);
}

std::variant<domain::Event, IntakeProblem> eventOfForm(const IntakeForm &form, const domain::Catalogue *catalogue)
{
    const auto value = [&form](const char *name) { return form.values.value(QLatin1String(name)); };
    domain::Event event;
    event.type = value("service_code");
    if (event.type.isEmpty())
        return IntakeProblem{400, QStringLiteral("service_code was not provided")};
    if (event.type.size() > LongestText)
        return IntakeProblem{400, QStringLiteral("service_code is too long")};
    if (catalogue) {
        const domain::EventType *type = catalogue->type(event.type);
        if (!type)
            return IntakeProblem{404, QStringLiteral("service_code was not found")};
        event.type = type->id;
    }
    event.description = value("description");
    if (event.description.size() > LongestDescription)
        return IntakeProblem{400, QStringLiteral("description is longer than 4000 characters")};
    event.address = value("address_string");
    const QString addressId = value("address_id");
    if (event.address.size() > LongestText || addressId.size() > LongestText)
        return IntakeProblem{400, QStringLiteral("address_string or address_id is too long")};
    const QString place = form.attributes.value(QStringLiteral("place"));
    for (const QString &named : {place, addressId}) {
        if (const domain::ObjectRef ref = domain::refFromText(named); event.place.isNull() && !ref.isNull())
            event.place = ref;
    }
    if (event.address.isEmpty() && event.place.isNull())
        event.address = addressId;
    const QString lat = value("lat"), lon = value("long");
    if (!lat.isEmpty() || !lon.isEmpty()) {
        bool latOk = false, lonOk = false;
        event.latitude = lat.toDouble(&latOk);
        event.longitude = lon.toDouble(&lonOk);
        if (!latOk || !lonOk || !std::isfinite(event.latitude) || !std::isfinite(event.longitude) ||
            std::abs(event.latitude) > 90 || std::abs(event.longitude) > 180 ||
            (event.latitude == 0 && event.longitude == 0))
            return IntakeProblem{400, QStringLiteral("lat and long are not a place in WGS 84")};
        event.hasPosition = true;
    }
    if (!event.hasPosition && event.address.isEmpty() && event.place.isNull())
        return IntakeProblem{400,
                             QStringLiteral("neither lat and long nor address_string nor address_id was provided")};
    if (const QString media = value("media_url"); !media.isEmpty()) {
        const QUrl url(media, QUrl::StrictMode);
        if (!url.isValid() || url.host().isEmpty() || media.size() > LongestUrl ||
            (url.scheme() != QLatin1String("https") && url.scheme() != QLatin1String("http")))
            return IntakeProblem{400, QStringLiteral("media_url is not an address of http or https")};
        event.mediaUrl = media;
    }
    const QString source = form.attributes.value(QStringLiteral("source"));
    event.source = source.isEmpty() ? QStringLiteral("resident-report") : source.left(LongestText);
    event.title = form.attributes.value(QStringLiteral("title")).left(LongestText);
    // What a service asks for beyond the standard is part of what is reported.
    QStringList codes = form.attributes.keys();
    codes.sort();
    for (const QString &code : codes) {
        const QString said = form.attributes.value(code);
        if (said.isEmpty() || isPersonal(code) || code == QLatin1String("place") || code == QLatin1String("source") ||
            code == QLatin1String("title"))
            continue;
        event.description += QStringLiteral("\n%1: %2").arg(code, said);
    }
    event.description = event.description.trimmed();
    if (event.description.size() > 2 * LongestDescription)
        return IntakeProblem{400, QStringLiteral("the attributes are too long")};
    return event;
}

QString withoutContacts(const QString &text)
{
    static const QRegularExpression contact(
        QStringLiteral("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+|\\+?\\d(?:[ -]?\\d){6,17}[xX]?"),
        QRegularExpression::UseUnicodePropertiesOption);
    QString result = text;
    return result.replace(contact, QStringLiteral("•••"));
}

bool isSameSecret(const QByteArray &given, const QByteArray &wanted)
{
    const QByteArray a = QCryptographicHash::hash(given, QCryptographicHash::Sha256);
    const QByteArray b = QCryptographicHash::hash(wanted, QCryptographicHash::Sha256);
    uchar different = 0;
    for (qsizetype i = 0; i < b.size(); ++i)
        different |= uchar(a[i]) ^ uchar(b[i]);
    return different == 0 && !wanted.isEmpty();
}

QString newReportId(qint64 now, const QByteArray &key)
{
    quint64 bits = QRandomGenerator::system()->generate64();
    if (!key.isEmpty()) {
        const QByteArray hash = QCryptographicHash::hash(key, QCryptographicHash::Sha256);
        std::memcpy(&bits, hash.constData(), sizeof bits);
    }
    // Without letters that are taken for digits, since people read it to each other.
    static constexpr char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    QString id = key.isEmpty() ? QStringLiteral("R%1-").arg(isoTime(now).left(10).remove(u'-')) : QStringLiteral("RK-");
    for (int i = 0; i < (key.isEmpty() ? 10 : 12); ++i, bits >>= 5)
        id += QLatin1Char(letters[bits & 31]);
    return id;
}

}
