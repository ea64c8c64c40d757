#include "Scenes.h"
#include "scene/interior/InteriorLabels.h"
#include "scene/overlays/LabelLayout.h"
#include "scene/overlays/LabelOverlay.h"

#include <QQuickWindow>
#include <QSet>
#include <QTest>

#include <cmath>
#include <random>

using geometry::Vec2;
using geometry::Vec3;

namespace
{

/// Streets every 150 m each way (in pieces, as maps have them), quarters between them, towers and schools.
std::shared_ptr<domain::City> town()
{
    auto city = std::make_shared<domain::City>();
    auto roads = std::make_shared<domain::Layer>();
    roads->info.id = QStringLiteral("roads");
    roads->info.kind = domain::LayerKind::Road;
    for (int i = -4; i <= 4; ++i) {
        for (int piece = -4; piece < 4; ++piece) {
            domain::Feature east, north;
            east.name = QStringLiteral("东西%1路").arg(i + 5);
            east.id = QStringLiteral("e%1.%2").arg(i).arg(piece);
            east.width = 12;
            east.lines = {{{piece * 150.0, i * 150.0}, {piece * 150.0 + 150, i * 150.0}}};
            north.name = QStringLiteral("南北%1街").arg(i + 5);
            north.id = QStringLiteral("n%1.%2").arg(i).arg(piece);
            north.width = 8;
            north.lines = {{{i * 150.0, piece * 150.0 + 150}, {i * 150.0, piece * 150.0}}};
            roads->features.push_back(east);
            roads->features.push_back(north);
        }
    }
    auto areas = std::make_shared<domain::Layer>();
    areas->info.id = QStringLiteral("areas");
    areas->info.kind = domain::LayerKind::Area;
    auto houses = std::make_shared<domain::Layer>();
    houses->info.id = QStringLiteral("houses");
    houses->info.kind = domain::LayerKind::Building;
    std::mt19937 random(5);
    std::uniform_real_distribution<double> any(-600, 600);
    for (int i = 0; i < 60; ++i) {
        const Vec2 p(any(random), any(random));
        domain::AdminArea area;
        area.id = QStringLiteral("A%1").arg(i);
        area.name = QStringLiteral("第%1小区").arg(i);
        area.level = i % 3 ? domain::ObjectKind::Quarter : domain::ObjectKind::Grid;
        area.shape = scenes::rectangle({p, p + Vec2(90, 70)});
        areas->areas.push_back(area);
        domain::Building house;
        house.id = QStringLiteral("B%1").arg(i);
        house.name = QStringLiteral("云天大厦%1").arg(i);
        house.ground = 0;
        house.height = float(20 + i * 3);
        house.footprint = scenes::rectangle({p, p + Vec2(20, 20)});
        houses->buildings.push_back(house);
    }
    city->layers = {areas, roads, houses};
    city->index();
    return city;
}

}

class LabelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesStayOnTheStage()
    {
        const auto city = town();
        const scene::ViewState view = scenes::viewOf({0, 0, 0}, 900, 20, -45);
        scene::LabelLayout layout;
        layout.setCandidates(scene::labelCandidates(*city, QStringLiteral("zh_CN")));
        const auto all = layout.choose(view, city.get(), {});
        const QRectF stage(500, 120, 700, 700);
        layout.setStage(stage);
        const auto some = layout.choose(view, city.get(), all);
        QVERIFY(!some.empty() && some.size() < all.size());
        for (const auto &choice : some) {
            const auto place = layout.place(choice, view);
            QVERIFY(place && stage.contains(place->bounds()));
        }
    }

    void roomsStayOnTheStage()
    {
        QQuickWindow window;
        scene::InteriorLabels labels(window.contentItem());
        const scene::ViewState view = scenes::viewOf({0, 0, 0}, 60, 0, -60);
        labels.setViewState(view);
        std::vector<scene::RoomLabel> rooms;
        for (int i = -4; i <= 4; ++i)
            rooms.push_back({Vec3(i * 8, 0, 0), 3, QStringLiteral("卧室"), QStringLiteral("12 m²")});
        labels.setRooms(rooms);
        QCOMPARE(labels.placed().size(), size_t(9));
        const QRectF stage(600, 100, 700, 900);
        labels.setStage(stage);
        QVERIFY(!labels.placed().empty() && labels.placed().size() < 9);
        for (const auto &placed : labels.placed())
            QVERIFY(stage.contains(placed.rect));
    }

    void collectsNames()
    {
        const auto labels = scene::labelCandidates(*town(), QStringLiteral("zh_CN"));
        int roads = 0;
        for (const auto &label : labels) {
            if (label.kind != scene::LabelKind::Road)
                continue;
            ++roads;
            // Eight pieces were joined to a road of 1,200 m.
            QVERIFY(std::abs(label.extent - 1200) < 1);
            QVERIFY(label.middle + 1 < label.line.size());
        }
        QCOMPARE(roads, 18 * 4);
    }

    void namesFollowTheLanguage()
    {
        auto city = std::make_shared<domain::City>(*town());
        for (auto &shared : city->layers) {
            auto layer = std::make_shared<domain::Layer>(*shared);
            for (domain::Feature &feature : layer->features)
                feature.nameEn = QStringLiteral("Road ") + feature.id;
            shared = layer;
        }
        const auto roads = [&](const char *language) {
            QSet<QString> names;
            for (const auto &label : scene::labelCandidates(*city, QString::fromLatin1(language))) {
                if (label.kind == scene::LabelKind::Road)
                    names.insert(label.text);
            }
            return names;
        };
        for (const QString &name : roads("en"))
            QVERIFY2(name.startsWith(QLatin1String("Road ")), qPrintable(name));
        for (const QString &name : roads("zh_CN"))
            QVERIFY2(!name.startsWith(QLatin1String("Road ")), qPrintable(name));
    }

    void roomsAndStoreysFollowTheLanguage()
    {
        domain::Interior interior;
        interior.storeys.resize(2);
        interior.storeys[0].number = -1;
        interior.storeys[0].name = QStringLiteral("地下1层");
        interior.storeys[1].number = 18;
        interior.storeys[1].name = QStringLiteral("18F");
        QCOMPARE(scene::storeyText(interior, -1, QStringLiteral("en")), QStringLiteral("B1"));
        QCOMPARE(scene::storeyText(interior, 18, QStringLiteral("en")), QStringLiteral("18F"));
        interior.storeys[1].name = QStringLiteral("屋顶花园");
        QCOMPARE(scene::storeyText(interior, 18, QStringLiteral("zh_CN")), QStringLiteral("屋顶花园"));
        domain::Space space;
        space.name = QStringLiteral("卧室");
        space.function = domain::SpaceFunction::Room;
        QCOMPARE(scene::spaceText(space, QStringLiteral("en")), QStringLiteral("Room"));
        space.nameEn = QStringLiteral("Bedroom");
        QCOMPARE(scene::spaceText(space, QStringLiteral("en")), QStringLiteral("Bedroom"));
        QCOMPARE(scene::spaceText(space, QStringLiteral("zh_CN")), QStringLiteral("卧室"));
    }

    void namesOfTilesComeAndGo()
    {
        QQuickWindow window;
        scene::LabelOverlay labels(window.contentItem());
        labels.setReducedMotion(true);
        labels.setSize({1920, 1080});
        labels.setCity(town());
        labels.setViewState(scenes::viewOf({0, 0, 0}, 900, 20, -45));
        const auto tile = [](const char *first) {
            auto content = std::make_shared<domain::Layer>();
            for (const char *id : {first, "tower"}) {
                domain::Building tower;
                tower.id = QString::fromLatin1(id);
                tower.name = QStringLiteral("瓦片大厦") + tower.id;
                tower.ground = 0;
                tower.height = 200;
                const Vec2 p = tower.id == QLatin1String("tower") ? Vec2(0, 0) : Vec2(200, 100);
                tower.footprint = scenes::rectangle({p, p + Vec2(30, 30)});
                content->buildings.push_back(tower);
            }
            return content;
        };
        const auto names = [&] {
            labels.layoutNow();
            QSet<QString> written;
            for (const auto &placed : labels.placed())
                written.insert(placed.object.id);
            return written;
        };
        const auto plain = names();
        QVERIFY(!plain.contains(QStringLiteral("tower")));
        labels.setTiles({{2, tile("one")}});
        QVERIFY(names().contains(QStringLiteral("tower")) && names().contains(QStringLiteral("one")));
        labels.setTiles({{2, tile("two")}});
        QVERIFY(names().contains(QStringLiteral("tower")) && names().contains(QStringLiteral("two")));
        QVERIFY(!names().contains(QStringLiteral("one")));
        labels.setHiddenLayers({QStringLiteral("houses")});
        QVERIFY(!names().contains(QStringLiteral("tower")));
        labels.setHiddenLayers({});
        labels.setTiles({});
        QCOMPARE(names().contains(QStringLiteral("tower")), false);
    }

    void nothingOverlaps()
    {
        const auto city = town();
        scene::LabelLayout layout;
        layout.setCandidates(scene::labelCandidates(*city, QStringLiteral("zh_CN")));
        const std::vector<QRectF> markers{{900, 500, 40, 40}, {300, 300, 200, 30}};
        layout.setObstacles(markers);
        std::vector<scene::LabelLayout::Choice> kept;
        for (const double heading : {0.0, 33.0, 90.0, 211.0}) {
            for (const double distance : {2500.0, 1200.0, 500.0, 200.0}) {
                const scene::ViewState view = scenes::viewOf({0, 0, 0}, distance, heading, -40);
                kept = layout.choose(view, city.get(), kept);
                QVERIFY2(!kept.empty(), qPrintable(QString::number(distance)));
                std::vector<QRectF> taken = markers;
                for (const auto &i : kept) {
                    const auto place = layout.place(i, view);
                    QVERIFY(place);
                    QVERIFY(place->angle > -90.001 && place->angle <= 90.001); // never upside down
                    QVERIFY(QRectF(0, 0, 1920, 1080).contains(place->bounds()));
                    const auto boxes = place->boxes();
                    for (const QRectF &box : boxes) {
                        for (const QRectF &other : taken)
                            QVERIFY(!box.intersects(other));
                    }
                    taken.insert(taken.end(), boxes.begin(), boxes.end());
                }
            }
        }
    }

    void staysUnderSmallMoves()
    {
        const auto city = town();
        scene::LabelLayout layout;
        layout.setCandidates(scene::labelCandidates(*city, QStringLiteral("zh_CN")));
        std::vector<scene::LabelLayout::Choice> kept;
        for (const double distance : {908.0, 892.0})
            kept = layout.choose(scenes::viewOf({0, 0, 0}, distance, 10, -45), city.get(), kept);
        const size_t first = kept.size();
        size_t changes = 0;
        for (int i = 0; i < 20; ++i) {
            const auto now =
                layout.choose(scenes::viewOf({0, 0, 0}, 900 + (i % 2 ? 8 : -8), 10, -45), city.get(), kept);
            for (const auto &label : kept)
                changes += std::find(now.begin(), now.end(), label) == now.end();
            kept = now;
        }
        QVERIFY(first > 20);
        QVERIFY2(changes <= first / 10, qPrintable(QStringLiteral("%1 of %2").arg(changes).arg(first)));
    }

    void followsTheRoad()
    {
        const auto city = town();
        scene::LabelLayout layout;
        layout.setCandidates(scene::labelCandidates(*city, QStringLiteral("zh_CN")));
        const scene::ViewState view = scenes::viewOf({0, 0, 0}, 700, 30, -90);
        int turned = 0;
        for (const auto &i : layout.choose(view, city.get(), {})) {
            if (layout.candidate(i.candidate).kind != scene::LabelKind::Road)
                continue;
            const double angle = layout.place(i, view)->angle;
            // Heading 30 degrees: roads to the east run up the screen by 60 degrees to the left, or across.
            QVERIFY2(std::abs(angle + 30) < 1 || std::abs(angle - 60) < 1 || std::abs(angle + 60) < 1 ||
                         std::abs(angle - 30) < 1,
                     qPrintable(QString::number(angle)));
            ++turned;
        }
        QVERIFY(turned > 5);
    }

    void hidesLayersAndWhatIsBehind()
    {
        const auto city = town();
        scene::LabelLayout layout;
        layout.setCandidates(scene::labelCandidates(*city, QStringLiteral("zh_CN")));
        const scene::ViewState view = scenes::viewOf({0, 0, 0}, 700, 0, -45);
        layout.setHiddenLayers({QStringLiteral("roads"), QStringLiteral("houses")});
        for (const auto &i : layout.choose(view, city.get(), {}))
            QVERIFY(layout.candidate(i.candidate).layer == 0);
        layout.setHiddenLayers({});
        for (const auto &i : layout.choose(view, city.get(), {}, [](const Vec3 &) { return true; }))
            QVERIFY(layout.candidate(i.candidate).kind != scene::LabelKind::Road);
    }

    void shows()
    {
        scene::LabelOverlay overlay;
        overlay.setCity(town());
        overlay.setViewState(scenes::viewOf({0, 0, 0}, 700, 0, -45));
        overlay.layoutNow();
        QVERIFY(overlay.placed().size() > 20);
        overlay.setTextScale(2);
        overlay.layoutNow();
        for (const auto &label : overlay.placed())
            QVERIFY(label.rect.height() > 24);
    }
};

QTEST_MAIN(LabelsTest)
#include "tst_labels.moc"
