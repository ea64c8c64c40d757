#include "Scenes.h"
#include "scene/overlays/AreaLabels.h"
#include "scene/overlays/LabelLayout.h"

#include <QGuiApplication>
#include <QTest>

using geometry::Vec3;
using scene::AreaLabel;

/// Names of a thematic map.
class TestAreas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standInTheMiddle();
    void neverLieOverEachOther();
    void stayOnTheStage();
    void standClearOfMarkers();
    void takeTheNameFromTheCity();
};

static AreaLabel labelAt(const QString &id, double x, double y, double half = 150)
{
    AreaLabel label{
        {domain::ObjectKind::Community, id}, id + QStringLiteral(" community\n1,234"), Qt::darkCyan, {}, {}};
    label.middle = Vec3(x, y, 0);
    for (const double dx : {-half, 0.0, half})
        for (const double dy : {-half, 0.0, half})
            label.inside.push_back(Vec3(x + dx, y + dy, 0));
    return label;
}

void TestAreas::standInTheMiddle()
{
    scene::AreaLabels labels;
    const scene::ViewState view = scenes::viewOf({0, 0, 0}, 1500);
    labels.setViewState(view);
    labels.setLabels({labelAt(QStringLiteral("a"), 0, 0), labelAt(QStringLiteral("b"), 500, 300)});
    QCOMPARE(labels.placed().size(), size_t(2));
    for (const auto &placed : labels.placed()) {
        const Vec3 at = placed.area.id == QLatin1String("a") ? Vec3(0) : Vec3(500, 300, 0);
        const QPointF away = placed.rect.center() - view.project(at);
        QVERIFY(std::hypot(away.x(), away.y()) < 1);
    }
    labels.setLabels({});
    QVERIFY(labels.placed().empty());
}

void TestAreas::neverLieOverEachOther()
{
    scene::AreaLabels labels;
    labels.setViewState(scenes::viewOf({0, 0, 0}, 4000));
    std::vector<AreaLabel> many;
    for (int i = 0; i < 100; ++i)
        many.push_back(labelAt(QString::number(i), (i % 10 - 5) * 200, (i / 10 - 5) * 200));
    labels.setLabels(many);
    const auto &placed = labels.placed();
    QVERIFY(placed.size() > 10);
    for (size_t i = 0; i < placed.size(); ++i)
        for (size_t j = 0; j < i; ++j)
            QVERIFY(!placed[i].rect.intersects(placed[j].rect));
    QCOMPARE(placed.front().area.id, QStringLiteral("0")); // the first is written in any case
}

void TestAreas::stayOnTheStage()
{
    scene::AreaLabels labels;
    const QRectF stage(500, 100, 900, 800);
    labels.setStage(stage);
    const scene::ViewState view = scenes::viewOf({0, 0, 0}, 900);
    labels.setViewState(view);
    // Its middle is under the panels, a part of it is not.
    double depth = 0;
    AreaLabel wide = labelAt(QStringLiteral("wide"), -700, 0, 600);
    QVERIFY(!stage.contains(view.project(wide.middle, &depth)));
    labels.setLabels({wide});
    QCOMPARE(labels.placed().size(), size_t(1));
    QVERIFY(stage.contains(labels.placed().front().rect));
    // All of it is.
    labels.setLabels({labelAt(QStringLiteral("off"), -2000, 0)});
    QVERIFY(labels.placed().empty());
}

void TestAreas::standClearOfMarkers()
{
    scene::AreaLabels labels;
    const scene::ViewState view = scenes::viewOf({0, 0, 0}, 900);
    labels.setViewState(view);
    labels.setLabels({labelAt(QStringLiteral("a"), 0, 0)});
    const QRectF middle = labels.placed().front().rect;
    const auto marker = [](const QPointF &at) { return QRectF(at.x() - 15, at.y() - 15, 30, 30); };
    labels.setObstacles({marker(middle.center())});
    QCOMPARE(labels.placed().size(), size_t(1));
    const QRectF aside = labels.placed().front().rect;
    QVERIFY(!aside.intersects(marker(middle.center())));
    // It does not move for one that is elsewhere, nor while its middle has just enough room.
    labels.setObstacles({marker(middle.center()), marker(aside.center() + QPointF(0, 400))});
    QCOMPARE(labels.placed().front().rect, aside);
    labels.setObstacles({});
    QCOMPARE(labels.placed().front().rect, middle);
    // Markers everywhere: it stands where it is covered least rather than nowhere.
    std::vector<QRectF> many;
    for (int x = 0; x < view.size.width(); x += 30)
        for (int y = 0; y < view.size.height(); y += 30)
            many.push_back(marker(QPointF(x, y)));
    labels.setObstacles(many);
    QCOMPARE(labels.placed().size(), size_t(1));
}

void TestAreas::takeTheNameFromTheCity()
{
    scene::LabelLayout layout;
    scene::LabelCandidate name;
    name.text = QStringLiteral("东门社区");
    name.object = {domain::ObjectKind::Community, QStringLiteral("c1")};
    name.kind = scene::LabelKind::Community;
    name.extent = 800;
    name.priority = 10;
    layout.setCandidates({name});
    const scene::ViewState view = scenes::viewOf({0, 0, 0}, 1500);
    QCOMPARE(layout.choose(view, nullptr, {}).size(), size_t(1));
    layout.setNamedElsewhere({name.object});
    QVERIFY(layout.choose(view, nullptr, {}).empty());
}

QTEST_MAIN(TestAreas)
#include "tst_areas.moc"
