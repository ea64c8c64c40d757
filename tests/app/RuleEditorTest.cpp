#include "operations/RuleEditor.h"

#include "Seat.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

/// Rules changed, tried on what was recorded, saved and in force.
class RuleEditorTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const char *name) const { return QDir(m_folder.path()).filePath(QString::fromLatin1(name)); }
    static void write(const QString &file, const QByteArray &text)
    {
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(text);
    }
    static QByteArray read(const QString &file)
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

private Q_SLOTS:
    void saysWhatIsWrong()
    {
        Seat seat;
        app::RuleEditor editor(seat.operations);
        QAbstractItemModelTester tester(&editor, QAbstractItemModelTester::FailureReportingMode::QtTest);
        editor.open({}, path("own.json"), true);
        QCOMPARE(editor.count(), 2);
        QVariantMap rule = editor.rule(QStringLiteral("current"));
        QCOMPARE(rule.value(QStringLiteral("compare")).toString(), QStringLiteral("above"));
        QCOMPARE(rule.value(QStringLiteral("threshold")).toDouble(), 300.0);
        QVERIFY(editor.check(rule).isEmpty());
        rule[QStringLiteral("property")] = QString();
        QCOMPARE(editor.check(rule).size(), 1);
        rule = editor.rule(QStringLiteral("current"));
        rule[QStringLiteral("clear")] = 400; // it would clear before it fires
        QVERIFY(!editor.check(rule).isEmpty());
        QVERIFY(!editor.put(rule));
        rule = editor.blank();
        QVERIFY(!editor.check(rule).isEmpty()); // neither a name nor what it watches
        QVERIFY(!editor.isDirty());
    }

    void savesBesideTheProjectAndPutsInForce()
    {
        const QString project = path("district.json");
        write(project, "{\"format\": \"yunjie-district/1\",\n  \"name\": \"Two houses\", \"layers\": []}\n");
        Seat seat;
        QVERIFY(seat.open(Seat::sqlite(path("rules.sqlite"))));
        app::RuleEditor editor(seat.operations);
        editor.open(project, path("own.json"), false);
        QTRY_VERIFY(editor.place().contains(QStringLiteral("rules.json")));
        QVariantMap rule = editor.rule(QStringLiteral("current"));
        rule[QStringLiteral("threshold")] = 500;
        QVERIFY(editor.put(rule));
        QVERIFY(editor.isDirty());
        // Not in force before it is saved.
        seat.apply({smallcity::observation(QStringLiteral("T3.1"), 450)});
        QVERIFY(seat.twin.state().alarm(QStringLiteral("thing:T3/current")));
        QVERIFY(seat.twin.state().alarm(QStringLiteral("thing:T3/current"))->active);
        editor.save();
        QTRY_VERIFY(!editor.isBusy() && !editor.isDirty());
        QCOMPARE(seat.twin.city()->rules.rule(QStringLiteral("current"))->threshold, 500.0);
        seat.apply({smallcity::observation(QStringLiteral("T4.1"), 450)});
        QVERIFY(!seat.twin.state().alarm(QStringLiteral("thing:T4/current")));

        const QJsonObject saved = QJsonDocument::fromJson(read(project)).object();
        QCOMPARE(saved.value(QLatin1String("rules")).toString(), QStringLiteral("rules.json"));
        QCOMPARE(saved.value(QLatin1String("name")).toString(), QStringLiteral("Two houses"));
        const auto rules = app::readRules(path("rules.json"));
        QVERIFY(rules);
        QCOMPARE(rules->rule(QStringLiteral("current"))->threshold, 500.0);
        QCOMPARE(rules->rules.size(), size_t(2));

        // The project names them now: the next time only the rules are written.
        editor.setEnabled(QStringLiteral("smoke"), false);
        const QByteArray before = read(project);
        editor.save();
        QTRY_VERIFY(!editor.isBusy() && !editor.isDirty());
        QCOMPARE(read(project), before);
        QVERIFY(!app::readRules(path("rules.json"))->rule(QStringLiteral("smoke"))->enabled);
        seat.apply({smallcity::observation(QStringLiteral("T1.1"), 1)});
        QVERIFY(!seat.twin.state().alarm(QStringLiteral("thing:T1/smoke")));
    }

    void keepsItsOwnWhereTheProjectIsNotToBeWritten()
    {
        const QString own = path("profile/rules/sample.json");
        {
            Seat seat;
            app::RuleEditor editor(seat.operations);
            editor.open(path("district.json"), own, true);
            QTRY_VERIFY(editor.place().contains(QStringLiteral("for this user alone")));
            editor.remove(QStringLiteral("current"));
            QCOMPARE(editor.count(), 1);
            editor.save();
            QTRY_VERIFY(QFile::exists(own) && !editor.isDirty());
        }
        Seat seat;
        QCOMPARE(seat.twin.city()->rules.rules.size(), size_t(2));
        app::RuleEditor editor(seat.operations);
        editor.open(path("district.json"), own, true);
        QTRY_COMPARE(seat.twin.city()->rules.rules.size(), size_t(1));
        QCOMPARE(editor.count(), 1);
    }

    void triesARuleOnWhatWasRecorded()
    {
        Seat seat;
        QVERIFY(seat.open(Seat::sqlite(path("trial.sqlite"))));
        // Two days, every five minutes: at noon of each 420 mA for half an hour at one device, 250 mA else.
        constexpr qint64 Step = 5 * smallcity::Minute, Day = 24 * 60 * smallcity::Minute;
        std::vector<domain::Observation> readings;
        for (qint64 time = smallcity::Now - 2 * Day; time < smallcity::Now; time += Step) {
            const qint64 ofDay = (time - smallcity::Now + 2 * Day) % Day;
            const bool high = ofDay >= Day / 2 && ofDay < Day / 2 + 6 * Step;
            readings.push_back(smallcity::observation(QStringLiteral("T3.1"), high ? 420 : 250, time));
            readings.push_back(smallcity::observation(QStringLiteral("T4.1"), 100, time));
        }
        seat.keeper.store().observe(readings);
        QVERIFY(seat.flush());

        app::RuleEditor editor(seat.operations);
        editor.open({}, path("own2.json"), true);
        QVariantMap rule = editor.rule(QStringLiteral("current"));
        rule[QStringLiteral("threshold")] = 400;
        editor.tryRule(rule, 3);
        QVERIFY(editor.isTrying());
        QTRY_VERIFY(!editor.isTrying());
        const QVariantMap trial = editor.trial();
        QCOMPARE(trial.value(QStringLiteral("error")).toString(), QString());
        QCOMPARE(trial.value(QStringLiteral("fired")).toInt(), 2);
        QCOMPARE(trial.value(QStringLiteral("thingCount")).toInt(), 1);
        QCOMPARE(trial.value(QStringLiteral("things")).toList().first().toMap().value(QStringLiteral("id")).toString(),
                 QStringLiteral("T3"));
        QCOMPARE(trial.value(QStringLiteral("days")).toList().size(), 2);
        QCOMPARE(trial.value(QStringLiteral("readings")).toDouble(), 1152.0);
        // Nothing of it has become an alarm.
        QVERIFY(seat.twin.state().alarms().empty());

        rule[QStringLiteral("threshold")] = 200;
        editor.tryRule(rule, 3);
        QTRY_VERIFY(!editor.isTrying());
        QCOMPARE(editor.trial().value(QStringLiteral("fired")).toInt(), 1); // all the time
        editor.tryRule(rule, 3);
        editor.cancelTrial();
        QVERIFY(!editor.isTrying());
    }
};

QTEST_GUILESS_MAIN(RuleEditorTest)
#include "RuleEditorTest.moc"
