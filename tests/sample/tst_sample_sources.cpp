#include "MadeSample.h"
#include "project/Project.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <map>

/// Everything in the sample comes from one of its 17 source systems, and nothing is named that is not there.
class SampleSourcesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QCOMPARE(makeSample(m_folder.filePath(QStringLiteral("sample"))), QString());
        auto read = project::Project::read(m_folder.filePath(QStringLiteral("sample/district.json")));
        QVERIFY2(read, read ? "" : qPrintable(read.error().toLine()));
        m_project = std::move(*read);
        for (const base::Warning &warning : m_project.warnings.list())
            QFAIL(qPrintable(warning.code + u' ' + warning.message));
    }

    void thereAreSeventeen()
    {
        QCOMPARE(m_project.sources.size(), size_t(17));
        for (const domain::SourceSystem &system : m_project.sources) {
            QVERIFY(!system.name.en.isEmpty() && !system.name.zh.isEmpty() && system.name.en != system.name.zh);
            QVERIFY(!system.owner.en.isEmpty() && !system.owner.zh.isEmpty());
            QVERIFY(!system.layers.isEmpty() || !system.things.isEmpty() || !system.events.isEmpty() || system.alerts);
        }
    }

    void everyLayerComesFromOne()
    {
        std::map<QString, int> named;
        for (const domain::SourceSystem &system : m_project.sources) {
            for (const QString &layer : system.layers)
                ++named[layer];
        }
        for (const project::ProjectLayer &layer : m_project.layers) {
            if (layer.request.kind != domain::LayerKind::Things) // devices are told apart by their kinds
                QVERIFY2(named[layer.request.id] == 1, qPrintable(layer.request.id));
        }
    }

    void everyDeviceComesFromOne()
    {
        std::map<QString, int> named;
        for (const domain::SourceSystem &system : m_project.sources) {
            for (const QString &kind : system.things)
                ++named[kind];
        }
        std::map<QString, int> met;
        for (const Row &row : rowsOf(m_folder.filePath(QStringLiteral("sample/district.gpkg")), "things"))
            ++met[row.text("kind")];
        QVERIFY(met.size() >= 7);
        for (const auto &[kind, count] : met)
            QVERIFY2(named[kind] == 1, qPrintable(kind));
        for (const auto &[kind, count] : named)
            QVERIFY2(met[kind] > 0, qPrintable(kind));
    }

    void everyEventComesFromOne()
    {
        QFile log(m_folder.filePath(QStringLiteral("sample/log/events.jsonl")));
        QVERIFY(log.open(QIODevice::ReadOnly));
        std::map<QString, int> met;
        while (!log.atEnd()) {
            const QJsonObject more = QJsonDocument::fromJson(log.readLine())
                                         .object()
                                         .value(QStringLiteral("extended_attributes"))
                                         .toObject();
            ++met[more.value(QStringLiteral("source")).toString()];
        }
        for (const auto &[source, count] : met) {
            qsizetype systems = 0;
            for (const domain::SourceSystem &system : m_project.sources)
                systems += system.events.count(source);
            // Alarms come from all that watch; each event from the one whose device it is.
            QVERIFY2(source == QLatin1String("sensor-alarm") ? systems > 1 : systems == 1, qPrintable(source));
        }
        for (const domain::SourceSystem &system : m_project.sources) {
            for (const QString &source : system.events)
                QVERIFY2(met[source] > 0, qPrintable(source));
        }
    }

private:
    QTemporaryDir m_folder;
    project::Project m_project;
};

QTEST_GUILESS_MAIN(SampleSourcesTest)
#include "tst_sample_sources.moc"
