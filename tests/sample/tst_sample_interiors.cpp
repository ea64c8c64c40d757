#include "MadeSample.h"
#include "domain/City.h"
#include "interior/PlanText.h"
#include "interior/Routes.h"
#include "loading/District.h"
#include "loading/Interiors.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

#include <map>

using domain::SpaceFunction;
using geometry::MultiPolygon;

/// Buildings of the sample from the inside, as the viewer opens them: rooms within the walls and apart, as many as the
/// table says, and a way out of every unit.
class TestSampleInteriors : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    loading::CityPtr m_city;
    std::vector<const domain::Building *> m_buildings; ///< not parts
    std::map<QString, std::vector<const domain::Building *>> m_parts;

    loading::InteriorPtr open(const QString &building) const
    {
        const auto interior = loading::openInterior(*m_city, building, base::Job());
        return interior ? *interior : nullptr;
    }

    /// The outline of a building at a height above its ground: that of the parts there.
    MultiPolygon outlineAt(const domain::Building &building, double height) const
    {
        MultiPolygon out;
        const auto parts = m_parts.find(building.id);
        if (parts == m_parts.end() || height < 0)
            return building.footprint;
        for (const domain::Building *part : parts->second) {
            if (double(part->minHeight) <= height + 0.01 && double(part->height) >= height - 0.01)
                out.insert(out.end(), part->footprint.begin(), part->footprint.end());
        }
        return out.empty() ? building.footprint : out;
    }

    /// Whether a model tells all of a building's inside.
    bool isModelled(const QString &building) const
    {
        const auto sources = m_city->interiorsOf(building);
        return std::any_of(sources.begin(), sources.end(), [](const auto &source) { return source->isWhole(); });
    }

    template <typename Check> void eachBuilding(size_t step, size_t first, const Check &check) const
    {
        for (size_t i = first; i < m_buildings.size(); i += step) {
            if (isModelled(m_buildings[i]->id))
                continue;
            const loading::InteriorPtr interior = open(m_buildings[i]->id);
            QVERIFY2(interior, qPrintable(m_buildings[i]->id));
            check(*m_buildings[i], *interior);
            if (QTest::currentTestFailed())
                return;
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString folder = m_dir.filePath(QStringLiteral("sample"));
        QCOMPARE(makeSample(folder), QString());
        const auto district = loading::load({folder + QStringLiteral("/district.json")}, {}, base::Job());
        QVERIFY(district);
        m_city = district->city;
        for (const base::Error &error : m_city->errors)
            QFAIL(qPrintable(error.toLine()));
        for (const auto &layer : m_city->layers) {
            for (const domain::Building &building : layer->buildings) {
                if (building.partOf.isEmpty())
                    m_buildings.push_back(&building);
                else
                    m_parts[building.partOf].push_back(&building);
            }
        }
        QVERIFY(m_buildings.size() > 2300);
    }

    void everyBuildingIsKnownFromTheInside()
    {
        QSet<QString> known;
        for (const auto &layer : m_city->layers) {
            if (layer->interiors && layer->info.kind == domain::LayerKind::Space) {
                for (const QString &building : layer->interiors->buildings())
                    known.insert(building);
            }
        }
        for (const domain::Building *building : m_buildings)
            QVERIFY2(known.contains(building->id), qPrintable(building->id));
        QCOMPARE(size_t(known.size()), m_buildings.size());
    }

    void unitsAndStoreysAreThoseOfTheTable()
    {
        eachBuilding(11, 0, [&](const domain::Building &building, const domain::Interior &interior) {
            QVERIFY2(!interior.schematic, qPrintable(building.id));
            const auto table = m_city->unitsOf(building.id);
            const base::Warnings differences = interior::consistency(building, table, interior);
            QVERIFY2(differences.isEmpty(), qPrintable(building.id));
            QVERIFY2(interior.warnings.isEmpty(), qPrintable(building.id));
            std::map<QString, double> areas;
            for (const domain::Space &space : interior.spaces)
                areas[space.unit] += double(space.area);
            for (const domain::Unit *unit : table) {
                const double area = areas[unit->id];
                QVERIFY2(std::abs(area - double(unit->area)) < 0.1 + 0.01 * area, qPrintable(unit->id));
                QVERIFY2(interior::planOf(interior, unit->id) == interior::planOf(*unit), qPrintable(unit->id));
            }
            int above = 0, below = 0;
            for (const domain::Storey &storey : interior.storeys)
                ++(storey.number > 0 ? above : below);
            QCOMPARE(above, building.storeysAbove);
            QCOMPARE(below, building.storeysBelow);
        });
    }

    void roomsLieWithinTheWallsAndApart()
    {
        int floors = 0;
        eachBuilding(17, 3, [&](const domain::Building &building, const domain::Interior &interior) {
            std::map<QByteArray, bool> seen; // storeys that are alike are looked at once
            for (const domain::Storey &storey : interior.storeys) {
                MultiPolygon all;
                QByteArray key;
                for (const domain::Space &space : interior.spaces) {
                    if (space.storey != storey.number)
                        continue;
                    all.insert(all.end(), space.shape.begin(), space.shape.end());
                    key += QByteArray::number(space.area, 'f', 3) + ' ';
                }
                QVERIFY2(!all.empty(), qPrintable(storey.id));
                if (!seen.emplace(key, true).second)
                    continue;
                ++floors;
                const MultiPolygon outline = outlineAt(building, storey.base - building.ground + 1.0);
                double sum = 0, inside = 0;
                for (size_t i = 0; i < all.size(); ++i) {
                    const double area = geometry::area(all[i]);
                    QVERIFY2(area > 0.4, qPrintable(storey.id));
                    sum += area;
                    for (const geometry::Polygon &part : outline)
                        inside += sharedArea({all[i]}, {part});
                    for (size_t k = i + 1; k < all.size(); ++k)
                        QVERIFY2(sharedArea({all[i]}, {all[k]}) < 0.01, qPrintable(storey.id));
                }
                QVERIFY2(std::abs(sum - inside) < 0.05,
                         qPrintable(QStringLiteral("%1: %2 of %3").arg(storey.id).arg(inside).arg(sum)));
            }
        });
        qInfo("%d floors that differ", floors);
        QVERIFY(floors > 200);
    }

    void everyUnitHasAWayOut()
    {
        int looked = 0;
        eachBuilding(19, 1, [&](const domain::Building &building, const domain::Interior &interior) {
            QVERIFY2(std::any_of(interior.doors.begin(), interior.doors.end(),
                                 [](const domain::Door &door) { return door.isEntrance; }),
                     qPrintable(building.id));
            QSet<QString> seen;
            for (size_t i = 0; i < interior.spaces.size(); ++i) {
                const domain::Space &space = interior.spaces[i];
                // Of each unit one room; of tall buildings every fourth storey.
                if (space.unit.isEmpty() || seen.contains(space.unit) ||
                    (interior.storeys.size() > 12 && space.storey % 4 != 2))
                    continue;
                seen.insert(space.unit);
                ++looked;
                QVERIFY2(!interior::waysOut(interior, qint32(i)).toExits.empty(), qPrintable(space.unit));
            }
        });
        qInfo("%d units", looked);
        QVERIFY(looked > 500);
    }

    void stairsGoThroughAllStoreys()
    {
        eachBuilding(23, 5, [&](const domain::Building &building, const domain::Interior &interior) {
            std::map<int, int> stairs;
            for (const domain::Space &space : interior.spaces)
                stairs[space.storey] += space.function == SpaceFunction::Stair;
            if (interior.storeys.size() > 1) {
                for (const domain::Storey &storey : interior.storeys)
                    QVERIFY2(stairs[storey.number] > 0, qPrintable(building.id));
            }
        });
    }

    void devicesStandInTheirRooms()
    {
        int inRooms = 0;
        for (const auto &layer : m_city->layers)
            for (const domain::Thing &each : layer->things) {
                const domain::Thing *thing = &each;
                if (thing->kind != domain::ThingKind::Presence &&
                    (thing->kind != domain::ThingKind::Smoke || thing->id.toUtf8().back() % 8 != 0))
                    continue;
                const loading::InteriorPtr interior = open(thing->building);
                QVERIFY2(interior, qPrintable(thing->id));
                bool found = false;
                for (const domain::Space &space : interior->spaces) {
                    if (space.storey != thing->storey || space.unit != thing->unit)
                        continue;
                    found = found || geometry::contains(space.shape, geometry::Vec2(thing->position));
                }
                QVERIFY2(found, qPrintable(thing->id));
                ++inRooms;
            }
        QVERIFY(inRooms > 100);
    }

    void theModelsTellTheSameAsTheLayers()
    {
        int models = 0;
        for (const domain::Building *building : m_buildings) {
            if (!isModelled(building->id))
                continue;
            ++models;
            domain::Interior drawn;
            loading::InteriorPtr modelled = open(building->id);
            QVERIFY2(modelled && modelled->warnings.isEmpty(), qPrintable(building->id));
            for (const auto &source : m_city->interiorsOf(building->id)) {
                if (source->isWhole())
                    continue;
                auto part = source->read(*building, base::Job());
                QVERIFY(part);
                std::move(part->spaces.begin(), part->spaces.end(), std::back_inserter(drawn.spaces));
                std::move(part->doors.begin(), part->doors.end(), std::back_inserter(drawn.doors));
            }
            QCOMPARE(int(modelled->storeys.size()), building->storeysAbove + building->storeysBelow);
            QCOMPARE(modelled->spaces.size(), drawn.spaces.size());
            QCOMPARE(modelled->doors.size(), drawn.doors.size());
            std::map<QString, QString> numbers; // of the units: the layer names them by these
            for (const domain::Unit &unit : modelled->units)
                numbers[unit.id] = unit.number;
            // Room by room at the same place: the file stands on its footprint.
            for (const domain::Space &space : modelled->spaces) {
                const auto same =
                    std::find_if(drawn.spaces.begin(), drawn.spaces.end(), [&](const domain::Space &other) {
                        return other.storey == space.storey &&
                               std::abs(geometry::area(other.shape) - geometry::area(space.shape)) < 0.05 &&
                               glm::length(geometry::bounds(other.shape).centre() -
                                           geometry::bounds(space.shape).centre()) < 0.1;
                    });
                QVERIFY2(same != drawn.spaces.end(), qPrintable(space.name));
                QCOMPARE(space.function, same->function);
                QCOMPARE(numbers[space.unit], same->unit);
            }
            // Its zones are the units of the table, no more and no less.
            const auto table = m_city->unitsOf(building->id);
            QVERIFY(!table.empty());
            QVERIFY2(interior::consistency(*building, table, *modelled).isEmpty(), qPrintable(building->id));
            std::map<QString, double> areas;
            for (const domain::Space &space : modelled->spaces)
                areas[space.unit] += double(space.area);
            for (const domain::Unit *unit : table)
                QVERIFY2(std::abs(areas[unit->id] - double(unit->area)) < 0.1 + 0.01 * areas[unit->id],
                         qPrintable(unit->id));
            for (const domain::Element &element : modelled->elements)
                QVERIFY2(!element.mesh.indices.empty(), qPrintable(element.type + element.name));
            const auto entrance = std::any_of(modelled->doors.begin(), modelled->doors.end(),
                                              [](const domain::Door &door) { return door.isEntrance; });
            QVERIFY(entrance);
            for (size_t i = 0; i < modelled->spaces.size(); i += 7) {
                if (modelled->spaces[i].function != SpaceFunction::Lift)
                    QVERIFY2(!interior::waysOut(*modelled, qint32(i)).toExits.empty(),
                             qPrintable(modelled->spaces[i].name));
            }
        }
        QCOMPARE(models, 2);
    }

    void oneBuildingIsReadQuickly()
    {
        double worst = 0, sum = 0;
        int count = 0;
        QString slowest;
        for (size_t i = 0; i < m_buildings.size(); i += 37) {
            QElapsedTimer clock;
            clock.start();
            for (const auto &source : m_city->interiorsOf(m_buildings[i]->id))
                QVERIFY(source->read(*m_buildings[i], base::Job()));
            const double ms = double(clock.nsecsElapsed()) / 1e6;
            sum += ms;
            ++count;
            if (ms > worst) {
                worst = ms;
                slowest = m_buildings[i]->id;
            }
        }
        qInfo("read in %.1f ms, at most %.1f ms (%s)", sum / count, worst, qPrintable(slowest));
        QVERIFY(sum / count < 150);
    }
};

QTEST_GUILESS_MAIN(TestSampleInteriors)
#include "tst_sample_interiors.moc"
