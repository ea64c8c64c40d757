#include "SmallCity.h"
#include "TiledTown.h"
#include "search/Pinyin.h"
#include "search/SearchModel.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

#include <algorithm>

using domain::ObjectKind;

/// "kind:id" of the results, the best first.
static QStringList found(const app::SearchIndex &index, const QString &query)
{
    QStringList list;
    for (const app::SearchResult &result : index.find(query))
        list.append(QStringLiteral("%1:%2").arg(domain::kindName(result.object.kind), result.object.id));
    return list;
}

class SearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pinyinOfNames()
    {
        app::Pinyin pinyin;
        QCOMPARE(pinyin.of(QStringLiteral("罗湖路")).full, QStringLiteral("luohulu"));
        QCOMPARE(pinyin.of(QStringLiteral("罗湖路")).initials, QStringLiteral("lhl"));
        QCOMPARE(pinyin.of(QStringLiteral("KK100 大厦 A座")).full, QStringLiteral("kk100dashaazuo"));
        QCOMPARE(pinyin.of(QStringLiteral("KK100 大厦 A座")).initials, QStringLiteral("kk100dsaz"));
        QVERIFY(pinyin.of(QString()).full.isEmpty());
        // As it is read elsewhere; most names have one reading.
        QCOMPARE(pinyin.readings(QStringLiteral("罗湖路")).size(), size_t(1));
        QStringList full, initials;
        for (const app::Pinyin::Text &text : pinyin.readings(QStringLiteral("长枫路 8 号"))) {
            full.append(text.full);
            initials.append(text.initials);
        }
        full.sort();
        QCOMPARE(full, QStringList({QStringLiteral("changfenglu8hao"), QStringLiteral("zhangfenglu8hao")}));
        QVERIFY(initials.contains(QStringLiteral("cfl8h")));
        QVERIFY(pinyin.readings(QStringLiteral("重行长乐朝长")).size() <= 4);
    }

    void takesSyllablesThatAreOnlyBegun_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<bool>("found");
        const auto row = [](const char *query, bool found) {
            QTest::newRow(query) << QString::fromLatin1(query) << found;
        };
        row("tczhongxin", true);
        row("tianchzx", true);
        row("tianczx", true);
        row("tianchengzx", true);
        row("czhongx", true); // from the middle
        row("tczx", true);
        row("tianchengzhongxin", true);
        row("tzhongxin", false); // leaves a syllable out
        row("tcxin", false);
        row("tczhongxina", false);
        row("ydy", false);
        row("cflu", true);
        row("zhangfl", true);
        row("changfenglu", true);
        row("dcfl", false); // no word goes from one reading to the other
        row("fengluzh", false);
    }

    void takesSyllablesThatAreOnlyBegun()
    {
        QFETCH(QString, query);
        QFETCH(bool, found);
        auto city = std::make_shared<domain::City>();
        auto layer = std::make_shared<domain::Layer>();
        for (const char *name : {"天澄中心", "长枫路"}) {
            domain::Building building;
            building.name = QString::fromUtf8(name);
            building.id = QString::number(layer->buildings.size());
            layer->buildings.push_back(building);
        }
        city->layers = {layer};
        city->index();
        QCOMPARE(app::SearchIndex(city).find(query).size(), size_t(found ? 1 : 0));
    }

    void findsByNameAddressCodePinyinAndInitials_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("first");
        QTest::newRow("name") << QStringLiteral("文华") << QStringLiteral("building:B4");
        QTest::newRow("whole name") << QStringLiteral("罗湖路") << QStringLiteral("feature:R1");
        QTest::newRow("address") << QStringLiteral("罗湖路 20 号") << QStringLiteral("building:B2");
        QTest::newRow("address, glued") << QStringLiteral("罗湖路20号") << QStringLiteral("building:B2");
        QTest::newRow("code") << QStringLiteral("b3") << QStringLiteral("building:B3");
        QTest::newRow("pinyin") << QStringLiteral("luohulu") << QStringLiteral("feature:R1");
        QTest::newRow("pinyin, upper case") << QStringLiteral("WenHua") << QStringLiteral("building:B4");
        QTest::newRow("initials") << QStringLiteral("lhl") << QStringLiteral("feature:R1");
        QTest::newRow("initials of an area") << QStringLiteral("dmsq") << QStringLiteral("community:C1");
        QTest::newRow("quarter") << QStringLiteral("cuiyuan") << QStringLiteral("quarter:Q1");
        QTest::newRow("device") << QStringLiteral("沿河水位") << QStringLiteral("thing:T5");
        QTest::newRow("full width") << QStringLiteral("Ｂ３") << QStringLiteral("building:B3");
        QTest::newRow("unit by building and number")
            << QStringLiteral("罗湖楼 703") << QStringLiteral("unit:4403030010010000703");
        QTest::newRow("unit by initials and number")
            << QStringLiteral("lhl 703") << QStringLiteral("unit:4403030010010000703");
        QTest::newRow("unit by code") << QStringLiteral("4403030010010000102")
                                      << QStringLiteral("unit:4403030010010000102");
        QTest::newRow("unit by number alone") << QStringLiteral("703") << QStringLiteral("unit:4403030010010000703");
    }

    void findsByNameAddressCodePinyinAndInitials()
    {
        QFETCH(QString, query);
        QFETCH(QString, first);
        const app::SearchIndex index(smallcity::make());
        const QStringList results = found(index, query);
        QVERIFY2(!results.isEmpty(), qPrintable(query));
        QCOMPARE(results.first(), first);
    }

    void allWordsHaveToMatch()
    {
        const app::SearchIndex index(smallcity::make());
        QVERIFY(found(index, QStringLiteral("罗湖楼 999")).isEmpty());
        QVERIFY(found(index, QStringLiteral("xyz")).isEmpty());
        QVERIFY(found(index, QStringLiteral("   ")).isEmpty());
        QVERIFY(found(index, QStringLiteral("lhl")).contains(QStringLiteral("building:B1")));
    }

    void answersADistrictInTime()
    {
        // As large as the sample: 2,600 buildings and 42,000 units.
        auto city = std::make_shared<domain::City>();
        auto layer = std::make_shared<domain::Layer>();
        const QString words = QStringLiteral("桂园湖东门老围翠竹嘉宾红宝深南华强文锦人民");
        for (int i = 0; i < 2600; ++i) {
            domain::Building building;
            building.id = QStringLiteral("4403030010%1").arg(i, 9, 10, QLatin1Char('0'));
            building.name = QStringLiteral("%1 %2 栋").arg(words.mid(i * 7 % 18, 3)).arg(i % 40);
            building.address = QStringLiteral("%1路 %2 号").arg(words.mid(i % 18, 2)).arg(i);
            for (int k = 0; k < 16; ++k) {
                domain::Unit unit;
                unit.id = QStringLiteral("%1%2").arg(building.id).arg(k, 6, 10, QLatin1Char('0'));
                unit.number = QString::number((k / 4 + 1) * 100 + k % 4 + 1);
                unit.building = building.id;
                layer->units.push_back(unit);
            }
            layer->buildings.push_back(building);
        }
        city->layers = {layer};
        city->index();
        const app::SearchIndex index(city);
        QVERIFY(index.size() > 44000);
        for (const QString &query :
             {QStringLiteral("g"), QStringLiteral("gyl"), QStringLiteral("guiyuan"), QStringLiteral("桂园"),
              QStringLiteral("gy 203"), QStringLiteral("4403030010000001"), QStringLiteral("203")}) {
            qint64 best = 1000;
            for (int attempt = 0; attempt < 5; ++attempt) { // the shared machine may be busy: the best of five is meant
                QElapsedTimer timer;
                timer.start();
                QVERIFY(!index.find(query).empty());
                best = std::min(best, timer.elapsed());
            }
            QVERIFY2(best < 30, qPrintable(QStringLiteral("%1: %2 ms").arg(query).arg(best)));
        }
    }

    void modelAnswersTheNewestQuery()
    {
        smallcity::Fixture fixture;
        app::SearchModel model(nullptr, &fixture.twin);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setQuery(QStringLiteral("wen")); // before the index is there
        QVERIFY(model.isBusy());
        QTRY_VERIFY(model.isReady());
        model.setQuery(QStringLiteral("lhl"));
        model.setQuery(QStringLiteral("laowei"));
        QTRY_VERIFY(!model.isBusy());
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0).data(app::SearchModel::IdRole).toString(), QStringLiteral("B3"));
        QCOMPARE(model.index(0).data(app::SearchModel::SubtitleRole).toString(), QStringLiteral("老围巷 3 号"));
        model.setQuery(QString());
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!model.isBusy());
    }

    // What nobody has flown over yet is found by asking, once nobody types any more, and can be looked up at once.
    void asksSourcesOfLargeLayers()
    {
        smallcity::Fixture small;
        TiledTown town;
        small.twin.setCity(town.into(*small.twin.city(), true));
        const auto resident = small.twin.city()->resident;
        app::SearchModel model(nullptr, &small.twin);
        QTRY_VERIFY(model.isReady());
        for (const char *typed : {"f", "fa", "far", "faraway"})
            model.setQuery(QString::fromLatin1(typed));
        QTRY_COMPARE(model.count(), 1);
        QCOMPARE(model.data(model.index(0), app::SearchModel::IdRole).toString(), QStringLiteral("FAR1"));
        QCOMPARE(town.source->asked, 1);
        QVERIFY(!model.isBusy());
        QCOMPARE(model.note(), QString());
        QVERIFY(small.twin.city()->building(QStringLiteral("FAR1")));
        // It stays known when the field is emptied, until others are found.
        model.setQuery({});
        QVERIFY(small.twin.city()->building(QStringLiteral("FAR1")));
        model.setQuery(QStringLiteral("nobody"));
        QTRY_VERIFY(!model.isBusy());
        QVERIFY(small.twin.city()->building(QStringLiteral("FAR1")));
        const size_t before = resident->size();
        small.twin.setCity(smallcity::make());
        QCOMPARE(resident->size(), before - 1);
    }

    void takesQuestionsBack()
    {
        smallcity::Fixture small;
        TiledTown town;
        small.twin.setCity(town.into(*small.twin.city(), true));
        town.source->waits = true;
        app::SearchModel model(nullptr, &small.twin);
        QTRY_VERIFY(model.isReady());
        model.setQuery(QStringLiteral("slow"));
        QTRY_COMPARE(town.source->asked, 1);
        model.setQuery(QStringLiteral("luohulu")); // what is loaded is there at once
        QTRY_VERIFY(model.count() > 0);
        QVERIFY(model.isBusy());
        QTRY_COMPARE(town.source->asked, 2);
        model.setQuery({});
        QVERIFY(!model.isBusy());
        QVERIFY(QThreadPool::globalInstance()->waitForDone(5000)); // nobody goes on asking
    }

    void searchesMemoryWhereNobodyCanBeAsked()
    {
        smallcity::Fixture small;
        TiledTown town;
        small.twin.setCity(town.into(*small.twin.city(), false));
        app::SearchModel model(nullptr, &small.twin);
        QTRY_VERIFY(model.isReady());
        model.setQuery(QStringLiteral("near shop"));
        QTRY_COMPARE(model.count(), 1); // once, though two tiles have it
        QCOMPARE(model.data(model.index(0), app::SearchModel::IdRole).toString(), QStringLiteral("NEAR2"));
        QVERIFY2(model.note().contains(QLatin1String("town")), qPrintable(model.note()));
        model.setQuery(QStringLiteral("kept"));
        QTRY_COMPARE(model.count(), 1);
    }
};

QTEST_GUILESS_MAIN(SearchTest)
#include "SearchTest.moc"
