#include "MadeSample.h"
#include "sample/Sample.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

/// The same from the same seed; nothing left when stopped; nobody's files touched.
class TestSampleRuns : public QObject
{
    Q_OBJECT

private:
    static QMap<QString, QByteArray> hashes(const QString &folder)
    {
        QMap<QString, QByteArray> out;
        QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QCryptographicHash hash(QCryptographicHash::Sha256);
            if (file.open(QIODevice::ReadOnly) && hash.addData(&file))
                out.insert(QDir(folder).relativeFilePath(file.fileName()), hash.result().toHex());
        }
        return out;
    }

private Q_SLOTS:
    void theSameSeedGivesTheSameBytes()
    {
        QTemporaryDir dir;
        QCOMPARE(makeSample(dir.filePath(QStringLiteral("a")), 5, 600), QString());
        QCOMPARE(makeSample(dir.filePath(QStringLiteral("b")), 5, 600), QString());
        QCOMPARE(makeSample(dir.filePath(QStringLiteral("c")), 6, 600), QString());
        const auto a = hashes(dir.filePath(QStringLiteral("a"))), b = hashes(dir.filePath(QStringLiteral("b"))),
                   c = hashes(dir.filePath(QStringLiteral("c")));
        QCOMPARE(a.size(), 29);
        for (auto it = a.begin(); it != a.end(); ++it)
            QVERIFY2(b.value(it.key()) == it.value(), qPrintable(it.key()));
        QVERIFY(c.value(QStringLiteral("district.gpkg")) != a.value(QStringLiteral("district.gpkg")));
        QVERIFY(c.value(QStringLiteral("log/events.jsonl")) != a.value(QStringLiteral("log/events.jsonl")));
    }

    void otherSeedsKeepTheCounts()
    {
        QTemporaryDir dir;
        for (quint32 seed : {2u, 4000000000u}) {
            const QString folder = dir.filePath(QString::number(seed));
            QCOMPARE(makeSample(folder, seed), QString());
            const QString package = folder + QStringLiteral("/district.gpkg");
            QCOMPARE(rowsOf(package, "areas").size(), size_t(1 + 10 + 24 + 60));
            QCOMPARE(rowsOf(package, "things").size(), size_t(1447 + 1360 + 60 + 300 + 12 + 4 + 24));
            const auto buildings = double(allBuildings(folder).size());
            QVERIFY2(buildings > 2300 && buildings < 2900, qPrintable(QString::number(buildings)));
        }
    }

    void stoppingLeavesNothing()
    {
        for (int after = 1; after < 9; after += 3) {
            QTemporaryDir dir;
            base::Job *running = nullptr;
            int reports = 0;
            base::Job job([&](const QString &, double) {
                if (++reports == after)
                    running->cancel();
            });
            running = &job;
            const base::Status status = sample::generate(dir.filePath(QStringLiteral("sample")), {1, 600}, job);
            QVERIFY(!status);
            QCOMPARE(status.error().code, QStringLiteral("cancelled"));
            QVERIFY(QDir(dir.path()).isEmpty());
        }
    }

    void progressGoesForward()
    {
        QTemporaryDir dir;
        double last = -1;
        bool forward = true;
        const base::Job job([&](const QString &stage, double fraction) {
            forward = forward && !stage.isEmpty() && fraction >= last;
            last = fraction;
        });
        QVERIFY(sample::generate(dir.filePath(QStringLiteral("sample")), {1, 300}, job));
        QVERIFY(forward);
        QCOMPARE(last, 1.0);
    }

    void othersFilesAreLeftAlone()
    {
        QTemporaryDir dir;
        QFile mine(dir.filePath(QStringLiteral("mine.txt")));
        QVERIFY(mine.open(QIODevice::WriteOnly));
        mine.write("mine");
        mine.close();
        const base::Status status = sample::generate(dir.path(), {1, 300}, base::Job());
        QVERIFY(!status);
        QCOMPARE(status.error().code, QStringLiteral("folder-unwritable"));
        QVERIFY(QFile::exists(mine.fileName()));
        QCOMPARE(QDir(dir.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), 1);
        // A sample of before is replaced.
        const QString folder = dir.filePath(QStringLiteral("sample"));
        QVERIFY(sample::generate(folder, {1, 300}, base::Job()));
        QVERIFY(sample::generate(folder, {2, 300}, base::Job()));
    }

    void aFolderThatCannotBeMadeIsNamed()
    {
        const base::Status status = sample::generate(QStringLiteral("/proc/nowhere/sample"), {1, 300}, base::Job());
        QVERIFY(!status);
        QCOMPARE(status.error().code, QStringLiteral("folder-unwritable"));
    }

    void aLargerCityHasMoreDistricts()
    {
        QTemporaryDir dir;
        const QString folder = dir.filePath(QStringLiteral("large"));
        QCOMPARE(makeSample(folder, 1, 10400), QString());
        const auto buildings = double(allBuildings(folder).size());
        QVERIFY2(std::abs(buildings - 10400) < 700, qPrintable(QString::number(buildings)));
        QCOMPARE(rowsOf(folder + QStringLiteral("/district.gpkg"), "areas").size(), size_t(4 * 95));
        QCOMPARE(rowsOf(folder + QStringLiteral("/district.gpkg"), "areas", QStringLiteral("code='2-G07'")).size(),
                 size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestSampleRuns)
#include "tst_sample_runs.moc"
