#include "Scenes.h"
#include "scene/picking/PickIndex.h"

#include <QTest>

#include <cmath>

using geometry::Vec3;

class PickTest : public QObject
{
    Q_OBJECT

    scene::PickIndex m_index;

private Q_SLOTS:
    void init()
    {
        m_index.clear();
        // Three houses in a row along x, far from the origin.
        for (quint32 i = 0; i < 3; ++i) {
            const double x = 100000 + 50.0 * i;
            m_index.insert(i, scenes::boxChunk({{x, 0, 0}, {x + 20, 20, 30}}, i == 2 ? 1 : 0, 10 + i));
        }
    }

    void findsTheNearest()
    {
        const auto hit = m_index.pick({{99900, 10, 15}, {2, 0, 0}});
        QVERIFY(hit);
        QCOMPARE(hit->feature, 10u);
        QCOMPARE(hit->layer, 0u);
        QVERIFY(std::abs(hit->distance - 100) < 0.01);
        QVERIFY(glm::length(hit->point - Vec3(100000, 10, 15)) < 0.01);
        QCOMPARE(m_index.pick({{100300, 10, 15}, {-1, 0, 0}})->feature, 12u);
        QVERIFY(!m_index.pick({{99900, 10, 35}, {1, 0, 0}}));
        QVERIFY(!m_index.pick({{99900, 10, 15}, {-1, 0, 0}}));
        QCOMPARE(m_index.pick({{100060, 10, 500}, {0, 0, -1}})->feature, 11u);
    }

    void passesWhatIsNotAccepted()
    {
        const geometry::Ray ray{{99900, 10, 15}, {1, 0, 0}};
        QCOMPARE(m_index.pick(ray, [](quint32, quint32 feature) { return feature != 10; })->feature, 11u);
        const auto hit = m_index.pick(ray, [](quint32 layer, quint32) { return layer == 1; });
        QCOMPARE(hit->feature, 12u);
        QVERIFY(std::abs(hit->distance - 200) < 0.05);
        QVERIFY(!m_index.pick(ray, [](quint32, quint32) { return false; }));
    }

    void tellsWhatHides()
    {
        const geometry::Ray ray{{99900, 10, 15}, {10, 0, 0}};
        QVERIFY(m_index.occluded(ray, 150));
        QVERIFY(!m_index.occluded(ray, 99));
        QVERIFY(!m_index.occluded(ray, 140, [](quint32, quint32 feature) { return feature != 10; }));
        QVERIFY(m_index.occluded(ray, 160, [](quint32, quint32 feature) { return feature != 10; }));
    }

    void forgetsChunks()
    {
        m_index.remove(0);
        QCOMPARE(m_index.pick({{99900, 10, 15}, {1, 0, 0}})->feature, 11u);
        m_index.insert(1, scenes::boxChunk({{99950, 0, 0}, {99960, 20, 30}}, 3, 7));
        QCOMPARE(m_index.pick({{99900, 10, 15}, {1, 0, 0}})->layer, 3u);
        m_index.clear();
        QVERIFY(m_index.isEmpty());
        QVERIFY(!m_index.pick({{99900, 10, 15}, {1, 0, 0}}));
    }
};

QTEST_GUILESS_MAIN(PickTest)
#include "tst_pick.moc"
