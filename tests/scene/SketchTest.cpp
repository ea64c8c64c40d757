#include "HandMadeCity.h"
#include "scene/CityView.h"

#include <QDir>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTest>

using scene::CityView;

/// What stood on screen when a city was whole is shown at the next start before the city is there. Needs a display with
/// OpenGL 3.3 (Xvfb will do).
class SketchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsTheCityBeforeItIsThere();
    void damagedOnesAreNotShown();
    void keepsNothingUnasked();

private:
    QImage picture();
    bool waitForFiles(int count);
    int files() const { return int(QDir(m_folder.path()).entryList(QDir::Files).size()); }
    bool showsBlock(const QImage &picture) const;

    QTemporaryDir m_folder;
    std::unique_ptr<QQuickWindow> m_window;
    CityView *m_view = nullptr;
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
    m_window = std::make_unique<QQuickWindow>();
    m_window->resize(640, 400);
    m_view = new CityView(m_window->contentItem());
    m_view->setSize(QSizeF(640, 400));
    m_view->setReducedMotion(true);
    m_view->setLabelsVisible(false);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

QImage SketchTest::picture()
{
    m_view->flyTo(scene::CameraPose{{0, 0, 0}, 260, 0, -60}, false);
    if (!QTest::qWaitFor([this] { return m_view->isSettled(); }, 10'000))
        qWarning("not settled");
    return m_window->grabWindow();
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
    QVERIFY(showsBlock(picture()));
    QVERIFY2(waitForFiles(1), "one city is kept");

    m_view->setCity(std::make_shared<domain::City>());
    QVERIFY(!showsBlock(picture()));
    m_view->expectCity("content 1");
    QVERIFY(QTest::qWaitFor([this] { return m_view->stats().triangles > 0; }, 5000));
    const QImage before = picture();
    QVERIFY2(showsBlock(before), "the city of the last start");
    QVERIFY2(m_view->objectAt(m_view->viewState().project(Roof)).isNull(), "it can only be looked at");

    m_view->setCity(oneBlock());
    const QImage after = picture();
    QVERIFY(showsBlock(after));
    QVERIFY(!m_view->objectAt(m_view->viewState().project(Roof)).isNull());
    int different = 0;
    for (int y = 0; y < after.height(); ++y)
        for (int x = 0; x < after.width(); ++x)
            different += qAbs(qGray(after.pixel(x, y)) - qGray(before.pixel(x, y))) > 12 ? 1 : 0;
    QVERIFY2(different < after.width() * after.height() / 100, qPrintable(QString::number(different)));

    m_view->expectCity("content 2");
    m_view->setCity(std::make_shared<domain::City>());
    QVERIFY2(!showsBlock(picture()), "of other content nothing is known");
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
    QVERIFY(!showsBlock(picture()));
    m_view->setCity(oneBlock());
    QVERIFY(showsBlock(picture()));
    QVERIFY2(waitForFiles(1), "kept anew");
}

void SketchTest::keepsNothingUnasked()
{
    const int before = files();
    m_view->expectCity({});
    m_view->setCity(oneBlock());
    QVERIFY(showsBlock(picture()));
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
