#include "scene/engine/FrameBudget.h"

#include <QTest>

using scene::FrameBudget;
using scene::FrameChoice;

/// How roughly a moving picture is drawn, by a machine that takes so long a frame at full size.
class BudgetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quickMachineDrawsAll();
    void oneSlowFrameIsForgiven();
    void slowMachineComesToRest_data();
    void slowMachineComesToRest();
    void climbsAgain();
    void doesNotWaver();
    void smallPicturesStaySharp();
};

/// What a frame takes with so many milliseconds for pixels and for triangles.
static double cost(const FrameChoice &choice, double pixels, double triangles)
{
    return pixels * choice.scale * choice.scale * (choice.shaded ? 1.0 : 0.8) + triangles * choice.detail;
}

void BudgetTest::quickMachineDrawsAll()
{
    FrameBudget budget;
    budget.setSize({1920, 1080});
    for (int i = 0; i < 1000; ++i)
        QVERIFY(!budget.drawn(16.7));
    QCOMPARE(budget.choice(), FrameChoice());
}

void BudgetTest::oneSlowFrameIsForgiven()
{
    FrameBudget budget;
    budget.setSize({1920, 1080});
    for (int i = 0; i < 100; ++i)
        budget.drawn(i % 3 == 0 ? 300 : 16);
    QCOMPARE(budget.choice(), FrameChoice());
}

void BudgetTest::slowMachineComesToRest_data()
{
    QTest::addColumn<double>("pixels");
    QTest::addColumn<double>("triangles");
    QTest::newRow("4K") << 120.0 << 10.0;
    QTest::newRow("many buildings") << 10.0 << 70.0;
    QTest::newRow("both") << 70.0 << 30.0;
    QTest::newRow("hopeless") << 400.0 << 400.0;
}

void BudgetTest::slowMachineComesToRest()
{
    QFETCH(double, pixels);
    QFETCH(double, triangles);
    FrameBudget budget;
    budget.setSize({3840, 2160});
    for (int i = 0; i < 30; ++i)
        budget.drawn(cost(budget.choice(), pixels, triangles));
    const double now = cost(budget.choice(), pixels, triangles);
    QVERIFY2(now <= FrameBudget::WishedMs || !budget.choice().shaded, qPrintable(QString::number(now)));
    QVERIFY(budget.choice().scale < 1);
    QVERIFY(budget.choice().scale >= 0.4);
}

void BudgetTest::climbsAgain()
{
    FrameBudget budget;
    budget.setSize({3840, 2160});
    for (int i = 0; i < 30; ++i)
        budget.drawn(200);
    QVERIFY(!budget.choice().shaded);
    for (int i = 0; i < 3000; ++i)
        budget.drawn(8);
    QCOMPARE(budget.choice(), FrameChoice());
}

void BudgetTest::doesNotWaver()
{
    // Where one step is just too slow and the next is quick, it settles for the quick one.
    FrameBudget budget;
    budget.setSize({3840, 2160});
    int changes = 0;
    for (int i = 0; i < 2000; ++i)
        changes += budget.drawn(budget.choice().scale > 0.9 ? 60 : 15) ? 1 : 0;
    QVERIFY2(changes < 20, qPrintable(QString::number(changes)));
}

void BudgetTest::smallPicturesStaySharp()
{
    FrameBudget budget;
    budget.setSize({1280, 720});
    for (int i = 0; i < 30; ++i)
        budget.drawn(500);
    QCOMPARE(budget.choice().scale, 1.0);
    QVERIFY(budget.choice().detail < 1);
}

QTEST_GUILESS_MAIN(BudgetTest)
#include "BudgetTest.moc"
