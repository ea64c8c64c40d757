#include "TestPostgres.h"
#include "formats/ogr/PeopleReader.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using domain::PeopleRequest;

/// Registers of residents: tables of files, and a real PostgreSQL whose row security decides who sees whom.
class PeopleReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usualNames();
    void namedColumns();
    void valuesAreNoSql();
    void buildingsAndLimits();
    void whatIsMissingIsSaid();
    void rowSecurityDecides();

private:
    QString write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
    }
    static QString said(const base::Warnings &warnings)
    {
        QStringList lines;
        for (const base::Warning &warning : warnings.list())
            lines.append(warning.code + u' ' + warning.message);
        return lines.join(u'\n');
    }

    QTemporaryDir m_folder;
};

void PeopleReaderTest::usualNames()
{
    const QString file = write(QStringLiteral("usual.csv"),
                               "编号,姓名,身份证号,联系电话,房屋编码,楼栋编码,人口类型,出生日期,重点关爱\n"
                               "P1,张样例,00000019500307123X,10000000001,U1,B1,户籍,1950-03-07,disabled；alone-70\n"
                               "P2,李示例,,,U2,B1,流动,,\n");
    base::Warnings warnings;
    const auto people = formats::peopleOf({file, {}}, warnings);
    QVERIFY2(warnings.isEmpty(), qPrintable(said(warnings)));
    const auto found = people->peopleOf(QStringLiteral("B1"), QStringLiteral("U1"));
    QVERIFY2(found, qPrintable(found ? QString() : found.error().toLine()));
    QCOMPARE(found->size(), size_t(1));
    const domain::Person &person = found->front();
    QCOMPARE(person.id, QStringLiteral("P1"));
    QCOMPARE(person.name, QStringLiteral("张样例"));
    QCOMPARE(person.identity, QStringLiteral("00000019500307123X"));
    QCOMPARE(person.telephone, QStringLiteral("10000000001"));
    QCOMPARE(person.building, QStringLiteral("B1"));
    QCOMPARE(person.kind, QStringLiteral("户籍"));
    QCOMPARE(person.birthYear, 1950);
    QCOMPARE(person.care, QStringList({QStringLiteral("disabled"), QStringLiteral("alone-70")}));
}

void PeopleReaderTest::namedColumns()
{
    const QString file = write(QStringLiteral("named.csv"), "a,name,who,flat,house\nP1,not this,张样例,U1,B1\n");
    base::Warnings warnings;
    const auto people = formats::peopleOf({file,
                                           {{QStringLiteral("name"), QStringLiteral("who")},
                                            {QStringLiteral("unit"), QStringLiteral("flat")},
                                            {QStringLiteral("building"), QStringLiteral("house")},
                                            {QStringLiteral("telephone"), QStringLiteral("mobile no")}}},
                                          warnings);
    QCOMPARE(warnings.count(QStringLiteral("field-missing")), 1);
    const auto found = people->peopleOf(QStringLiteral("B1"), {});
    QVERIFY(found && found->size() == 1);
    QCOMPARE(found->front().name, QStringLiteral("张样例"));
    QCOMPARE(people->countOf(QStringLiteral("B1")).value_or(-1), 1);
}

/// A unit's code comes from data: what looks like SQL in it must find nobody.
void PeopleReaderTest::valuesAreNoSql()
{
    const QString file = write(QStringLiteral("sql.csv"), "name,unit,building\n张样例,U1,B1\n李示例,O'Hara,B'1\n");
    base::Warnings warnings;
    const auto people = formats::peopleOf({file, {}}, warnings);
    for (const char *value : {"x' OR '1'='1", "U1' --", "\" OR 1=1"}) {
        const auto found = people->peopleOf(QStringLiteral("B1"), QString::fromLatin1(value));
        QVERIFY2(found && found->empty(), value);
    }
    QCOMPARE(people->peopleOf({}, QStringLiteral("O'Hara"))->size(), size_t(1));
    QCOMPARE(people->countOf(QStringLiteral("B'1")).value_or(-1), 1);
}

void PeopleReaderTest::buildingsAndLimits()
{
    QByteArray text("name,unit,building\n");
    for (int i = 0; i < 700; ++i)
        text += "张样例,U" + QByteArray::number(i / 3) + ",B1\n";
    base::Warnings warnings;
    const auto people = formats::peopleOf({write(QStringLiteral("many.csv"), text), {}}, warnings);
    QCOMPARE(people->peopleOf(QStringLiteral("B1"), {})->size(), size_t(500));
    QCOMPARE(people->peopleOf(QStringLiteral("B1"), {}, 20)->size(), size_t(20));
    QCOMPARE(people->peopleOf(QStringLiteral("B1"), QStringLiteral("U7"))->size(), size_t(3));
    QCOMPARE(people->countOf(QStringLiteral("B1")).value_or(-1), 700);
    QCOMPARE(people->countOf(QStringLiteral("B2")).value_or(-1), 0);
}

void PeopleReaderTest::whatIsMissingIsSaid()
{
    const QString noPlace = write(QStringLiteral("noplace.csv"), "name,telephone\n张样例,1\n");
    for (const QString &source :
         {m_folder.filePath(QStringLiteral("none.csv")), noPlace, noPlace + QStringLiteral("|other"),
          QStringLiteral("PG:host=127.0.0.1 port=1 dbname=x user=y password=secret|people")}) {
        base::Warnings warnings;
        const auto people = formats::peopleOf({source, {}}, warnings);
        QVERIFY2(warnings.count(QStringLiteral("people-unreadable")) == 1, qPrintable(source));
        const auto found = people->peopleOf(QStringLiteral("B1"), {});
        QVERIFY(!found);
        QCOMPARE(found.error().code, QStringLiteral("people-unreadable"));
        QVERIFY2(!found.error().toLine().contains(QLatin1String("secret")), qPrintable(found.error().toLine()));
        QVERIFY(!people->label().contains(QLatin1String("secret")));
    }
}

/// Three accounts ask the same table: one that may see a community, one whom no policy lets see anybody, one that may
/// not read at all. What they get is the database's word, not the viewer's.
void PeopleReaderTest::rowSecurityDecides()
{
    QString why;
    if (!TestPostgres::isInstalled(&why))
        QSKIP(qPrintable(why));
    TestPostgres postgres;
    QVERIFY2(postgres.start(), postgres.output());
    QVERIFY(!postgres.makeDatabase(QStringLiteral("register")).isEmpty());
    bool ok = false;
    const QByteArray said = postgres.sql(
        QStringLiteral("register"),
        QStringLiteral(
            "create table people (code text, name text, unit text, building text, community text);"
            "insert into people values ('P1', '张样例', 'U1', 'B1', 'C1'), ('P2', '李示例', 'U9', 'B9', 'C9');"
            "create role clerk login; create role stranger login; create role nobody login;"
            "grant select on people to clerk, stranger;"
            "alter table people enable row level security;"
            "create policy of_community on people for select to clerk using (community = 'C1');"),
        &ok);
    QVERIFY2(ok, said);
    const auto ask = [&](const char *account) {
        base::Warnings warnings;
        return formats::peopleOf({QStringLiteral("PG:host=127.0.0.1 port=%1 dbname=register user=%2|people")
                                      .arg(postgres.port())
                                      .arg(QLatin1String(account)),
                                  {}},
                                 warnings);
    };
    const QString b1 = QStringLiteral("B1"), b9 = QStringLiteral("B9");
    const auto clerk = ask("clerk");
    const auto seen = clerk->peopleOf(b1, QStringLiteral("U1"));
    QVERIFY2(seen, qPrintable(seen ? QString() : seen.error().toLine()));
    QCOMPARE(seen->size(), size_t(1));
    QCOMPARE(seen->front().name, QStringLiteral("张样例"));
    QCOMPARE(clerk->countOf(b1).value_or(-1), 1);
    // Of another community: nobody, and that the rows are secured is said rather than that nobody lives there.
    QCOMPARE(clerk->peopleOf(b9, {}).error().code, QStringLiteral("people-refused"));
    for (const char *account : {"stranger", "nobody"}) {
        const auto people = ask(account);
        for (const QString &building : {b1, b9}) {
            const auto found = people->peopleOf(building, {});
            QVERIFY2(!found, account);
            QVERIFY2(found.error().code == QLatin1String("people-refused"), qPrintable(found.error().toLine()));
            QVERIFY(!people->countOf(building));
        }
    }
    // What an administrator of the database changes holds from the next question on.
    postgres.sql(QStringLiteral("register"),
                 QStringLiteral("create policy all_of_it on people for select to stranger using (true)"), &ok);
    QVERIFY(ok);
    QCOMPARE(ask("stranger")->peopleOf(b9, {}).value_or(std::vector<domain::Person>()).size(), size_t(1));
}

QTEST_GUILESS_MAIN(PeopleReaderTest)
#include "tst_people.moc"
