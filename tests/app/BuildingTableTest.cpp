#include "models/BuildingTable.h"

#include "SmallCity.h"
#include "interior/Schematic.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using app::BuildingTable;
using app::TableColumns;
using domain::ObjectKind;
using smallcity::Fixture;

static domain::Unit unit(const char *number, int storey)
{
    domain::Unit result;
    result.id = QStringLiteral("U%1/%2").arg(storey).arg(QString::fromUtf8(number));
    result.number = QString::fromUtf8(number);
    result.storey = storey;
    return result;
}

class BuildingTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unitsOneAboveTheOtherShareAColumn()
    {
        const TableColumns columns({unit("101", 1), unit("102", 1), unit("203", 2), unit("201", 2), unit("1202", 12)});
        QCOMPARE(columns.labels, QStringList({QStringLiteral("01"), QStringLiteral("02"), QStringLiteral("03")}));
        QCOMPARE(columns.places.value(QStringLiteral("U12/1202")).column, 1);
        QCOMPARE(columns.places.value(QStringLiteral("U2/203")).column, 2);
    }

    void mergedUnitsTakeTheirColumns()
    {
        const TableColumns columns(
            {unit("701", 7), unit("702", 7), unit("703", 7), unit("801-802", 8), unit("803", 8), unit("901-03", 9)});
        QCOMPARE(columns.labels.size(), 3);
        QCOMPARE(columns.places.value(QStringLiteral("U8/801-802")), (TableColumns::Place{0, 2}));
        QCOMPARE(columns.places.value(QStringLiteral("U9/901-03")), (TableColumns::Place{0, 3}));
    }

    void entrancesBasementsAndNames()
    {
        const TableColumns entrances({unit("1-701", 7), unit("2-701", 7), unit("2单元801", 8), unit("1-801", 8)});
        QCOMPARE(entrances.labels, QStringList({QStringLiteral("1-01"), QStringLiteral("2-01")}));
        QCOMPARE(entrances.places.value(QStringLiteral("U8/2单元801")).column, 1);
        const TableColumns basement({unit("B101", -1), unit("101", 1)});
        QCOMPARE(basement.labels.size(), 1);
        // Names that say nothing of a place: in the order of the storey.
        std::vector<domain::Unit> shops;
        for (int storey = 1; storey <= 3; ++storey) {
            for (int i = 0; i < 6; ++i)
                shops.push_back(unit(qPrintable(QStringLiteral("S%1x%2").arg(storey).arg(i * 37 % 11)), storey));
        }
        QCOMPARE(TableColumns(shops).labels.size(), 6);
        // Two of one number do not cover each other.
        const TableColumns twice({unit("101", 1), unit("101", 1)});
        QVERIFY(!twice.labels.isEmpty());
    }

    void countsAreThoseOfTheTable()
    {
        Fixture fixture;
        BuildingTable table(nullptr, &fixture.twin);
        QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(table.rows(), 0);
        fixture.twin.setInterior(smallcity::inside(*fixture.twin.city()));
        QCOMPARE(table.rows(), 7);
        QCOMPARE(table.columns(), 4); // common, 01, 02, 03
        int units = 0;
        for (int row = 0; row < table.rows(); ++row) {
            int here = 0;
            for (int column = 0; column < table.columns(); ++column)
                here += table.index(row, column).data(BuildingTable::KindRole) == QLatin1String("unit");
            QCOMPARE(table.rowHeads()[row].toMap().value(QStringLiteral("count")).toInt(), here);
            units += here;
        }
        QCOMPARE(units, int(fixture.twin.city()->unitsOf(QStringLiteral("B1")).size()));
        int inColumns = 0;
        for (const QVariant &head : table.columnHeads())
            inColumns += head.toMap().value(QStringLiteral("count")).toInt();
        QCOMPARE(inColumns, units);
        QVERIFY(table.totals().contains(QStringLiteral("9 person(s)")));
        // The topmost first.
        QCOMPARE(table.rowHeads().first().toMap().value(QStringLiteral("number")).toInt(), 7);
        const QString id = QStringLiteral("4403030010010000703");
        QCOMPARE(table.rowOf(QStringLiteral("unit"), id), 0);
        QCOMPARE(table.columnOf(id), 3);
        QCOMPARE(table.unitAt(0, 3), id);
        QCOMPARE(table.unitOf(QStringLiteral("space"), QStringLiteral("B1::R703b")), id);
        QCOMPARE(table.unitOf(QStringLiteral("thing"), QStringLiteral("T1")), id);
        QCOMPARE(table.unitOf(QStringLiteral("space"), QStringLiteral("B1::C7")), QString());
        QCOMPARE(table.rowOf(QStringLiteral("space"), QStringLiteral("B1::C7")), 0);
        QCOMPARE(table.index(0, 3).data(BuildingTable::TextRole).toString(), QStringLiteral("2 r 1 h"));
        fixture.twin.setInterior(nullptr);
        QCOMPARE(table.rows(), 0);
    }

    void statesAreLiveAndToldByShape()
    {
        Fixture fixture;
        BuildingTable table(nullptr, &fixture.twin);
        fixture.twin.setInterior(smallcity::inside(*fixture.twin.city()));
        table.setPaint(QStringLiteral("sensors"));
        QSignalSpy resets(&table, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&table, &QAbstractItemModel::dataChanged);
        fixture.apply({smallcity::observation(QStringLiteral("T1.1"), 1)});
        QCOMPARE(resets.count(), 0);
        QVERIFY(changes.count() > 0);
        const QModelIndex cell = table.index(0, 3);
        QCOMPARE(cell.data(BuildingTable::VisualRole).toString(), QStringLiteral("critical"));
        QCOMPARE(cell.data(BuildingTable::TextRole).toString(), QStringLiteral("critical"));
        QCOMPARE(table.rowHeads().first().toMap().value(QStringLiteral("detail")).toString(),
                 QStringLiteral("1 in alarm"));
        // T2 hangs in the corridor of the second storey.
        QCOMPARE(table.index(5, 0).data(BuildingTable::TextRole).toString(), QStringLiteral("1 device(s)"));
    }

    void schematicBuildingsHaveOneToo()
    {
        Fixture fixture;
        BuildingTable table(nullptr, &fixture.twin);
        const auto &city = *fixture.twin.city();
        auto stack = interior::schematic(*city.building(QStringLiteral("B1")), city.unitsOf(QStringLiteral("B1")));
        fixture.twin.setInterior(std::make_shared<const domain::Interior>(std::move(stack)));
        QVERIFY(table.isSchematic());
        QCOMPARE(table.rows(), 19);
        QCOMPARE(table.columns(), 4);
        QCOMPARE(table.index(18, 1).data(BuildingTable::KindRole).toString(), QStringLiteral("empty"));
    }

    void largeBuildingIsQuick()
    {
        Fixture fixture;
        domain::Interior interior;
        interior.building = QStringLiteral("B4");
        for (int storey = 1; storey <= 60; ++storey) {
            domain::Storey part;
            part.id = QStringLiteral("B4::%1").arg(storey);
            part.number = storey;
            interior.storeys.push_back(part);
            for (int i = 1; i <= 40; ++i)
                interior.units.push_back(
                    unit(qPrintable(QStringLiteral("%1%2").arg(storey).arg(i, 2, 10, QLatin1Char('0'))), storey));
        }
        BuildingTable table(nullptr, &fixture.twin);
        QElapsedTimer time;
        time.start();
        fixture.twin.setInterior(std::make_shared<const domain::Interior>(std::move(interior)));
        QVERIFY2(time.elapsed() < 500, qPrintable(QString::number(time.elapsed())));
        QCOMPARE(table.rows(), 60);
        QCOMPARE(table.columns(), 41);
    }
};

QTEST_GUILESS_MAIN(BuildingTableTest)
#include "BuildingTableTest.moc"
