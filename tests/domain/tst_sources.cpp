#include "domain/SourceSystem.h"

#include <QJsonDocument>
#include <QtTest>

using domain::sourcesFromJson;

static QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

class SourcesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads()
    {
        const auto read = sourcesFromJson(json(R"({"format": "yunjie-sources/1", "sources": [
            {"id": "smoke", "name": {"en": "Smoke", "zh_CN": "烟感平台"}, "owner": "消防", "things": ["smoke", "smoke", ""],
             "events": ["sensor-alarm"], "feeds": ["broker"], "fresh": 3600},
            {"id": "map", "layers": ["roads", "water"], "alerts": true}]})"),
                                          QStringLiteral("sources.json"));
        QVERIFY(read);
        QCOMPARE(read->size(), size_t(2));
        QCOMPARE(read->at(0).name.zh, QStringLiteral("烟感平台"));
        QCOMPARE(read->at(0).owner.en, QStringLiteral("消防"));
        QCOMPARE(read->at(0).things, QStringList{QStringLiteral("smoke")});
        QCOMPARE(read->at(0).events, QStringList{QStringLiteral("sensor-alarm")});
        QCOMPARE(read->at(0).feeds, QStringList{QStringLiteral("broker")});
        QCOMPARE(read->at(0).freshSeconds, 3600.0);
        QVERIFY(!read->at(0).alerts);
        QCOMPARE(read->at(1).name.en, QStringLiteral("map")); // its id where it has no name
        QCOMPARE(read->at(1).layers, QStringList({QStringLiteral("roads"), QStringLiteral("water")}));
        QCOMPARE(read->at(1).freshSeconds, 0.0);
        QVERIFY(read->at(1).alerts);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("pointer");
        QTest::newRow("format") << QByteArray(R"({"format": "yunjie-sources/2", "sources": []})")
                                << QStringLiteral("format-unknown") << QStringLiteral("/format");
        QTest::newRow("no id") << QByteArray(R"({"format": "yunjie-sources/1", "sources": [{"name": "x"}]})")
                               << QStringLiteral("json-type") << QStringLiteral("/sources/0");
        QTest::newRow("twice") << QByteArray(R"({"format": "yunjie-sources/1", "sources": [{"id": "a"}, {"id": "a"}]})")
                               << QStringLiteral("json-type") << QStringLiteral("/sources/1/id");
    }

    void saysWhatIsWrong()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, code);
        QFETCH(const QString, pointer);
        const auto read = sourcesFromJson(json(text), QStringLiteral("sources.json"));
        QVERIFY(!read);
        QCOMPARE(read.error().code, code);
        QCOMPARE(read.error().feature, pointer);
        QCOMPARE(read.error().source, QStringLiteral("sources.json"));
    }
};

QTEST_GUILESS_MAIN(SourcesTest)
#include "tst_sources.moc"
