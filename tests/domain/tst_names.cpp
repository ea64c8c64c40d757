#include "domain/Layer.h"
#include "domain/Names.h"

#include <QTest>

using domain::SpaceFunction;

class NamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followTheLanguage()
    {
        domain::Feature road;
        road.name = QStringLiteral("云岭大道");
        QCOMPARE(domain::nameIn(road, QStringLiteral("en")), road.name);
        road.nameEn = QStringLiteral("Yunling Avenue");
        QCOMPARE(domain::nameIn(road, QStringLiteral("en")), road.nameEn);
        QCOMPARE(domain::nameIn(road, QStringLiteral("zh_CN")), road.name);
        road.name.clear();
        QCOMPARE(domain::nameIn(road, QStringLiteral("zh_CN")), road.nameEn);
    }

    void storeysWithOnlyANumberHaveNone_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("own");
        for (const char *name : {"", "18F", "B1", "-1", "3", "18层", "地下1层"})
            QTest::newRow(name) << QString::fromUtf8(name) << QString();
        QTest::newRow("own") << QStringLiteral("夹层") << QStringLiteral("夹层");
        QTest::newRow("own, Latin") << QStringLiteral("Dachgeschoss") << QStringLiteral("Dachgeschoss");
    }
    void storeysWithOnlyANumberHaveNone()
    {
        QFETCH(QString, name);
        domain::Storey storey;
        storey.name = name;
        QTEST(domain::ownName(storey, QStringLiteral("zh_CN")), "own");
        QTEST(domain::ownName(storey, QStringLiteral("en")), "own");
        storey.nameEn = QStringLiteral("Mezzanine");
        QCOMPARE(domain::ownName(storey, QStringLiteral("en")), QStringLiteral("Mezzanine"));
    }

    void spaces_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("nameEn");
        QTest::addColumn<QString>("longName");
        QTest::addColumn<SpaceFunction>("function");
        QTest::addColumn<QString>("en");
        QTest::addColumn<QString>("zh");
        const auto row = [](const char *tag, const char *name, const char *nameEn, const char *longName,
                            SpaceFunction function, const char *en, const char *zh) {
            QTest::newRow(tag) << QString::fromUtf8(name) << QString::fromUtf8(nameEn) << QString::fromUtf8(longName)
                               << function << QString::fromUtf8(en) << QString::fromUtf8(zh);
        };
        using enum SpaceFunction;
        row("both languages", "卧室", "Bedroom", "", Room, "Bedroom", "卧室");
        row("Chinese alone: the function says it", "主卧套间", "", "", Room, "", "主卧套间");
        row("Chinese alone, no function", "会客", "", "", Unknown, "会客", "会客");
        row("Chinese and Latin", "VIP 休息室", "", "", Room, "VIP 休息室", "VIP 休息室");
        row("says the function in English", "Kitchen", "", "", Kitchen, "Kitchen", "");
        row("German", "Schlafzimmer Eltern", "", "", Hall, "Schlafzimmer Eltern", "Schlafzimmer Eltern");
        row("number and long name", "4", "", "Gästezimmer", Hall, "Gästezimmer", "Gästezimmer");
        row("code and long name", "R101", "", "Plenarsaal", Hall, "Plenarsaal", "Plenarsaal");
        row("code alone", "R101", "", "", Unknown, "R101", "R101");
        row("name and long name", "Plenarsaal", "", "Großer Plenarsaal", Hall, "Plenarsaal", "Plenarsaal");
        row("none", "", "", "", Bath, "", "");
    }
    void spaces()
    {
        QFETCH(QString, name);
        QFETCH(QString, nameEn);
        QFETCH(QString, longName);
        QFETCH(SpaceFunction, function);
        domain::Space space;
        space.name = name;
        space.nameEn = nameEn;
        space.longName = longName;
        space.function = function;
        QTEST(domain::ownName(space, QStringLiteral("en")), "en");
        QTEST(domain::ownName(space, QStringLiteral("zh_CN")), "zh");
    }
};

QTEST_GUILESS_MAIN(NamesTest)
#include "tst_names.moc"
