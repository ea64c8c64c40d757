#include "feeds/CapReader.h"

#include "feeds/CapParser.h"
#include "feeds/CapText.h"
#include "feeds/Tr.h"

namespace feeds
{

static constexpr qsizetype MostBytes = 32 << 20;
static const QString AtomNamespace = QStringLiteral("http://www.w3.org/2005/Atom");

QString alertId(const QString &sender, const QString &identifier, qint64 sent)
{
    return sender + u',' + identifier + u',' + isoTime(sent);
}

base::Status CapParser::read()
{
    if (m_xml.readNextStartElement()) {
        const QString root = m_xml.name().toString();
        if (isAlert())
            readAlert();
        else if (root == QLatin1String("EDXLDistribution"))
            readDistribution();
        else if (root == QLatin1String("feed") && m_xml.namespaceUri() == AtomNamespace)
            readFeed();
        else if (root == QLatin1String("rss") || root == QLatin1String("RDF"))
            readRss();
        else
            return base::failure(
                QStringLiteral("cap-foreign"),
                tr("is neither a CAP alert nor an index of alerts: its root element is <%1>").arg(root), m_source);
    }
    if (m_xml.hasError()) {
        const QString line = tr("line %1").arg(m_xml.lineNumber());
        const QString reason = tr("is not well-formed XML: %1").arg(m_xml.errorString());
        if (m_out.alerts.empty() && m_out.links.empty())
            return base::failure(QStringLiteral("cap-broken"), reason, m_source, line);
        note("cap-broken", line, reason);
    }
    return {};
}

void CapParser::findAlerts()
{
    // Without recursion: a document may be as deep as it likes.
    int depth = 1;
    while (depth > 0 && !m_xml.atEnd()) {
        m_xml.readNext();
        if (m_xml.isStartElement() && isAlert())
            readAlert();
        else if (m_xml.isStartElement())
            ++depth;
        else if (m_xml.isEndElement())
            --depth;
    }
}

void CapParser::readDistribution()
{
    while (m_xml.readNextStartElement()) {
        if (m_xml.name() == QLatin1String("distributionStatus")) {
            m_distributionStatus = elementText();
        } else if (m_xml.name() == QLatin1String("contentObject") || m_xml.name() == QLatin1String("content")) {
            findAlerts();
        } else {
            m_xml.skipCurrentElement();
        }
    }
}

void CapParser::readFeed()
{
    static const QStringList known{
        QStringLiteral("author"),    QStringLiteral("category"), QStringLiteral("contributor"),
        QStringLiteral("generator"), QStringLiteral("icon"),     QStringLiteral("link"),
        QStringLiteral("logo"),      QStringLiteral("rights"),   QStringLiteral("subtitle")};
    QStringList missing{QStringLiteral("id"), QStringLiteral("title"), QStringLiteral("updated")};
    while (m_xml.readNextStartElement()) {
        const QString name = m_xml.name().toString();
        const bool isAtom = m_xml.namespaceUri() == AtomNamespace;
        if (isAtom && name == QLatin1String("entry")) {
            readEntry();
            continue;
        }
        if (isAlert())
            note("cap-structure", QStringLiteral("feed/alert"), tr("stands outside an entry: passed over"));
        else if (isAtom && !missing.removeOne(name) && !known.contains(name))
            note("cap-structure", QStringLiteral("feed/") + name, tr("is no element of Atom: passed over"));
        m_xml.skipCurrentElement();
    }
    if (m_xml.hasError())
        return;
    for (const QString &name : missing)
        note("cap-missing", QStringLiteral("feed/") + name, tr("is missing"));
}

void CapParser::readEntry()
{
    QString id, title, updated, link;
    int rank = 0;
    const auto offer = [&](const QString &url, int how) {
        if (!url.isEmpty() && how > rank) {
            link = url;
            rank = how;
        }
    };
    const size_t before = m_out.alerts.size();
    while (m_xml.readNextStartElement()) {
        const auto name = m_xml.name();
        const bool isAtom = m_xml.namespaceUri() == AtomNamespace;
        if (isAlert()) {
            readAlert();
        } else if (isAtom && name == QLatin1String("content")) {
            const auto attributes = m_xml.attributes();
            if (attributes.hasAttribute(QLatin1String("src")))
                offer(attributes.value(QLatin1String("src")).toString(), 3);
            findAlerts();
        } else if (isAtom && name == QLatin1String("link")) {
            const auto attributes = m_xml.attributes();
            const QString type = attributes.value(QLatin1String("type")).toString();
            const QString rel = attributes.value(QLatin1String("rel")).toString();
            const bool isAlternate = rel.isEmpty() || rel == QLatin1String("alternate");
            offer(attributes.value(QLatin1String("href")).toString(),
                  type.startsWith(QLatin1String("application/cap+xml")) ? 4
                  : type.endsWith(QLatin1String("/xml")) && isAlternate ? 2
                  : type.isEmpty() && isAlternate                       ? 1
                                                                        : 0);
            m_xml.skipCurrentElement();
        } else if (isAtom && name == QLatin1String("id")) {
            id = elementText();
        } else if (isAtom && name == QLatin1String("title")) {
            title = elementText();
        } else if (isAtom && name == QLatin1String("updated")) {
            updated = elementText();
        } else {
            m_xml.skipCurrentElement();
        }
    }
    if (m_xml.hasError())
        return;
    const auto where = [&](const char *element) {
        const QString path = QStringLiteral("entry/") + QLatin1String(element);
        return id.isEmpty() ? path : QStringLiteral("%1 [%2]").arg(path, id);
    };
    for (const auto &[element, value] : {std::pair("id", id), {"title", title}, {"updated", updated}}) {
        if (value.isEmpty())
            note("cap-missing", where(element), tr("is missing"));
    }
    if (m_out.alerts.size() > before)
        return;
    if (link.isEmpty())
        note("cap-index", where("link"), tr("the entry holds no alert and links to none"));
    else
        m_out.links.push_back({link, id + u'\n' + updated});
}

void CapParser::readRss()
{
    QStringList missing{QStringLiteral("title"), QStringLiteral("link"), QStringLiteral("description")};
    // RSS 2.0 has its items within the channel, RSS 1.0 beside it.
    bool inChannel = false;
    while (!m_xml.atEnd()) {
        m_xml.readNext();
        if (m_xml.isEndElement() && m_xml.name() == QLatin1String("channel"))
            inChannel = false;
        if (!m_xml.isStartElement())
            continue;
        const QString name = m_xml.name().toString();
        if (name == QLatin1String("item")) {
            readItem();
        } else if (name == QLatin1String("channel")) {
            inChannel = true;
        } else if (inChannel) {
            const bool hasText = !elementText().isEmpty();
            if (hasText)
                missing.removeOne(name);
        } else {
            m_xml.skipCurrentElement();
        }
    }
    if (m_xml.hasError())
        return;
    for (const QString &name : missing)
        note("cap-missing", QStringLiteral("channel/") + name, tr("is missing"));
}

void CapParser::readItem()
{
    QString link, guid, updated, title, enclosed;
    const size_t before = m_out.alerts.size();
    while (m_xml.readNextStartElement()) {
        const auto name = m_xml.name();
        if (isAlert()) {
            readAlert();
        } else if (name == QLatin1String("link")) {
            link = elementText();
        } else if (name == QLatin1String("guid")) {
            guid = elementText();
        } else if (name == QLatin1String("title")) {
            title = elementText();
        } else if (name == QLatin1String("pubDate") || name == QLatin1String("date")) {
            updated = elementText();
        } else if (name == QLatin1String("enclosure")) {
            if (m_xml.attributes().value(QLatin1String("type")).contains(QLatin1String("cap+xml")))
                enclosed = m_xml.attributes().value(QLatin1String("url")).toString();
            m_xml.skipCurrentElement();
        } else {
            findAlerts();
        }
    }
    if (m_xml.hasError() || m_out.alerts.size() > before)
        return;
    if (!enclosed.isEmpty())
        link = enclosed;
    if (link.isEmpty() && guid.startsWith(QLatin1String("http")))
        link = guid;
    const QString where = guid.isEmpty() ? title : guid;
    if (link.isEmpty())
        note("cap-index", where.isEmpty() ? QStringLiteral("item/link") : QStringLiteral("item/link [%1]").arg(where),
             tr("the entry holds no alert and links to none"));
    else
        m_out.links.push_back({link, guid + u'\n' + updated});
}

base::Result<CapDocument> readCap(const QByteArray &bytes, const QString &source, Times &times)
{
    if (bytes.size() > MostBytes)
        return base::failure(QStringLiteral("cap-too-large"), tr("is larger than any list of alerts"), source);
    CapDocument document;
    const auto text = xmlText(bytes, source, document.warnings);
    if (!text)
        return tl::unexpected(text.error());
    if (hasDoctype(*text))
        return base::failure(QStringLiteral("cap-doctype"),
                             tr("holds a document type declaration, which CAP has not and attacks come by: not read"),
                             source, QStringLiteral("DOCTYPE"));
    if (auto ok = CapParser(*text, source, times, document).read(); !ok)
        return tl::unexpected(std::move(ok.error()));
    return document;
}

}
