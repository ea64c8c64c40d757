#include "domain/Storyboard.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace domain;

namespace
{

Storyboard sample()
{
    Storyboard board;
    board.id = QStringLiteral("storm");
    board.name = {QStringLiteral("Storm"), QStringLiteral("暴雨")};
    Slide full;
    full.id = QStringLiteral("s1");
    full.title = {QStringLiteral("Before"), QStringLiteral("雨前")};
    full.text = {QStringLiteral("Two lines\nof words"), QStringLiteral("两行\n文字")};
    full.camera = {{}, 114.1234567, 22.5412345, 812.25, 14.5, -36.25};
    full.theme = QStringLiteral("plan");
    full.colouring = QStringLiteral("use");
    full.indicator = QStringLiteral("overdue");
    full.hiddenLayers = {QStringLiteral("trees"), QStringLiteral("grids")};
    full.time = 1781748000123;
    full.selected = {ObjectKind::Building, QStringLiteral("B1")};
    full.entered = {ObjectKind::Community, QStringLiteral("C:2")};
    full.seconds = 7.5;
    Slide bare;
    bare.id = QStringLiteral("s2");
    bare.camera = full.camera;
    board.slides = {full, bare};
    return board;
}

}

class TestStoryboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead()
    {
        const Storyboard board = sample();
        const QByteArray text = QJsonDocument(board.toJson()).toJson();
        const auto read = Storyboard::fromJson(QJsonDocument::fromJson(text).object(), QStringLiteral("file"));
        QVERIFY2(read, read ? "" : qPrintable(read.error().toLine()));
        QCOMPARE(read->id, board.id);
        QCOMPARE(read->name, board.name);
        QCOMPARE(read->slides.size(), board.slides.size());
        const Slide &a = board.slides[0], &b = read->slides[0];
        QCOMPARE(b.id, a.id);
        QCOMPARE(b.title, a.title);
        QCOMPARE(b.text, a.text);
        QCOMPARE(b.camera.longitude, a.camera.longitude);
        QCOMPARE(b.camera.latitude, a.camera.latitude);
        QCOMPARE(b.camera.height, a.camera.height);
        QCOMPARE(b.camera.heading, a.camera.heading);
        QCOMPARE(b.camera.pitch, a.camera.pitch);
        QCOMPARE(b.theme, a.theme);
        QCOMPARE(b.colouring, a.colouring);
        QCOMPARE(b.indicator, a.indicator);
        QCOMPARE(b.hiddenLayers, a.hiddenLayers);
        QCOMPARE(b.time, a.time);
        QVERIFY(b.selected == a.selected);
        QVERIFY(b.entered == a.entered);
        QCOMPARE(b.seconds, a.seconds);
        // What a slide says nothing of stays as it was.
        const Slide &bare = read->slides[1];
        QVERIFY(bare.theme.isEmpty() && bare.colouring.isEmpty() && bare.indicator.isEmpty() && !bare.time);
        QVERIFY(bare.selected.isNull() && bare.entered.isNull() && bare.hiddenLayers.isEmpty());
        QCOMPARE(bare.seconds, 0.0);
    }

    void anObjectMayBeNamedByItsIdAlone()
    {
        QJsonObject object = sample().toJson();
        QJsonArray slides = object.value(QStringLiteral("slides")).toArray();
        QJsonObject slide = slides[0].toObject();
        slide.insert(QStringLiteral("selected"), QStringLiteral("E-17"));
        slides[0] = slide;
        object.insert(QStringLiteral("slides"), slides);
        const auto read = Storyboard::fromJson(object, {});
        QVERIFY(read);
        QCOMPARE(read->slides[0].selected.id, QStringLiteral("E-17"));
        QCOMPARE(read->toJson(), object);
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("no id") << "id" << QJsonValue("");
        QTest::newRow("twice") << "id" << QJsonValue("s2");
        QTest::newRow("camera of four") << "camera" << QJsonValue(QJsonArray{114, 22, 500, 0});
        QTest::newRow("camera of words") << "camera" << QJsonValue(QJsonArray{114, 22, 500, 0, "down"});
        QTest::newRow("camera nowhere") << "camera" << QJsonValue(QJsonArray{22, 114, 500, 0, -30});
        QTest::newRow("theme") << "theme" << QJsonValue("pink");
        QTest::newRow("time") << "time" << QJsonValue("at noon");
        QTest::newRow("seconds") << "seconds" << QJsonValue(-1);
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QJsonObject object = sample().toJson();
        QJsonArray slides = object.value(QStringLiteral("slides")).toArray();
        QJsonObject slide = slides[0].toObject();
        slide.insert(key, value);
        slides[0] = slide;
        object.insert(QStringLiteral("slides"), slides);
        const auto read = Storyboard::fromJson(object, QStringLiteral("storm.json"));
        QVERIFY(!read);
        QCOMPARE(read.error().code, QStringLiteral("storyboard-invalid"));
        QCOMPARE(read.error().source, QStringLiteral("storm.json"));
        QVERIFY2(read.error().feature.startsWith(QLatin1String("/slides/")), qPrintable(read.error().feature));
    }

    void otherFormatsAreRefused()
    {
        QJsonObject object = sample().toJson();
        object.insert(QStringLiteral("format"), QStringLiteral("yunjie-teams/1"));
        const auto read = Storyboard::fromJson(object, {});
        QVERIFY(!read);
        QCOMPARE(read.error().code, QStringLiteral("format-unknown"));
        object = sample().toJson();
        object.remove(QStringLiteral("id"));
        QVERIFY(!Storyboard::fromJson(object, {}));
    }
};

QTEST_APPLESS_MAIN(TestStoryboard)
#include "tst_storyboard.moc"
