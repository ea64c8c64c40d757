#include "feeds/CapReader.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace feeds;
using domain::Alert;
using domain::AlertInfo;
using domain::Severity;

/// CAP as it comes: the files of a library's own test suite, and what they do not show.
class TestCap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void countsTheFiles();
    void readsEveryPart();
    void readsTheFirstVersion();
    void decodes_data();
    void decodes();
    void mendsShapes_data();
    void mendsShapes();
    void keepsOutEntities_data();
    void keepsOutEntities();
    void readsWhatIsWhole();
    void readsDeepNesting();
    void takesTheDistributionsWord();
    void followsTheRightLink_data();
    void followsTheRightLink();

private:
    static base::Result<CapDocument> read(const QByteArray &bytes)
    {
        Times times;
        return readCap(bytes, QStringLiteral("test.cap"), times);
    }
};

/// What a file holds, by reading it.
struct Expected {
    const char *error = "";
    size_t alerts = 0;
    QStringList links = {};
    // Of the first alert and its first info:
    const char *sent = "", *type = "Alert";
    size_t infos = 0;
    const char *words = ""; ///< urgency severity certainty
    size_t areas = 0, polygons = 0;
    double longitude = 0, latitude = 0; ///< of the first polygon's first point, or of the first circle
    double radiusKm = -1;
    const char *expires = ""; ///< empty: the info does not say
    int references = 0;
    QStringList warnings = {}; ///< "code element"
};
Q_DECLARE_METATYPE(Expected)

void TestCap::reads_data()
{
    QTest::addColumn<Expected>("expected");
    const auto row = [](const char *file, const Expected &expected) { QTest::newRow(file) << expected; };
    const QString nws = QStringLiteral("http://www.weather.gov/alerts-beta/wwacapget.php?x=");
    const QString ny = QStringLiteral("http://www.nyalert.gov/Public/News/GetCapAlert.aspx?capID=NYAlert-ALLHAZALERT-");
    const QString lwx = QStringLiteral(" [%1DC20100829202900LWXAirQualityAlertLWX20100831040000DC]").arg(nws);

    row("43b080713727.cap",
        {.alerts = 1, .sent = "2003-04-02T19:39:01Z", .infos = 1, .words = "Immediate Severe Likely", .areas = 1});
    row("KAR0-0306112239-SW.cap",
        {.alerts = 1, .sent = "2003-06-12T05:39:00Z", .infos = 1, .words = "Immediate Severe Likely", .areas = 1});
    row("amber.atom",
        {.alerts = 1, .sent = "2010-06-04T00:15:00Z", .infos = 1, .words = "Immediate Severe Likely", .areas = 1});
    row("australia.cap", {.alerts = 1,
                          .sent = "2011-10-05T13:04:00Z",
                          .infos = 2,
                          .words = "Expected Minor Observed",
                          .areas = 1,
                          .longitude = 147.0598,
                          .latitude = -35.3888,
                          .radiusKm = 25,
                          .expires = "2011-10-06T13:04:00Z"});
    row("bushfire_valid.edxlde", {.alerts = 7,
                                  .sent = "2011-10-17T11:18:00Z",
                                  .infos = 1,
                                  .words = "Expected Minor Observed",
                                  .areas = 1,
                                  .longitude = 151.9576,
                                  .latitude = -30.546,
                                  .radiusKm = 0,
                                  .expires = "2011-10-18T11:18:00Z"});
    row("bushfire_invalid.edxlde",
        {.alerts = 6,
         .sent = "2011-10-17T11:18:00Z",
         .infos = 1,
         .words = "Expected Minor Observed",
         .areas = 1,
         .longitude = 151.9576,
         .latitude = -30.546,
         .radiusKm = 0,
         .expires = "2011-10-18T11:18:00Z",
         .warnings = {QStringLiteral("cap-missing identifier"), QStringLiteral("cap-missing sender"),
                      QStringLiteral("cap-missing sent"),
                      QStringLiteral("cap-value info/urgency [tag:www.rfs.nsw.gov.au2011-10-18:40394]")}});
    row("canada.cap", {.alerts = 1,
                       .sent = "2012-05-02T23:21:04Z",
                       .type = "Update",
                       .infos = 2,
                       .words = "Past Minor Observed",
                       .areas = 2,
                       .polygons = 2,
                       .longitude = -82.9314,
                       .latitude = 42.3481,
                       .expires = "2012-05-03T00:20:00Z",
                       .references = 2});
    row("canada_errors.cap", {.alerts = 1,
                              .sent = "2012-05-02T23:21:04Z",
                              .type = "Update",
                              .infos = 1,
                              .words = "Past Minor Observed",
                              .areas = 1,
                              .polygons = 1,
                              .longitude = -82.9314,
                              .latitude = 42.3481,
                              .expires = "2012-05-03T00:20:00Z",
                              .warnings = {QStringLiteral("cap-value references [2.49.0.1.124.6bddbc91.2012]")}});
    const Expected snow{.alerts = 1,
                        .sent = "2013-01-24T21:26:00Z",
                        .type = "Update",
                        .infos = 2,
                        .words = "Future Moderate Likely",
                        .areas = 2,
                        .polygons = 2,
                        .longitude = -104.2,
                        .latitude = 54.4054,
                        .expires = "2013-01-25T13:26:00Z",
                        .references = 9,
                        .warnings = {QStringLiteral("cap-signature Signature [2.49.0.1.124.f2c83f5f.2013]")}};
    row("canada_signed.atom", snow);
    row("canada_signed.cap", snow);
    row("earthquake-iso8859-1.cap",
        {.alerts = 1,
         .sent = "2012-10-14T22:53:04Z",
         .infos = 1,
         .words = "Past Unknown Likely",
         .areas = 1,
         .longitude = -88.783,
         .latitude = 12.747,
         .radiusKm = 0,
         .expires = "2012-10-21T22:53:04Z",
         .warnings = {QStringLiteral(
             "cap-signature Signature [USGS-earthquakes-usB000D5T4.3947362.7.20121014T225304.360Z.0]")}});
    row("earthquake.cap", {.alerts = 1,
                           .sent = "2010-08-31T05:09:25Z",
                           .infos = 1,
                           .words = "Past Unknown Likely",
                           .areas = 1,
                           .longitude = -173.274,
                           .latitude = -16.053,
                           .radiusKm = 0,
                           .expires = "2010-09-02T05:09:25Z"});
    row("earthquake_index.atom",
        {.links = {QStringLiteral("http://earthquake.usgs.gov/earthquakes/catalogs/cap/us2010apcd")}});
    row("earthquake_signed.cap",
        {.alerts = 1,
         .sent = "2011-09-06T17:15:38Z",
         .infos = 1,
         .words = "Past Unknown Likely",
         .areas = 1,
         .longitude = -122.812,
         .latitude = 38.820,
         .radiusKm = 0,
         .expires = "2011-09-13T17:15:38Z",
         .warnings = {
             QStringLiteral("cap-signature Signature [USGS-earthquakes-nc71635010.28103893.20110906T171538.586Z]")}});
    row("empty_weather_index.atom", {});
    row("environment_canada_x509_cert.pem", {.error = "cap-broken"});
    row("invalid.cap", {.alerts = 1,
                        .sent = "2010-08-31T00:09:25Z",
                        .infos = 1,
                        .words = "Unknown Unknown Unknown",
                        .areas = 1,
                        .warnings = {QStringLiteral("cap-missing scope [12345]")}});
    row("invalid.rss",
        {.warnings = {QStringLiteral("cap-missing channel/title"), QStringLiteral("cap-missing channel/description"),
                      QStringLiteral("cap-index item/link")}});
    row("invalid_element.atom",
        {.warnings = {QStringLiteral("cap-structure feed/foo"), QStringLiteral("cap-index entry/link [id1]")}});
    row("LICENSE", {.error = "cap-broken"});
    row("naads_x509_cert.pem", {.error = "cap-broken"});
    row("no_entries.atom", {.warnings = {QStringLiteral("cap-structure feed/alert")}});
    row("no_id.atom", {.warnings = {QStringLiteral("cap-missing feed/id"), QStringLiteral("cap-missing entry/id"),
                                    QStringLiteral("cap-index entry/link")}});
    row("no_link.atom", {.warnings = {QStringLiteral("cap-index entry/link") + lwx}});
    row("no_optional_fields.cap", {.alerts = 1, .sent = "2010-08-31T05:09:25Z"});
    row("no_title.atom",
        {.warnings = {QStringLiteral("cap-missing entry/title") + lwx, QStringLiteral("cap-index entry/link") + lwx}});
    const QString flood = QStringLiteral(" [NOAA-NWS-ALERTS-NV20110710035200FloodWarning20110812031500NV.LKNFLWLKN."
                                         "b246748c7bbfa7c65ae9b960569510dd]");
    row("noaa_errors.cap",
        {.alerts = 1,
         .sent = "2011-07-10T03:52:00Z",
         .infos = 1,
         .words = "Unknown Unknown Unknown",
         .areas = 1,
         .polygons = 1,
         .longitude = -117.61,
         .latitude = 41.12,
         .expires = "2011-08-12T03:15:00Z",
         .warnings = {QStringLiteral("cap-value references") + flood, QStringLiteral("cap-value info/urgency") + flood,
                      QStringLiteral("cap-value info/severity") + flood,
                      QStringLiteral("cap-value info/certainty") + flood,
                      QStringLiteral("cap-shape info/area/polygon") + flood,
                      QStringLiteral("cap-shape info/area/polygon") + flood}});
    row("ny_index.rss", {.links = {ny + QStringLiteral("3167113"), ny + QStringLiteral("3162202")}});
    row("thunderstorm.cap", {.alerts = 1,
                             .sent = "2003-06-17T21:57:00Z",
                             .infos = 1,
                             .words = "Immediate Severe Observed",
                             .areas = 1,
                             .polygons = 1,
                             .longitude = -120.14,
                             .latitude = 38.47,
                             .expires = "2003-06-17T23:00:00Z"});
    row("wcatwc-warning.cap", {.alerts = 1,
                               .sent = "2011-09-02T11:36:50Z",
                               .type = "Update",
                               .infos = 1,
                               .words = "Immediate Extreme Likely",
                               .areas = 1,
                               .expires = "2011-09-02T12:36:50Z",
                               .references = 1});
    row("weather.atom", {.alerts = 1,
                         .sent = "2012-08-30T10:07:00Z",
                         .infos = 1,
                         .words = "Expected Severe Possible",
                         .areas = 1,
                         .expires = "2012-08-30T18:00:00Z"});
    row("weather.cap", {.alerts = 1,
                        .sent = "2010-08-30T10:07:00Z",
                        .infos = 1,
                        .words = "Expected Severe Possible",
                        .areas = 1,
                        .expires = "2010-08-30T18:00:00Z"});
    row("weather_index.atom",
        {.links = {nws + QStringLiteral("CT20100831030400OKXAirQualityAlertOKX20100901031500CT"),
                   nws + QStringLiteral("DC20100830203300LWXAirQualityAlertLWX20100901040000DC")}});
    row("weather_invalid.atom", {.alerts = 1,
                                 .sent = "2010-08-30T10:07:00Z",
                                 .infos = 1,
                                 .words = "Expected Severe Possible",
                                 .areas = 1,
                                 .expires = "2010-08-30T18:00:00Z",
                                 .warnings = {QStringLiteral("cap-value identifier [INVALID,]")}});
    row("xee.atom", {.error = "cap-doctype"});
    row("xee.cap", {.error = "cap-doctype"});
}

static QString folder()
{
    const QByteArray data = qgetenv("YUNJIE_TESTDATA");
    return data.isEmpty() ? QString() : QString::fromLocal8Bit(data) + QStringLiteral("/events/cap");
}

void TestCap::countsTheFiles()
{
    if (folder().isEmpty())
        QSKIP("YUNJIE_TESTDATA is not set");
    QCOMPARE(QDir(folder()).entryList(QDir::Files).size(), 36); // as many as the table has
}

void TestCap::reads()
{
    QFETCH(Expected, expected);
    if (folder().isEmpty())
        QSKIP("YUNJIE_TESTDATA is not set");
    QFile file(folder() + u'/' + QLatin1String(QTest::currentDataTag()));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    Times times;
    const auto document = readCap(file.readAll(), file.fileName(), times);
    if (!document) {
        QCOMPARE(document.error().code, QString::fromLatin1(expected.error));
        QCOMPARE(document.error().source, file.fileName());
        return;
    }
    QCOMPARE("", expected.error);
    QStringList said, links;
    for (const base::Warning &warning : document->warnings.list()) {
        QCOMPARE(warning.source, file.fileName());
        QVERIFY(!warning.message.isEmpty());
        for (const QString &element : warning.examples) // equal ones are one
            said.append(warning.code + u' ' + element);
    }
    said.sort();
    expected.warnings.sort();
    QCOMPARE(said, expected.warnings);
    for (const CapLink &link : document->links)
        links.append(link.url);
    QCOMPARE(links, expected.links);
    QCOMPARE(document->alerts.size(), expected.alerts);
    if (expected.alerts == 0)
        return;
    const Alert &alert = document->alerts.front();
    QCOMPARE(isoTime(alert.sent), QString::fromLatin1(expected.sent));
    QCOMPARE(alert.messageType, QString::fromLatin1(expected.type));
    QCOMPARE(alert.status, QStringLiteral("Actual"));
    QVERIFY(alert.isReal());
    QCOMPARE(alert.id, alert.sender + u',' + alert.identifier + u',' + QLatin1String(expected.sent));
    QCOMPARE(int(alert.references.size()), expected.references);
    QCOMPARE(alert.infos.size(), expected.infos);
    if (expected.infos == 0)
        return;
    const AlertInfo &info = alert.infos.front();
    QCOMPARE(QStringList({info.urgency, info.severity, info.certainty}).join(u' '),
             QString::fromLatin1(expected.words));
    QCOMPARE(info.expires == 0 ? QString() : isoTime(info.expires), QString::fromLatin1(expected.expires));
    QCOMPARE(info.areas.size(), expected.areas);
    size_t polygons = 0, circles = 0;
    for (const domain::AlertArea &area : info.areas) {
        polygons += area.polygons.size();
        circles += area.circles.size();
        for (const auto &ring : area.polygons)
            QVERIFY(ring.front() == ring.back());
    }
    QCOMPARE(polygons, expected.polygons);
    QCOMPARE(circles, size_t(expected.radiusKm < 0 ? 0 : 1));
    if (polygons > 0)
        QCOMPARE(info.areas[0].polygons[0][0], geometry::Vec2(expected.longitude, expected.latitude));
    if (circles > 0) {
        const domain::AlertCircle &circle = info.areas[0].circles[0];
        QCOMPARE(circle.longitude, expected.longitude);
        QCOMPARE(circle.latitude, expected.latitude);
        QCOMPARE(circle.radiusKm, expected.radiusKm);
    }
    if (QLatin1String(QTest::currentDataTag()).startsWith(QLatin1String("earthquake-iso")))
        QCOMPARE(info.headline, QStringLiteral("EQ 4.6 Usulután, Usulután, El Salvador - PRELIMINARY REPORT"));
    // What is kept in the journal is all of it.
    const Alert again = domain::alertFromJson(domain::toJson(alert));
    QCOMPARE(domain::toJson(again), domain::toJson(alert));
    QCOMPARE(again.infos.size(), alert.infos.size());
}

static QByteArray alertWith(const QByteArray &inside, const QByteArray &declaration = "<?xml version=\"1.0\"?>")
{
    return declaration +
           "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>X1</identifier>"
           "<sender>met@example.org</sender><sent>2026-06-18T13:40:00+08:00</sent><status>Actual</status>"
           "<msgType>Alert</msgType><scope>Public</scope>" +
           inside + "</alert>";
}

static QByteArray infoWith(const QByteArray &inside)
{
    return "<info><category>Met</category><event>Rainstorm</event><urgency>Immediate</urgency><severity>Severe</"
           "severity><certainty>Observed</certainty>" +
           inside + "</info>";
}

void TestCap::readsEveryPart()
{
    const auto document = read(alertWith(
        "<source>radar</source><note>n</note>" +
        infoWith("<language>zh-CN</language><responseType>Shelter</responseType><audience>all</audience>"
                 "<eventCode><valueName>CMA</valueName><value>11B03</value></eventCode>"
                 "<effective>2026-06-18T13:40:00+08:00</effective><onset>2026-06-18T14:00:00+08:00</onset>"
                 "<expires>2026-06-18T17:00:00+08:00</expires><senderName>Met</senderName>"
                 "<headline> Rain\n storm </headline><description>one&lt;br /&gt;two</description>"
                 "<instruction>stay</instruction><web>http://example.org</web><contact>12345</contact>"
                 "<parameter><valueName>awareness_level</valueName><value>4; red; Extreme</value></parameter>"
                 "<resource><resourceDesc>map</resourceDesc><mimeType>image/png</mimeType><uri>http://e.org/m</uri>"
                 "</resource><area><areaDesc>all</areaDesc><polygon>22.5,114.1 22.6,114.1 22.6,114.2 22.5,114.1"
                 "</polygon><circle>22.5,114.1 1.5</circle><altitude>0</altitude><ceiling>3000.5</ceiling></area>")));
    QVERIFY(document.has_value());
    QVERIFY(document->warnings.isEmpty());
    QCOMPARE(document->alerts.size(), size_t(1));
    const Alert &alert = document->alerts[0];
    QCOMPARE(alert.source, QStringLiteral("radar"));
    const AlertInfo &info = alert.infos.at(0);
    QCOMPARE(info.language, QStringLiteral("zh-CN"));
    QCOMPARE(info.headline, QStringLiteral("Rain storm"));
    QCOMPARE(info.description, QStringLiteral("one\ntwo"));
    QCOMPARE(info.onset, info.effective + 20 * 60000);
    QCOMPARE(alert.expires(), info.expires);
    QCOMPARE(alert.level(), Severity::Critical);
    QCOMPARE(info.eventCodes,
             (std::vector<std::pair<QString, QString>>{{QStringLiteral("CMA"), QStringLiteral("11B03")}}));
    QCOMPARE(info.areas[0].circles[0].radiusKm, 1.5);
    QCOMPARE(info.areas[0].altitude, 0.0);
    QCOMPARE(info.areas[0].ceiling, 3000.5);
    const Alert again = domain::alertFromJson(domain::toJson(alert));
    QCOMPARE(domain::toJson(again), domain::toJson(alert));
    QCOMPARE(again.infos[0].areas[0].polygons, info.areas[0].polygons);
    QVERIFY(std::isnan(again.infos[0].areas[0].ceiling) == false);
}

void TestCap::readsTheFirstVersion()
{
    const auto document = read(
        "<alert xmlns=\"http://www.incident.com/cap/1.0\"><identifier>OLD</identifier><sender>s@e.org</sender>"
        "<password>secret</password><sent>2003-06-17T14:57:00-07:00</sent><status>Actual</status><msgType>Alert"
        "</msgType><scope>Public</scope><info><category>Met</category><event>STORM</event><urgency>Immediate</urgency>"
        "<severity>Severe</severity><certainty>Very Likely</certainty><eventCode>SAME=SVR</eventCode>"
        "<parameter>HSAS=ORANGE</parameter><area><areaDesc>A</areaDesc><geocode>FIPS6=006109</geocode></area></info>"
        "</alert>");
    QVERIFY(document.has_value());
    QVERIFY(document->warnings.isEmpty());
    const AlertInfo &info = document->alerts.at(0).infos.at(0);
    QCOMPARE(info.certainty, QStringLiteral("Likely"));
    QCOMPARE(info.eventCodes[0].second, QStringLiteral("SVR"));
    QCOMPARE(info.parameters[0].first, QStringLiteral("HSAS"));
    QCOMPARE(info.areas[0].geocodes[0].second, QStringLiteral("006109"));
}

void TestCap::decodes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("guessed");
    const QString headline = QStringLiteral("暴雨红色预警");
    const QString inner = QString::fromUtf8(infoWith("<headline>@</headline>")).replace(u'@', headline);
    // Of "暴雨红色预警" in GB 18030.
    const QByteArray chinese = QByteArray::fromHex("b1a9d3eabaecc9abd4a4beaf");
    const auto declared = [](const char *encoding) {
        return QByteArray("<?xml version=\"1.0\" encoding=\"") + encoding + "\"?>";
    };
    const QByteArray chineseInfo = infoWith("<headline>" + chinese + "</headline>");
    QTest::newRow("UTF-8") << alertWith(inner.toUtf8()) << false;
    QTest::newRow("UTF-8 with BOM") << "\xef\xbb\xbf" + alertWith(inner.toUtf8(), declared("GBK")) << false;
    QTest::newRow("GB18030") << alertWith(chineseInfo, declared("GB18030")) << false;
    QTest::newRow("GB2312") << alertWith(chineseInfo, declared("gb2312")) << false;
    QTest::newRow("GBK") << alertWith(chineseInfo, declared("GBK")) << false;
    QTest::newRow("says UTF-8, is not") << alertWith(chineseInfo, declared("UTF-8")) << true;
    QTest::newRow("says nothing, is not UTF-8") << alertWith(chineseInfo) << true;
    const QString whole = QString::fromUtf8(alertWith(inner.toUtf8(), declared("UTF-16")));
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe", 2) +
                                   QByteArray(reinterpret_cast<const char *>(whole.utf16()), 2 * whole.size())
                            << false;
}

void TestCap::decodes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, guessed);
    const auto document = read(bytes);
    QVERIFY2(document.has_value(), document ? "" : qPrintable(document.error().toLine()));
    QCOMPARE(document->warnings.count(QStringLiteral("encoding-guessed")), guessed ? 1 : 0);
    QCOMPARE(document->alerts.at(0).infos.at(0).headline, QStringLiteral("暴雨红色预警"));
    QCOMPARE(document->alerts[0].level(), Severity::Critical);
}

void TestCap::mendsShapes_data()
{
    QTest::addColumn<QByteArray>("element");
    QTest::addColumn<int>("points"); ///< of the polygon, closed; 0: none is left
    QTest::addColumn<int>("warnings");
    QTest::newRow("well") << QByteArray("<polygon>1,2 3,4 5,6 1,2</polygon>") << 4 << 0;
    QTest::newRow("line breaks") << QByteArray("<polygon>\n1,2\n3,4\t5,6  1,2\n</polygon>") << 4 << 0;
    QTest::newRow("not closed") << QByteArray("<polygon>1,2 3,4 5,6</polygon>") << 4 << 1;
    QTest::newRow("longitude first") << QByteArray("<polygon>114.1,22.5 114.2,22.5 114.2,22.6 114.1,22.5</polygon>")
                                     << 4 << 1;
    QTest::newRow("a word in it") << QByteArray("<polygon>1,2 3,4 five 5,6 1,2</polygon>") << 4 << 1;
    QTest::newRow("not a number") << QByteArray("<polygon>1,2 nan,inf 3,4 5,6 1,2</polygon>") << 4 << 1;
    QTest::newRow("two corners") << QByteArray("<polygon>1,2 3,4 1,2</polygon>") << 0 << 1;
    QTest::newRow("circle without radius") << QByteArray("<circle>1,2</circle>") << 0 << 1;
    QTest::newRow("circle with negative radius") << QByteArray("<circle>1,2 -3</circle>") << 0 << 1;
}

void TestCap::mendsShapes()
{
    QFETCH(QByteArray, element);
    QFETCH(int, points);
    QFETCH(int, warnings);
    const auto document = read(alertWith(infoWith("<area><areaDesc>a</areaDesc>" + element + "</area>")));
    QVERIFY(document.has_value());
    QCOMPARE(document->warnings.count(QStringLiteral("cap-shape")), warnings);
    const domain::AlertArea &area = document->alerts.at(0).infos.at(0).areas.at(0);
    QCOMPARE(area.polygons.empty() ? 0 : int(area.polygons[0].size()), points);
    if (QLatin1String(QTest::currentDataTag()) == QLatin1String("longitude first"))
        QCOMPARE(area.polygons[0][0], geometry::Vec2(114.1, 22.5));
}

void TestCap::keepsOutEntities_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray laughs = [] {
        QByteArray text = "<!DOCTYPE alert [<!ENTITY a0 \"ha\">";
        for (int i = 1; i < 30; ++i) {
            const QByteArray before = "&a" + QByteArray::number(i - 1) + ";";
            text += "<!ENTITY a" + QByteArray::number(i) + " \"" + before.repeated(10) + "\">";
        }
        return text + "]>";
    }();
    const QByteArray headline = infoWith("<headline>&a29;</headline>");
    QTest::newRow("multiplying entities") << alertWith(headline, "<?xml version=\"1.0\"?>" + laughs);
    QTest::newRow("after a comment") << alertWith(headline, "<!-- <alert> --><?pi?>" + laughs);
    QTest::newRow("an outer one") << alertWith(
        infoWith("<headline>&x;</headline>"),
        "<?xml version=\"1.0\"?><!DOCTYPE alert [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>");
    QTest::newRow("an outer subset") << alertWith({}, "<!DOCTYPE alert SYSTEM \"http://localhost:1/evil.dtd\">");
}

void TestCap::keepsOutEntities()
{
    QFETCH(QByteArray, bytes);
    QElapsedTimer timer;
    timer.start();
    const auto document = read(bytes);
    QVERIFY(!document);
    QCOMPARE(document.error().code, QStringLiteral("cap-doctype"));
    QVERIFY(timer.elapsed() < 1000);
    // The word alone, in a text, is none.
    QVERIFY(read(alertWith(infoWith("<headline>&lt;!DOCTYPE</headline>"), "<!-- <!DOCTYPE x> -->")).has_value());
}

void TestCap::readsWhatIsWhole()
{
    const QByteArray entry = "<entry xmlns=\"http://www.w3.org/2005/Atom\"><id>i</id><title>t</title><updated>u"
                             "</updated><content type=\"text/xml\">" +
                             alertWith(infoWith({}), {}) + "</content></entry>";
    const QByteArray feed =
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>i</id><title>t</title><updated>u</updated>";
    // Cut off within the second alert, and a document of one alert that is cut off.
    const auto two = read(feed + entry + entry.left(entry.size() - 60));
    QVERIFY(two.has_value());
    QCOMPARE(two->alerts.size(), size_t(1));
    QCOMPARE(two->warnings.count(QStringLiteral("cap-broken")), 1);
    const auto none = read(alertWith(infoWith({})).chopped(10));
    QVERIFY(!none);
    QCOMPARE(none.error().code, QStringLiteral("cap-broken"));
    QVERIFY(none.error().feature.startsWith(QLatin1String("line")));
    QCOMPARE(read({}).error().code, QStringLiteral("cap-broken"));
    QCOMPARE(read("<html/>").error().code, QStringLiteral("cap-foreign"));
    QCOMPARE(read("<?xml version=\"1.0\" encoding=\"martian\"?><a/>").error().code, QStringLiteral("cap-encoding"));
    QCOMPARE(read(QByteArray((32 << 20) + 1, ' ')).error().code, QStringLiteral("cap-too-large"));
}

void TestCap::readsDeepNesting()
{
    const int depth = 200'000;
    const QByteArray nested = QByteArray("<x>").repeated(depth) + QByteArray("</x>").repeated(depth);
    const auto inAlert = read(alertWith(nested + infoWith(nested)));
    QVERIFY(inAlert.has_value());
    QCOMPARE(inAlert->alerts.at(0).infos.size(), size_t(1));
    QVERIFY(read("<rss version=\"2.0\"><channel><item>" + nested + "</item></channel></rss>").has_value());
}

void TestCap::takesTheDistributionsWord()
{
    const auto document =
        read("<EDXLDistribution xmlns=\"urn:oasis:names:tc:emergency:EDXL:DE:1.0\">"
             "<distributionStatus>Exercise</distributionStatus><contentObject><xmlContent>"
             "<embeddedXMLContent>" +
             alertWith(infoWith({}), {}) + "</embeddedXMLContent></xmlContent></contentObject></EDXLDistribution>");
    QVERIFY(document.has_value());
    QCOMPARE(document->alerts.at(0).status, QStringLiteral("Exercise"));
    QVERIFY(!document->alerts[0].isReal());
    QCOMPARE(document->warnings.count(QStringLiteral("cap-value")), 1);
}

void TestCap::followsTheRightLink_data()
{
    QTest::addColumn<QByteArray>("links");
    QTest::addColumn<QString>("url");
    QTest::newRow("only one") << QByteArray("<link href=\"a\"/>") << QStringLiteral("a");
    QTest::newRow("typed") << QByteArray("<link href=\"a\"/><link rel=\"related\" type=\"application/cap+xml\" "
                                         "href=\"b\"/><link type=\"text/xml\" href=\"c\"/>")
                           << QStringLiteral("b");
    QTest::newRow("for people") << QByteArray("<link type=\"text/html\" href=\"a\"/>") << QString();
    QTest::newRow("itself") << QByteArray("<link rel=\"self\" href=\"a\"/>") << QString();
    QTest::newRow("content elsewhere") << QByteArray("<link href=\"a\"/><content type=\"application/cap+xml\" "
                                                     "src=\"b\"/>")
                                       << QStringLiteral("b");
}

void TestCap::followsTheRightLink()
{
    QFETCH(QByteArray, links);
    QFETCH(QString, url);
    const auto document =
        read("<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>i</id><title>t</title><updated>u</updated><entry>"
             "<id>i</id><title>t</title><updated>u</updated>" +
             links + "</entry></feed>");
    QVERIFY(document.has_value());
    QCOMPARE(document->links.empty() ? QString() : document->links[0].url, url);
    QCOMPARE(document->warnings.count(QStringLiteral("cap-index")), url.isEmpty() ? 1 : 0);
}

QTEST_APPLESS_MAIN(TestCap)
#include "tst_cap.moc"
