#pragma once

#include "feeds/CapReader.h"

#include <QXmlStreamReader>

namespace feeds
{

/// Reads one document: the walk through alerts (CapAlert.cpp) and what they come in (CapReader.cpp). For readCap.
class CapParser
{
public:
    CapParser(const QString &text, const QString &source, Times &times, CapDocument &out)
        : m_xml(text), m_source(source), m_times(times), m_out(out)
    {
    }
    base::Status read();

private:
    struct Flaw {
        QString code, element, message;
    };

    bool isCap() const
    {
        const auto space = m_xml.namespaceUri();
        return space.startsWith(QLatin1String("urn:oasis:names:tc:emergency:cap:")) ||
               space.startsWith(QLatin1String("http://www.incident.com/cap")) || space.isEmpty();
    }
    bool isAlert() const { return m_xml.name() == QLatin1String("alert") && isCap(); }
    QString elementText() { return m_xml.readElementText(QXmlStreamReader::SkipChildElements).trimmed(); }
    void flaw(const char *code, const QString &element, const QString &message)
    {
        m_flaws.push_back({QLatin1String(code), element, message});
    }
    /// A flaw of the index itself.
    void note(const char *code, const QString &where, const QString &message)
    {
        m_out.warnings.add(QLatin1String(code), m_source, where, message);
    }

    void readAlert();
    domain::AlertInfo readInfo();
    domain::AlertArea readArea();
    std::pair<QString, QString> readPair();
    void readResource(domain::AlertInfo &info);
    qint64 readTime(const QString &element);
    QString readWord(const char *element, const QString &path);
    void readReferences(domain::Alert &alert);
    void readPolygon(domain::AlertArea &area);
    void readCircle(domain::AlertArea &area);

    void readDistribution();
    void readFeed();
    void readEntry();
    void readRss();
    void readItem();
    /// Alerts anywhere below the current element, which is left.
    void findAlerts();

    QXmlStreamReader m_xml;
    const QString m_source;
    Times &m_times;
    CapDocument &m_out;
    std::vector<Flaw> m_flaws; ///< of the alert that is being read: they name it once its identifier is known
    QString m_distributionStatus;
};

}
