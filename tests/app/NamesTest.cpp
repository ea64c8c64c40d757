#include "SmallCity.h"
#include "core/Card.h"
#include "core/Directory.h"
#include "core/Text.h"
#include "models/PlaceTreeModel.h"
#include "search/SearchModel.h"

#include <QTest>

using domain::ObjectKind;

/// The small city with English names of an area, a quarter, a building, a road; one building has an English address
/// and no name.
static std::shared_ptr<const domain::City> named()
{
    auto city = std::make_shared<domain::City>(*smallcity::make());
    for (auto &shared : city->layers) {
        auto layer = std::make_shared<domain::Layer>(*shared);
        for (domain::AdminArea &area : layer->areas) {
            if (area.id == QLatin1String("G1"))
                area.nameEn = QStringLiteral("Grid 1"), area.managerEn = QStringLiteral("Grid keeper");
            if (area.id == QLatin1String("Q1"))
                area.nameEn = QStringLiteral("Cuiyuan Garden");
        }
        for (domain::Building &building : layer->buildings) {
            if (building.id == QLatin1String("B1")) {
                building.nameEn = QStringLiteral("Luohu House 2");
                building.addressEn = QStringLiteral("18 Luohu Road");
            }
            if (building.id == QLatin1String("B5"))
                building.addressEn = QStringLiteral("1 Far Road");
        }
        for (domain::Feature &feature : layer->features) {
            if (feature.id == QLatin1String("R1"))
                feature.nameEn = QStringLiteral("Luohu Road");
        }
        shared = layer;
    }
    city->index();
    city->places = domain::PlaceTree(city->layers, city->warnings);
    return city;
}

static QString value(const QVariantList &rows, const QString &label)
{
    for (const QVariant &row : rows) {
        if (row.toMap().value(QStringLiteral("label")) == label)
            return row.toMap().value(QStringLiteral("value")).toString();
    }
    return {};
}

class NamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesFollowTheLanguage()
    {
        smallcity::Fixture fixture;
        fixture.twin.setCity(named());
        const std::tuple<ObjectKind, const char *, const char *, const char *> names[] = {
            {ObjectKind::Grid, "G1", "Grid 1", "网格 1"},
            {ObjectKind::Grid, "G2", "网格 2", "网格 2"},
            {ObjectKind::Quarter, "Q1", "Cuiyuan Garden", "翠苑花园"},
            {ObjectKind::Building, "B1", "Luohu House 2", "罗湖楼 2 栋"},
            {ObjectKind::Building, "B5", "1 Far Road", "远郊 1 号"},
            {ObjectKind::Feature, "R1", "Luohu Road", "罗湖路"}};
        for (const char *language : {"en", "zh_CN"}) {
            fixture.twin.setLanguage(QString::fromLatin1(language));
            for (const auto &[kind, id, en, zh] : names)
                QCOMPARE(app::nameOf(fixture.twin, {kind, QString::fromLatin1(id)}),
                         QString::fromUtf8(fixture.twin.language() == QLatin1String("en") ? en : zh));
        }
    }

    void cardsFollowTheLanguage()
    {
        smallcity::Fixture fixture;
        fixture.twin.setCity(named());
        const auto card = app::cardContent(fixture.twin, {ObjectKind::Building, QStringLiteral("B1")});
        QCOMPARE(card.title, QStringLiteral("Luohu House 2"));
        QCOMPARE(card.subtitle, QStringLiteral("Cuiyuan Garden · 18 Luohu Road"));
        QCOMPARE(value(card.rows, QStringLiteral("Address")), QStringLiteral("18 Luohu Road"));
        QCOMPARE(value(card.rows, QStringLiteral("Person in charge")), QStringLiteral("Grid keeper"));
        fixture.twin.setLanguage(QStringLiteral("zh_CN"));
        const auto chinese = app::cardContent(fixture.twin, {ObjectKind::Building, QStringLiteral("B1")});
        QCOMPARE(chinese.subtitle, QStringLiteral("翠苑花园 · 罗湖路 18 号"));
    }

    void treeFollowsTheLanguage()
    {
        smallcity::Fixture fixture;
        fixture.twin.setCity(named());
        app::PlaceTreeModel tree(nullptr, &fixture.twin);
        const auto name = [&] {
            return tree.find(QStringLiteral("building"), QStringLiteral("B1")).data(app::PlaceTreeModel::NameRole);
        };
        QCOMPARE(name().toString(), QStringLiteral("Luohu House 2"));
        fixture.twin.setLanguage(QStringLiteral("zh_CN"));
        QCOMPARE(name().toString(), QStringLiteral("罗湖楼 2 栋"));
    }

    void eventsAreWhereTheCityCallsIt()
    {
        smallcity::Fixture fixture;
        fixture.twin.setCity(named());
        domain::Event event =
            smallcity::report(QStringLiteral("E1"), QStringLiteral("noise"), {ObjectKind::Grid, QStringLiteral("G1")});
        const std::pair<const char *, const char *> addresses[] = {
            {"罗湖路", "Luohu Road"},
            {"罗湖路 18 号", "18 Luohu Road"},
            {"罗湖路 18 号 罗湖楼 2 栋", "Luohu House 2, 18 Luohu Road"},
            {"罗湖路 99 号旁", "罗湖路 99 号旁"},
            {"", "Grid 1"}};
        for (const auto &[written, shown] : addresses) {
            event.address = QString::fromUtf8(written);
            QCOMPARE(app::placeText(fixture.twin, event), QString::fromUtf8(shown));
        }
        fixture.twin.setLanguage(QStringLiteral("zh_CN"));
        event.address = QStringLiteral("罗湖路");
        QCOMPARE(app::placeText(fixture.twin, event), QStringLiteral("罗湖路"));
    }

    void bothLanguagesAreSearched()
    {
        smallcity::Fixture fixture;
        fixture.twin.setCity(named());
        app::SearchModel model(nullptr, &fixture.twin);
        QTRY_VERIFY(model.isReady());
        const auto first = [&](const QString &query, int role) {
            model.setQuery(query);
            return QTest::qWaitFor([&] { return !model.isBusy(); }) ? model.index(0).data(role).toString() : QString();
        };
        for (const char *query : {"罗湖楼 2", "luohu house 2", "Luohu House", "18 luohu road"}) {
            QCOMPARE(first(QString::fromUtf8(query), app::SearchModel::IdRole), QStringLiteral("B1"));
            QCOMPARE(first(QString::fromUtf8(query), app::SearchModel::TitleRole), QStringLiteral("Luohu House 2"));
            QCOMPARE(first(QString::fromUtf8(query), app::SearchModel::SubtitleRole), QStringLiteral("18 Luohu Road"));
        }
        fixture.twin.setLanguage(QStringLiteral("zh_CN"));
        QCOMPARE(first(QStringLiteral("luohu house"), app::SearchModel::TitleRole), QStringLiteral("罗湖楼 2 栋"));
    }

    /// The roof terraces of a building counted as its area, and its source was told three times, with its path.
    void insideTellsItsFilesAndItsOwnArea()
    {
        smallcity::Fixture fixture;
        auto city = std::make_shared<domain::City>(*smallcity::make());
        for (auto &shared : city->layers) {
            auto layer = std::make_shared<domain::Layer>(*shared);
            layer->units.clear();
            shared = layer;
        }
        city->index();
        fixture.twin.setCity(city);
        auto inside = std::make_shared<domain::Interior>(*smallcity::inside(*city));
        double area = 0;
        for (const domain::Space &space : inside->spaces)
            area += double(space.area);
        domain::Space roof = inside->spaces.front();
        roof.id = QStringLiteral("B1::roof");
        roof.function = domain::SpaceFunction::Outdoor;
        roof.area = 1000;
        inside->spaces.push_back(roof);
        inside->source = QStringLiteral("/a/interiors.gpkg|storeys; /a/interiors.gpkg|spaces; /b/doors.shp");
        fixture.twin.setInterior(inside);
        const auto card = app::cardContent(fixture.twin, {ObjectKind::Building, QStringLiteral("B1")});
        QCOMPARE(value(card.rows, QStringLiteral("Area inside")), app::numberText(area, 0));
        QVariantList rows;
        for (const QVariant &section : card.sections) {
            if (section.toMap().value(QStringLiteral("title")) == QLatin1String("Inside"))
                rows = section.toMap().value(QStringLiteral("rows")).toList();
        }
        QCOMPARE(value(rows, QStringLiteral("Source")), QStringLiteral("interiors.gpkg, doors.shp"));
    }

    void roomsAndStoreysOfAModel()
    {
        domain::Space space;
        space.name = QStringLiteral("4");
        space.longName = QStringLiteral("Schlafzimmer");
        space.function = domain::SpaceFunction::Unknown;
        QCOMPARE(app::nameOf(space, QStringLiteral("en")), QStringLiteral("4 Schlafzimmer"));
        space.longName.clear();
        QCOMPARE(app::nameOf(space, QStringLiteral("en")), QStringLiteral("4"));
        space.name = QStringLiteral("储藏间");
        space.function = domain::SpaceFunction::Storage;
        QCOMPARE(app::nameOf(space, QStringLiteral("en")), QStringLiteral("Storage"));
        domain::Storey storey;
        storey.number = 18;
        storey.name = QStringLiteral("18层");
        QCOMPARE(app::nameOf(storey, QStringLiteral("en")), QStringLiteral("Storey 18"));
    }
};

QTEST_GUILESS_MAIN(NamesTest)
#include "NamesTest.moc"
