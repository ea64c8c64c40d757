#include "SmallCity.h"
#include "core/Directory.h"
#include "core/Localisation.h"
#include "core/Selection.h"
#include "core/Settings.h"
#include "core/Text.h"
#include "models/EventModel.h"
#include "models/IndicatorModel.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using domain::ObjectKind;
using smallcity::Fixture;

/// Stands for a finished translation: puts every text into brackets.
class Brackets : public QTranslator
{
public:
    QString translate(const char *, const char *text, const char *, int) const override
    {
        return QStringLiteral("【%1】").arg(QString::fromUtf8(text));
    }
    bool isEmpty() const override { return false; }
};

class LanguageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void localesBecomeOneOfTwo()
    {
        QCOMPARE(app::Localisation::normalised(QStringLiteral("zh_TW")), QStringLiteral("zh_CN"));
        QCOMPARE(app::Localisation::normalised(QStringLiteral("zh-Hans")), QStringLiteral("zh_CN"));
        QCOMPARE(app::Localisation::normalised(QStringLiteral("de_DE")), QStringLiteral("en"));
        app::Localisation localisation;
        QSignalSpy spy(&localisation, &app::Localisation::languageChanged);
        localisation.setLanguage(QStringLiteral("zh_CN"));
        localisation.setLanguage(QStringLiteral("zh"));
        QCOMPARE(spy.count(), 1);
        localisation.setLanguage(QStringLiteral("en"));
        QCOMPARE(spy.count(), 2);
    }

    /// A recorded title in one language stood in the lists of the other.
    void titlesThatSayTheTypeSwitch()
    {
        Fixture fixture;
        domain::Event event =
            smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"), {ObjectKind::Grid, QStringLiteral("G1")});
        event.title = QStringLiteral("噪声扰民");
        QCOMPARE(app::titleOf(fixture.twin, event), QStringLiteral("Noise"));
        fixture.twin.setLanguage(QStringLiteral("zh_CN"));
        QCOMPARE(app::titleOf(fixture.twin, event), QStringLiteral("噪声扰民"));
        event.title = QStringLiteral("夜间施工");
        QCOMPARE(app::titleOf(fixture.twin, event), QStringLiteral("夜间施工"));
    }

    void namesFromTheDataSwitch()
    {
        Fixture fixture;
        app::EventModel events(nullptr, &fixture.twin);
        app::IndicatorModel indicators(nullptr, &fixture.twin);
        fixture.apply({}, {smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"),
                                             {ObjectKind::Grid, QStringLiteral("G1")})});
        QCOMPARE(events.index(0, 0).data(app::EventTable::TypeNameRole).toString(), QStringLiteral("Noise"));
        QCOMPARE(indicators.index(0).data(app::IndicatorModel::UnitRole).toString(), QString()); // not 栋
        QSignalSpy spy(&events, &QAbstractItemModel::dataChanged);
        fixture.twin.setLanguage(QStringLiteral("zh_CN"));
        QVERIFY(spy.count() > 0);
        QCOMPARE(events.index(0, 0).data(app::EventTable::TypeNameRole).toString(), QStringLiteral("噪声扰民"));
        QCOMPARE(indicators.index(0).data(app::IndicatorModel::NameRole).toString(), QStringLiteral("楼栋"));
        QCOMPARE(indicators.index(0).data(app::IndicatorModel::UnitRole).toString(), QStringLiteral("栋"));
    }

    void textsSwitchWithTheTranslator()
    {
        Fixture fixture;
        app::EventModel events(nullptr, &fixture.twin);
        fixture.apply({}, {smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"),
                                             {ObjectKind::Grid, QStringLiteral("G1")})});
        Brackets brackets;
        QCoreApplication::installTranslator(&brackets);
        fixture.twin.setLanguage(QStringLiteral("zh_CN"));
        QCOMPARE(events.index(0, 0).data(app::EventTable::StateNameRole).toString(), QStringLiteral("【reported】"));
        QCOMPARE(app::label(domain::BuildingUse::UrbanVillage), QStringLiteral("【urban village】"));
        QCoreApplication::removeTranslator(&brackets);
        QCOMPARE(app::label(domain::BuildingUse::UrbanVillage), QStringLiteral("urban village"));
    }

    void figuresAndAges()
    {
        QCOMPARE(app::numberText(1447, 0), QStringLiteral("1,447"));
        QCOMPARE(app::numberText(2.50, 2), QStringLiteral("2.5"));
        QCOMPARE(app::numberText(qQNaN(), 1), QStringLiteral("–"));
        QCOMPARE(app::roundedText(42118, QStringLiteral("zh_CN")), QStringLiteral("4.2万"));
        QCOMPARE(app::roundedText(42118, QStringLiteral("en")), QStringLiteral("42,118"));
        QCOMPARE(app::roundedText(9999, QStringLiteral("zh_CN")), QStringLiteral("9,999"));
        QCOMPARE(app::roundedText(-42118, QStringLiteral("zh_CN")), QStringLiteral("-4.2万"));
        QCOMPARE(app::roundedText(12345678, QStringLiteral("zh_CN")), QStringLiteral("1,234.6万"));
        QCOMPARE(app::roundedText(99999999, QStringLiteral("zh_CN")), QStringLiteral("1亿"));
        QCOMPARE(app::roundedText(263000000, QStringLiteral("zh_CN")), QStringLiteral("2.63亿"));
        QCOMPARE(app::roundedText(263000000, QStringLiteral("en")), QStringLiteral("263,000,000"));
        QCOMPARE(app::ageText(12400), QStringLiteral("12 s"));
        QCOMPARE(app::ageText(138 * 1000), QStringLiteral("2 min"));
        QCOMPARE(app::ageText(100 * 60 * 1000), QStringLiteral("1 h 40 min"));
        QCOMPARE(app::ageText(qint64(72) * 3600 * 1000), QStringLiteral("3 d"));
        QCOMPARE(app::ageText(-5), QStringLiteral("0 s"));
        QCOMPARE(app::readingText(QStringLiteral("cable-temperature"), 71.26, QStringLiteral("degC")),
                 QStringLiteral("71.3 °C"));
        QCOMPARE(app::readingText(QStringLiteral("presence"), 1, {}), QStringLiteral("people inside"));
    }

    void choicesAreKeptInTheProfile()
    {
        const QTemporaryDir profile;
        {
            app::Settings settings(profile.path());
            QCOMPARE(settings.theme(), QStringLiteral("command"));
            settings.setTheme(QStringLiteral("plan"));
            settings.setTextScale(9);
            domain::SavedView view;
            view.name = {QStringLiteral("河边"), QStringLiteral("河边")};
            view.longitude = 114.11;
            view.pitch = -30;
            settings.setViews(QStringLiteral("/a/district.json"), {view});
        }
        const app::Settings settings(profile.path());
        QCOMPARE(settings.theme(), QStringLiteral("plan"));
        QCOMPARE(settings.textScale(), 3.0); // bounded
        QCOMPARE(settings.quality(), QStringLiteral("auto"));
        const auto views = settings.views(QStringLiteral("/a/district.json"));
        QCOMPARE(views.size(), size_t(1));
        QCOMPARE(views.front().name.zh, QStringLiteral("河边"));
        QCOMPARE(views.front().longitude, 114.11);
        QVERIFY(settings.views(QStringLiteral("/b/district.json")).empty());
    }

    void brokersKnowUsByOneName()
    {
        const QTemporaryDir profile, other;
        const QString project = QStringLiteral("/a/district.json"), feed = QStringLiteral("sensors");
        QString id;
        {
            app::Settings settings(profile.path());
            id = settings.clientId(project, feed);
            QVERIFY(id.size() > 10 && id.size() <= 23);
            QVERIFY(settings.clientId(project, QStringLiteral("weather")) != id);
            QVERIFY(settings.clientId(QStringLiteral("/b/district.json"), feed) != id);
        }
        QCOMPARE(app::Settings(profile.path()).clientId(project, feed), id);
        QVERIFY(app::Settings(other.path()).clientId(project, feed) != id);
    }
};

QTEST_GUILESS_MAIN(LanguageTest)
#include "LanguageTest.moc"
