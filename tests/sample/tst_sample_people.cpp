#include "MadeSample.h"

#include <QTemporaryDir>
#include <QtTest>

/// The register of residents agrees with everything else that counts people, and is plainly made up.
class TestSamplePeople : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    std::vector<Row> m_people;
    QString m_district;

private Q_SLOTS:
    void initTestCase()
    {
        QCOMPARE(makeSample(m_dir.filePath(QStringLiteral("a")), 3, 600), QString());
        m_district = m_dir.filePath(QStringLiteral("a/district.gpkg"));
        m_people = rowsOf(m_dir.filePath(QStringLiteral("a/people.gpkg")), "people");
        QVERIFY(m_people.size() > 5000);
    }

    void asManyAsTheUnitsAndBuildingsSay()
    {
        QHash<QString, int> inUnit, inBuilding;
        for (const Row &person : m_people) {
            ++inUnit[person.text("unit")];
            ++inBuilding[person.text("building")];
        }
        size_t all = 0;
        for (const Row &unit : rowsOf(m_district, "units")) {
            QCOMPARE(inUnit.value(unit.text("code")), int(unit.number("occupants")));
            all += size_t(unit.number("occupants"));
        }
        QCOMPARE(m_people.size(), all);
        for (const Row &building : rowsOf(m_district, "buildings", QStringLiteral("part_of IS NULL")))
            QCOMPARE(inBuilding.value(building.text("code")), int(building.number("residents")));
    }

    void asTheGridsSay()
    {
        QHash<QString, int> kinds, care;
        int aged = 0;
        for (const Row &person : m_people) {
            ++kinds[person.text("kind")];
            aged += person.number("birth_year") <= 1966;
            for (const QString &word : person.text("care").split(u';', Qt::SkipEmptyParts))
                ++care[word];
        }
        QHash<QString, int> grids;
        for (const Row &grid : rowsOf(m_district, "areas", QStringLiteral("level = 'grid'"))) {
            for (const char *name : {"registered", "migrant", "overseas", "aged60", "alone70", "disabled", "key_care"})
                grids[QLatin1String(name)] += int(grid.number(name));
        }
        for (const char *kind : {"registered", "migrant", "overseas"})
            QCOMPARE(kinds.value(QLatin1String(kind)), grids.value(QLatin1String(kind)));
        const auto near = [](int a, int b) { return std::abs(a - b) <= std::max(3, b / 50); };
        QVERIFY(near(aged, grids.value(QStringLiteral("aged60"))));
        QVERIFY(near(care.value(QStringLiteral("alone-70")), grids.value(QStringLiteral("alone70"))));
        QVERIFY(near(care.value(QStringLiteral("disabled")), grids.value(QStringLiteral("disabled"))));
        QVERIFY(near(care.value(QStringLiteral("key-care")), grids.value(QStringLiteral("key_care"))));
    }

    /// No such person, number or telephone can be.
    void plainlyMadeUp()
    {
        static const QStringList given = QString::fromUtf8("样例 示例 模拟 虚构 假设 演示").split(u' ');
        constexpr std::array Weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        for (const Row &person : m_people) {
            const QString name = person.text("name"), identity = person.text("identity");
            QVERIFY2(given.contains(name.right(2)), qPrintable(name));
            QVERIFY(person.text("telephone").startsWith(QLatin1String("100")));
            if (person.text("kind") == QLatin1String("overseas"))
                continue;
            QCOMPARE(identity.size(), 18);
            QVERIFY(identity.startsWith(QLatin1String("000000"))); // a region that there is not
            int sum = 0;
            for (size_t i = 0; i < Weights.size(); ++i)
                sum += Weights[i] * identity.at(qsizetype(i)).digitValue();
            QVERIFY(identity.at(17) != QLatin1Char("10X98765432"[sum % 11])); // GB 11643-1999
            QCOMPARE(identity.mid(6, 4).toInt(), int(person.number("birth_year")));
        }
    }
};

QTEST_GUILESS_MAIN(TestSamplePeople)
#include "tst_sample_people.moc"
