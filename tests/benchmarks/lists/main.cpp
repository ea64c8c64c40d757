// What lists of many rows cost: bench_lists [ROWS]. For each thing that is done: until the rows are right, and how long
// the main thread was held at the longest meanwhile (a frame is 16 ms).
#include "SmallCity.h"
#include "models/EventModel.h"
#include "models/ThingModel.h"
#include "tables/FeatureTable.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <functional>

namespace
{

/// Runs the event loop until `done`; the longest that it did not come round.
struct Watched {
    double all = 0, held = 0;
};

Watched watch(
    const std::function<void()> &what, const std::function<bool()> &done = [] { return true; })
{
    Watched watched;
    QElapsedTimer all, round;
    all.start();
    round.start();
    what();
    watched.held = double(round.nsecsElapsed()) * 1e-6;
    do {
        round.restart();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        watched.held = std::max(watched.held, double(round.nsecsElapsed()) * 1e-6);
        if (!done())
            QThread::usleep(200);
    } while (!done());
    watched.all = double(all.nsecsElapsed()) * 1e-6;
    return watched;
}

void tell(const char *what, const Watched &watched, const std::function<int()> &rows)
{
    std::printf("%-44s %8.1f ms  held %7.1f ms  %6d rows\n", what, watched.all, watched.held, rows());
    std::fflush(stdout);
}

std::shared_ptr<const domain::City> cityOf(const domain::City &small, int rows)
{
    auto city = std::make_shared<domain::City>(small);
    auto layer = std::make_shared<domain::Layer>();
    layer->info.id = QStringLiteral("many");
    auto things = std::make_shared<domain::Layer>();
    things->info.id = QStringLiteral("devices");
    things->info.kind = domain::LayerKind::Things;
    for (int i = 0; i < rows; ++i) {
        domain::Building building;
        building.id = QStringLiteral("M%1").arg(i);
        building.name = QStringLiteral("House %1").arg((i * 7919) % rows);
        building.address = QStringLiteral("Lane %1, No. %2").arg(i % 977).arg(i % 61);
        building.storeysAbove = 1 + (i * 37) % 60;
        building.height = float(building.storeysAbove) * 3;
        const geometry::Vec2 at(double(i % 300) * 3, double(i / 300) * 3);
        building.footprint = {
            {{at, at + geometry::Vec2(2, 0), at + geometry::Vec2(2, 2), at + geometry::Vec2(0, 2)}, {}}};
        domain::Thing thing;
        thing.id = QStringLiteral("T%1").arg(i);
        thing.kind = domain::ThingKind(i % 8);
        thing.building = building.id;
        thing.position = {at, 3};
        layer->buildings.push_back(std::move(building));
        things->things.push_back(std::move(thing));
    }
    city->layers.push_back(layer);
    city->layers.push_back(things);
    city->complete = true;
    city->index();
    return city;
}

void scroll(const char *what, const QAbstractItemModel &model, int columns, const std::vector<int> &roles)
{
    constexpr int Visible = 40;
    QElapsedTimer timer;
    timer.start();
    int screens = 0;
    for (int row = 0; row + Visible < model.rowCount() && screens < 200; row += model.rowCount() / 200 + 1, ++screens)
        for (int i = 0; i < Visible; ++i)
            for (int column = 0; column < columns; ++column)
                for (const int role : roles)
                    (void)model.data(model.index(row + i, column), role);
    std::printf("%-44s %8.3f ms a screen of %d rows\n", what,
                double(timer.nsecsElapsed()) * 1e-6 / std::max(1, screens), Visible);
}

void tables(app::Twin &twin, const std::shared_ptr<const domain::City> &city)
{
    QTemporaryDir folder;
    app::Settings settings(folder.path());
    app::DeskMemory memory(settings);
    app::Selection selection(twin);
    app::FeatureTable table(twin, selection, memory);
    table.setSource(QStringLiteral("buildings"));
    twin.setCity(city);
    const auto settled = [&] { return !table.isFiltering(); };
    const auto count = [&] { return table.count(); };
    tell("table: opened", watch([&] { table.setActive(true); }, settled), count);
    QStringList typed{QStringLiteral("h"), QStringLiteral("ho"), QStringLiteral("house 77"),
                      QStringLiteral("lane 12 m9")};
    for (const QString &words : typed) {
        const int before = table.count();
        tell(qPrintable(QStringLiteral("table: words '%1'").arg(words)),
             watch([&] { table.setWords(words); },
                   [&, start = QElapsedTimer()]() mutable {
                       if (!start.isValid())
                           start.start();
                       // typing is waited for
                       return settled() && (table.count() != before || start.elapsed() > 400);
                   }),
             count);
    }
    tell("table: words taken back", watch([&] { table.clearFilters(); }, settled), count);
    for (const char *column : {"storeys", "name", "code", "address", "events"}) {
        tell(qPrintable(QStringLiteral("table: sorted by %1").arg(QLatin1String(column))),
             watch([&] { table.sort(QLatin1String(column)); }, settled), count);
        tell(qPrintable(QStringLiteral("table: the other way round")),
             watch([&] { table.sort(QLatin1String(column)); }, settled), count);
    }
    tell("table: storeys from 30",
         watch([&] { table.filterRange(QStringLiteral("storeys"), QStringLiteral("30"), {}); }, settled), count);
    tell("table: all filters off", watch([&] { table.clearFilters(); }, settled), count);
    scroll("table: scrolling", table, table.columnCount(),
           {Qt::DisplayRole, app::FeatureTable::VisualRole, app::FeatureTable::MarkedRole});
}

template <typename Model> void queue(const char *name, Model &model, int columnRole, const QStringList &keys)
{
    const auto count = [&] { return model.count(); };
    const auto line = [name](const QString &what) { return QStringLiteral("%1: %2").arg(QLatin1String(name), what); };
    for (const QString &text : {QStringLiteral("1"), QStringLiteral("12"), QStringLiteral("lane 12"), QString()})
        tell(qPrintable(
                 line(text.isEmpty() ? QStringLiteral("text taken back") : QStringLiteral("text '%1'").arg(text))),
             watch([&] { model.setFilterText(text); }, [&] { return !model.isFiltering(); }), count);
    for (const QString &key : keys)
        tell(qPrintable(line(QStringLiteral("sorted by %1").arg(key))),
             watch([&] { model.setSortKey(key); }, [&] { return !model.isFiltering(); }), count);
    scroll(qPrintable(line(QStringLiteral("scrolling"))), model, 1, {columnRole, columnRole + 1, columnRole + 2});
}

}

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    const int rows = argc > 1 ? std::max(100, atoi(argv[1])) : 100'000;
    smallcity::Fixture fixture;
    const auto city = cityOf(*fixture.twin.city(), rows);
    tables(fixture.twin, city);

    std::vector<domain::Event> events;
    for (int i = 0; i < rows; ++i) {
        domain::Event event =
            smallcity::report(QStringLiteral("E%1").arg(i), QStringLiteral("garbage-overflow"),
                              {domain::ObjectKind::Building, QStringLiteral("M%1").arg(i)}, smallcity::Now - i * 1000);
        event.severity = domain::Severity(i % 4);
        events.push_back(event);
    }
    tell("events: taken", watch([&] { fixture.apply({}, events); }), [rows] { return rows; });
    app::EventModel model(nullptr, &fixture.twin);
    queue("events", model, app::EventTable::TitleRole,
          {QStringLiteral("age"), QStringLiteral("address"), QStringLiteral("severity")});
    app::ThingModel things(nullptr, &fixture.twin);
    queue("devices", things, app::ThingTable::NameRole, {QStringLiteral("name"), QStringLiteral("severity")});
    return 0;
}
