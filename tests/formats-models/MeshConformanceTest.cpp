#include "ModelsTesting.h"
#include "formats/mesh/MeshReader.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QtConcurrent/QtConcurrentMap>

using formats::meshReader;

/// Good and malformed meshes by the hundred: none crashes or holds up the caller, each answer is a sound model or an
/// error that names the file.
class MeshConformanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFile_data();
    void everyFile();
};

void MeshConformanceTest::everyFile_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<int>("readable"); ///< at least so many
    QTest::newRow("mesh/gltf") << QStringLiteral("mesh/gltf") << 4;
    QTest::newRow("mesh/assimp") << QStringLiteral("mesh/assimp") << 28;
    QTest::newRow("testsuites/gltf_validator_base") << QStringLiteral("testsuites/gltf_validator_base") << 0;
    QTest::newRow("citygml/plateau_tokyo/obj") << QStringLiteral("citygml/plateau_tokyo") << 3;
}

void MeshConformanceTest::everyFile()
{
    QFETCH(QString, folder);
    QFETCH(int, readable);
    const QString root = fixtures::testData(folder);
    if (root.isEmpty())
        QSKIP("needs YUNJIE_TESTDATA");
    struct Case {
        QString file, failure, outcome;
        qint64 ms = 0;
    };
    QList<Case> cases;
    QDirIterator files(root, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const formats::Probe probe = meshReader().probe(testing::requestFor(file));
        if (!probe || *probe)
            cases.append({file, {}, {}});
    }
    QVERIFY(!cases.isEmpty());
    const geometry::LocalFrame frame = testing::frameOf(QStringLiteral("EPSG:4547"), {508000, 2494000, 0});
    QtConcurrent::blockingMap(cases, [&frame](Case &one) {
        QElapsedTimer timer;
        timer.start();
        const auto layers = meshReader().read(testing::requestFor(one.file), frame, base::Job());
        one.ms = timer.elapsed();
        if (layers) {
            one.failure = testing::inconsistency(layers->front());
            one.outcome = QStringLiteral("read");
        } else {
            one.outcome = layers.error().code;
            if (layers.error().source != one.file || layers.error().message.isEmpty())
                one.failure = layers.error().toLine();
        }
    });
    QHash<QString, int> outcomes;
    qint64 slowest = 0;
    for (const Case &one : cases) {
        QVERIFY2(one.failure.isEmpty(), qPrintable(one.file + u' ' + one.failure));
        ++outcomes[one.outcome];
        slowest = std::max(slowest, one.ms);
        if (one.outcome == QLatin1String("reader-crashed") || one.outcome == QLatin1String("reader-timeout"))
            qInfo("%s: %s", qPrintable(one.file), qPrintable(one.outcome));
    }
    for (auto it = outcomes.cbegin(); it != outcomes.cend(); ++it)
        qInfo("%s: %d", qPrintable(it.key()), it.value());
    qInfo("slowest: %lld ms", slowest);
    QVERIFY(outcomes.value(QStringLiteral("read")) >= readable);
#ifndef __SANITIZE_ADDRESS__ // nothing bounds the memory then
    QVERIFY2(slowest < 20000, "a file held up its caller");
#endif
}

QTEST_GUILESS_MAIN(MeshConformanceTest)
#include "MeshConformanceTest.moc"
