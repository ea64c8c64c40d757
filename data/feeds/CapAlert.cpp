#include "feeds/CapParser.h"
#include "feeds/Tr.h"

#include <QRegularExpression>

#include <cmath>

namespace feeds
{

using domain::Alert;
using domain::AlertArea;
using domain::AlertInfo;
using geometry::Vec2;

static const QString SignatureNamespace = QStringLiteral("http://www.w3.org/2000/09/xmldsig#");

static const QStringList &words(QLatin1String element)
{
    static const QHash<QString, QStringList> all{
        {QStringLiteral("status"),
         {QStringLiteral("Actual"), QStringLiteral("Exercise"), QStringLiteral("System"), QStringLiteral("Test"),
          QStringLiteral("Draft")}},
        {QStringLiteral("msgType"),
         {QStringLiteral("Alert"), QStringLiteral("Update"), QStringLiteral("Cancel"), QStringLiteral("Ack"),
          QStringLiteral("Error")}},
        {QStringLiteral("scope"), {QStringLiteral("Public"), QStringLiteral("Restricted"), QStringLiteral("Private")}},
        {QStringLiteral("category"),
         {QStringLiteral("Geo"), QStringLiteral("Met"), QStringLiteral("Safety"), QStringLiteral("Security"),
          QStringLiteral("Rescue"), QStringLiteral("Fire"), QStringLiteral("Health"), QStringLiteral("Env"),
          QStringLiteral("Transport"), QStringLiteral("Infra"), QStringLiteral("CBRNE"), QStringLiteral("Other")}},
        {QStringLiteral("responseType"),
         {QStringLiteral("Shelter"), QStringLiteral("Evacuate"), QStringLiteral("Prepare"), QStringLiteral("Execute"),
          QStringLiteral("Avoid"), QStringLiteral("Monitor"), QStringLiteral("Assess"), QStringLiteral("AllClear"),
          QStringLiteral("None")}},
        {QStringLiteral("urgency"),
         {QStringLiteral("Immediate"), QStringLiteral("Expected"), QStringLiteral("Future"), QStringLiteral("Past"),
          QStringLiteral("Unknown")}},
        {QStringLiteral("severity"),
         {QStringLiteral("Extreme"), QStringLiteral("Severe"), QStringLiteral("Moderate"), QStringLiteral("Minor"),
          QStringLiteral("Unknown")}},
        {QStringLiteral("certainty"),
         {QStringLiteral("Observed"), QStringLiteral("Likely"), QStringLiteral("Possible"), QStringLiteral("Unlikely"),
          QStringLiteral("Unknown")}}};
    static const QStringList none;
    const auto found = all.constFind(element);
    return found != all.cend() ? *found : none;
}

void CapParser::readAlert()
{
    m_flaws.clear();
    Alert alert;
    bool hasScope = false, hasReferences = false, isSigned = false;
    if (m_xml.namespaceUri().isEmpty())
        flaw("cap-structure", QStringLiteral("alert"), tr("has no namespace: read as CAP 1.2"));
    while (m_xml.readNextStartElement()) {
        const auto name = m_xml.name();
        if (m_xml.namespaceUri() == SignatureNamespace) {
            isSigned = true;
            m_xml.skipCurrentElement();
        } else if (!isCap()) {
            m_xml.skipCurrentElement();
        } else if (name == QLatin1String("identifier")) {
            alert.identifier = elementText();
        } else if (name == QLatin1String("sender")) {
            alert.sender = elementText();
        } else if (name == QLatin1String("sent")) {
            alert.sent = readTime(QStringLiteral("sent"));
        } else if (name == QLatin1String("status")) {
            alert.status = readWord("status", QStringLiteral("status"));
        } else if (name == QLatin1String("msgType")) {
            alert.messageType = readWord("msgType", QStringLiteral("msgType"));
        } else if (name == QLatin1String("scope")) {
            alert.scope = readWord("scope", QStringLiteral("scope"));
            hasScope = true;
        } else if (name == QLatin1String("source")) {
            alert.source = elementText();
        } else if (name == QLatin1String("note")) {
            alert.note = elementText();
        } else if (name == QLatin1String("references")) {
            readReferences(alert);
            hasReferences = true;
        } else if (name == QLatin1String("info")) {
            alert.infos.push_back(readInfo());
        } else {
            m_xml.skipCurrentElement(); // code, incidents, addresses, restriction, password
        }
    }
    if (m_xml.hasError())
        return; // half an alert may lack its areas or that it is a test
    bool usable = true;
    for (const auto &[element, isThere] : {std::pair(QStringLiteral("identifier"), !alert.identifier.isEmpty()),
                                           std::pair(QStringLiteral("sender"), !alert.sender.isEmpty()),
                                           std::pair(QStringLiteral("sent"), alert.sent != 0)}) {
        if (isThere)
            continue;
        usable = false;
        flaw("cap-missing", element, tr("is missing: the alert is passed over"));
    }
    static const QRegularExpression restricted(QStringLiteral("[\\s,<&]"));
    for (const auto &[element, text] : {std::pair(QStringLiteral("identifier"), alert.identifier),
                                        std::pair(QStringLiteral("sender"), alert.sender)}) {
        if (text.contains(restricted))
            flaw("cap-value", element, tr("holds a blank or a comma, which the standard forbids"));
    }
    if (usable && alert.status.isEmpty())
        flaw("cap-missing", QStringLiteral("status"),
             tr("does not say that the alert is actual: it is not shown as a warning"));
    if (usable && alert.messageType.isEmpty()) {
        flaw("cap-missing", QStringLiteral("msgType"), tr("is missing: taken as a first alert"));
        alert.messageType = QStringLiteral("Alert");
    }
    if (usable && !hasScope)
        flaw("cap-missing", QStringLiteral("scope"), tr("is missing"));
    if (usable && !hasReferences &&
        (alert.messageType == QLatin1String("Update") || alert.messageType == QLatin1String("Cancel")))
        flaw("cap-missing", QStringLiteral("references"), tr("does not say which alert is meant"));
    if (isSigned)
        flaw("cap-signature", QStringLiteral("Signature"), tr("is signed; the signature is not checked"));
    if (!m_distributionStatus.isEmpty() && m_distributionStatus != QLatin1String("Actual") && alert.isReal()) {
        flaw("cap-value", QStringLiteral("status"), tr("says actual, but the distribution around it does not"));
        alert.status = m_distributionStatus;
    }
    for (const Flaw &one : m_flaws) {
        const QString where =
            alert.identifier.isEmpty() ? one.element : QStringLiteral("%1 [%2]").arg(one.element, alert.identifier);
        note(one.code.toLatin1().constData(), where, one.message);
    }
    m_flaws.clear();
    if (!usable)
        return;
    alert.id = alertId(alert.sender, alert.identifier, alert.sent);
    m_out.alerts.push_back(std::move(alert));
}

AlertInfo CapParser::readInfo()
{
    AlertInfo info;
    const auto multiline = [this] {
        static const QRegularExpression breaks(QStringLiteral("<br\\s*/?>"), QRegularExpression::CaseInsensitiveOption);
        return elementText().replace(breaks, QStringLiteral("\n"));
    };
    while (m_xml.readNextStartElement()) {
        const auto name = m_xml.name();
        const auto is = [&](const char *other) { return name == QLatin1String(other); };
        if (is("language"))
            info.language = elementText();
        else if (is("category"))
            info.categories.append(readWord("category", QStringLiteral("info/category")));
        else if (is("event"))
            info.event = elementText().simplified();
        else if (is("responseType"))
            info.responseTypes.append(readWord("responseType", QStringLiteral("info/responseType")));
        else if (is("urgency"))
            info.urgency = readWord("urgency", QStringLiteral("info/urgency"));
        else if (is("severity"))
            info.severity = readWord("severity", QStringLiteral("info/severity"));
        else if (is("certainty"))
            info.certainty = readWord("certainty", QStringLiteral("info/certainty"));
        else if (is("audience"))
            info.audience = elementText();
        else if (is("eventCode"))
            info.eventCodes.push_back(readPair());
        else if (is("effective"))
            info.effective = readTime(QStringLiteral("info/effective"));
        else if (is("onset"))
            info.onset = readTime(QStringLiteral("info/onset"));
        else if (is("expires"))
            info.expires = readTime(QStringLiteral("info/expires"));
        else if (is("senderName"))
            info.senderName = elementText().simplified();
        else if (is("headline"))
            info.headline = elementText().simplified();
        else if (is("description"))
            info.description = multiline();
        else if (is("instruction"))
            info.instruction = multiline();
        else if (is("web"))
            info.web = elementText();
        else if (is("contact"))
            info.contact = elementText();
        else if (is("parameter"))
            info.parameters.push_back(readPair());
        else if (is("resource"))
            readResource(info);
        else if (is("area"))
            info.areas.push_back(readArea());
        else
            m_xml.skipCurrentElement();
    }
    info.categories.removeAll(QString());
    info.responseTypes.removeAll(QString());
    const auto demand = [this](const char *element, bool isThere) {
        if (!isThere)
            flaw("cap-missing", QStringLiteral("info/") + QLatin1String(element), tr("is missing"));
    };
    demand("category", !info.categories.isEmpty());
    demand("event", !info.event.isEmpty());
    for (auto [element, value] :
         {std::pair("urgency", &info.urgency), {"severity", &info.severity}, {"certainty", &info.certainty}}) {
        demand(element, !value->isNull());
        if (value->isEmpty())
            *value = QStringLiteral("Unknown");
    }
    return info;
}

AlertArea CapParser::readArea()
{
    AlertArea area;
    while (m_xml.readNextStartElement()) {
        const auto name = m_xml.name();
        if (name == QLatin1String("areaDesc"))
            area.description = elementText().simplified();
        else if (name == QLatin1String("polygon"))
            readPolygon(area);
        else if (name == QLatin1String("circle"))
            readCircle(area);
        else if (name == QLatin1String("geocode"))
            area.geocodes.push_back(readPair());
        else if (name == QLatin1String("altitude") || name == QLatin1String("ceiling")) {
            double &height = name == QLatin1String("altitude") ? area.altitude : area.ceiling;
            bool ok = false;
            height = elementText().toDouble(&ok);
            if (!ok)
                height = geometry::NaN;
        } else {
            m_xml.skipCurrentElement();
        }
    }
    if (area.description.isEmpty())
        flaw("cap-missing", QStringLiteral("info/area/areaDesc"), tr("is missing"));
    return area;
}

std::pair<QString, QString> CapParser::readPair()
{
    // CAP 1.0 writes NAME=VALUE, later ones two elements.
    std::pair<QString, QString> pair;
    QString plain;
    while (!m_xml.atEnd() && m_xml.readNext() != QXmlStreamReader::EndElement) {
        if (m_xml.isCharacters())
            plain += m_xml.text();
        else if (m_xml.isStartElement() && m_xml.name() == QLatin1String("valueName"))
            pair.first = elementText();
        else if (m_xml.isStartElement() && m_xml.name() == QLatin1String("value"))
            pair.second = elementText();
        else if (m_xml.isStartElement())
            m_xml.skipCurrentElement();
    }
    plain = plain.trimmed();
    if (pair.first.isEmpty() && plain.contains(u'='))
        pair = {plain.section(u'=', 0, 0).trimmed(), plain.section(u'=', 1).trimmed()};
    return pair;
}

void CapParser::readResource(AlertInfo &info)
{
    QString description, uri;
    while (m_xml.readNextStartElement()) {
        if (m_xml.name() == QLatin1String("resourceDesc"))
            description = elementText();
        else if (m_xml.name() == QLatin1String("uri"))
            uri = elementText();
        else
            m_xml.skipCurrentElement();
    }
    info.resources.emplace_back(description, uri);
}

qint64 CapParser::readTime(const QString &element)
{
    const QByteArray text = elementText().toUtf8();
    if (text.isEmpty())
        return 0;
    const std::string_view view(text.constData(), size_t(text.size()));
    const auto time = m_times.parse(view);
    if (!time) {
        flaw("cap-time", element, tr("is no time"));
        return 0;
    }
    if (const auto written = parseWrittenTime(view); written && !written->hasZone)
        flaw("cap-time", element,
             m_times.isKnown() ? tr("names no zone: taken in the feed's") : tr("names no zone: taken as UTC"));
    return *time;
}

QString CapParser::readWord(const char *element, const QString &path)
{
    const QString text = elementText();
    for (const QString &word : words(QLatin1String(element))) {
        if (text.compare(word, Qt::CaseInsensitive) == 0)
            return word;
    }
    // CAP 1.0's third certainty; 1.1 says to read it as "Likely".
    if (text.compare(QLatin1String("Very Likely"), Qt::CaseInsensitive) == 0)
        return QStringLiteral("Likely");
    flaw("cap-value", path, text.isEmpty() ? tr("is empty") : tr("is not a word of the standard"));
    return QStringLiteral("");
}

void CapParser::readReferences(Alert &alert)
{
    const QStringList texts = elementText().simplified().split(u' ', Qt::SkipEmptyParts);
    if (texts.isEmpty())
        flaw("cap-value", QStringLiteral("references"), tr("is empty"));
    for (const QString &text : texts) {
        const qsizetype first = text.indexOf(u','), last = text.lastIndexOf(u',');
        const QByteArray when = text.mid(last + 1).toUtf8();
        const auto sent = m_times.parse({when.constData(), size_t(when.size())});
        if (first <= 0 || last <= first || !sent) {
            flaw("cap-value", QStringLiteral("references"), tr("is not written as sender,identifier,sent"));
            continue;
        }
        alert.references.append(alertId(text.left(first), text.mid(first + 1, last - first - 1), *sent));
    }
}

void CapParser::readPolygon(AlertArea &area)
{
    const QString element = QStringLiteral("info/area/polygon");
    const QStringList pairs = elementText().simplified().split(u' ', Qt::SkipEmptyParts);
    if (pairs.isEmpty()) {
        flaw("cap-shape", element, tr("is empty"));
        return;
    }
    std::vector<Vec2> ring;
    bool swapped = false, odd = false;
    for (const QString &pair : pairs) {
        const QStringList numbers = pair.split(u',', Qt::SkipEmptyParts);
        bool okLatitude = false, okLongitude = false;
        const double latitude = numbers.value(0).toDouble(&okLatitude),
                     longitude = numbers.value(1).toDouble(&okLongitude);
        if (numbers.size() != 2 || !okLatitude || !okLongitude || std::abs(latitude) > 360 ||
            std::abs(longitude) > 360) {
            flaw("cap-shape", element, tr("holds something that is no \"latitude,longitude\": passed over"));
            continue;
        }
        odd = odd || pair.count(u',') != 1;
        swapped = swapped || std::abs(latitude) > 90;
        ring.emplace_back(longitude, latitude);
    }
    if (odd)
        flaw("cap-shape", element, tr("has commas too many"));
    if (swapped) {
        flaw("cap-shape", element, tr("gives the longitude first: swapped"));
        for (Vec2 &point : ring)
            std::swap(point.x, point.y);
    }
    if (ring.size() > 1 && ring.front() != ring.back()) {
        flaw("cap-shape", element, tr("is not closed: closed"));
        ring.push_back(ring.front());
    }
    if (ring.size() < 4) {
        flaw("cap-shape", element, tr("has fewer than three corners: passed over"));
        return;
    }
    area.polygons.push_back(std::move(ring));
}

void CapParser::readCircle(AlertArea &area)
{
    const QStringList parts = elementText().simplified().split(u' ', Qt::SkipEmptyParts);
    const QStringList middle = parts.value(0).split(u',');
    bool okLatitude = false, okLongitude = false, okRadius = false;
    const double latitude = middle.value(0).toDouble(&okLatitude), longitude = middle.value(1).toDouble(&okLongitude);
    const double radius = parts.value(1).toDouble(&okRadius);
    if (parts.size() != 2 || middle.size() != 2 || !okLatitude || !okLongitude || !okRadius || radius < 0 ||
        std::abs(latitude) > 90 || std::abs(longitude) > 360) {
        flaw("cap-shape", QStringLiteral("info/area/circle"),
             tr("is not written as \"latitude,longitude radius\": passed over"));
        return;
    }
    area.circles.push_back({longitude, latitude, radius});
}

}
