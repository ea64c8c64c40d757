#include "Looks.h"
#include "Panels.h"
#include "domain/Alarms.h"
#include "scene/CityView.h"
#include "viewer/Viewer.h"

#include <QApplication>
#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

/// Every layout at every size, in both themes and languages, over the sample's storm day: nothing overlaps, is cut or
/// too small, and the window looks as it did when somebody last looked at it and found it good.
class PicturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void panelsFit_data();
    void panelsFit();
    void looksAsItDid_data();
    void looksAsItDid();
    void cleanupTestCase();

private:
    void take(const Look &look);
    bool settle(int patienceMs = 60000);

    QTemporaryDir m_profile; ///< its own: two of these tests run side by side
    std::unique_ptr<app::Viewer> m_viewer;
    domain::ObjectRef m_subject; ///< what is selected
};

static const bool Renews = qEnvironmentVariableIsSet("YUNJIE_RENEW_PICTURES");
static constexpr int Width = 640; ///< of the pictures that are kept

/// Nothing is to come any more: the city is drawn, bindings and layouts have settled.
bool PicturesTest::settle(int patienceMs)
{
    constexpr int Looks = 4, LookMs = 40;
    QElapsedTimer time;
    time.start();
    int calm = 0;
    while (time.elapsed() < patienceMs) {
        QTest::qWait(LookMs);
        const scene::CityView *view = m_viewer->view();
        calm = view && view->isSettled() && !view->isMoving() ? calm + 1 : 0;
        if (calm >= Looks)
            return true;
    }
    return false;
}

void PicturesTest::initTestCase()
{
    app::ViewerOptions options;
    options.size = QSize(1920, 1080);
    options.fixedSize = true;
    options.still = true;
    options.layout = QStringLiteral("wall");
    options.language = QStringLiteral("zh_CN");
    options.theme = QStringLiteral("command");
    options.quality = QStringLiteral("medium");
    options.role = QStringLiteral("operator");
    options.profile = m_profile.path();
    // The fire has been burning for six minutes.
    options.at = QDateTime::fromString(QStringLiteral("2026-06-18T09:40:00+08:00"), Qt::ISODate).toMSecsSinceEpoch();
    m_viewer = std::make_unique<app::Viewer>(options);
    const base::Status started = m_viewer->start();
    QVERIFY2(started, started ? "" : qPrintable(started.error().toLine()));
    constexpr int PatienceMs = 180000;
    QTRY_VERIFY_WITH_TIMEOUT(m_viewer->isReady(), PatienceMs);
    QVERIFY2(m_viewer->session().errors().isEmpty(), qPrintable(m_viewer->session().errors().join(u'\n')));
    // What is selected is what calls loudest.
    const domain::Alarm *worst = nullptr;
    for (const domain::Alarm *alarm : m_viewer->session().twin().state().alarms()) {
        const bool counts = alarm->severity == domain::Severity::Critical && alarm->active && !alarm->acknowledged;
        if (counts && (!worst || alarm->id < worst->id))
            worst = alarm;
    }
    QVERIFY(worst);
    m_subject = worst->subject;
    QVERIFY(m_viewer->session().selection().flyTo(m_subject));
}

void PicturesTest::take(const Look &look)
{
    app::Session &session = m_viewer->session();
    QQuickWindow *window = m_viewer->window();
    // Nothing of what was looked at before decides where panels and camera stand: the layout is made anew.
    session.selection().clear();
    session.setLayout(look.layout == QLatin1String("desk") ? QStringLiteral("briefing") : QStringLiteral("desk"));
    session.setTheme(look.theme);
    session.setLanguage(look.language);
    window->setMinimumSize(look.size);
    window->setMaximumSize(look.size);
    window->resize(look.size);
    QTRY_COMPARE(window->size(), look.size);
    constexpr int StandMs = 150;
    QTest::qWait(StandMs);
    session.setLayout(look.layout);
    QTest::qWait(StandMs);
    session.home();
    session.selection().flyTo(m_subject);
}

static void addLooks(const std::vector<Look> &looks)
{
    QTest::addColumn<QString>("layout");
    QTest::addColumn<QString>("theme");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    for (const Look &look : looks)
        QTest::addRow("%s", qPrintable(look.name())) << look.layout << look.theme << look.language << look.size;
}

void PicturesTest::panelsFit_data()
{
    // The theme moves no panel: one is enough where time is short.
    auto looks = allLooks();
    if (!Renews && !qEnvironmentVariableIsSet("YUNJIE_ALL_PICTURES"))
        std::erase_if(looks, [](const Look &look) { return look.theme != QLatin1String("command"); });
    addLooks(looks);
}

void PicturesTest::panelsFit()
{
    QFETCH(QString, layout);
    QFETCH(QString, theme);
    QFETCH(QString, language);
    QFETCH(QSize, size);
    // Where panels stand does not depend on how the city looks: not drawing it makes this ten times as fast.
    m_viewer->view()->setVisible(false);
    take({layout, theme, language, size});
    QStringList said;
    constexpr int LongestMs = 3000;
    QElapsedTimer time;
    time.start();
    do {
        QTest::qWait(60);
        said = problems(m_viewer->window(), layout);
    } while (!said.isEmpty() && time.elapsed() < LongestMs);
    m_viewer->view()->setVisible(true);
    if (!said.isEmpty() && qEnvironmentVariableIsSet("YUNJIE_PICTURES"))
        m_viewer->grab().save(
            QStringLiteral("%1/%2.png")
                .arg(qEnvironmentVariable("YUNJIE_PICTURES"), QString::fromLatin1(QTest::currentDataTag())));
    QVERIFY2(said.isEmpty(), qPrintable(said.join(u'\n')));
}

void PicturesTest::looksAsItDid_data()
{
    addLooks(Renews || qEnvironmentVariableIsSet("YUNJIE_ALL_PICTURES") ? allLooks() : fewLooks());
}

/// How far two pictures are apart: the mean over all channels, and the share of pixels that anybody would see.
static std::pair<double, double> difference(const QImage &a, const QImage &b)
{
    double sum = 0;
    qint64 seen = 0;
    for (int y = 0; y < a.height(); ++y) {
        const auto *first = reinterpret_cast<const QRgb *>(a.constScanLine(y));
        const auto *second = reinterpret_cast<const QRgb *>(b.constScanLine(y));
        for (int x = 0; x < a.width(); ++x) {
            const int by = std::abs(qRed(first[x]) - qRed(second[x])) + std::abs(qGreen(first[x]) - qGreen(second[x])) +
                           std::abs(qBlue(first[x]) - qBlue(second[x]));
            constexpr int Seen = 90;
            sum += by / 3.0;
            seen += by > Seen;
        }
    }
    const double pixels = double(a.width()) * a.height();
    return {sum / pixels, double(seen) / pixels};
}

void PicturesTest::looksAsItDid()
{
    QFETCH(QString, layout);
    QFETCH(QString, theme);
    QFETCH(QString, language);
    QFETCH(QSize, size);
    const Look look{layout, theme, language, size};
    take(look);
    QVERIFY(settle());
    const QImage whole = m_viewer->grab();
    QCOMPARE(whole.size(), size);
    const QImage now = whole.scaledToWidth(Width, Qt::SmoothTransformation).convertToFormat(QImage::Format_RGB32);
    const QString file = QStringLiteral(REFERENCES "/%1.jpg").arg(look.name());
    if (Renews) {
        constexpr int Quality = 88;
        QVERIFY(QDir().mkpath(QStringLiteral(REFERENCES)));
        QVERIFY2(now.save(file, "jpg", Quality), qPrintable(file));
        return;
    }
    const QImage then = QImage(file).convertToFormat(QImage::Format_RGB32);
    QVERIFY2(!then.isNull(), qPrintable(file + QStringLiteral(" is missing: build the target layout_pictures")));
    QCOMPARE(now.size(), then.size());
    const auto [mean, seen] = difference(now, then);
    constexpr double MostMean = 6, MostSeen = 0.04; // fonts and drivers differ by this much
    const bool alike = mean <= MostMean && seen <= MostSeen;
    if (!alike) {
        const QString kept = QDir::temp().filePath(look.name() + QStringLiteral(".png"));
        whole.save(kept);
        qWarning("%s: as it is now", qPrintable(kept));
    }
    QVERIFY2(alike,
             qPrintable(
                 QStringLiteral("differs by %1 of 255 on average, visibly on %2 % of its pixels; if it is as it should "
                                "be, build the target layout_pictures")
                     .arg(mean, 0, 'f', 1)
                     .arg(100 * seen, 0, 'f', 1)));
}

void PicturesTest::cleanupTestCase()
{
    m_viewer.reset();
}

int main(int argc, char **argv)
{
    app::Viewer::prepareApplication();
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("yunjie"));
    PicturesTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "PicturesTest.moc"
