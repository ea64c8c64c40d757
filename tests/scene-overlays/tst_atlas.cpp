#include "scene/overlays/Atlas.h"

#include <QPainter>
#include <QTest>

/// Pictures of what is written over the city, hour after hour.
class AtlasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasDrawn();
    void isBoundByWhatIsShown();
    void neverTooSmall();

private:
    /// Draws so many pictures of a frame, the first of the number `from`.
    static void frame(scene::Atlas &atlas, int from, int count)
    {
        if (atlas.isOverfull())
            atlas.clear();
        for (int i = from; i < from + count; ++i)
            atlas.cell(QString::number(i), QSizeF(200, 30),
                       [](QPainter &painter) { painter.fillRect(QRectF(0, 0, 200, 30), Qt::white); });
    }
};

void AtlasTest::keepsWhatWasDrawn()
{
    scene::Atlas atlas;
    int painted = 0;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!atlas.isOverfull());
        atlas.cell(QStringLiteral("one"), QSizeF(10, 10), [&](QPainter &) { ++painted; });
    }
    QCOMPARE(painted, 1);
    QCOMPARE(atlas.pages(), 1);
    QVERIFY(atlas.cell(QStringLiteral("huge"), QSizeF(5000, 10), [&](QPainter &) { ++painted; }).isNull());
}

// Two hours of names that come and go take no more than a few minutes of them.
void AtlasTest::isBoundByWhatIsShown()
{
    scene::Atlas atlas;
    int most = 0;
    for (int turn = 0; turn < 2000; ++turn) {
        frame(atlas, turn * 20, 20);
        most = std::max(most, atlas.pages());
    }
    QVERIFY2(most <= 5, QByteArray::number(most));
}

// More than a page of pictures in every frame: they are not drawn anew for each of them.
void AtlasTest::neverTooSmall()
{
    scene::Atlas atlas;
    for (const int count : {20, 400, 1600}) {
        for (int turn = 0; turn < 3; ++turn)
            frame(atlas, 0, count);
        const quint32 generation = atlas.generation();
        for (int turn = 0; turn < 20; ++turn)
            frame(atlas, 0, count);
        QCOMPARE(atlas.generation(), generation);
    }
}

QTEST_MAIN(AtlasTest)
#include "tst_atlas.moc"
