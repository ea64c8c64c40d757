#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// What scripts and pictures get of a district whose project names a register of residents: nothing.
class PrivacyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void scriptsGetNothing();
    void picturesShowNobody();

private:
    struct Outcome {
        int status;
        QByteArray said;
    };
    Outcome run(const QStringList &arguments);
    QString write(const QString &path, const QByteArray &text);
    QString project(const QString &folder, bool withPeople);
    /// The first file or word that has something of the register; empty where none has.
    QString leak(const QByteArray &said) const;

    QTemporaryDir m_folder;
    QString m_with, m_without;
};

QString PrivacyTest::write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? path : QString();
}

QString PrivacyTest::project(const QString &name, bool withPeople)
{
    const QString folder = m_folder.filePath(name);
    QDir().mkpath(folder);
    write(folder + QStringLiteral("/houses.geojson"), R"({"type": "FeatureCollection", "features": [
      {"type": "Feature", "properties": {"id": "B1", "height": 21, "floors": 7, "name": "Tower 1"},
       "geometry": {"type": "Polygon", "coordinates": [[[114.110,22.540],[114.1104,22.540],[114.1104,22.5403],[114.110,22.5403],[114.110,22.540]]]}}]})");
    write(folder + QStringLiteral("/units.csv"),
          "code,number,bld,storey,occupants\nU703,703,B1,7,2\nU101,101,B1,1,1\n");
    // In a folder of its own: what is searched below must not find the register itself.
    QDir().mkpath(m_folder.filePath(QStringLiteral("register")));
    write(m_folder.filePath(QStringLiteral("register/people.csv")),
          "name,identity,telephone,unit,building,kind,birth_year,care\n"
          "张样例,00000019500307123X,10000005678,U703,B1,registered,1950,disabled\n"
          "李示例,000000199003071231,10000005679,U703,B1,migrant,1990,\n");
    const QByteArray people = withPeople ? R"(, "people": [{"source": "../register/people.csv"}])" : QByteArray();
    return write(folder + QStringLiteral("/district.json"),
                 R"({"format": "yunjie-district/1", "name": "Small", "crs": "EPSG:4547", "store": "sqlite:store.sqlite",
                    "layers": [{"id": "buildings", "kind": "building", "source": "houses.geojson", "fields": {"storeys": "floors"}},
                               {"id": "units", "kind": "unit", "source": "units.csv",
                                "fields": {"id": "code", "number": "number", "building": "bld", "storey": "storey", "occupants": "occupants"}}])" +
                     people + "}");
}

PrivacyTest::Outcome PrivacyTest::run(const QStringList &arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(m_folder.path());
    process.start(QStringLiteral(PROGRAM), arguments);
    if (!process.waitForFinished(120000)) {
        process.kill();
        process.waitForFinished();
        return {-1, process.readAll() + "timed out"};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2, process.readAll()};
}

QString PrivacyTest::leak(const QByteArray &said) const
{
    const QStringList secrets{QStringLiteral("样例"),         QStringLiteral("示例"),        QStringLiteral("张**"),
                              QStringLiteral("000000195003"), QStringLiteral("10000005678"), QStringLiteral("123X")};
    const auto has = [&](const QByteArray &bytes) {
        for (const QString &secret : secrets) {
            const QByteArray wide(reinterpret_cast<const char *>(secret.utf16()), secret.size() * 2);
            if (bytes.contains(secret.toUtf8()) || bytes.contains(wide))
                return true;
        }
        return false;
    };
    if (has(said))
        return QString::fromUtf8(said);
    QDirIterator files(m_folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.fileName().contains(QLatin1String("/register/")) && file.open(QIODevice::ReadOnly) &&
            has(file.readAll()))
            return file.fileName();
    }
    return {};
}

void PrivacyTest::initTestCase()
{
    m_with = project(QStringLiteral("with"), true);
    m_without = project(QStringLiteral("without"), false);
    QVERIFY(!m_with.isEmpty() && !m_without.isEmpty());
}

void PrivacyTest::scriptsGetNothing()
{
    const QString profile = m_folder.filePath(QStringLiteral("profile"));
    for (const QStringList &arguments :
         {QStringList{QStringLiteral("check"), m_with, QStringLiteral("--json"), QStringLiteral("--verbose")},
          QStringList{QStringLiteral("check"), m_with, QStringLiteral("--interiors"), QStringLiteral("--lang"),
                      QStringLiteral("zh_CN")},
          QStringList{QStringLiteral("export"), m_with, QStringLiteral("--building"), QStringLiteral("B1"),
                      QStringLiteral("-o"), m_folder.filePath(QStringLiteral("part.glb"))}}) {
        const Outcome outcome = run(arguments + QStringList{QStringLiteral("--profile"), profile});
        QVERIFY2(outcome.status == 0 || arguments.first() == QLatin1String("export"), outcome.said.constData());
        const QString leaked = leak(outcome.said);
        QVERIFY2(leaked.isEmpty(), qPrintable(leaked));
    }
    // The register is understood all the same: a wrong column would be told.
    QVERIFY(!run({QStringLiteral("check"), m_with}).said.contains("people-unreadable"));
}

/// The same picture, pixel by pixel, whether the project has a register or not, with a unit selected and by whom ever.
void PrivacyTest::picturesShowNobody()
{
    if (qEnvironmentVariableIsEmpty("DISPLAY"))
        QSKIP("needs a display (xvfb-run)");
    for (const char *layout : {"desk", "wall"}) {
        QList<QImage> pictures;
        for (const QString &path : {m_with, m_without}) {
            const QString file = m_folder.filePath(QStringLiteral("%1.png").arg(pictures.size()));
            const Outcome outcome =
                run({QStringLiteral("shot"), path, QStringLiteral("-o"), file, QStringLiteral("--layout"),
                     QString::fromLatin1(layout), QStringLiteral("--select"), QStringLiteral("U703"),
                     QStringLiteral("--role"), QStringLiteral("administrator"), QStringLiteral("--lang"),
                     QStringLiteral("zh_CN"), QStringLiteral("--size"), QStringLiteral("1280x720"),
                     QStringLiteral("--profile"), m_folder.filePath(QStringLiteral("shots"))});
            QVERIFY2(outcome.status == 0, outcome.said.constData());
            QVERIFY(leak(outcome.said).isEmpty());
            pictures.append(QImage(file));
        }
        QVERIFY(!pictures[0].isNull());
        // A clock in a corner may go on between the two.
        int different = 0;
        for (int y = 0; y < pictures[0].height(); ++y) {
            for (int x = 0; x < pictures[0].width(); ++x)
                different += pictures[0].pixel(x, y) != pictures[1].pixel(x, y);
        }
        QVERIFY2(different < 2000,
                 qPrintable(QStringLiteral("%1: %2 pixels").arg(QLatin1String(layout)).arg(different)));
    }
}

QTEST_GUILESS_MAIN(PrivacyTest)
#include "tst_privacy.moc"
