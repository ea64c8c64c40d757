#include "HandMadeCity.h"
#include "ViewTest.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using scene::CityView;

/// What stood on screen when a city was whole is shown at the next start before the city is there. Needs a display with
/// OpenGL 3.3 (Xvfb will do).
class SketchTest : public ViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void showsTheCityBeforeItIsThere();
    void becomesTheCity();
    void damagedOnesAreNotShown();
    void keepsNothingUnasked();

private:
    QImage fromAbove();
    bool waitForFiles(int count);
    int files() const { return int(QDir(m_folder.path()).entryList(QDir::Files).size()); }
    bool showsBlock(const QImage &picture) const;

    QTemporaryDir m_folder;
};

static const geometry::Vec3 Roof(0, 0, 40);

static std::shared_ptr<domain::City> oneBlock()
{
    auto buildings = handmade::layer(QStringLiteral("buildings"), domain::LayerKind::Building);
    buildings->buildings.push_back(
        handmade::building(QStringLiteral("block"), handmade::rectangle({0, 0}, 60, 60), 40));
    return handmade::city({buildings});
}

void SketchTest::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QVERIFY(open({640, 400}));
}

void SketchTest::cleanup()
{
    QVERIFY2(m_failures.isEmpty(), qPrintable(m_failures.join(u'\n')));
}

QImage SketchTest::fromAbove()
{
    m_view->flyTo(scene::CameraPose{{0, 0, 0}, 260, 0, -60}, false);
    return picture();
}

bool SketchTest::waitForFiles(int count)
{
    return QTest::qWaitFor([this, count] { return files() == count; }, 8000);
}

bool SketchTest::showsBlock(const QImage &picture) const
{
    const QColor roof = picture.pixelColor(m_view->viewState().project(Roof).toPoint());
    const QColor ground = picture.pixelColor(m_view->viewState().project({80, 0, 0}).toPoint());
    return roof.lightness() > ground.lightness() + 40;
}

void SketchTest::showsTheCityBeforeItIsThere()
{
    m_view->setCache(m_folder.path(), 64 << 20);
    m_view->expectCity("content 1");
    m_view->setCity(oneBlock());
    QVERIFY(showsBlock(fromAbove()));
    QVERIFY2(waitForFiles(1), "one city is kept");

    m_view->setCity(std::make_shared<domain::City>());
    QVERIFY(!showsBlock(fromAbove()));
    m_view->expectCity("content 1");
    QVERIFY(QTest::qWaitFor([this] { return m_view->stats().triangles > 0; }, 5000));
    const QImage before = fromAbove();
    QVERIFY2(showsBlock(before), "the city of the last start");
    QVERIFY2(m_view->objectAt(m_view->viewState().project(Roof)).isNull(), "it can only be looked at");

    m_view->setCity(oneBlock());
    const QImage after = fromAbove();
    QVERIFY(showsBlock(after));
    QVERIFY(!m_view->objectAt(m_view->viewState().project(Roof)).isNull());
    int different = 0;
    for (int y = 0; y < after.height(); ++y)
        for (int x = 0; x < after.width(); ++x)
            different += qAbs(qGray(after.pixel(x, y)) - qGray(before.pixel(x, y))) > 12 ? 1 : 0;
    QVERIFY2(different < after.width() * after.height() / 100, qPrintable(QString::number(different)));

    m_view->expectCity("content 2");
    m_view->setCity(std::make_shared<domain::City>());
    QVERIFY2(!showsBlock(fromAbove()), "of other content nothing is known");
}

void SketchTest::becomesTheCity()
{
    m_view->setCity(std::make_shared<domain::City>());
    m_view->expectCity("content 1");
    QVERIFY(QTest::qWaitFor([this] { return m_view->stats().triangles > 0; }, 5000));
    QVERIFY(showsBlock(fromAbove()));
    const qint64 triangles = m_view->stats().triangles;
    const auto isBlock = [this] {
        return m_view->objectAt(m_view->viewState().project(Roof)).id == QLatin1String("block");
    };
    auto part = oneBlock();
    part->complete = false;
    m_view->setCity(part);
    QVERIFY(showsBlock(fromAbove()));
    QVERIFY2(!isBlock(), "of parts nothing is made while all of the last start is shown");
    const auto whole = oneBlock();
    m_view->setCity(whole);
    QVERIFY(showsBlock(fromAbove()));
    QVERIFY(isBlock());
    QCOMPARE(m_view->stats().triangles, triangles);
    // Its colours are the city's, not a copy's.
    m_view->setLayerVisible(QStringLiteral("buildings"), false);
    QVERIFY(!showsBlock(fromAbove()));
    m_view->setLayerVisible(QStringLiteral("buildings"), true);
    QVERIFY(showsBlock(fromAbove()));

    // Where reading comes to an end with a part, that is shown.
    m_view->setCity(std::make_shared<domain::City>());
    m_view->expectCity("content 1");
    QVERIFY(QTest::qWaitFor([this] { return m_view->stats().triangles > 0; }, 5000));
    m_view->setCity(part);
    m_view->expectCity({});
    QVERIFY(showsBlock(fromAbove()));
    QVERIFY(isBlock());
}

void SketchTest::damagedOnesAreNotShown()
{
    QCOMPARE(files(), 1);
    const QString name = QDir(m_folder.path()).entryInfoList(QDir::Files).constFirst().filePath();
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(file.size() / 2));
    char byte = 0;
    QVERIFY(file.getChar(&byte));
    QVERIFY(file.seek(file.size() / 2));
    QVERIFY(file.putChar(char(byte ^ 64)));
    file.close();
    m_view->setCity(std::make_shared<domain::City>());
    m_view->expectCity("content 1");
    QVERIFY(QTest::qWaitFor([&] { return !QFile::exists(name); }, 5000));
    QVERIFY(!showsBlock(fromAbove()));
    m_view->setCity(oneBlock());
    QVERIFY(showsBlock(fromAbove()));
    QVERIFY2(waitForFiles(1), "kept anew");
}

void SketchTest::keepsNothingUnasked()
{
    const int before = files();
    m_view->expectCity({});
    m_view->setCity(oneBlock());
    QVERIFY(showsBlock(fromAbove()));
    QTest::qWait(3000);
    QCOMPARE(files(), before);
}

int main(int argc, char **argv)
{
    CityView::prepareApplication();
    QGuiApplication app(argc, argv);
    SketchTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "SketchTest.moc"
