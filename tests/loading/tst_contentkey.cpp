#include "loading/ContentKey.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using loading::contentKey;

/// Names for what files hold: the same for the same, another for anything else.
class ContentKeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheContent();
    void followsWhatABareFileHasBesideIt();
    void followsTheProjectAndItsLayers();
    void isNothingWhereItCannotBeTold();

private:
    static bool write(const QString &file, const QByteArray &content)
    {
        QFile out(file);
        return out.open(QIODevice::WriteOnly) && out.write(content) == content.size();
    }
};

static const QByteArray Point =
    R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[114,22]}}]})";

void ContentKeyTest::followsTheContent()
{
    QTemporaryDir folder;
    const QString a = folder.filePath(QStringLiteral("a.geojson"));
    QVERIFY(write(a, Point));
    const QByteArray first = contentKey({a}, {});
    QVERIFY(!first.isEmpty());
    QCOMPARE(contentKey({a}, {}), first);
    QVERIFY(write(a, QByteArray(Point).replace("114", "115")));
    const QByteArray second = contentKey({a}, {});
    QVERIFY(!second.isEmpty() && second != first);
    QVERIFY(write(a, Point));
    QCOMPARE(contentKey({a}, {}), first);
    QVERIFY(contentKey({a}, {{}, {}, 1000}) != first);
}

void ContentKeyTest::followsWhatABareFileHasBesideIt()
{
    QTemporaryDir folder;
    for (const char *ending : {"shp", "shx", "dbf"})
        QVERIFY(write(folder.filePath(QStringLiteral("roads.%1").arg(QLatin1String(ending))), "content"));
    const QString file = folder.filePath(QStringLiteral("roads.shp"));
    const QByteArray first = contentKey({file}, {});
    QVERIFY(!first.isEmpty());
    QVERIFY(write(folder.filePath(QStringLiteral("roads.dbf")), "others"));
    QVERIFY(contentKey({file}, {}) != first);
}

void ContentKeyTest::followsTheProjectAndItsLayers()
{
    QTemporaryDir folder;
    const QString data = folder.filePath(QStringLiteral("b.geojson")),
                  project = folder.filePath(QStringLiteral("district.json"));
    QVERIFY(write(data, Point));
    const QByteArray text =
        R"({"format":"yunjie-district/1","name":"x","layers":[{"id":"b","kind":"building","source":"b.geojson"}]})";
    QVERIFY(write(project, text));
    const QByteArray first = contentKey({project}, {});
    QVERIFY(!first.isEmpty());
    QCOMPARE(contentKey({folder.path()}, {}), first);
    QVERIFY(write(data, Point + ' '));
    const QByteArray second = contentKey({project}, {});
    QVERIFY(second != first);
    QVERIFY(write(project, text + ' '));
    QVERIFY(contentKey({project}, {}) != second);
}

void ContentKeyTest::isNothingWhereItCannotBeTold()
{
    QTemporaryDir folder;
    QVERIFY(contentKey({folder.filePath(QStringLiteral("nowhere.geojson"))}, {}).isEmpty());
    QVERIFY(contentKey({QStringLiteral("PG:dbname=nowhere")}, {}).isEmpty());
    loading::LoadOptions options;
    options.cacheFolder = folder.path();
    QVERIFY2(contentKey({}, options).isEmpty(), "a sample that is not made yet");
}

QTEST_GUILESS_MAIN(ContentKeyTest)
#include "tst_contentkey.moc"
