#include "live/AlertBook.h"

#include <QTest>

using domain::Alert;
using domain::ChangeSet;
using live::AlertBook;

/// Warnings that come, are replaced, taken back, and run out.
class TestAlertBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void issuesOnce();
    void obeysExpiry();
    void replacesAndCancels();
    void endsBeforeItBegins();
    void matchesOtherSenders();
    void passesOverWhatIsNoWarning_data();
    void passesOverWhatIsNoWarning();
    void takesTheAllClear();
    void takesRepeatedIdentifiers();
    void forgetsWhatIsLongOver();
    void restoresAndGoesOn();
    void takesEntriesOfOthers();
    void ranksByColour_data();
    void ranksByColour();
    void chosesTheLanguage();
};

static constexpr qint64 Minute = 60000, Hour = 60 * Minute, Start = 1781740800000;

static Alert alertOf(const QString &identifier, qint64 sent, const QString &type = QStringLiteral("Alert"),
                     const std::vector<Alert> &references = {})
{
    Alert alert;
    alert.identifier = identifier;
    alert.sender = QStringLiteral("met@example.org");
    alert.sent = sent;
    alert.id = alert.sender + u',' + identifier + u',' + QString::number(sent);
    alert.status = QStringLiteral("Actual");
    alert.messageType = type;
    for (const Alert &reference : references)
        alert.references.append(reference.id);
    domain::AlertInfo info;
    info.severity = QStringLiteral("Severe");
    info.headline = identifier;
    info.expires = sent + 3 * Hour;
    alert.infos.push_back(info);
    return alert;
}

static ChangeSet changesOf(AlertBook &book)
{
    ChangeSet changes;
    book.takeChanges(changes);
    return changes;
}

static QStringList stepsOf(const ChangeSet &changes)
{
    QStringList steps;
    for (const domain::Entry &entry : changes.entries)
        steps.append(QStringLiteral("%1 %2 %3").arg(entry.id.section(u',', 1, 1)).arg(entry.version).arg(entry.verb));
    return steps;
}

static QStringList shownBy(const AlertBook &book)
{
    QStringList shown;
    for (const Alert *alert : book.inForce())
        shown.append(alert->identifier);
    return shown;
}

void TestAlertBook::issuesOnce()
{
    AlertBook book;
    const Alert a = alertOf(QStringLiteral("a"), Start);
    book.take(a, Start + Minute);
    const ChangeSet first = changesOf(book);
    QCOMPARE(first.alerts.size(), size_t(1));
    QCOMPARE(first.entries.size(), size_t(1));
    QCOMPARE(first.entries[0].time, Start); // its own time, not that of arrival
    QCOMPARE(first.entries[0].who, a.sender);
    QCOMPARE(first.entries[0].body, domain::toJson(a));
    QVERIFY(first.raised.empty());
    book.take(a, Start + 2 * Minute);
    QVERIFY(changesOf(book).isEmpty());
    QCOMPARE(shownBy(book), QStringList{QStringLiteral("a")});
}

void TestAlertBook::obeysExpiry()
{
    AlertBook book;
    book.take(alertOf(QStringLiteral("a"), Start), Start);
    book.take(alertOf(QStringLiteral("b"), Start + Hour), Start + Hour);
    changesOf(book);
    book.advance(Start + 3 * Hour - 1);
    QVERIFY(changesOf(book).isEmpty());
    book.advance(Start + 3 * Hour);
    ChangeSet changes = changesOf(book);
    QCOMPARE(stepsOf(changes), QStringList{QStringLiteral("a 2 expire")});
    QCOMPARE(changes.entries[0].time, Start + 3 * Hour);
    QCOMPARE(changes.endedAlerts.size(), size_t(1));
    QCOMPARE(shownBy(book), QStringList{QStringLiteral("b")});
    book.advance(Start + 30 * Hour);
    QCOMPARE(stepsOf(changesOf(book)), QStringList{QStringLiteral("b 2 expire")});
    // Without an expiry: a day.
    Alert open = alertOf(QStringLiteral("c"), Start + 40 * Hour);
    open.infos[0].expires = 0;
    book.take(open, Start + 40 * Hour);
    book.advance(Start + 64 * Hour - 1);
    QCOMPARE(shownBy(book), QStringList{QStringLiteral("c")});
    book.advance(Start + 64 * Hour);
    QVERIFY(shownBy(book).isEmpty());
    // One that has run out before it came is journalled and never shown.
    changesOf(book);
    book.take(alertOf(QStringLiteral("late"), Start + 60 * Hour), Start + 64 * Hour);
    book.advance(Start + 64 * Hour);
    changes = changesOf(book);
    QCOMPARE(stepsOf(changes), QStringList({QStringLiteral("late 1 issue"), QStringLiteral("late 2 expire")}));
    QVERIFY(changes.alerts.empty());
    QVERIFY(changes.endedAlerts.empty());
}

void TestAlertBook::replacesAndCancels()
{
    AlertBook book;
    const Alert a = alertOf(QStringLiteral("a"), Start);
    const Alert b = alertOf(QStringLiteral("b"), Start + Hour, QStringLiteral("Update"), {a});
    Alert c = alertOf(QStringLiteral("c"), Start + 2 * Hour, QStringLiteral("Cancel"), {a, b});
    c.infos.clear();
    c.note = QStringLiteral("the rain is over");
    book.take(a, Start);
    changesOf(book);
    book.take(b, Start + Hour);
    ChangeSet changes = changesOf(book);
    QCOMPARE(stepsOf(changes), QStringList({QStringLiteral("a 2 update"), QStringLiteral("b 1 issue")}));
    QCOMPARE(changes.entries[0].body, (QJsonObject{{QStringLiteral("by"), b.id}}));
    QCOMPARE(changes.endedAlerts, std::vector<QString>{a.id});
    QCOMPARE(changes.alerts.size(), size_t(1));
    QCOMPARE(shownBy(book), QStringList{QStringLiteral("b")});
    book.take(c, Start + 2 * Hour);
    changes = changesOf(book);
    QCOMPARE(stepsOf(changes), QStringList{QStringLiteral("b 2 cancel")});
    QCOMPARE(changes.entries[0].why, QStringLiteral("the rain is over"));
    QCOMPARE(changes.entries[0].time, Start + 2 * Hour);
    QVERIFY(shownBy(book).isEmpty());
    book.take(c, Start + 2 * Hour);
    QVERIFY(changesOf(book).isEmpty());
}

void TestAlertBook::endsBeforeItBegins()
{
    AlertBook book;
    const Alert a = alertOf(QStringLiteral("a"), Start);
    const Alert b = alertOf(QStringLiteral("b"), Start + Minute, QStringLiteral("Update"), {a});
    const Alert c = alertOf(QStringLiteral("c"), Start + 2 * Minute, QStringLiteral("Cancel"), {b});
    book.take(c, Start + 3 * Minute);
    QVERIFY(changesOf(book).isEmpty());
    book.take(b, Start + 3 * Minute);
    QCOMPARE(stepsOf(changesOf(book)), QStringList({QStringLiteral("b 1 issue"), QStringLiteral("b 2 cancel")}));
    book.take(a, Start + 3 * Minute);
    const ChangeSet changes = changesOf(book);
    QCOMPARE(stepsOf(changes), QStringList({QStringLiteral("a 1 issue"), QStringLiteral("a 2 update")}));
    QVERIFY(changes.alerts.empty());
    QVERIFY(shownBy(book).isEmpty());
    // Whatever the order, the journal of each says the same.
    AlertBook other;
    for (const Alert &alert : {a, b, c})
        other.take(alert, Start + 3 * Minute);
    QStringList steps = stepsOf(changesOf(other));
    steps.sort();
    QCOMPARE(steps, QStringList({QStringLiteral("a 1 issue"), QStringLiteral("a 2 update"), QStringLiteral("b 1 issue"),
                                 QStringLiteral("b 2 cancel")}));
}

void TestAlertBook::matchesOtherSenders()
{
    // As a tsunami centre writes it: the reference names the centre, the message its web address.
    AlertBook book;
    const Alert a = alertOf(QStringLiteral("PAAQ-1"), Start);
    Alert b = alertOf(QStringLiteral("PAAQ-2"), Start + Hour, QStringLiteral("Update"));
    b.references = {QStringLiteral("PAAQ,PAAQ-1,") + QString::number(Start)};
    book.take(a, Start);
    book.take(b, Start + Hour);
    QCOMPARE(shownBy(book), QStringList{QStringLiteral("PAAQ-2")});
}

void TestAlertBook::passesOverWhatIsNoWarning_data()
{
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("type");
    for (const char *status : {"Exercise", "System", "Test", "Draft", ""})
        QTest::newRow(status) << QString::fromLatin1(status) << QStringLiteral("Update");
    for (const char *type : {"Ack", "Error"})
        QTest::newRow(type) << QStringLiteral("Actual") << QString::fromLatin1(type);
}

void TestAlertBook::passesOverWhatIsNoWarning()
{
    QFETCH(QString, status);
    QFETCH(QString, type);
    AlertBook book;
    const Alert a = alertOf(QStringLiteral("a"), Start);
    book.take(a, Start);
    changesOf(book);
    Alert other = alertOf(QStringLiteral("b"), Start + Minute, type, {a});
    other.status = status;
    book.take(other, Start + Minute);
    QVERIFY(changesOf(book).isEmpty()); // nor does an exercise end what is real
    QCOMPARE(shownBy(book), QStringList{QStringLiteral("a")});
}

void TestAlertBook::takesTheAllClear()
{
    AlertBook book;
    const Alert a = alertOf(QStringLiteral("a"), Start);
    Alert over = alertOf(QStringLiteral("b"), Start + Hour, QStringLiteral("Update"), {a});
    over.infos[0].responseTypes = {QStringLiteral("AllClear")};
    book.take(a, Start);
    book.take(over, Start + Hour);
    QVERIFY(shownBy(book).isEmpty());
    QCOMPARE(stepsOf(changesOf(book)), QStringList({QStringLiteral("a 1 issue"), QStringLiteral("a 2 cancel")}));
}

void TestAlertBook::takesRepeatedIdentifiers()
{
    AlertBook book;
    book.take(alertOf(QStringLiteral("a"), Start), Start);
    book.take(alertOf(QStringLiteral("a"), Start + Hour, QStringLiteral("Update")), Start + Hour);
    QCOMPARE(book.inForce().size(), size_t(1));
    QCOMPARE(book.inForce()[0]->sent, Start + Hour);
}

void TestAlertBook::forgetsWhatIsLongOver()
{
    AlertBook book;
    const Alert a = alertOf(QStringLiteral("a"), Start);
    book.take(a, Start);
    book.advance(Start + 4 * Hour);
    changesOf(book);
    for (qint64 now = Start + 5 * Hour; now < Start + 100 * Hour; now += Hour) {
        book.advance(now);
        book.take(a, now); // an index that goes on listing it
        QVERIFY(changesOf(book).isEmpty());
    }
}

void TestAlertBook::restoresAndGoesOn()
{
    const Alert a = alertOf(QStringLiteral("a"), Start), b = alertOf(QStringLiteral("b"), Start + 2 * Hour);
    AlertBook book;
    book.restore({a, b}, Start + 4 * Hour);
    ChangeSet changes = changesOf(book);
    QCOMPARE(stepsOf(changes), QStringList{QStringLiteral("a 2 expire")}); // while the program was away
    QCOMPARE(changes.alerts.size(), size_t(1));
    QCOMPARE(shownBy(book), QStringList{QStringLiteral("b")});
    book.take(b, Start + 4 * Hour);
    book.restore({a, b}, Start + 4 * Hour);
    QVERIFY(changesOf(book).isEmpty());
    book.take(alertOf(QStringLiteral("c"), Start + 4 * Hour, QStringLiteral("Cancel"), {b}), Start + 4 * Hour);
    QCOMPARE(stepsOf(changesOf(book)), QStringList{QStringLiteral("b 2 cancel")});
}

void TestAlertBook::takesEntriesOfOthers()
{
    AlertBook theirs;
    const Alert a = alertOf(QStringLiteral("a"), Start);
    const Alert c = alertOf(QStringLiteral("c"), Start + Minute, QStringLiteral("Cancel"), {a});
    theirs.take(a, Start);
    std::vector<domain::Entry> told = changesOf(theirs).entries;
    AlertBook ours;
    ours.take(told[0], Start);
    ChangeSet changes = changesOf(ours);
    QCOMPARE(changes.alerts.size(), size_t(1));
    QVERIFY(changes.entries.empty()); // it is kept already
    ours.take(told[0], Start);
    QVERIFY(changesOf(ours).isEmpty());
    ours.take(a, Start); // by our own feed, later
    QVERIFY(changesOf(ours).isEmpty());
    theirs.take(c, Start + Minute);
    told = changesOf(theirs).entries;
    // Who does not know the warning asks for all of it.
    AlertBook third;
    third.take(told[0], Start + Minute);
    QCOMPARE(third.takeMissing(), QStringList{a.id});
    QVERIFY(ours.takeMissing().isEmpty());
    ours.take(told[0], Start + Minute);
    QCOMPARE(changesOf(ours).endedAlerts, std::vector<QString>{a.id});
    QVERIFY(shownBy(ours).isEmpty());
    AlertBook again;
    again.take(a, Start);
    const domain::Entry issued = changesOf(again).entries[0];
    third.replace(a.id, {issued, told[0]}, Start + Minute);
    QVERIFY(changesOf(third).isEmpty());
    QVERIFY(shownBy(third).isEmpty());
}

void TestAlertBook::ranksByColour_data()
{
    QTest::addColumn<QString>("severity");
    QTest::addColumn<QString>("headline");
    QTest::addColumn<QString>("parameter");
    QTest::addColumn<QString>("value");
    QTest::addColumn<domain::Severity>("level");
    using enum domain::Severity;
    const QString none;
    const QString colour = QStringLiteral("预警颜色");
    QTest::newRow("extreme") << QStringLiteral("Extreme") << none << none << none << Critical;
    QTest::newRow("severe") << QStringLiteral("Severe") << none << none << none << Major;
    QTest::newRow("moderate") << QStringLiteral("Moderate") << none << none << none << Minor;
    QTest::newRow("unknown") << QStringLiteral("Unknown") << none << none << none << Minor;
    QTest::newRow("red") << none << QStringLiteral("市气象台发布暴雨红色预警信号") << none << none << Critical;
    QTest::newRow("orange") << QStringLiteral("Extreme") << QStringLiteral("台风橙色预警") << none << none << Major;
    QTest::newRow("yellow") << QStringLiteral("Severe") << QStringLiteral("高温黄色预警") << none << none << Minor;
    QTest::newRow("blue") << QStringLiteral("Severe") << QStringLiteral("大风蓝色预警") << none << none << Minor;
    QTest::newRow("parameter") << QStringLiteral("Minor") << none << colour << QStringLiteral("橙色") << Major;
    QTest::newRow("Europe") << QStringLiteral("Minor") << none << QStringLiteral("awareness_level")
                            << QStringLiteral("4; red; Extreme") << Critical;
    QTest::newRow("Europe, none") << QStringLiteral("Minor") << none << QStringLiteral("awareness_level")
                                  << QStringLiteral("1; green; Minor") << Normal;
    QTest::newRow("no colour of a warning") << QStringLiteral("Severe") << QStringLiteral("AMBER ALERT, red jacket")
                                            << QStringLiteral("Clothing") << QStringLiteral("red") << Major;
}

void TestAlertBook::ranksByColour()
{
    QFETCH(QString, severity);
    QFETCH(QString, headline);
    QFETCH(QString, parameter);
    QFETCH(QString, value);
    QFETCH(domain::Severity, level);
    Alert alert = alertOf(QStringLiteral("a"), Start);
    alert.infos[0].severity = severity;
    alert.infos[0].headline = headline;
    alert.infos[0].parameters = {{parameter, value}};
    QCOMPARE(alert.level(), level);
    AlertBook book;
    book.take(alert, Start);
    QCOMPARE(changesOf(book).raised.size(), size_t(level == domain::Severity::Critical ? 1 : 0));
}

void TestAlertBook::chosesTheLanguage()
{
    Alert alert = alertOf(QStringLiteral("a"), Start);
    QCOMPARE(alert.info(QStringLiteral("zh_CN")), &alert.infos[0]); // better than none
    alert.infos.resize(4);
    alert.infos[0].language = QStringLiteral("fr-CA");
    alert.infos[1].language = QStringLiteral("zh-HK");
    alert.infos[2].language = QStringLiteral("en-GB");
    alert.infos[3].language = QStringLiteral("zh-CN");
    QCOMPARE(alert.info(QStringLiteral("zh_CN")), &alert.infos[3]);
    QCOMPARE(alert.info(QStringLiteral("en")), &alert.infos[2]);
    alert.infos.pop_back();
    QCOMPARE(alert.info(QStringLiteral("zh_CN")), &alert.infos[1]);
    alert.infos.clear();
    QCOMPARE(alert.info(QStringLiteral("en")), nullptr);
}

QTEST_APPLESS_MAIN(TestAlertBook)
#include "tst_alertbook.moc"
