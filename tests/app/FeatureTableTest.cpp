#include "tables/FeatureTable.h"

#include "SmallCity.h"
#include "TiledTown.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using domain::ObjectKind;

/// The attribute table over the small city: the figures here were counted by hand.
class FeatureTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void listsSources();
    void sortsAsPeopleDo();
    void filtersByWordsAndValues();
    void keepsToThePlace();
    void sumsInTheFoot();
    void sumsAreasOnce();
    void goesBothWays();
    void marksSeveral();
    void remembersColumns();
    void followsDevices();
    void writesWhatIsShown();
    void showsWhatIsInView();
    void holdsManyRows();

private:
    QStringList column(const char *id) const;
    QString foot(const char *id) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<app::Settings> m_settings;
    std::unique_ptr<app::DeskMemory> m_memory;
    std::unique_ptr<smallcity::Fixture> m_city;
    std::unique_ptr<app::Selection> m_selection;
    std::unique_ptr<app::FeatureTable> m_table;
};

void FeatureTableTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<app::Settings>(m_folder->path());
    m_memory = std::make_unique<app::DeskMemory>(*m_settings);
    m_city = std::make_unique<smallcity::Fixture>();
    m_selection = std::make_unique<app::Selection>(m_city->twin);
    m_table = std::make_unique<app::FeatureTable>(m_city->twin, *m_selection, *m_memory);
    m_table->setActive(true);
    m_table->setSource(QStringLiteral("buildings"));
}

void FeatureTableTest::cleanup()
{
    m_table.reset();
    m_selection.reset();
    m_city.reset();
}

/// The shown texts of a column, from the top.
QStringList FeatureTableTest::column(const char *id) const
{
    QStringList texts;
    const QVariantList columns = m_table->columns();
    for (int at = 0; at < columns.size(); ++at) {
        if (columns[at].toMap().value(QStringLiteral("id")) != QLatin1String(id))
            continue;
        for (int row = 0; row < m_table->rowCount(); ++row)
            texts.append(m_table->data(m_table->index(row, at), Qt::DisplayRole).toString());
    }
    return texts;
}

QString FeatureTableTest::foot(const char *id) const
{
    const QVariantList columns = m_table->columns();
    for (int at = 0; at < columns.size(); ++at) {
        if (columns[at].toMap().value(QStringLiteral("id")) == QLatin1String(id))
            return m_table->foot()[at].toMap().value(QStringLiteral("text")).toString();
    }
    return QStringLiteral("no such column");
}

void FeatureTableTest::listsSources()
{
    QStringList ids;
    for (const QVariant &source : m_table->sources())
        ids.append(source.toMap().value(QStringLiteral("id")).toString());
    QCOMPARE(ids, (QStringList{QStringLiteral("buildings"), QStringLiteral("things"), QStringLiteral("areas"),
                               QStringLiteral("units"), QStringLiteral("layer:things"), QStringLiteral("layer:roads"),
                               QStringLiteral("layer:units"), QStringLiteral("layer:buildings"),
                               QStringLiteral("layer:areas")}));
    for (const QString &id : ids) {
        m_table->setSource(id);
        const QAbstractItemModelTester tester(m_table.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY2(m_table->count() > 0 && m_table->columnCount() > 2, qPrintable(id));
    }
    m_table->setSource(QStringLiteral("layer:roads"));
    QCOMPARE(column("length"), QStringList{QStringLiteral("1,000")});
    QCOMPARE(column("type"), QStringList{QStringLiteral("secondary")});
    m_table->setSource(QStringLiteral("layer:areas"));
    m_table->setShown(QStringLiteral("a:registered"), true);
    QVERIFY(column("a:registered").contains(QStringLiteral("100")));
}

void FeatureTableTest::sortsAsPeopleDo()
{
    m_table->sort(QStringLiteral("name"));
    const QStringList names = column("name");
    QVERIFY(names.indexOf(QStringLiteral("罗湖楼 2 栋")) < names.indexOf(QStringLiteral("罗湖楼 10 栋")));
    m_table->sort(QStringLiteral("storeys"));
    QCOMPARE(column("code"), (QStringList{"B5", "B3", "B2", "B1", "B4"}));
    m_table->sort(QStringLiteral("storeys"));
    QCOMPARE(column("code"), (QStringList{"B4", "B1", "B2", "B3", "B5"}));
    // What is not known stands last, whichever way.
    m_table->sort(QStringLiteral("year"));
    QCOMPARE(column("code").first(), QStringLiteral("B1"));
    m_table->sort(QStringLiteral("year"));
    QCOMPARE(column("code").first(), QStringLiteral("B1"));
    QCOMPARE(column("year").first(), QStringLiteral("1998"));
}

void FeatureTableTest::filtersByWordsAndValues()
{
    m_table->setWords(QStringLiteral("罗湖 18"));
    QTRY_COMPARE(m_table->count(), 1);
    QCOMPARE(column("code"), QStringList{QStringLiteral("B1")});
    m_table->setWords({});
    QTRY_COMPARE(m_table->count(), 5);

    m_table->filterRange(QStringLiteral("storeys"), QStringLiteral("5"), QStringLiteral("18"));
    QCOMPARE(column("code"), (QStringList{"B1", "B2", "B3"}));
    m_table->filterRange(QStringLiteral("storeys"), QStringLiteral("7"), {});
    QCOMPARE(column("code"), (QStringList{"B1", "B2", "B4"}));
    QCOMPARE(m_table->filters().size(), 1);
    const QVariantList uses = m_table->values(QStringLiteral("use"));
    QCOMPARE(uses.first().toMap().value(QStringLiteral("count")).toInt(), 2); // residential
    m_table->filterValue(QStringLiteral("use"), uses.first().toMap().value(QStringLiteral("id")).toString());
    QCOMPARE(column("code"), (QStringList{"B1", "B2"}));
    m_table->clearFilter(QStringLiteral("storeys"));
    QCOMPARE(m_table->count(), 2);
    m_table->clearFilters();
    QCOMPARE(m_table->count(), 5);
    const QVariantMap range = m_table->range(QStringLiteral("storeys"));
    QCOMPARE(range.value(QStringLiteral("from")).toString(), QStringLiteral("2"));
    QCOMPARE(range.value(QStringLiteral("to")).toString(), QStringLiteral("40"));
}

void FeatureTableTest::keepsToThePlace()
{
    QVERIFY(m_table->placeName().isEmpty());
    m_table->setOnlyPlace(true);
    QVERIFY(!m_table->onlyPlace());
    m_selection->select(QStringLiteral("community"), QStringLiteral("C1"));
    m_table->setOnlyPlace(true);
    QCOMPARE(column("code"), (QStringList{"B1", "B2", "B3"}));
    // A row of it that is chosen keeps the place.
    m_table->click(2);
    QCOMPARE(m_selection->id(), QStringLiteral("B3"));
    QCOMPARE(m_table->count(), 3);
    m_selection->select(QStringLiteral("grid"), QStringLiteral("G1"));
    QCOMPARE(column("code"), (QStringList{"B1", "B2"}));
    m_selection->select(QStringLiteral("quarter"), QStringLiteral("Q1"));
    QCOMPARE(column("code"), QStringList{QStringLiteral("B1")});
    m_table->setSource(QStringLiteral("things"));
    m_selection->select(QStringLiteral("grid"), QStringLiteral("G10"));
    QCOMPARE(column("code"), (QStringList{"T4", "T5"}));
    m_table->setSource(QStringLiteral("units"));
    QCOMPARE(m_table->count(), 0);
}

void FeatureTableTest::sumsInTheFoot()
{
    QCOMPARE(foot("footprint"), QStringLiteral("2,000")); // five squares of 20 m
    QCOMPARE(foot("units"), QStringLiteral("3"));
    QCOMPARE(foot("people"), QStringLiteral("9"));
    QCOMPARE(foot("devices"), QStringLiteral("4"));
    QVERIFY(foot("storeys").contains(QStringLiteral("14.4"))); // (18 + 7 + 5 + 40 + 2) / 5
    m_table->click(0);
    m_table->click(1, Qt::ControlModifier);
    QCOMPARE(foot("footprint"), QStringLiteral("800")); // of what is marked
    m_table->unmark();
    QCOMPARE(foot("footprint"), QStringLiteral("2,000"));
    m_table->filterValue(QStringLiteral("code"), QStringLiteral("B4"));
    QCOMPARE(foot("footprint"), QStringLiteral("400"));
}

/// A sub-district, its communities and their grids stand in one table: nobody is counted three times.
void FeatureTableTest::sumsAreasOnce()
{
    m_table->setSource(QStringLiteral("areas"));
    QCOMPARE(m_table->count(), 7);
    QCOMPARE(foot("area"), QStringLiteral("100")); // 1 km by 1 km, in hectares
    QCOMPARE(foot("buildings"), QStringLiteral("4"));
    m_selection->select(QStringLiteral("community"), QStringLiteral("C1"));
    m_table->setOnlyPlace(true);
    QCOMPARE(m_table->count(), 3);
    QCOMPARE(foot("buildings"), QStringLiteral("3"));
}

void FeatureTableTest::goesBothWays()
{
    m_table->click(3);
    QCOMPARE(m_selection->kind(), QStringLiteral("building"));
    QCOMPARE(m_selection->id(), QStringLiteral("B4"));
    m_selection->select(QStringLiteral("building"), QStringLiteral("B2"));
    QCOMPARE(m_table->currentRow(), 1);
    QVERIFY(m_table->data(m_table->index(1, 0), app::FeatureTable::MarkedRole).toBool());
    // A device stands for its building; its own row in the table of devices.
    m_selection->select(QStringLiteral("thing"), QStringLiteral("T4"));
    QCOMPARE(m_table->currentRow(), 3);
    m_table->setSource(QStringLiteral("things"));
    QCOMPARE(m_table->currentRow(), 3);
    m_table->setSource(QStringLiteral("areas"));
    QCOMPARE(m_table->data(m_table->index(m_table->currentRow(), 0), Qt::DisplayRole).toString(),
             QStringLiteral("G10"));
    // Keys.
    m_table->setSource(QStringLiteral("buildings"));
    m_table->step(-100);
    QCOMPARE(m_selection->id(), QStringLiteral("B1"));
    m_table->step(1);
    QCOMPARE(m_selection->id(), QStringLiteral("B2"));
    QSignalSpy flown(m_selection.get(), &app::Selection::flyRequested);
    m_table->zoom();
    QCOMPARE(flown.size(), 1);
    // Sorting leaves the row where its building is.
    m_table->sort(QStringLiteral("storeys"));
    QCOMPARE(m_table->data(m_table->index(m_table->currentRow(), 0), Qt::DisplayRole).toString(), QStringLiteral("B2"));
}

void FeatureTableTest::marksSeveral()
{
    m_table->click(0);
    m_table->click(2, Qt::ShiftModifier);
    QCOMPARE(m_table->marked(), 3);
    m_table->click(1, Qt::ControlModifier);
    QCOMPARE(m_table->marked(), 2);
    QSignalSpy wanted(m_table.get(), &app::FeatureTable::zoomWanted);
    m_table->zoom();
    QCOMPARE(wanted.size(), 1);
    const auto box = wanted.first().first().value<geometry::Box3>();
    QCOMPARE(box.min.x, 100.0);
    QCOMPARE(box.max.y, 620.0); // B1 and B3
    m_table->markAll();
    QCOMPARE(m_table->marked(), 5);
    // What the filter takes away is not marked any more.
    m_table->filterRange(QStringLiteral("storeys"), QStringLiteral("10"), {});
    QCOMPARE(m_table->marked(), 2);
}

void FeatureTableTest::remembersColumns()
{
    m_table->setShown(QStringLiteral("address"), false);
    m_table->setShown(QStringLiteral("structure"), true);
    m_table->setWidth(QStringLiteral("name"), 22);
    m_table->sort(QStringLiteral("height"));
    const QVariantList columns = m_table->columns();
    m_table = std::make_unique<app::FeatureTable>(m_city->twin, *m_selection, *m_memory);
    m_table->setActive(true);
    QCOMPARE(m_table->source(), QStringLiteral("buildings"));
    QCOMPARE(m_table->columns(), columns);
    QVERIFY(column("address").isEmpty());
    QCOMPARE(column("code").first(), QStringLiteral("B5"));
    m_table->setSource(QStringLiteral("units"));
    m_table->setSource(QStringLiteral("buildings"));
    QCOMPARE(m_table->columns(), columns);
}

void FeatureTableTest::followsDevices()
{
    m_table->setSource(QStringLiteral("things"));
    m_table->sort(QStringLiteral("value"));
    QSignalSpy changed(m_table.get(), &QAbstractItemModel::dataChanged);
    m_city->apply(
        {smallcity::observation(QStringLiteral("T3.1"), 420), smallcity::observation(QStringLiteral("T4.1"), 20)});
    QTRY_COMPARE(column("code").mid(0, 2), (QStringList{"T4", "T3"}));
    QVERIFY(!column("severity").at(1).isEmpty());
    QVERIFY(column("severity").at(0).isEmpty());
    QTRY_COMPARE(foot("value"), QString()); // milliamperes and metres have no sum
}

void FeatureTableTest::writesWhatIsShown()
{
    m_table->filterRange(QStringLiteral("storeys"), QStringLiteral("7"), {});
    m_table->sort(QStringLiteral("storeys"));
    m_table->setShown(QStringLiteral("address"), false);
    const QString file = m_folder->filePath(QStringLiteral("out.csv"));
    QSignalSpy told(m_table.get(), &app::FeatureTable::notice);
    m_table->write(QUrl::fromLocalFile(file));
    QVERIFY(told.wait());
    QFile written(file);
    QVERIFY2(written.open(QIODevice::ReadOnly), qPrintable(told.first().first().toString()));
    const QStringList lines = QString::fromUtf8(written.readAll()).split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines[0].contains(QStringLiteral("Code")) && !lines[0].contains(QStringLiteral("Address")));
    QVERIFY2(lines[1].startsWith(QStringLiteral("B2,")) && lines[3].startsWith(QStringLiteral("B4,")),
             qPrintable(lines[1]));
    // Of several that are marked only those.
    m_table->click(0);
    m_table->click(1, Qt::ControlModifier);
    told.clear();
    m_table->write(QUrl::fromLocalFile(m_folder->filePath(QStringLiteral("out.geojson"))));
    QVERIFY(told.wait());
    QFile geo(m_folder->filePath(QStringLiteral("out.geojson")));
    QVERIFY(geo.open(QIODevice::ReadOnly));
    QCOMPARE(geo.readAll().count("\"Feature\""), 2);
    told.clear();
    m_table->write(QUrl::fromLocalFile(QStringLiteral("/proc/none/out.csv")));
    QVERIFY(told.wait());
    QVERIFY(!QFile::exists(QStringLiteral("/proc/none/out.csv")));
    QVERIFY(!m_table->isWriting());
}

/// As many buildings as a large city has.
// Of a layer that comes by what is looked at the table has what is drawn, and says so.
void FeatureTableTest::showsWhatIsInView()
{
    TiledTown town;
    m_city->twin.setCity(town.into(*m_city->twin.city(), true));
    const QVariantList sources = m_table->sources();
    const auto townAt = std::find_if(sources.begin(), sources.end(), [](const QVariant &each) {
        return each.toMap()[QStringLiteral("id")] == QLatin1String("layer:town");
    });
    QVERIFY(townAt != sources.end());
    QCOMPARE(townAt->toMap()[QStringLiteral("count")].toLongLong(), 500'000);
    m_table->setSource(QStringLiteral("layer:town"));
    m_table->setActive(true);
    QTRY_COMPARE(m_table->count(), 2); // no blocks
    QVERIFY2(m_table->shownOnly().contains(QLatin1String("500,000")), qPrintable(m_table->shownOnly()));
    m_table->click(1);
    QCOMPARE(m_selection->id(), QStringLiteral("NEAR2"));
    // One has flown on: what is marked is still.
    const auto resident = m_city->twin.city()->resident;
    resident->setShown(town.kept, true);
    m_city->twin.noteResident();
    QTRY_COMPARE(m_table->count(), 3); // each once
    QCOMPARE(m_selection->id(), QStringLiteral("NEAR2"));
    QCOMPARE(m_table->marked(), 1);
    // What nobody looks at keeps no tiles in memory.
    const long held = town.drawn.use_count();
    m_table->setActive(false);
    QVERIFY2(town.drawn.use_count() < held, QByteArray::number(qlonglong(town.drawn.use_count())));
    QCOMPARE(m_table->count(), 0);
    m_table->setActive(true);
    QTRY_COMPARE(m_table->count(), 3);
    m_table->setSource(QStringLiteral("things"));
    QCOMPARE(m_table->shownOnly(), QString());
}

void FeatureTableTest::holdsManyRows()
{
    auto city = std::make_shared<domain::City>(*m_city->twin.city());
    auto layer = std::make_shared<domain::Layer>();
    layer->info.id = QStringLiteral("many");
    constexpr int Many = 100000;
    for (int i = 0; i < Many; ++i) {
        domain::Building building;
        building.id = QStringLiteral("M%1").arg(i);
        building.storeysAbove = 1 + (i * 37) % 60;
        building.height = float(building.storeysAbove) * 3;
        const geometry::Vec2 at(double(i % 300) * 3, double(i / 300) * 3);
        building.footprint = {
            {{at, at + geometry::Vec2(2, 0), at + geometry::Vec2(2, 2), at + geometry::Vec2(0, 2)}, {}}};
        layer->buildings.push_back(std::move(building));
    }
    city->layers.push_back(layer);
    city->complete = true;
    city->index();
    QElapsedTimer time;
    m_table->setActive(false);
    m_city->twin.setCity(city);
    time.start();
    m_table->setActive(true);
    const qint64 opened = time.restart();
    QCOMPARE(m_table->count(), Many + 5);
    m_table->sort(QStringLiteral("storeys"));
    const qint64 sorted = time.restart();
    m_table->filterRange(QStringLiteral("storeys"), QStringLiteral("30"), {});
    const qint64 filtered = time.restart();
    qInfo("100,000 rows: opened in %lld ms, sorted in %lld ms, filtered in %lld ms", opened, sorted, filtered);
    constexpr qint64 MostMs = 3000; // on a machine that has others to serve
    QVERIFY(opened < MostMs && sorted < MostMs && filtered < MostMs);

    // Bit by bit, with the same outcome as all at once.
    const auto code = [this](int row) { return m_table->data(m_table->index(row, 0), Qt::DisplayRole).toString(); };
    m_table->clearFilters();
    QTRY_VERIFY(!m_table->isFiltering());
    m_table->sort(QStringLiteral("code"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_table->isFiltering(), 20000);
    QCOMPARE(m_table->count(), Many + 5);
    QCOMPARE(code(5), QStringLiteral("M0"));
    QCOMPARE(code(14), QStringLiteral("M9"));
    QCOMPARE(code(15), QStringLiteral("M10"));
    QSignalSpy counted(m_table.get(), &app::FeatureTable::countChanged);
    m_table->setWords(QStringLiteral("m9999"));
    QTRY_VERIFY_WITH_TIMEOUT(!counted.isEmpty() && !m_table->isFiltering(), 20000);
    QCOMPARE(m_table->count(), 11); // M9999 and M99990 to M99999
    QCOMPARE(code(0), QStringLiteral("M9999"));
    m_table->sort(QStringLiteral("code"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_table->isFiltering(), 20000);
    QCOMPARE(code(0), QStringLiteral("M99999"));
    // A source that changes in the middle of it leaves nothing of it behind.
    m_table->clearFilters();
    m_table->sort(QStringLiteral("name"));
    m_table->setSource(QStringLiteral("things"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_table->isFiltering(), 20000);
    QCOMPARE(m_table->count(), 6);
    QTest::qWait(300);
    QCOMPARE(m_table->count(), 6);
}

QTEST_GUILESS_MAIN(FeatureTableTest)
#include "FeatureTableTest.moc"
