#include "MadeSample.h"
#include "domain/Catalogue.h"
#include "domain/Events.h"
#include "domain/Teams.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

#include <map>

static constexpr qint64 First = 1779206400, StormDay = First + 29 * 86400, End = First + 30 * 86400;

/// The thirty days and the last of them.
class TestSampleDays : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    QString m_folder;
    qint64 m_start = 0;

    struct Stream {
        QString property;
        double period = 0;
        qint64 newest = 0;     ///< before the start
        double highest = -1e9; ///< on the last day
    };
    std::map<QByteArray, Stream> m_streams;

    QList<QByteArray> lines(const char *name) const
    {
        QFile file(m_folder + QStringLiteral("/log/") + QLatin1String(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n') : QList<QByteArray>();
    }

    QHash<QString, QJsonObject> teamsById() const
    {
        QHash<QString, QJsonObject> teams;
        QFile file(m_folder + QStringLiteral("/teams.json"));
        if (!file.open(QIODevice::ReadOnly))
            return teams;
        const QJsonArray list =
            QJsonDocument::fromJson(file.readAll()).object().value(QLatin1String("teams")).toArray();
        for (const QJsonValue team : list)
            teams.insert(team.toObject().value(QLatin1String("id")).toString(), team.toObject());
        return teams;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_folder = m_dir.filePath(QStringLiteral("sample"));
        QCOMPARE(makeSample(m_folder), QString());
        QFile file(m_folder + QStringLiteral("/district.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject feed =
            QJsonDocument::fromJson(file.readAll()).object().value(QLatin1String("feeds")).toArray().at(0).toObject();
        QCOMPARE(feed.value(QLatin1String("type")).toString(), QStringLiteral("replay"));
        m_start = QDateTime::fromString(feed.value(QLatin1String("start")).toString(), Qt::ISODate).toSecsSinceEpoch();
        QVERIFY(m_start > StormDay && m_start < StormDay + 12 * 3600);
        for (const Row &thing : rowsOf(m_folder + QStringLiteral("/district.gpkg"), "things")) {
            const QJsonArray streams = QJsonDocument::fromJson(thing.text("datastreams").toUtf8()).array();
            for (const QJsonValue &value : streams) {
                const QJsonObject stream = value.toObject();
                m_streams[stream.value(QLatin1String("id")).toString().toUtf8()] = {
                    stream.value(QLatin1String("property")).toString(),
                    stream.value(QLatin1String("period")).toDouble(), 0, -1e9};
            }
        }
        QVERIFY(m_streams.size() > 6000);
    }

    void readingsAreSortedAndKnown()
    {
        const QList<QByteArray> all = lines("observations.csv");
        QCOMPARE(all.front(), QByteArray("time,datastream,result"));
        qint64 last = 0;
        for (qsizetype i = 1; i < all.size(); ++i) {
            const QByteArray &line = all[i];
            const qsizetype a = line.indexOf(','), b = line.indexOf(',', a + 1);
            const qint64 time = line.left(a).toLongLong();
            QVERIFY(time >= last && time >= First && time < End);
            last = time;
            const auto stream = m_streams.find(line.mid(a + 1, b - a - 1));
            QVERIFY2(stream != m_streams.end(), line.constData());
            bool ok = false;
            const double value = line.mid(b + 1).toDouble(&ok);
            QVERIFY2(ok, line.constData());
            if (time <= m_start)
                stream->second.newest = time;
            if (time >= StormDay)
                stream->second.highest = std::max(stream->second.highest, value);
        }
        qInfo("%lld readings", qlonglong(all.size() - 1));
    }

    void whatReportedIsFreshAtTheStart()
    {
        int old = 0;
        for (const auto &[id, stream] : m_streams)
            old += m_start - stream.newest > 2 * stream.period ? 1 : 0;
        // Only what the story made silent.
        QVERIFY2(old > 0 && old < 24 + 21 * 4 + 10, qPrintable(QString::number(old)));
    }

    void theLastDayTellsItsStory()
    {
        std::map<QString, double> highest;
        for (const auto &[id, stream] : m_streams)
            highest[stream.property] =
                std::max(highest.try_emplace(stream.property, -1e9).first->second, stream.highest);
        QVERIFY(highest[QStringLiteral("rain-rate")] > 80);
        QVERIFY(highest[QStringLiteral("water-level")] > 1.8);
        QVERIFY(highest[QStringLiteral("ponding-depth")] > 27);
        QVERIFY(highest[QStringLiteral("residual-current")] > 500);
        QVERIFY(highest[QStringLiteral("cable-temperature")] > 90);
        QCOMPARE(highest[QStringLiteral("smoke")], 1.0);
        QCOMPARE(highest[QStringLiteral("fault")], 1.0);
    }

    void statusesAreSorted()
    {
        const QList<QByteArray> all = lines("status.csv");
        qint64 last = 0;
        int offline = 0;
        for (qsizetype i = 1; i < all.size(); ++i) {
            const QList<QByteArray> cells = all[i].split(',');
            QCOMPARE(cells.size(), 3);
            QVERIFY(cells[0].toLongLong() >= last);
            last = cells[0].toLongLong();
            QVERIFY(cells[2] == "online" || cells[2] == "offline");
            offline += cells[2] == "offline" ? 1 : 0;
        }
        QVERIFY(offline > 30);
    }

    void aBuildingLosesItsPowerAndAHouseLeans()
    {
        // What the rules on shares and on months need.
        std::map<QString, std::pair<int, int>> buildings; // devices, those that went and came back
        QHash<QString, QString> buildingOf;
        for (const Row &thing : rowsOf(m_folder + QStringLiteral("/district.gpkg"), "things")) {
            buildingOf.insert(thing.text("code"), thing.text("bld"));
            ++buildings[thing.text("bld")].first;
        }
        QHash<QString, qint64> gone;
        for (const QByteArray &line : lines("status.csv")) {
            const QList<QByteArray> cells = line.split(',');
            const qint64 time = cells[0].toLongLong();
            if (time < StormDay + 15 * 3600 || time > StormDay + 17 * 3600)
                continue;
            const QString thing = QString::fromUtf8(cells[1]);
            if (cells[2] == "offline")
                gone.insert(thing, time);
            else if (gone.contains(thing))
                ++buildings[buildingOf.value(thing)].second;
        }
        const auto dark = std::count_if(buildings.begin(), buildings.end(), [](const auto &building) {
            const auto [devices, back] = building.second;
            return !building.first.isEmpty() && devices >= 5 && back == devices;
        });
        QCOMPARE(dark, 1);
        std::map<QByteArray, std::pair<double, int>> tilt[2]; // May and June: sum, count
        for (const QByteArray &line : lines("observations.csv")) {
            const QList<QByteArray> cells = line.split(',');
            const auto stream = m_streams.find(cells[1]);
            if (stream == m_streams.end() || stream->second.property != QLatin1String("tilt"))
                continue;
            auto &[sum, count] = tilt[cells[0].toLongLong() >= First + 12 * 86400][cells[1]];
            sum += cells[2].toDouble();
            ++count;
        }
        int leaning = 0;
        for (const auto &[id, may] : tilt[0]) {
            const auto &june = tilt[1][id];
            leaning += may.first > 4 * may.second && june.first > 4 * june.second ? 1 : 0;
        }
        QCOMPARE(leaning, 1);
    }

    void eventsLiveWholeLives()
    {
        QFile file(QStringLiteral(YUNJIE_RESOURCES "/catalogue.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto catalogue = domain::Catalogue::fromJson(QJsonDocument::fromJson(file.readAll()).object(),
                                                           QStringLiteral("catalogue.json"));
        QVERIFY(catalogue.has_value());

        struct Known {
            domain::EventState state = domain::EventState::Reported;
            QString type;
        };
        std::map<QString, Known> events;
        QSet<QString> types;
        std::array<int, domain::EventStateCount> reached{};
        std::map<qint64, int> aDay;
        qint64 last = 0;
        int flooding = 0, rated = 0, merged = 0;
        qint64 dispatched = 0;
        const QHash<QString, QJsonObject> teams = teamsById();
        for (const QByteArray &line : lines("events.jsonl")) {
            const QJsonObject o = QJsonDocument::fromJson(line).object();
            const QJsonObject more = o.value(QLatin1String("extended_attributes")).toObject();
            const qint64 time = o.value(QLatin1String("t")).toInteger();
            QVERIFY(time >= last && time < End);
            last = time;
            QCOMPARE(QDateTime::fromString(o.value(QLatin1String("updated_datetime")).toString(), Qt::ISODate)
                         .toSecsSinceEpoch(),
                     time);
            const QString id = o.value(QLatin1String("service_request_id")).toString(),
                          type = o.value(QLatin1String("service_code")).toString();
            const domain::EventType *known = catalogue->type(type);
            QVERIFY2(known, qPrintable(type));
            QCOMPARE(more.value(QLatin1String("class")).toString(), known->klass);
            QCOMPARE(more.value(QLatin1String("severity")).toString(), domain::severityName(known->severity));
            bool ok = false;
            const domain::EventState state =
                domain::eventStateFromName(more.value(QLatin1String("state")).toString(), &ok);
            QVERIFY(ok);
            QCOMPARE(o.value(QLatin1String("status")).toString() == QLatin1String("closed"), domain::isFinal(state));
            const auto [found, isNew] = events.try_emplace(id, Known{state, type});
            if (isNew) {
                QCOMPARE(state, domain::EventState::Reported);
                ++aDay[(time - First) / 86400];
                types.insert(type);
                if (time >= StormDay && type == QLatin1String("flooding"))
                    ++flooding;
                // Alarms of smoke open their events by themselves.
                if (more.value(QLatin1String("source")).toString() == QLatin1String("sensor-alarm"))
                    QVERIFY2(type == QLatin1String("flooding") || type == QLatin1String("electrical-hazard"),
                             line.constData());
            } else {
                QVERIFY2(domain::mayFollow(found->second.state, state), line.constData());
                found->second.state = state;
            }
            ++reached[size_t(state)];
            if (const QString team = more.value(QLatin1String("assignee")).toString(); !team.isEmpty()) {
                QVERIFY2(teams.contains(team), line.constData());
                QVERIFY(!more.value(QLatin1String("assignee_name")).toString().isEmpty());
                ++dispatched;
            } else {
                QVERIFY2(state == domain::EventState::Reported || state == domain::EventState::Accepted ||
                             state == domain::EventState::Rejected || state == domain::EventState::Merged,
                         line.constData());
            }
            if (const int stars = more.value(QLatin1String("satisfaction")).toInt(); stars != 0) {
                QVERIFY(stars >= 1 && stars <= 5 && state == domain::EventState::Closed);
                ++rated;
            }
            if (state == domain::EventState::Merged) {
                QVERIFY2(events.contains(more.value(QLatin1String("merged_into")).toString()), line.constData());
                ++merged;
            }
            const double longitude = o.value(QLatin1String("long")).toDouble(),
                         latitude = o.value(QLatin1String("lat")).toDouble();
            QVERIFY(std::abs(longitude - 114.11) < 0.02 && std::abs(latitude - 22.54) < 0.02);
            QVERIFY(!o.value(QLatin1String("address")).toString().isEmpty());
        }
        QCOMPARE(types.size(), qsizetype(catalogue->types.size()));
        for (int count : reached)
            QVERIFY(count > 0);
        QCOMPARE(aDay.size(), size_t(30));
        QVERIFY(flooding >= 8);
        QVERIFY(rated > 200 && merged > 5 && dispatched > 5000);
        int open = 0;
        for (const auto &[id, event] : events)
            open += domain::isFinal(event.state) ? 0 : 1;
        qInfo("%zu events, %d on the last day, %d open at its end", events.size(), aDay[29], open);
        QVERIFY(events.size() > 1800 && events.size() < 2700);
    }

    void teamsCoverTheDistrict()
    {
        QFile file(m_folder + QStringLiteral("/teams.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto teams =
            domain::teamsFromJson(QJsonDocument::fromJson(file.readAll()).object(), QStringLiteral("teams.json"));
        QVERIFY(teams.has_value());
        std::map<QString, int> kinds;
        QSet<QString> memberOf, telephones;
        for (const domain::Team &team : *teams) {
            ++kinds[team.kind];
            QVERIFY(!team.name.en.isEmpty() && !team.name.zh.isEmpty() && team.hasPosition);
            QVERIFY(std::abs(team.longitude - 114.11) < 0.02 && std::abs(team.latitude - 22.54) < 0.02);
            QVERIFY2(team.telephone.startsWith(QLatin1String("0755-0000")), qPrintable(team.telephone));
            telephones.insert(team.telephone);
            if (team.kind == QLatin1String("grid-member")) {
                QCOMPARE(team.area.kind, domain::ObjectKind::Grid);
                memberOf.insert(team.area.id);
            }
        }
        QCOMPARE(telephones.size(), qsizetype(teams->size()));
        QCOMPARE(memberOf.size(), 60);
        for (const Row &grid :
             rowsOf(m_folder + QStringLiteral("/district.gpkg"), "areas", QStringLiteral("level='grid'")))
            QVERIFY2(memberOf.contains(grid.text("code")), qPrintable(grid.text("code")));
        for (const char *kind : {"fire", "police", "city-management", "property", "medical", "drainage", "volunteers",
                                 "emergency", "block", "community"})
            QVERIFY2(kinds[QString::fromLatin1(kind)] > 0, kind);
    }
};

QTEST_GUILESS_MAIN(TestSampleDays)
#include "tst_sample_days.moc"
