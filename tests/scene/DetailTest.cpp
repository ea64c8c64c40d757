#include "HandMadeCity.h"
#include "ViewTest.h"

#include <QScopeGuard>
#include <QTest>

using domain::ObjectKind;
using domain::ObjectRef;
using scene::CityView;

/// Levels of detail by their pixels: from afar a city looks as it does at full detail, wherever one flies there are no
/// holes, and merged buildings show what theirs do. Needs a display with OpenGL 3.3 (Xvfb will do).
class DetailTest : public ViewTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void looksAsWholeFromAfar_data();
    void looksAsWholeFromAfar();
    void looksTheSameInMotion();
    void hasNoHolesOnTheWay();
    void mergedBuildingsTakeTheirColours();
    void picksFromAfarAndNear();
    void hiddenLayersAreNotMade();

private:
    std::shared_ptr<domain::City> m_city;
};

void DetailTest::initTestCase()
{
    QVERIFY(open({960, 540}));
    const auto district = handmade::district(20'000);
    m_city = handmade::city({district->layers.back()});
    m_view->setCity(m_city);
    picture();
}

void DetailTest::cleanup()
{
    QVERIFY2(m_failures.isEmpty(), qPrintable(m_failures.join(u'\n')));
    m_view->setFullDetail(false);
    m_view->setColouring({});
    m_view->select({});
    m_view->setLayerVisible(QStringLiteral("buildings"), true);
}

/// Means of squares of so many pixels.
static QImage squares(const QImage &image, int side)
{
    return image.scaled(image.width() / side, image.height() / side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

/// How many levels (of 255) the squares differ in the mean, and at worst.
static std::pair<double, int> difference(const QImage &a, const QImage &b)
{
    double sum = 0;
    int worst = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const int d = difference(a.pixelColor(x, y), b.pixelColor(x, y));
            sum += d;
            worst = std::max(worst, d);
        }
    }
    return {sum / (a.width() * a.height()), worst};
}

void DetailTest::looksAsWholeFromAfar_data()
{
    QTest::addColumn<double>("distance");
    QTest::addColumn<double>("pitch");
    QTest::addColumn<bool>("light");
    QTest::newRow("all of it") << 6000.0 << -35.0 << false;
    QTest::newRow("all of it, light") << 6000.0 << -35.0 << true;
    QTest::newRow("small") << 14'000.0 << -35.0 << false;
    QTest::newRow("from above") << 8000.0 << -80.0 << false;
    QTest::newRow("into it") << 2500.0 << -20.0 << false;
    QTest::newRow("low") << 4000.0 << -6.0 << false;
    QTest::newRow("upright") << 8000.0 << -90.0 << false;
}

void DetailTest::looksAsWholeFromAfar()
{
    QFETCH(double, distance);
    QFETCH(double, pitch);
    QFETCH(bool, light);
    m_view->setTheme(light ? scene::Theme::Plan : scene::Theme::Command);
    m_view->flyTo(scene::CameraPose{{0, 0, 0}, distance, 20, pitch}, false);
    const QImage simple = picture();
    const qint64 triangles = m_view->stats().triangles;
    m_view->setFullDetail(true);
    m_view->requestFrame();
    const QImage whole = picture();
    QVERIFY2(triangles < m_view->stats().triangles, qPrintable(QString::number(triangles)));
    const auto [mean, worst] = difference(squares(simple, 12), squares(whole, 12));
    qInfo("%lld of %lld triangles; squares differ by %.2f in the mean, %d at worst", triangles,
          m_view->stats().triangles, mean, worst);
    QVERIFY2(mean < 3.5, qPrintable(QString::number(mean)));
    QVERIFY2(worst < 45, qPrintable(QString::number(worst)));
    m_view->setTheme(scene::Theme::Command);
}

void DetailTest::looksTheSameInMotion()
{
    m_view->setMeasuring(true); // as many pixels as at rest
    m_view->flyTo(scene::CameraPose{{0, 0, 0}, 4000, 20, -35}, false);
    picture();
    int drawn = 0;
    const auto counting = connect(m_view, &CityView::frameRendered, this, [&drawn] { ++drawn; });
    m_view->orbitBy(3, 0);
    QVERIFY(QTest::qWaitFor([&drawn] { return drawn > 0; }, 5000));
    const QImage moving = m_window->grabWindow().convertToFormat(QImage::Format_RGB32);
    disconnect(counting);
    const auto [mean, worst] = difference(squares(moving, 12), squares(picture(), 12));
    m_view->setMeasuring(false);
    QVERIFY2(mean < 3, qPrintable(QString::number(mean)));
    QVERIFY2(worst < 35, qPrintable(QString::number(worst)));
}

void DetailTest::hasNoHolesOnTheWay()
{
    // Nobody waits: what is not there yet is shown as it was from where one came.
    m_view->flyTo(scene::CameraPose{{0, 0, 0}, 14'000, 20, -60}, false);
    picture();
    for (const double distance : {9000.0, 5000.0, 2600.0, 1500.0, 900.0, 4000.0, 12'000.0}) {
        int drawn = 0;
        const auto counting = connect(m_view, &CityView::frameRendered, this, [&drawn] { ++drawn; });
        const auto stop = qScopeGuard([&counting] { disconnect(counting); });
        m_view->flyTo(scene::CameraPose{{300, 300, 0}, distance, 20, -60}, false);
        QVERIFY(QTest::qWaitFor([&] { return drawn > 0; }, 5000));
        const QImage now = m_window->grabWindow().convertToFormat(QImage::Format_RGB32);
        const QImage later = picture();
        const auto [mean, worst] = difference(squares(now, 20), squares(later, 20));
        QVERIFY2(mean < 8, qPrintable(QStringLiteral("%1 m: %2").arg(distance).arg(mean)));
    }
}

void DetailTest::mergedBuildingsTakeTheirColours()
{
    m_view->flyTo(scene::CameraPose{{0, 0, 0}, 14'000, 20, -60}, false);
    const QImage plain = picture();
    scene::Colouring colouring;
    colouring.kind = scene::Colouring::Kind::Use;
    m_view->setColouring(colouring);
    const QImage coloured = picture();
    QVERIFY(difference(squares(plain, 12), squares(coloured, 12)).second > 20);
    m_view->setFullDetail(true);
    m_view->requestFrame();
    const auto [mean, worst] = difference(squares(coloured, 12), squares(picture(), 12));
    QVERIFY2(mean < 3, qPrintable(QString::number(mean)));
    m_view->setFullDetail(false);
    m_view->setColouring({});
    m_view->select({ObjectKind::Building, m_city->layers.back()->buildings[40].id});
    QVERIFY(difference(plain, picture()).second > 40);
}

void DetailTest::picksFromAfarAndNear()
{
    for (const double distance : {14'000.0, 1200.0}) {
        m_view->flyTo(scene::CameraPose{{0, 0, 0}, distance, 20, -60}, false);
        picture();
        int met = 0;
        for (int i = 0; i < 40; ++i)
            met += !m_view->objectAt(QPointF(440 + 2 * i, 250 + i)).isNull();
        QVERIFY2(met > 10, qPrintable(QString::number(met)));
    }
}

void DetailTest::hiddenLayersAreNotMade()
{
    m_view->flyTo(scene::CameraPose{{0, 0, 0}, 14'000, 20, -60}, false);
    picture();
    m_view->setLayerVisible(QStringLiteral("buildings"), false);
    m_view->flyTo(scene::CameraPose{{0, 0, 0}, 700, 20, -60}, false);
    picture();
    QCOMPARE(m_view->stats().triangles, qint64(0));
    m_view->setLayerVisible(QStringLiteral("buildings"), true);
    picture();
    QVERIFY(m_view->stats().triangles > 0);
}

int main(int argc, char **argv)
{
    CityView::prepareApplication();
    QGuiApplication app(argc, argv);
    DetailTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "DetailTest.moc"
