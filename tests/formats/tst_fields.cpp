#include "Fixtures.h"
#include "formats/FieldMatch.h"
#include "formats/GdalErrors.h"
#include "formats/ogr/Encoding.h"
#include "formats/ogr/GeoJsonMend.h"
#include "formats/ogr/OsmTags.h"
#include "formats/online/MapService.h"

using formats::Field;

class FieldsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usualNames_data();
    void usualNames();
    void askedFieldsComeFirst();
    void secondNames_data();
    void secondNames();
    void namesInTwoLanguages();
    void missingFieldIsNamed();
    void lengths_data();
    void lengths();
    void countsAndYears();
    void tags();
    void encodings();
    void cutShortGeoJson();
    void secrets_data();
    void secrets();
    void mapServices();
    void zoomIsBounded();
};

void FieldsTest::usualNames_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<int>("field");
    const std::pair<const char *, Field> rows[] = {{"HEIGHT_M", Field::Height},     {"building:levels", Field::Storeys},
                                                   {"高度", Field::Height},         {"层数", Field::Storeys},
                                                   {"楼层", Field::Storeys},        {"Höhe", Field::Height},
                                                   {"Hoehe", Field::Height},        {"hauteur", Field::Height},
                                                   {"名称", Field::Name},           {"year_built", Field::Year},
                                                   {"户数", Field::Units},          {"root_id", Field::PartOf},
                                                   {"ground_m", Field::Base},       {"地下层数", Field::StoreysBelow},
                                                   {"address_en", Field::AddressEn}};
    for (const auto &[column, field] : rows)
        QTest::newRow(column) << QString::fromUtf8(column) << int(field);
}

void FieldsTest::usualNames()
{
    QFETCH(QString, column);
    QFETCH(int, field);
    base::Warnings warnings;
    const formats::FieldMatch match({QStringLiteral("other"), column}, domain::LayerKind::Building, {}, {}, warnings);
    QCOMPARE(match.column(Field(field)), 1);
    QVERIFY(warnings.isEmpty());
    QVERIFY(!match.isMatched(0));
}

void FieldsTest::askedFieldsComeFirst()
{
    base::Warnings warnings;
    const formats::FieldMatch match({QStringLiteral("height"), QStringLiteral("h_ft")}, domain::LayerKind::Building,
                                    {{QStringLiteral("height"), QStringLiteral("H_FT")}}, {}, warnings);
    QCOMPARE(match.column(Field::Height), 1);
    QCOMPARE(match.metres(Field::Height), 0.3048);
    QVERIFY(warnings.isEmpty());
}

void FieldsTest::secondNames_data()
{
    QTest::addColumn<QString>("column");
    for (const char *column : {"name_en", "name:en", "NAME_EN", "英文名"})
        QTest::newRow(column) << QString::fromUtf8(column);
}

void FieldsTest::secondNames()
{
    QFETCH(QString, column);
    using enum domain::LayerKind;
    for (const domain::LayerKind kind : {Area, Building, Storey, Space, Road, Water, Green, Facility, Point, Things}) {
        base::Warnings warnings;
        const formats::FieldMatch both({column, QStringLiteral("name")}, kind, {}, {}, warnings);
        QCOMPARE(both.column(Field::NameEn), 0);
        QCOMPARE(both.column(Field::Name), 1);
        const formats::FieldMatch asked({QStringLiteral("titre"), column, QStringLiteral("name")}, kind,
                                        {{QStringLiteral("nameEn"), QStringLiteral("titre")}}, {}, warnings);
        QCOMPARE(asked.column(Field::NameEn), 0);
        QVERIFY(warnings.isEmpty());
    }
}

void FieldsTest::namesInTwoLanguages()
{
    const QString zh = QStringLiteral("云溪公园"), en = QStringLiteral("Yunxi Park"), de = QStringLiteral("Yunxi-Park");
    using Names = std::pair<QString, QString>;
    QCOMPARE(formats::namesOf(zh, en, {}), Names(zh, en));
    QCOMPARE(formats::namesOf(zh, {}, {}), Names(zh, {}));
    QCOMPARE(formats::namesOf(zh, en, QStringLiteral("云溪")), Names(zh, en));
    QCOMPARE(formats::namesOf(de, en, zh), Names(zh, en));
    QCOMPARE(formats::namesOf(de, {}, zh), Names(zh, de));
    QCOMPARE(formats::namesOf(en, en, {}), Names(en, {}));
    QCOMPARE(formats::namesOf({}, en, {}), Names({}, en));
}

void FieldsTest::missingFieldIsNamed()
{
    base::Warnings warnings;
    const formats::FieldMatch match(
        {QStringLiteral("height"), QStringLiteral("b")}, domain::LayerKind::Building,
        {{QStringLiteral("height"), QStringLiteral("tall")}, {QStringLiteral("colour"), QStringLiteral("b")}},
        QStringLiteral("a.gpkg"), warnings);
    QCOMPARE(match.column(Field::Height), 0);
    QCOMPARE(warnings.count(QStringLiteral("field-missing")), 1);
    QCOMPARE(warnings.count(QStringLiteral("field-unknown")), 1);
    QVERIFY(warnings.list()[0].message.contains(QLatin1String("tall")));
}

void FieldsTest::lengths_data()
{
    QTest::addColumn<double>("metres");
    QTest::newRow("12") << 12.0;
    QTest::newRow("12.5 m") << 12.5;
    QTest::newRow("12,5") << 12.5;
    QTest::newRow("40'") << 12.192;
    QTest::newRow("40'6\"") << 12.3444;
    QTest::newRow("40 ft") << 12.192;
    QTest::newRow("1200 cm") << 12.0;
    QTest::newRow("12米") << 12.0;
    QTest::newRow("~12") << 12.0;
    QTest::newRow("tall") << geometry::NaN;
    QTest::newRow("10-12") << geometry::NaN;
}

void FieldsTest::lengths()
{
    QFETCH(double, metres);
    const double got = formats::parseLength(QString::fromUtf8(QTest::currentDataTag()));
    if (std::isnan(metres))
        QVERIFY(std::isnan(got));
    else
        QVERIFY2(std::abs(got - metres) < 1e-9, QByteArray::number(got));
}

void FieldsTest::countsAndYears()
{
    bool ok = false;
    QCOMPARE(formats::parseCount(QStringLiteral("地上5层"), &ok), 5);
    QVERIFY(ok);
    QCOMPARE(formats::parseCount(QStringLiteral("-1F"), &ok), -1);
    formats::parseCount(QStringLiteral("many"), &ok);
    QVERIFY(!ok);
    QCOMPARE(formats::parseYear(QStringLiteral("1984-05-01")), 1984);
    QCOMPARE(formats::parseYear(QStringLiteral("约1998年")), 1998);
    QCOMPARE(formats::parseYear(QStringLiteral("C19")), 0);
}

void FieldsTest::tags()
{
    const auto tags = formats::parseHstore(QStringLiteral("\"name:zh\"=>\"摩\\\"纳\\\\哥\",\"oneway\"=>\"yes\""));
    QCOMPARE(tags.size(), size_t(2));
    QCOMPARE(tags[0].second, QStringLiteral("摩\"纳\\哥"));
    QCOMPARE(tags[1].first, QStringLiteral("oneway"));
    QVERIFY(formats::parseHstore(QStringLiteral("\"broken")).empty());
}

void FieldsTest::encodings()
{
    QCOMPARE(formats::guessedEncoding("plain"), QByteArray());
    QCOMPARE(formats::guessedEncoding(QStringLiteral("桂园街道").toUtf8()), QByteArray("UTF-8"));
    QCOMPARE(formats::guessedEncoding("\xB9\xF0\xD4\xB0\xBD\xD6\xB5\xC0"), QByteArray("GB18030"));
    QCOMPARE(formats::guessedEncoding("caf\xE9 au lait, \xE9t\xE9"), QByteArray());
}

void FieldsTest::cutShortGeoJson()
{
    const QByteArray whole =
        fixtures::geoJson({{"{\"name\":\"a ] } \\\"\"}", fixtures::square(1, 1)}, {"{}", fixtures::square(2, 2)}});
    int features = 0;
    QVERIFY(formats::closeTruncatedGeoJson(whole, &features).isEmpty());
    const QByteArray mended = formats::closeTruncatedGeoJson(whole.left(whole.size() - 30), &features);
    QCOMPARE(features, 1);
    QVERIFY(!QJsonDocument::fromJson(mended).isNull());
    QVERIFY(formats::closeTruncatedGeoJson(whole.left(60), &features).isEmpty());
    QVERIFY(formats::closeTruncatedGeoJson("{\"a\":1}", &features).isEmpty());
}

void FieldsTest::secrets_data()
{
    QTest::addColumn<QString>("shown");
    QTest::newRow("PG:host=a password=geheim user=b") << QStringLiteral("PG:host=a password=*** user=b");
    QTest::newRow("PG:host=a password='ge \\' heim' user=b") << QStringLiteral("PG:host=a password=*** user=b");
    QTest::newRow("postgresql://bob:geheim@host/db") << QStringLiteral("postgresql://bob:***@host/db");
    QTest::newRow("https://t0.tianditu.gov.cn/x?tk=abc123&z=1")
        << QStringLiteral("https://t0.tianditu.gov.cn/x?tk=***&z=1");
    QTest::newRow("a.gpkg|layer") << QStringLiteral("a.gpkg|layer");
}

void FieldsTest::secrets()
{
    QFETCH(QString, shown);
    QCOMPARE(formats::withoutSecrets(QString::fromUtf8(QTest::currentDataTag())), shown);
}

void FieldsTest::mapServices()
{
    using Kind = formats::MapService::Kind;
    QCOMPARE(formats::parseMapService(QStringLiteral("xyz:https://a/{z}/{x}/{y}.png"), {})->kind, Kind::Xyz);
    QCOMPARE(formats::parseMapService(QStringLiteral("https://a/{z}/{x}/{-y}.png"), {})->kind, Kind::Tms);
    QCOMPARE(formats::parseMapService(QStringLiteral("https://a/wmts/1.0.0/WMTSCapabilities.xml"), {})->kind,
             Kind::Wmts);
    const auto wms =
        formats::parseMapService(QStringLiteral("wms:http://a/cgi?map=/m.map&LAYERS=x,y&VERSION=1.3.0"), {});
    QCOMPARE(wms->layer, QStringLiteral("x,y"));
    QCOMPARE(wms->url, QStringLiteral("http://a/cgi?map=/m.map"));
    QCOMPARE(formats::parseMapService(QStringLiteral("https://a/b"), {}).error().code,
             QStringLiteral("source-unknown"));
    QCOMPARE(formats::parseMapService(QStringLiteral("tianditu:img"), {}).error().code, QStringLiteral("key-missing"));
    const auto tianditu = formats::parseMapService(QStringLiteral("tianditu:img"), QStringLiteral("k&1"));
    const QByteArray xml = formats::gdalDescription(*tianditu, {}, 16, {}, 5);
    QVERIFY2(xml.contains("LAYER=img") && xml.contains("TILEROW=${y}") && xml.contains("tk=k%261"), xml);
    QCOMPARE(formats::parseMapService(QStringLiteral("tianditu:nothing"), QStringLiteral("k")).error().code,
             QStringLiteral("source-unknown"));
}

void FieldsTest::zoomIsBounded()
{
    formats::MapWindow window;
    window.mercator = {{12700000, 2570000}, {12702000, 2572000}};
    const int zoom = formats::zoomFor(window, 18);
    QVERIFY(zoom >= 16 && zoom <= 18);
    window.mercator = {{-2e7, -2e7}, {2e7, 2e7}};
    QCOMPARE(formats::zoomFor(window, 18), 4);
}

QTEST_GUILESS_MAIN(FieldsTest)
#include "tst_fields.moc"
