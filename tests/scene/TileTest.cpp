#include "HandMadeTiles.h"
#include "scene/camera/CameraRig.h"
#include "scene/tiles/TileStreamer.h"

#include <QSignalSpy>
#include <QTest>

#include <map>

using geometry::Vec2;
using geometry::Vec3;
using handmade::QuadTiles;
using scene::TileStreamer;

/// Which tiles are read, shown and let go of; nothing is drawn.
class TileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finerWhereNearer();
    void coarseFirstThenNearest();
    void neverAHole();
    void cancelsWhatIsNotWanted();
    void afterAJumpReadsWhatIsSeenNow();
    void failedTileLeavesAHoleAndIsTriedAgain();
    void failedChildrenKeepTheParent();
    void staysAtTheBorder();
    void addsToItsParent();
    void onlyWithinItsViewerVolume();
    void memoryStaysWithinTheBudget();
    void forgetsWhatNobodyCameBackTo();
    void coarserWhereEvenWhatIsSeenDoesNotFit();
    void keepsWhatItIsToldTo();
    void hiddenLayerReadsNothing();
    void layersComeAndGo();
    void goesInTheMiddleOfReading();
};

namespace
{

/// Draws nothing; contents are built when `buildAll` says so.
class Paper final : public scene::TileSink
{
public:
    struct Sheet {
        std::shared_ptr<const domain::Layer> content;
        bool built = false, shown = false;
    };
    std::map<quint32, Sheet> sheets;
    bool atOnce = true;
    qint64 each = 1000;
    quint32 next = 1;
    int dropped = 0;

    quint32 takeTile(const std::shared_ptr<const domain::Layer> &,
                     std::shared_ptr<const domain::Layer> content) override
    {
        sheets[next] = {std::move(content), atOnce, false};
        return next++;
    }
    bool isTileBuilt(quint32 number) const override { return sheets.at(number).built; }
    qint64 tileBytes(quint32) const override { return each; }
    void showTile(quint32 number, bool shown) override { sheets.at(number).shown = shown; }
    void dropTile(quint32 number) override
    {
        ++dropped;
        sheets.erase(number);
    }
    void buildAll()
    {
        for (auto &[number, sheet] : sheets)
            sheet.built = true;
    }
    QStringList shown() const
    {
        QStringList names;
        for (const auto &[number, sheet] : sheets)
            if (sheet.shown)
                names.append(sheet.content->info.id);
        names.sort();
        return names;
    }
};

scene::ViewState viewOf(const Vec3 &target, double distance, double pitch = -50, double heading = 0)
{
    static scene::CameraRig rig;
    geometry::Box3 bounds;
    bounds.add(Vec3(-20'000, -20'000, 0));
    bounds.add(Vec3(20'000, 20'000, 100));
    rig.setBounds(bounds);
    rig.setSize({1000, 600});
    rig.setPose({target, distance, heading, pitch});
    return rig.state();
}

/// Frames and events until nothing more comes.
bool settle(TileStreamer &streamer, const scene::ViewState &state, const std::function<void()> &each = {})
{
    return QTest::qWaitFor(
        [&] {
            streamer.look(state);
            if (each)
                each();
            return streamer.isSettled();
        },
        10'000);
}

int levelOf(const QString &name)
{
    return name.section(u'/', 0, 0).toInt();
}

/// How many shown tiles lie over a point.
int over(const Paper &paper, const Vec2 &point, double side = 4096)
{
    int count = 0;
    for (const QString &name : paper.shown()) {
        const QStringList part = name.split(u'/');
        const double size = side / (1 << part[0].toInt());
        const Vec2 corner = Vec2(-side / 2) + Vec2(part[1].toInt(), part[2].toInt()) * size;
        count += point.x >= corner.x && point.x < corner.x + size && point.y >= corner.y && point.y < corner.y + size;
    }
    return count;
}

}

void TileTest::finerWhereNearer()
{
    Paper paper;
    TileStreamer streamer(paper);
    const auto source = std::make_shared<QuadTiles>();
    streamer.setLayers({handmade::tiled(source)});
    QVERIFY(settle(streamer, viewOf({0, 0, 0}, 300'00)));
    QCOMPARE(paper.shown(), QStringList{QStringLiteral("0/0/0")});
    QVERIFY(settle(streamer, viewOf({100, 100, 0}, 250, -30)));
    int finest = 0, coarsest = 9;
    for (const QString &name : paper.shown()) {
        finest = std::max(finest, levelOf(name));
        coarsest = std::min(coarsest, levelOf(name));
    }
    QCOMPARE(finest, 4);
    QVERIFY(coarsest < 4); // towards the horizon
    QCOMPARE(over(paper, {100, 100}), 1);
    QCOMPARE(streamer.shownTiles(), int(paper.shown().size()));
    QCOMPARE(streamer.pendingTiles(), 0);
    // And back: what was finer goes.
    QVERIFY(settle(streamer, viewOf({0, 0, 0}, 300'00)));
    QCOMPARE(paper.shown(), QStringList{QStringLiteral("0/0/0")});
}

void TileTest::coarseFirstThenNearest()
{
    Paper paper;
    TileStreamer streamer(paper);
    const auto source = std::make_shared<QuadTiles>();
    source->delay = 3;
    streamer.setLayers({handmade::tiled(source)});
    QVERIFY(settle(streamer, viewOf({0, 0, 0}, 400, -35)));
    const QStringList reads = source->reads();
    QCOMPARE(reads.value(0), QStringLiteral("0/0/0"));
    QVERIFY(source->mostReading <= 4);
    // Of the finest, those around the eye come before those farther away: by the mean of both halves.
    std::vector<double> distances;
    const Vec3 eye = viewOf({0, 0, 0}, 400, -35).eye;
    for (const QString &name : reads) {
        if (levelOf(name) != 4 || !paper.shown().contains(name))
            continue;
        const QStringList part = name.split(u'/');
        const Vec2 middle = Vec2(-2048) + (Vec2(part[1].toInt(), part[2].toInt()) + 0.5) * 256.0;
        distances.push_back(glm::distance(middle, Vec2(eye)));
    }
    QVERIFY(distances.size() >= 8);
    const auto half = distances.begin() + std::ptrdiff_t(distances.size() / 2);
    const auto mean = [](auto from, auto to) { return std::accumulate(from, to, 0.0) / double(to - from); };
    QVERIFY(mean(distances.begin(), half) < mean(half, distances.end()));
}

void TileTest::neverAHole()
{
    Paper paper;
    TileStreamer streamer(paper);
    const auto source = std::make_shared<QuadTiles>();
    source->delay = 1;
    streamer.setLayers({handmade::tiled(source)});
    QVERIFY(settle(streamer, viewOf({-1500, -1500, 0}, 2000)));
    paper.atOnce = false; // building takes some frames
    int frame = 0, twice = 0, looked = 0;
    for (int step = 0; step <= 150; ++step) {
        const double t = step / 150.0;
        const Vec3 target(-1500 + 3000 * t, -1500 + 2500 * t, 0);
        const double distance = 2000 - 1700 * std::sin(t * 3.14159);
        const scene::ViewState state = viewOf(target, distance, -60, 200 * t);
        streamer.look(state);
        if (++frame % 3 == 0) {
            paper.buildAll();
            streamer.checkBuilt();
        }
        QTest::qWait(1);
        for (int y = 0; y <= 600; y += 100) {
            for (int x = 0; x <= 1000; x += 100) {
                const geometry::Ray ray = state.rayAt({double(x), double(y)});
                const double along = -ray.origin.z / ray.direction.z;
                const Vec2 at(ray.origin + ray.direction * along);
                if (along < 0 || std::abs(at.x) > 2040 || std::abs(at.y) > 2040)
                    continue;
                const int count = over(paper, at);
                QVERIFY2(count > 0, qPrintable(QStringLiteral("step %1: a hole").arg(step)));
                ++looked;
                twice += count > 1;
            }
        }
    }
    QVERIFY(looked > 5000);
    QVERIFY2(twice < looked / 4, qPrintable(QString::number(twice))); // only for two frames
    paper.atOnce = true;
    paper.buildAll();
    streamer.checkBuilt();
    const auto last = viewOf({1500, 1000, 0}, 600);
    QVERIFY(settle(streamer, last));
    QCOMPARE(over(paper, {1500, 1000}), 1);
}

void TileTest::cancelsWhatIsNotWanted()
{
    Paper paper;
    TileStreamer streamer(paper);
    const auto source = std::make_shared<QuadTiles>();
    streamer.setLayers({handmade::tiled(source)});
    QVERIFY(settle(streamer, viewOf({0, 0, 0}, 30'000)));
    source->delay = 5'000;
    streamer.look(viewOf({1000, 1000, 0}, 300));
    QTRY_VERIFY(streamer.pendingTiles() > 0);
    QTest::qWait(30);
    QElapsedTimer timer;
    timer.start();
    streamer.look(viewOf({0, 0, 0}, 30'000));
    QVERIFY(settle(streamer, viewOf({0, 0, 0}, 30'000)));
    QVERIFY(timer.elapsed() < 1000);
    QCOMPARE(streamer.pendingTiles(), 0);
    QCOMPARE(paper.shown(), QStringList{QStringLiteral("0/0/0")});
}

void TileTest::afterAJumpReadsWhatIsSeenNow()
{
    Paper paper;
    TileStreamer streamer(paper);
    const auto source = std::make_shared<QuadTiles>();
    streamer.setLayers({handmade::tiled(source)});
    QVERIFY(settle(streamer, viewOf({-1500, -1500, 0}, 1500)));
    source->delay = 60'000;
    streamer.look(viewOf({-1500, -1500, 0}, 250));
    QTRY_VERIFY(source->reading > 0);
    source->forgetReads();
    const auto state = viewOf({1500, 1500, 0}, 250, -80);
    streamer.look(state);
    QTRY_VERIFY(source->cancelled > 0);
    source->delay = 5;
    QVERIFY(settle(streamer, state));
    for (const QString &name : source->reads()) {
        const QStringList part = name.split(u'/');
        if (part[0].toInt() >= 3) // what is begun after the jump lies where it went
            QVERIFY2(part[1].toInt() > (1 << part[0].toInt()) / 2, qPrintable(name));
    }
}

void TileTest::failedTileLeavesAHoleAndIsTriedAgain()
{
    Paper paper;
    TileStreamer streamer(paper);
    QSignalSpy failed(&streamer, &TileStreamer::failed);
    const auto source = std::make_shared<QuadTiles>();
    const auto state = viewOf({100, 100, 0}, 250, -89);
    streamer.setLayers({handmade::tiled(source)});
    QVERIFY(settle(streamer, state));
    const QString name = QStringLiteral("4/8/8");
    QVERIFY(paper.shown().contains(name));

    Paper other;
    TileStreamer second(other);
    QSignalSpy told(&second, &TileStreamer::failed);
    source->setFailing({name});
    second.setLayers({handmade::tiled(source)});
    QVERIFY(settle(second, state));
    QCOMPARE(told.size(), 1);
    QCOMPARE(told[0][0].toString(), QStringLiteral("tiles"));
    QCOMPARE(told[0][1].value<base::Error>().feature, name);
    QCOMPARE(second.failedTiles(QStringLiteral("tiles")), 1);
    QCOMPARE(over(other, {100, 100}), 0); // a hole, and all around it there
    QCOMPARE(over(other, {-100, 100}), 1);
    source->setFailing({});
    const auto isRight = [&] {
        second.look(state);
        return second.failedTiles(QStringLiteral("tiles")) == 0;
    };
    QVERIFY(QTest::qWaitFor(isRight, 15'000));
    QVERIFY(settle(second, state));
    QVERIFY(other.shown().contains(name));
    QCOMPARE(over(other, {100, 100}), 1);
    QCOMPARE(told.size(), 1);
}

void TileTest::failedChildrenKeepTheParent()
{
    Paper paper;
    TileStreamer streamer(paper);
    QSignalSpy failed(&streamer, &TileStreamer::failed);
    const auto source = std::make_shared<QuadTiles>();
    source->setFailing({QStringLiteral("3/4/4/children")});
    streamer.setLayers({handmade::tiled(source)});
    QVERIFY(settle(streamer, viewOf({100, 100, 0}, 250, -89)));
    QCOMPARE(failed.size(), 1);
    QVERIFY(paper.shown().contains(QStringLiteral("3/4/4")));
    QCOMPARE(over(paper, {100, 100}), 1);
}

void TileTest::staysAtTheBorder()
{
    Paper paper;
    TileStreamer streamer(paper);
    const auto source = std::make_shared<QuadTiles>();
    streamer.setLayers({handmade::tiled(source)});
    // Where the root is just about to be replaced.
    double distance = 30'000;
    while (paper.shown().size() <= 1 && distance > 100) {
        distance *= 0.97;
        QVERIFY(settle(streamer, viewOf({0, 0, 0}, distance, -89)));
    }
    const QStringList fine = paper.shown();
    for (int i = 0; i < 20; ++i) {
        QVERIFY(settle(streamer, viewOf({0, 0, 0}, distance * (i % 2 ? 0.99 : 1.05), -89)));
        QCOMPARE(paper.shown(), fine);
    }
}

void TileTest::addsToItsParent()
{
    Paper paper;
    TileStreamer streamer(paper);
    QuadTiles::Shape shape;
    shape.replaces = false;
    const auto source = std::make_shared<QuadTiles>(shape);
    streamer.setLayers({handmade::tiled(source)});
    QVERIFY(settle(streamer, viewOf({100, 100, 0}, 250, -89)));
    QCOMPARE(over(paper, {100, 100}), 5); // one a level
    QVERIFY(settle(streamer, viewOf({0, 0, 0}, 30'000)));
    QCOMPARE(paper.shown(), QStringList{QStringLiteral("0/0/0")});
}

void TileTest::onlyWithinItsViewerVolume()
{
    class Guarded final : public domain::TileSource
    {
    public:
        QuadTiles all;
        QString source() const override { return all.source(); }
        domain::Tile root() const override
        {
            domain::Tile tile = all.root();
            tile.viewerVolume = tile.volume.box;
            tile.viewerVolume->max.z = 500;
            return tile;
        }
        base::Result<std::vector<domain::Tile>> children(const domain::Tile &tile, const base::Job &job) const override
        {
            return all.children(tile, job);
        }
        base::Result<std::shared_ptr<const domain::Layer>> read(const domain::Tile &tile,
                                                                const base::Job &job) const override
        {
            return all.read(tile, job);
        }
    };
    Paper paper;
    TileStreamer streamer(paper);
    streamer.setLayers({handmade::tiled(std::make_shared<Guarded>())});
    QVERIFY(settle(streamer, viewOf({0, 0, 0}, 2000, -80)));
    QCOMPARE(paper.shown(), QStringList());
    QVERIFY(settle(streamer, viewOf({0, 0, 0}, 300, -80)));
    QVERIFY(!paper.shown().isEmpty());
}

void TileTest::memoryStaysWithinTheBudget()
{
    Paper paper;
    paper.each = 1 << 20;
    TileStreamer streamer(paper);
    const auto source = std::make_shared<QuadTiles>();
    streamer.setLayers({handmade::tiled(source)});
    constexpr qint64 Budget = qint64(60) << 20;
    streamer.setBudget(Budget);
    qint64 most = 0;
    for (int i = 0; i < 60; ++i) {
        const double a = i * 0.7;
        QVERIFY(settle(streamer, viewOf({1500 * std::cos(a), 1500 * std::sin(a), 0}, 300, -45, i * 40.0)));
        most = std::max(most, streamer.bytes());
        QVERIFY(over(paper, {1500 * std::cos(a), 1500 * std::sin(a)}) == 1);
    }
    QVERIFY(paper.dropped > 20);
    constexpr qint64 OnTheirWay = qint64(12) << 20; // were asked for while there was room
    QVERIFY2(most <= Budget + OnTheirWay, qPrintable(QString::number(most >> 20)));
    QCOMPARE(qint64(paper.sheets.size()), streamer.bytes() / (1 << 20)); // contents weigh less than a thousandth
}

// Two hours of flying about take no more memory than some minutes, however large the budget is.
void TileTest::forgetsWhatNobodyCameBackTo()
{
    Paper paper;
    TileStreamer streamer(paper);
    const auto source = std::make_shared<QuadTiles>();
    streamer.setLayers({handmade::tiled(source)});
    constexpr int Forget = 100;
    streamer.setForgetAfter(Forget); // each look of 2 ms and more counts 1, however slow the machine is
    QVERIFY(settle(streamer, viewOf({-1500, -1500, 0}, 300)));
    const auto finest = [&paper](double x) {
        int count = 0;
        for (const auto &[number, sheet] : paper.sheets)
            count += levelOf(sheet.content->info.id) == 4 &&
                     sheet.content->buildings.front().footprint.front().outer[0].x * x > 0;
        return count;
    };
    QVERIFY(finest(-1) > 0);
    // At rest nothing goes.
    QTest::qWait(2 * Forget);
    for (int i = 0; i < 2 * Forget && finest(-1) > 0; ++i) {
        QVERIFY(settle(streamer, viewOf({1500, 1500, 0}, 300, -45, i)));
        QTest::qWait(2);
    }
    QCOMPARE(finest(-1), 0);
    QVERIFY(finest(1) > 0);
    // What is looked at now and then stays.
    const auto toAndFro = [&streamer](int looks) {
        for (int i = 0; i < looks; ++i) {
            if (!settle(streamer, viewOf({1500, 1500, 0}, 300, -45, i % 2)))
                return false;
            QTest::qWait(2);
        }
        return true;
    };
    QVERIFY(toAndFro(2 * Forget));
    const int dropped = paper.dropped;
    QVERIFY(toAndFro(3 * Forget));
    QCOMPARE(paper.dropped, dropped);
}

void TileTest::coarserWhereEvenWhatIsSeenDoesNotFit()
{
    Paper paper;
    paper.each = 1 << 20;
    TileStreamer streamer(paper);
    const auto source = std::make_shared<QuadTiles>();
    streamer.setLayers({handmade::tiled(source)});
    streamer.setBudget(qint64(10) << 20);
    const auto state = viewOf({0, 0, 0}, 300, -40);
    QVERIFY(settle(streamer, state));
    QVERIFY(streamer.strain() > 1);
    QVERIFY2(paper.sheets.size() <= 14, qPrintable(QString::number(paper.sheets.size())));
    QCOMPARE(over(paper, {0, 0}), 1);
    // And it comes to rest: nothing is read, let go of and read again.
    source->forgetReads();
    for (int i = 0; i < 20; ++i) {
        streamer.look(state);
        QTest::qWait(2);
    }
    QCOMPARE(source->reads(), QStringList());
    streamer.setBudget(0);
    QVERIFY(settle(streamer, state));
    QVERIFY(paper.sheets.size() > 20);
}

void TileTest::keepsWhatItIsToldTo()
{
    Paper paper;
    paper.each = 1 << 20;
    TileStreamer streamer(paper);
    const auto source = std::make_shared<QuadTiles>();
    streamer.setLayers({handmade::tiled(source)});
    streamer.setBudget(qint64(40) << 20);
    QVERIFY(settle(streamer, viewOf({-1500, -1500, 0}, 300)));
    quint32 kept = 0;
    for (const auto &[number, sheet] : paper.sheets)
        if (sheet.shown && levelOf(sheet.content->info.id) == 4)
            kept = number;
    QVERIFY(kept);
    streamer.keep({kept});
    for (int i = 0; i < 20; ++i)
        QVERIFY(settle(streamer, viewOf({1500 * std::cos(i), 1500 * std::sin(i), 0}, 300)));
    QVERIFY(paper.dropped > 0);
    QVERIFY(paper.sheets.contains(kept));
    streamer.keep({});
    for (int i = 20; i < 60 && paper.sheets.contains(kept); ++i)
        QVERIFY(settle(streamer, viewOf({1500 * std::cos(i), 1500 * std::sin(i), 0}, 300)));
    QVERIFY(!paper.sheets.contains(kept));
}

void TileTest::hiddenLayerReadsNothing()
{
    Paper paper;
    TileStreamer streamer(paper);
    const auto source = std::make_shared<QuadTiles>();
    streamer.setLayers({handmade::tiled(source)});
    streamer.setHidden({QStringLiteral("tiles")});
    const auto state = viewOf({0, 0, 0}, 400);
    QVERIFY(settle(streamer, state));
    QCOMPARE(source->reads(), QStringList());
    streamer.setHidden({});
    QVERIFY(settle(streamer, state));
    QVERIFY(!paper.shown().isEmpty());
}

void TileTest::layersComeAndGo()
{
    Paper paper;
    TileStreamer streamer(paper);
    const auto state = viewOf({0, 0, 0}, 400);
    const auto one = handmade::tiled(std::make_shared<QuadTiles>(), QStringLiteral("one"));
    const auto two = handmade::tiled(std::make_shared<QuadTiles>(), QStringLiteral("two"));
    streamer.setLayers({one});
    QVERIFY(settle(streamer, state));
    const qsizetype count = paper.shown().size();
    streamer.setLayers({one, two});
    QVERIFY(settle(streamer, state));
    QCOMPARE(paper.shown().size(), 2 * count);
    QCOMPARE(paper.dropped, 0);
    streamer.setLayers({two});
    QVERIFY(settle(streamer, state));
    QCOMPARE(paper.shown().size(), count);
    streamer.setLayers({});
    QVERIFY(paper.sheets.empty());
    QCOMPARE(streamer.bytes(), 0);
    QVERIFY(streamer.isSettled());
}

void TileTest::goesInTheMiddleOfReading()
{
    const auto source = std::make_shared<QuadTiles>();
    source->delay = 10'000;
    QElapsedTimer timer;
    timer.start();
    {
        Paper paper;
        TileStreamer streamer(paper);
        streamer.setLayers({handmade::tiled(source)});
        streamer.look(viewOf({0, 0, 0}, 400));
        QTest::qWait(20);
        streamer.setLayers({});
        streamer.setLayers({handmade::tiled(source)});
        streamer.look(viewOf({0, 0, 0}, 400));
        QTest::qWait(20);
    }
    QVERIFY(timer.elapsed() < 1000);
    QCoreApplication::processEvents(); // what was read arrives at nobody
}

QTEST_GUILESS_MAIN(TileTest)
#include "TileTest.moc"
