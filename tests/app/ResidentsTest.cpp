#include "operations/Residents.h"

#include "Seat.h"
#include "TestPostgres.h"
#include "formats/ogr/PeopleReader.h"
#include "operations/StoreTools.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>

using domain::ObjectKind;

static const QString Unit703 = QStringLiteral("4403030010010000703");

/// A workplace with a real register beside it: two people in 703, one in 101.
struct Desk : Seat {
    QTemporaryDir folder;
    app::Residents residents{operations, selection};

    explicit Desk(const QString &role = QStringLiteral("operator"))
    {
        operations.access().logIn(QStringLiteral("Operator 1"), role);
        QFile file(folder.filePath(QStringLiteral("people.csv")));
        if (file.open(QIODevice::WriteOnly))
            file.write("name,identity,telephone,unit,building,kind,birth_year,care\n"
                       "张样例,00000019500307123X,10000005678,4403030010010000703,B1,registered,1950,disabled\n"
                       "李示例,000000199003071231,10000005679,4403030010010000703,B1,migrant,1990,\n"
                       "王模拟,000000199003071232,10000005670,4403030010010000101,B1,migrant,1990,\n");
        file.close();
        base::Warnings warnings;
        residents.setRegisters({formats::peopleOf({file.fileName(), {}}, warnings)});
    }
    ~Desk() { keeper.close(); } // before its folder goes
    bool openStore() { return open(sqlite(folder.filePath(QStringLiteral("store.sqlite")))); }
    void select(const QString &kind, const QString &id) { selection.select(kind, id); }
    bool waitFor(const char *state)
    {
        return QTest::qWaitFor([&] { return residents.state() == QLatin1String(state); }, 5000);
    }
    QString at(int row, const char *role) const
    {
        return residents.data(residents.index(row), residents.roleNames().key(role)).toString();
    }
    /// Everything the list says just now.
    QString said() const
    {
        QStringList words;
        for (int row = 0; row < residents.count(); ++row) {
            for (int role : residents.roleNames().keys())
                words.append(residents.data(residents.index(row), role).toString());
        }
        return words.join(u'|');
    }
    std::vector<domain::Entry> looks()
    {
        store::JournalQuery query;
        query.subjects = {domain::Subject::Look};
        const auto asked = keeper.store().journal(query);
        if (!QTest::qWaitFor([&] { return asked.isFinished(); }, 5000) || !asked.result())
            return {};
        return *asked.result();
    }
    bool reveal()
    {
        residents.reveal(QStringLiteral("Fire on the seventh storey"));
        return waitFor("shown");
    }
};

class ResidentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAreForAll()
    {
        for (const char *role : {"official", "planner"}) {
            Desk desk(QString::fromLatin1(role));
            desk.select(QStringLiteral("unit"), Unit703);
            QCOMPARE(desk.residents.state(), QStringLiteral("barred"));
            QCOMPARE(desk.residents.known(), 3); // the district's own figure
            QVERIFY(!desk.residents.text().isEmpty());
            desk.residents.look();
            desk.residents.reveal(QStringLiteral("because"));
            QTest::qWait(100);
            QCOMPARE(desk.residents.count(), 0);
            QVERIFY(desk.lastRefusal().contains(QLatin1String("operators")));
        }
    }

    void maskedForOperators()
    {
        Desk desk;
        desk.select(QStringLiteral("unit"), Unit703);
        QVERIFY(desk.waitFor("masked"));
        QCOMPARE(desk.residents.count(), 2);
        QCOMPARE(desk.at(0, "name"), QStringLiteral("张**"));
        QCOMPARE(desk.at(0, "identity"), QStringLiteral("**** 123X"));
        QCOMPARE(desk.at(0, "telephone"), QStringLiteral("**** 5678"));
        QCOMPARE(desk.at(0, "kind"), QStringLiteral("registered here"));
        QVERIFY(!desk.said().contains(QStringLiteral("1950")) && !desk.said().contains(QStringLiteral("disabled")));
        // A building's are read when somebody looks.
        desk.select(QStringLiteral("building"), QStringLiteral("B1"));
        QCOMPARE(desk.residents.state(), QString());
        QCOMPARE(desk.residents.known(), 9);
        desk.residents.look();
        QVERIFY(desk.waitFor("masked"));
        QCOMPARE(desk.residents.count(), 3);
        QVERIFY(!desk.said().contains(QStringLiteral("样例")));
    }

    void aLookIsWrittenDownFirst()
    {
        Desk desk;
        QVERIFY(desk.openStore());
        desk.select(QStringLiteral("unit"), Unit703);
        QVERIFY(desk.waitFor("masked"));
        desk.residents.reveal(QStringLiteral("  "));
        QVERIFY(desk.lastRefusal().contains(QLatin1String("written down")));
        QCOMPARE(desk.residents.state(), QStringLiteral("masked"));
        QVERIFY(desk.looks().empty());

        bool savedFirst = false;
        connect(&desk.keeper, &app::Keeper::appended, &desk.residents,
                [&] { savedFirst = desk.residents.state() != QLatin1String("shown"); });
        desk.residents.reveal(QStringLiteral(" Fire on the seventh storey "));
        QCOMPARE(desk.residents.state(), QStringLiteral("saving"));
        QVERIFY(!desk.said().contains(QStringLiteral("样例")));
        QVERIFY(desk.waitFor("shown"));
        QVERIFY(savedFirst);
        QCOMPARE(desk.at(0, "name"), QStringLiteral("张样例"));
        QCOMPARE(desk.at(0, "telephone"), QStringLiteral("10000005678"));
        QCOMPARE(desk.at(0, "born"), QStringLiteral("1950"));
        QCOMPARE(desk.at(0, "care"), QStringLiteral("disabled"));
        QVERIFY(desk.residents.secondsLeft() > 55 && desk.residents.secondsLeft() <= 60);
        const auto looks = desk.looks();
        QCOMPARE(looks.size(), size_t(1));
        QVERIFY(looks[0].id.startsWith(QStringLiteral("unit:%1@").arg(Unit703)));
        QCOMPARE(looks[0].who, QStringLiteral("Operator 1"));
        QCOMPARE(looks[0].seat, QStringLiteral("Desk 1"));
        QCOMPARE(looks[0].why, QStringLiteral("Fire on the seventh storey"));
        QCOMPARE(looks[0].verb, QStringLiteral("residents"));
        QVERIFY(looks[0].body.isEmpty());
    }

    void nothingIsShownThatCannotBeWrittenDown()
    {
        Desk desk; // no store at all
        desk.select(QStringLiteral("unit"), Unit703);
        QVERIFY(desk.waitFor("masked"));
        desk.residents.reveal(QStringLiteral("Fire"));
        QTRY_VERIFY(!desk.lastRefusal().isEmpty());
        QTRY_COMPARE(desk.residents.state(), QStringLiteral("masked"));
        QVERIFY(!desk.said().contains(QStringLiteral("样例")));
    }

    /// An exercise's journal ends with the program: not for people who are real.
    void exercisesShowNobodyReal()
    {
        Desk desk;
        domain::StoreConfig config;
        config.exercise = true;
        QVERIFY(desk.open(config));
        auto real = std::make_shared<domain::City>(*smallcity::make());
        real->simulated = false;
        real->index();
        desk.twin.setCity(real);
        desk.select(QStringLiteral("unit"), Unit703);
        QVERIFY(desk.waitFor("masked"));
        desk.residents.reveal(QStringLiteral("Fire"));
        QVERIFY(desk.lastRefusal().contains(QLatin1String("journal")));
        QCOMPARE(desk.residents.state(), QStringLiteral("masked"));
    }

    void maskedAgainAfterItsTime()
    {
        Desk desk;
        QVERIFY(desk.openStore());
        desk.select(QStringLiteral("unit"), Unit703);
        QVERIFY(desk.waitFor("masked"));
        desk.residents.setShownFor(2);
        QVERIFY(desk.reveal());
        QSignalSpy ticks(&desk.residents, &app::Residents::secondsChanged);
        QElapsedTimer time;
        time.start();
        QVERIFY(desk.waitFor("masked"));
        QVERIFY2(time.elapsed() < 4000, qPrintable(QString::number(time.elapsed())));
        QVERIFY(ticks.count() >= 2); // a countdown to be seen
        QCOMPARE(desk.residents.secondsLeft(), 0);
        QVERIFY(!desk.said().contains(QStringLiteral("样例")));
    }

    void goneAtOnce_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"concealed", "another person", "another role", "logged out", "another place", "nothing",
                                "closed", "by hand"})
            QTest::addRow("%s", how) << QString::fromLatin1(how);
    }

    /// Before control comes back to the event loop: a picture that is taken in the same call has nothing of it.
    void goneAtOnce()
    {
        QFETCH(QString, how);
        Desk desk;
        QVERIFY(desk.openStore());
        desk.select(QStringLiteral("unit"), Unit703);
        QVERIFY(desk.waitFor("masked"));
        QVERIFY(desk.reveal());
        QVERIFY(desk.said().contains(QStringLiteral("张样例")));
        app::Access &access = desk.operations.access();
        if (how == QLatin1String("concealed"))
            desk.residents.conceal(QStringLiteral("picture"), true, [] { return QStringLiteral("a picture"); });
        else if (how == QLatin1String("another person"))
            access.logIn(QStringLiteral("Operator 2"), QStringLiteral("operator"));
        else if (how == QLatin1String("another role"))
            access.logIn(QStringLiteral("Operator 1"), QStringLiteral("official"));
        else if (how == QLatin1String("logged out"))
            access.logOut();
        else if (how == QLatin1String("another place"))
            desk.select(QStringLiteral("unit"), QStringLiteral("4403030010010000101"));
        else if (how == QLatin1String("nothing"))
            desk.selection.clear();
        else if (how == QLatin1String("closed"))
            desk.twin.setCity(nullptr);
        else
            desk.residents.hide();
        QVERIFY(!desk.residents.isShown());
        QVERIFY2(!desk.said().contains(QStringLiteral("样例")), qPrintable(desk.said()));
        // And it does not come back by itself.
        desk.residents.conceal(QStringLiteral("picture"), false);
        QTest::qWait(300);
        QVERIFY(!desk.residents.isShown());
        QVERIFY2(!desk.said().contains(QStringLiteral("样例")), qPrintable(desk.said()));
    }

    /// The place changes while the look is being written down: what was asked for the one is not shown for the other.
    void aLateAnswerIsNotShown()
    {
        Desk desk;
        QVERIFY(desk.openStore());
        desk.select(QStringLiteral("unit"), Unit703);
        QVERIFY(desk.waitFor("masked"));
        desk.residents.reveal(QStringLiteral("Fire"));
        desk.select(QStringLiteral("unit"), QStringLiteral("4403030010010000101"));
        QTest::qWait(500);
        QCOMPARE(desk.residents.state(), QStringLiteral("masked"));
        QCOMPARE(desk.residents.count(), 1);
        QVERIFY(desk.said().contains(QStringLiteral("王**")) && !desk.said().contains(QStringLiteral("模拟")));
    }

    /// Whatever leaves the store while names are on screen: tables, backup, the store's own files.
    void nothingOfItIsKept()
    {
        Desk desk(QStringLiteral("administrator"));
        QVERIFY(desk.openStore());
        app::StoreTools tools(desk.operations);
        QSignalSpy said(&tools, &app::StoreTools::notice);
        desk.select(QStringLiteral("unit"), Unit703);
        QVERIFY(desk.waitFor("masked"));
        QVERIFY(desk.reveal());
        QFile::remove(desk.folder.filePath(QStringLiteral("people.csv"))); // the register itself, which has them all
        int files = 0;
        for (const char *what : {"events", "alarms", "journal", "statistics", "observations"}) {
            for (const char *ending : {"csv", "geojson", "gpkg"}) {
                const QString file =
                    desk.folder.filePath(QStringLiteral("%1.%2").arg(QLatin1String(what), QLatin1String(ending)));
                tools.write(QUrl::fromLocalFile(file), QLatin1String(what));
                QTRY_VERIFY_WITH_TIMEOUT(!tools.isBusy(), 10000);
            }
        }
        tools.backup(QUrl::fromLocalFile(desk.folder.filePath(QStringLiteral("backup.sqlite"))));
        QTRY_VERIFY_WITH_TIMEOUT(!tools.isBusy(), 10000);
        QVERIFY(desk.flush());
        bool hasReason = false;
        QDirIterator each(desk.folder.path(), QDir::Files, QDirIterator::Subdirectories);
        while (each.hasNext()) {
            QFile file(each.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            ++files;
            for (const char *secret : {"张样例", "样例", "123X", "00000019500307", "10000005678", "5678"})
                QVERIFY2(!bytes.contains(secret), qPrintable(file.fileName()));
            hasReason = hasReason || (file.fileName().endsWith(QLatin1String("journal.csv")) &&
                                      bytes.contains("Fire on the seventh storey"));
        }
        QVERIFY2(files >= 8, qPrintable(QString::number(files)));
        QVERIFY(hasReason); // who looked is in the journal, whom they saw is not
    }

    /// The database's word in the interface: nobody, and why.
    void theDatabaseDecides()
    {
        QString why;
        if (!TestPostgres::isInstalled(&why))
            QSKIP(qPrintable(why));
        TestPostgres postgres;
        QVERIFY2(postgres.start(), postgres.output());
        QVERIFY(!postgres.makeDatabase(QStringLiteral("register")).isEmpty());
        bool ok = false;
        postgres.sql(QStringLiteral("register"),
                     QStringLiteral("create table people (name text, unit text, building text);"
                                    "insert into people values ('张样例', '4403030010010000703', 'B1');"
                                    "create role stranger login; grant select on people to stranger;"
                                    "alter table people enable row level security;"),
                     &ok);
        QVERIFY(ok);
        Desk desk(QStringLiteral("administrator")); // who may all that the viewer knows of
        base::Warnings warnings;
        desk.residents.setRegisters({formats::peopleOf(
            {QStringLiteral("PG:host=127.0.0.1 port=%1 dbname=register user=stranger|people").arg(postgres.port()), {}},
            warnings)});
        desk.select(QStringLiteral("unit"), Unit703);
        QVERIFY(desk.waitFor("refused"));
        QCOMPARE(desk.residents.count(), 0);
        QVERIFY2(desk.residents.text().contains(QLatin1String("database")), qPrintable(desk.residents.text()));
        desk.residents.reveal(QStringLiteral("Fire"));
        QTest::qWait(200);
        QCOMPARE(desk.residents.state(), QStringLiteral("refused"));
    }
};

QTEST_GUILESS_MAIN(ResidentsTest)
#include "ResidentsTest.moc"
