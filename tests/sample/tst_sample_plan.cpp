#include "MadeSample.h"
#include "geometry/Crs.h"
#include "geometry/SpatialIndex.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

#include <gdal_priv.h>

#include <map>
#include <memory>

using geometry::Vec2;

/// The plan as a whole: what was asked for is there, sums are right, and nothing stands where it cannot.
class TestSamplePlan : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    QString m_folder, m_package;
    std::vector<Row> m_buildings;
    std::map<QString, geometry::MultiPolygon> m_grids;

    static geometry::Box2 boxOf(const Row &row) { return geometry::bounds(row.area); }

private Q_SLOTS:
    void initTestCase()
    {
        m_folder = m_dir.filePath(QStringLiteral("sample"));
        QCOMPARE(makeSample(m_folder), QString());
        m_package = m_folder + QStringLiteral("/district.gpkg");
        m_buildings = allBuildings(m_folder);
        for (const Row &grid : rowsOf(m_package, "areas", QStringLiteral("level='grid'")))
            m_grids[grid.text("code")] = grid.area;
    }

    void saysThatItIsMadeUp()
    {
        QFile file(m_folder + QStringLiteral("/district.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.left(120).contains("\"simulated\": true"));
        const QJsonObject root = QJsonDocument::fromJson(text).object();
        QCOMPARE(root.value(QLatin1String("name")).toObject().value(QLatin1String("zh_CN")).toString(),
                 QString::fromUtf8("样例街道"));
        QCOMPARE(root.value(QLatin1String("crs")).toString(), QStringLiteral("EPSG:4547"));
        QCOMPARE(root.value(QLatin1String("views")).toArray().size(), 5);
        for (const char *omitted : {"catalogue", "rules", "indicators"})
            QVERIFY(!root.contains(QLatin1String(omitted)));
    }

    void countsAreAsAsked()
    {
        QCOMPARE(rowsOf(m_package, "areas", QStringLiteral("level='sub-district'")).size(), size_t(1));
        QCOMPARE(rowsOf(m_package, "areas", QStringLiteral("level='community'")).size(), size_t(10));
        QCOMPARE(rowsOf(m_package, "areas", QStringLiteral("level='block'")).size(), size_t(24));
        QCOMPARE(m_grids.size(), size_t(60));
        const std::pair<const char *, size_t> things[] = {{"smoke", 1447}, {"electrical", 1360}, {"tilt", 60},
                                                          {"camera", 300}, {"water-level", 12},  {"rain", 4},
                                                          {"presence", 24}};
        for (const auto &[kind, count] : things)
            QCOMPARE(rowsOf(m_package, "things", QStringLiteral("kind='%1'").arg(QLatin1String(kind))).size(), count);
        qInfo("%zu buildings, %zu units", m_buildings.size(), rowsOf(m_package, "units").size());
        QVERIFY(std::abs(double(m_buildings.size()) - 2600) < 130);
        QVERIFY(std::abs(double(rowsOf(m_package, "units").size()) - 42000) < 2100);
        double highest = 0;
        for (const Row &b : m_buildings)
            highest = std::max(highest, b.number("height_m"));
        QCOMPARE(highest, 380.0);
    }

    void liesWhereItShould()
    {
        const auto area = rowsOf(m_package, "areas", QStringLiteral("level='sub-district'")).front().area;
        QVERIFY(std::abs(geometry::area(area) - 2.5e6) < 2e4);
        Vec2 middle = geometry::bounds(area).centre();
        const auto transform =
            geometry::Transform::create(*geometry::Crs::parse(QStringLiteral("EPSG:4547")), geometry::Crs::wgs84());
        QVERIFY(transform.has_value());
        QVERIFY(transform->apply(middle));
        QVERIFY(std::abs(middle.x - 114.11) < 0.001);
        QVERIFY(std::abs(middle.y - 22.54) < 0.001);
    }

    void areasNestWithoutGapsOrOverlaps()
    {
        const std::vector<Row> all = rowsOf(m_package, "areas");
        std::map<QString, const Row *> byCode;
        for (const Row &row : all)
            byCode[row.text("code")] = &row;
        const char *const levels[] = {"sub-district", "community", "block", "grid"};
        for (int level = 1; level < 4; ++level) {
            std::vector<const Row *> rows;
            std::map<QString, double> sums;
            for (const Row &row : all) {
                if (row.text("level") != QLatin1String(levels[level]))
                    continue;
                rows.push_back(&row);
                QVERIFY2(byCode.count(row.text("parent")), qPrintable(row.text("code")));
                const Row &parent = *byCode[row.text("parent")];
                QCOMPARE(parent.text("level"), QLatin1String(levels[level - 1]));
                QVERIFY(std::abs(sharedArea(row.area, parent.area) - geometry::area(row.area)) < 0.05);
                sums[row.text("parent")] += geometry::area(row.area);
                QVERIFY(!row.text("manager").isEmpty() && !row.text("name").isEmpty());
            }
            for (const auto &[parent, sum] : sums)
                QVERIFY2(std::abs(sum - geometry::area(byCode[parent]->area)) < 0.1, qPrintable(parent));
            for (size_t i = 0; i < rows.size(); ++i) {
                for (size_t j = i + 1; j < rows.size(); ++j)
                    QVERIFY2(sharedArea(rows[i]->area, rows[j]->area) < 0.05,
                             qPrintable(rows[i]->text("code") + rows[j]->text("code")));
            }
        }
    }

    void buildingsStandInTheirGridAndApart()
    {
        std::vector<geometry::Box2> boxes;
        QSet<QString> codes;
        for (const Row &b : m_buildings) {
            const QString code = b.text("code");
            QCOMPARE(code.size(), 19);
            QVERIFY2(!codes.contains(code), qPrintable(code));
            codes.insert(code);
            const auto grid = m_grids.find(b.text("grid"));
            QVERIFY2(grid != m_grids.end(), qPrintable(code));
            QVERIFY2(geometry::contains(grid->second, geometry::representativePoint(b.area)), qPrintable(code));
            boxes.push_back(boxOf(b));
        }
        const geometry::SpatialIndex index(boxes);
        for (size_t i = 0; i < m_buildings.size(); ++i) {
            for (uint32_t j : index.query(boxes[i])) {
                if (j > i)
                    QVERIFY2(sharedArea(m_buildings[i].area, m_buildings[j].area) < 0.05,
                             qPrintable(m_buildings[i].text("code") + QStringLiteral(" and ") +
                                        m_buildings[j].text("code")));
            }
        }
    }

    void nothingStandsOnRoadsRailsOrWater()
    {
        std::vector<geometry::Box2> boxes;
        for (const Row &b : m_buildings)
            boxes.push_back(boxOf(b));
        const geometry::SpatialIndex index(boxes);
        const auto check = [&](const geometry::MultiPolygon &shape, const QString &what) {
            for (uint32_t i : index.query(geometry::bounds(shape)))
                QVERIFY2(sharedArea(shape, m_buildings[i].area) < 0.2,
                         qPrintable(m_buildings[i].text("code") + QStringLiteral(" on ") + what));
        };
        for (const char *layer : {"roads", "rails"}) {
            for (const Row &road : rowsOf(m_package, layer))
                check(geometry::buffered(road.line, road.number("width_m")),
                      road.text("code") + QLatin1Char(' ') + road.text("name"));
        }
        for (const Row &water : rowsOf(m_package, "water"))
            check(water.area, water.text("name"));
    }

    void unitsSumToTheirBuildings()
    {
        std::map<QString, std::pair<int, int>> sums;
        QSet<QString> codes;
        for (const Row &unit : rowsOf(m_package, "units")) {
            QCOMPARE(unit.text("code").size(), 25);
            QVERIFY(!codes.contains(unit.text("code")));
            codes.insert(unit.text("code"));
            QVERIFY(unit.text("code").startsWith(unit.text("bld")));
            auto &sum = sums[unit.text("bld")];
            ++sum.first;
            sum.second += int(unit.number("occupants"));
        }
        int residents = 0;
        for (const Row &b : m_buildings) {
            const auto sum = sums[b.text("code")];
            QCOMPARE(sum.first, int(b.number("units")));
            QCOMPARE(sum.second, int(b.number("residents")));
            residents += sum.second;
        }
        double registered = 0, migrant = 0, overseas = 0;
        for (const Row &grid : rowsOf(m_package, "areas", QStringLiteral("level='grid'"))) {
            registered += grid.number("registered");
            migrant += grid.number("migrant");
            overseas += grid.number("overseas");
        }
        QCOMPARE(int(registered + migrant + overseas), residents);
        qInfo("%d residents", residents);
    }

    void partsBelongToABuildingAndFloatRightly()
    {
        std::map<QString, const Row *> byCode;
        for (const Row &b : m_buildings)
            byCode[b.text("code")] = &b;
        int floating = 0;
        QSet<QString> roofs;
        for (const Row &part : rowsOf(m_package, "buildings", QStringLiteral("part_of IS NOT NULL"))) {
            QVERIFY(byCode.count(part.text("part_of")));
            QVERIFY2(part.number("height_m") > part.number("min_height_m"), qPrintable(part.text("code")));
            floating += part.number("min_height_m") > 0 ? 1 : 0;
            const Row &whole = *byCode[part.text("part_of")];
            QVERIFY2(std::abs(sharedArea(part.area, whole.area) - geometry::area(part.area)) < 0.5,
                     qPrintable(part.text("code")));
        }
        QVERIFY(floating > 500);
        for (const Row &b : m_buildings)
            roofs.insert(b.text("roof_shape"));
        for (const char *shape : {"flat", "gabled", "hipped", "skillion", "dome"})
            QVERIFY2(roofs.contains(QLatin1String(shape)), shape);
    }

    void devicesStandInTheirBuilding()
    {
        std::map<QString, const Row *> byCode;
        for (const Row &b : m_buildings)
            byCode[b.text("code")] = &b;
        for (const Row &thing : rowsOf(m_package, "things")) {
            const QString code = thing.text("code"), building = thing.text("bld");
            QVERIFY2(thing.text("kind") == QLatin1String("camera") || thing.has("datastreams"), qPrintable(code));
            if (building.isEmpty()) {
                for (const Row &b : m_buildings)
                    QVERIFY2(!boxOf(b).contains(thing.point) || !geometry::contains(b.area, thing.point),
                             qPrintable(code + QStringLiteral(" in ") + b.text("code")));
                continue;
            }
            QVERIFY2(byCode.count(building), qPrintable(code));
            const Row &b = *byCode[building];
            QVERIFY2(geometry::contains(b.area, thing.point), qPrintable(code));
            QVERIFY2(thing.number("storey") >= 1 && thing.number("storey") <= b.number("floors"), qPrintable(code));
            QVERIFY2(thing.number("h") <= b.number("height_m") + 2, qPrintable(code));
            if (thing.has("unit"))
                QVERIFY(thing.text("unit").startsWith(building));
        }
    }

    void buildingsStandOnTheGround()
    {
        std::unique_ptr<GDALDataset> dem(
            GDALDataset::Open((m_folder + QStringLiteral("/dem.tif")).toUtf8().constData(), GDAL_OF_RASTER));
        QVERIFY(dem != nullptr);
        double t[6];
        QCOMPARE(dem->GetGeoTransform(t), CE_None);
        QCOMPARE(t[1], 5.0);
        const auto buildings = rowsOf(m_package, "buildings", QStringLiteral("part_of IS NULL"));
        for (const Row &b : buildings) {
            const Vec2 at = boxOf(b).centre();
            float z = 0;
            QCOMPARE(dem->GetRasterBand(1)->RasterIO(GF_Read, int((at.x - t[0]) / t[1]), int((at.y - t[3]) / t[5]), 1,
                                                     1, &z, 1, 1, GDT_Float32, 0, 0),
                     CE_None);
            const double over = double(z) - b.number("ground_m");
            QVERIFY2(over > -1.0 && over < 9.0, qPrintable(QStringLiteral("%1: %2").arg(b.text("code")).arg(over)));
        }
    }

    void treesAreManyAndInTheOpen()
    {
        const auto trees = rowsOf(m_package, "trees");
        QVERIFY(trees.size() > 5000 && trees.size() < 7000);
        std::vector<geometry::Box2> boxes;
        for (const Row &b : m_buildings)
            boxes.push_back(boxOf(b));
        const geometry::SpatialIndex index(boxes);
        int inside = 0;
        for (const Row &tree : trees) {
            for (uint32_t i : index.query(geometry::Box2{tree.point, tree.point}))
                inside += geometry::contains(m_buildings[i].area, tree.point) ? 1 : 0;
        }
        QCOMPARE(inside, 0);
    }
};

QTEST_GUILESS_MAIN(TestSamplePlan)
#include "tst_sample_plan.moc"
