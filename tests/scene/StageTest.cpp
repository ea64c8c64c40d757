#include "HandMadeInterior.h"
#include "ViewTest.h"

#include <QGuiApplication>
#include <QTest>

#include <cmath>

using domain::ObjectKind;
using domain::ObjectRef;
using scene::CityView;
using scene::InteriorLook;

static const QString Id = QStringLiteral("house");

/// Where the camera goes for an entered building, and what it does about what stands before that. Needs a display with
/// OpenGL 3.3 (Xvfb will do).
class StageTest : public ViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void whatStandsBeforeItIsSetAside();
    void fannedOutItIsStillWhole();
    void sectionIsLookedInto();

private:
    void look(const InteriorLook &look);
};

static const QRectF Free(250, 60, 300, 300);

void StageTest::initTestCase()
{
    QVERIFY(open({640, 400}));
    auto buildings = handmade::layer(QStringLiteral("buildings"), domain::LayerKind::Building);
    buildings->buildings.push_back(handmade::building(Id, handmade::rectangle({0, 0}, 20, 12.4), 9, 3));
    buildings->buildings.push_back(
        handmade::building(QStringLiteral("before"), handmade::rectangle({0, -30}, 60, 10), 40));
    m_view->setCity(handmade::city({buildings}));
    m_view->setStage(Free);
    m_view->enter({ObjectKind::Building, Id});
    m_view->setInterior(handmade::interior(Id, 3, {0, 0}, 0, 1));
    QVERIFY(QTest::qWaitFor([this] { return m_view->isInteriorSettled(); }, 10'000));
}

void StageTest::cleanup()
{
    QVERIFY2(m_failures.isEmpty(), qPrintable(m_failures.join(u'\n')));
}

void StageTest::look(const InteriorLook &look)
{
    m_view->setInteriorLook(look);
    QVERIFY(QTest::qWaitFor([this] { return m_view->isInteriorSettled(); }, 10'000));
}

void StageTest::whatStandsBeforeItIsSetAside()
{
    m_view->flyTo(scene::CameraPose{{0, 0, 4}, 60, 0, -25}, false);
    QVERIFY(settle());
    const ObjectRef seen = m_view->objectAt(m_view->viewState().project({0, 0, 9}));
    QCOMPARE(domain::buildingOfInsideId(seen.id), Id);
    // Left, all stand again.
    m_view->flyTo(scene::CameraPose{{0, -30, 20}, 60, 180, -25}, false);
    QVERIFY(settle());
    QCOMPARE(m_view->objectAt(m_view->viewState().project({0, -30, 40})).id, QStringLiteral("before"));
}

void StageTest::fannedOutItIsStillWhole()
{
    m_view->flyTo(ObjectRef{ObjectKind::Building, Id}, false);
    for (const auto spread : {InteriorLook::Spread::Up, InteriorLook::Spread::Sideways, InteriorLook::Spread::None}) {
        InteriorLook fanned;
        fanned.spread = spread;
        look(fanned);
        QVERIFY(settle());
        for (const QString &room : {QStringLiteral("room0-3"), QStringLiteral("room0--1"), QStringLiteral("room0-1")}) {
            const QPointF at = m_view->screenPosition({ObjectKind::Space, domain::insideId(Id, room)});
            if (!std::isnan(at.x()))
                QVERIFY2(Free.contains(at), qPrintable(room));
        }
    }
}

void StageTest::sectionIsLookedInto()
{
    // From the east a section that opens to the south would be seen edge on.
    m_view->flyTo(scene::CameraPose{{0, 0, 4}, 60, 270, -20}, false);
    InteriorLook cut;
    cut.section = scene::SectionPlane{{0, 0, 4}, {0, -1, 0}};
    look(cut);
    const double into = -glm::dot(m_view->viewState().forward(), cut.section->normal);
    QVERIFY2(std::abs(into - std::sin(glm::radians(55.0))) < 0.02, qPrintable(QString::number(into)));
    // Dragged along, it leaves the camera alone.
    const scene::CameraPose pose = m_view->pose();
    cut.section->point.y -= 1;
    look(cut);
    QCOMPARE(m_view->pose(), pose);
}

int main(int argc, char **argv)
{
    CityView::prepareApplication();
    QGuiApplication app(argc, argv);
    StageTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "StageTest.moc"
