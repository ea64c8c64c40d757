#include "domain/People.h"

#include <QTest>

using domain::Person;

class PeopleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesKeepTheirFirstCharacter_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("shown");
        QTest::addRow("three") << QStringLiteral("张样例") << QStringLiteral("张**");
        QTest::addRow("two") << QStringLiteral("李样") << QStringLiteral("李**");
        QTest::addRow("four") << QStringLiteral("欧阳样例") << QStringLiteral("欧**");
        QTest::addRow("latin") << QStringLiteral(" Sample Person ") << QStringLiteral("S**");
        QTest::addRow("rare") << QString::fromUtf8("𠮷样例") << QString::fromUtf8("𠮷**");
        QTest::addRow("none") << QStringLiteral("  ") << QString();
    }

    void namesKeepTheirFirstCharacter()
    {
        QFETCH(QString, name);
        Person person;
        person.name = name;
        QTEST(domain::masked(person).name, "shown");
    }

    void numbersKeepTheirLastFour()
    {
        QCOMPARE(domain::maskedNumber(QStringLiteral("00000019900307123X")), QStringLiteral("**** 123X"));
        QCOMPARE(domain::maskedNumber(QStringLiteral("+86 100-0000 5678")), QStringLiteral("**** 5678"));
        QCOMPARE(domain::maskedNumber(QStringLiteral("5678")), QStringLiteral("****"));
        QCOMPARE(domain::maskedNumber(QString()), QString());
    }

    /// Nothing of the rest comes through, whatever is added to the record.
    void nothingElseComesThrough()
    {
        const Person person{QStringLiteral("00000019500307123X"),
                            QStringLiteral("张样例"),
                            QStringLiteral("00000019500307123X"),
                            QStringLiteral("10000123456"),
                            QStringLiteral("U1"),
                            QStringLiteral("B1"),
                            QStringLiteral("migrant"),
                            1950,
                            {QStringLiteral("disabled")}};
        const Person shown = domain::masked(person);
        QVERIFY(shown.id.isEmpty());
        QCOMPARE(shown.birthYear, 0);
        QVERIFY(shown.care.isEmpty());
        QCOMPARE(shown.unit, person.unit);
        QCOMPARE(shown.building, person.building);
        QCOMPARE(shown.kind, person.kind);
        for (const QString &word : {shown.name, shown.identity, shown.telephone})
            QVERIFY(!word.contains(QStringLiteral("1950")) && !word.contains(QStringLiteral("样例")));
    }
};

QTEST_GUILESS_MAIN(PeopleTest)
#include "tst_people.moc"
