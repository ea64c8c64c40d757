#include "HandMadeCity.h"
#include "scene/style/BuildingColours.h"

#include <QTest>

using scene::BuildingColours;
using scene::Colouring;

/// What colours of buildings tell, without a display.
class ColourTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatBuildingsKnowOfThemselves();
    void takesAColumnForItsField();
};

/// Two layers: of one the source's columns were taken for fields, of the other they are attributes as well.
static std::shared_ptr<domain::City> twoSources()
{
    auto matched = handmade::layer(QStringLiteral("matched"), domain::LayerKind::Building);
    matched->info.matched = {{QStringLiteral("structure"), QStringLiteral("jiegou")},
                             {QStringLiteral("residents"), QStringLiteral("renkou")}};
    const char *structures[] = {"frame", "frame", "masonry", ""};
    for (int i = 0; i < 4; ++i) {
        domain::Building building =
            handmade::building(QString::number(i), handmade::rectangle({40.0 * i, 0}, 20, 20), 10);
        building.structure = QLatin1String(structures[i]);
        building.residents = 10 * i;
        matched->buildings.push_back(building);
    }
    auto other = handmade::layer(QStringLiteral("other"), domain::LayerKind::Building);
    other->buildings.push_back(handmade::building(QStringLiteral("x"), handmade::rectangle({0, 80}, 20, 20), 10));
    return handmade::city({matched, other});
}

static int countOf(const BuildingColours &colours, const QString &label)
{
    for (const scene::LegendEntry &entry : colours.legend) {
        if (entry.label == label)
            return entry.count;
    }
    return 0;
}

void ColourTest::tellsWhatBuildingsKnowOfThemselves()
{
    const auto city = twoSources();
    const QStringList names = scene::colourableAttributes(*city);
    QVERIFY(names.contains(QStringLiteral("structure")) && names.contains(QStringLiteral("residents")));
    QVERIFY(!names.contains(QStringLiteral("storeysBelow"))); // nobody says anything of those
    const auto by = [&](const char *name) {
        return scene::colourBuildings(*city, {Colouring::Kind::Attribute, QString::fromLatin1(name)},
                                      scene::Theme::Plan);
    };
    const BuildingColours structure = by("structure");
    QCOMPARE(countOf(structure, QStringLiteral("frame")), 2);
    QCOMPARE(countOf(structure, QStringLiteral("masonry")), 1);
    QCOMPARE(countOf(structure, QStringLiteral("No data")), 2);
    QCOMPARE(structure.colours[0][0], structure.colours[0][1]);
    QVERIFY(structure.colours[0][0] != structure.colours[0][2]);
    QCOMPARE(structure.colours[0][3], structure.plain);
    // Nobody lives in the first, which is known; of the other source nothing is.
    const BuildingColours residents = by("residents");
    QCOMPARE(countOf(residents, QStringLiteral("No data")), 1);
    QVERIFY(residents.colours[0][0] != residents.plain);
    QVERIFY(residents.colours[0][0] != residents.colours[0][3]);
    QCOMPARE(residents.colours[1][0], residents.plain);
}

void ColourTest::takesAColumnForItsField()
{
    const auto city = twoSources();
    const BuildingColours byColumn =
        scene::colourBuildings(*city, {Colouring::Kind::Attribute, QStringLiteral("jiegou")}, scene::Theme::Plan);
    QCOMPARE(countOf(byColumn, QStringLiteral("frame")), 2);
    QVERIFY(!scene::colourableAttributes(*city).contains(QStringLiteral("jiegou")));
}

QTEST_GUILESS_MAIN(ColourTest)
#include "ColourTest.moc"
