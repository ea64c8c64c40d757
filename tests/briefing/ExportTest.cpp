#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>

/// `yunjie export --briefing` as somebody at a shell uses it.
class ExportTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_board;

    struct Outcome {
        int status = -1;
        QByteArray out, err;
    };
    QStringList arguments(const QStringList &more) const
    {
        return QStringList{QStringLiteral("export"),    QStringLiteral(FIXTURES) + QStringLiteral("/district.json"),
                           QStringLiteral("--profile"), m_folder.filePath(QStringLiteral("profile")),
                           QStringLiteral("--lang"),    QStringLiteral("zh_CN"),
                           QStringLiteral("--quality"), QStringLiteral("low")} +
               more;
    }
    Outcome run(const QStringList &more) const
    {
        QProcess process;
        process.start(QStringLiteral(PROGRAM), arguments(more));
        if (!process.waitForFinished(120000))
            process.kill();
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    static QJsonObject slide(const char *id, const char *en, const char *zh, double longitude)
    {
        return {{QStringLiteral("id"), QLatin1String(id)},
                {QStringLiteral("title"), QJsonObject{{QStringLiteral("en"), QString::fromUtf8(en)},
                                                      {QStringLiteral("zh_CN"), QString::fromUtf8(zh)}}},
                {QStringLiteral("text"), QStringLiteral("- 电话 13812345678")},
                {QStringLiteral("camera"), QJsonArray{longitude, 22.54, 300, 0, -35}},
                {QStringLiteral("seconds"), 1}};
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIsEmpty("DISPLAY"))
            QSKIP("no display to draw on: run under xvfb-run");
        m_board = m_folder.filePath(QStringLiteral("board.json"));
        QFile file(m_board);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QJsonArray slides{slide("a", "First", "雨前", 114.11), slide("b", "Second", "雨后", 114.12)};
        file.write(QJsonDocument(QJsonObject{{QStringLiteral("format"), QStringLiteral("yunjie-storyboard/1")},
                                             {QStringLiteral("id"), QStringLiteral("rain")},
                                             {QStringLiteral("name"), QStringLiteral("雨")},
                                             {QStringLiteral("slides"), slides}})
                       .toJson());
    }

    void picturesAreOfTheSizeAskedFor()
    {
        const QString folder = m_folder.filePath(QStringLiteral("pictures"));
        const Outcome outcome = run({QStringLiteral("--briefing"), m_board, QStringLiteral("-o"), folder,
                                     QStringLiteral("--size"), QStringLiteral("1600x900")});
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        QCOMPARE(QDir(folder).entryList(QDir::Files),
                 QStringList({QStringLiteral("slide-01.png"), QStringLiteral("slide-02.png")}));
        const QImage first(folder + QStringLiteral("/slide-01.png")), second(folder + QStringLiteral("/slide-02.png"));
        QCOMPARE(first.size(), QSize(1600, 900)); // whatever the window's
        QVERIFY(first != second);
    }

    void pagesHaveTheirText()
    {
        const QString file = m_folder.filePath(QStringLiteral("rain.pdf"));
        const Outcome outcome = run({QStringLiteral("--briefing"), m_board, QStringLiteral("-o"), file,
                                     QStringLiteral("--size"), QStringLiteral("1280x720")});
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
            QSKIP("pdftotext is not installed (poppler-utils)");
        QProcess process;
        process.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), file, QStringLiteral("-")});
        QVERIFY(process.waitForFinished());
        const QString said = QString::fromUtf8(process.readAllStandardOutput());
        QVERIFY2(said.contains(QStringLiteral("雨前")) && said.contains(QStringLiteral("雨后")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("*******5678")) && !said.contains(QStringLiteral("1381234")),
                 qPrintable(said)); // numbers of people are never in it
        QCOMPARE(said.count(u'\f'), 2);
    }

    void aVideoHasItsFlights()
    {
        const QString file = m_folder.filePath(QStringLiteral("rain.mp4"));
        const Outcome outcome = run({QStringLiteral("--briefing"), m_board, QStringLiteral("-o"), file,
                                     QStringLiteral("--size"), QStringLiteral("480x270")});
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        QProcess process;
        process.start(QStringLiteral("ffprobe"),
                      {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-count_frames"),
                       QStringLiteral("-show_streams"), QStringLiteral("-show_format"), QStringLiteral("-of"),
                       QStringLiteral("json"), file});
        QVERIFY(process.waitForFinished());
        const QJsonObject probed = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        const QJsonObject stream = probed.value(QStringLiteral("streams")).toArray().at(0).toObject();
        QCOMPARE(stream.value(QStringLiteral("codec_name")).toString(), QStringLiteral("h264"));
        QCOMPARE(stream.value(QStringLiteral("pix_fmt")).toString(), QStringLiteral("yuv420p"));
        QCOMPARE(stream.value(QStringLiteral("width")).toInt(), 480);
        QCOMPARE(stream.value(QStringLiteral("height")).toInt(), 270);
        // Two slides of a second, 60 frames of flight, 6 in which words go and 7 in which they come, 15 out of the dark
        // and 15 into it: at 25 a second.
        QCOMPARE(stream.value(QStringLiteral("nb_read_frames")).toString(), QStringLiteral("153"));
        const QString seconds = probed.value(QStringLiteral("format"))[QStringLiteral("duration")].toString();
        QVERIFY2(std::abs(seconds.toDouble() - 153 / 25.0) < 0.05, qPrintable(seconds));
        // From the dark into a picture, and back.
        const auto brightness = [&](const char *at) {
            QProcess decoder;
            decoder.start(QStringLiteral("ffmpeg"),
                          {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-ss"), QLatin1String(at),
                           QStringLiteral("-i"), file, QStringLiteral("-frames:v"), QStringLiteral("1"),
                           QStringLiteral("-vf"), QStringLiteral("scale=1:1"), QStringLiteral("-pix_fmt"),
                           QStringLiteral("gray"), QStringLiteral("-f"), QStringLiteral("rawvideo"),
                           QStringLiteral("-")});
            decoder.waitForFinished();
            const QByteArray picture = decoder.readAllStandardOutput();
            return picture.isEmpty() ? -1 : int(uchar(picture[0]));
        };
        const int first = brightness("0"), slide = brightness("1"), flight = brightness("3"), last = brightness("6.08");
        const QByteArray seen = QByteArray::number(first) + ' ' + QByteArray::number(slide) + ' ' +
                                QByteArray::number(flight) + ' ' + QByteArray::number(last);
        QVERIFY2(first >= 0 && last >= 0, seen);
        QVERIFY2(slide > first + 3 && flight > first + 3 && slide > last + 3, seen);
    }

    void picturesReplaceOthersOnlyWhenAllAreThere()
    {
        const QString folder = m_folder.filePath(QStringLiteral("again"));
        QDir().mkpath(folder);
        QFile old(folder + QStringLiteral("/slide-01.png"));
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        old.close();
        QProcess process;
        process.start(QStringLiteral(PROGRAM),
                      arguments({QStringLiteral("--briefing"), m_board, QStringLiteral("-o"), folder,
                                 QStringLiteral("--size"), QStringLiteral("640x360")}));
        QVERIFY(process.waitForStarted());
        // Once the first picture is made.
        const auto made = [&] {
            QStringList found;
            QDirIterator walk(folder, {QStringLiteral("*.png")}, QDir::Files | QDir::Hidden,
                              QDirIterator::Subdirectories);
            while (walk.hasNext())
                found.append(walk.next());
            return found.size() > 1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(made() || process.state() == QProcess::NotRunning, 60000);
        ::kill(pid_t(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20000));
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList(QStringLiteral("slide-01.png")));
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), QByteArray("old"));
    }

    void whoStopsItLeavesNothing()
    {
        const QString file = m_folder.filePath(QStringLiteral("stopped.mp4"));
        QProcess process;
        process.start(QStringLiteral(PROGRAM),
                      arguments({QStringLiteral("--briefing"), m_board, QStringLiteral("-o"), file,
                                 QStringLiteral("--size"), QStringLiteral("1920x1080")}));
        QVERIFY(process.waitForStarted());
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += process.readAllStandardError()).contains("%"), 60000);
        QTest::qWait(300);
        ::kill(pid_t(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20000));
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("*stopped*")}, QDir::Files | QDir::Hidden).size(), 0);
    }

    void withoutFfmpegThatIsSaid()
    {
        QProcess process;
        QProcessEnvironment bare = QProcessEnvironment::systemEnvironment();
        bare.insert(QStringLiteral("PATH"), m_folder.path());
        process.setProcessEnvironment(bare);
        process.start(QStringLiteral(PROGRAM), arguments({QStringLiteral("--briefing"), m_board, QStringLiteral("-o"),
                                                          m_folder.filePath(QStringLiteral("without.mp4"))}));
        QVERIFY(process.waitForFinished(60000));
        QCOMPARE(process.exitCode(), 1);
        const QString said = QString::fromUtf8(process.readAllStandardError());
        QVERIFY2(said.contains(QStringLiteral("ffmpeg")), qPrintable(said));
        QVERIFY2(!QFile::exists(m_folder.filePath(QStringLiteral("without.mp4"))), qPrintable(said));
    }

    /// On a disk of 16 KiB, in a name space of its own.
    void fullDisksAreSaid()
    {
        const QString disk = m_folder.filePath(QStringLiteral("disk"));
        QVERIFY(QDir().mkpath(disk));
        const QString mounting = QStringLiteral("mount -t tmpfs -o size=16k none '%1'").arg(disk);
        if (QProcess::execute(QStringLiteral("unshare"),
                              {QStringLiteral("-rm"), QStringLiteral("sh"), QStringLiteral("-c"), mounting}) != 0)
            QSKIP("no disk of its own can be mounted here (unshare -rm)");
        for (const char *name : {"rain.mp4", "rain.pdf", "pictures"}) {
            const QString target = QStringLiteral("%1/%2").arg(disk, QLatin1String(name));
            QStringList command{QStringLiteral("-rm"),
                                QStringLiteral("sh"),
                                QStringLiteral("-c"),
                                mounting + QStringLiteral(R"( && { "$@"; echo "rc $?"; ls -A '%1'; })").arg(disk),
                                QStringLiteral("sh"),
                                QStringLiteral(PROGRAM)};
            command += arguments({QStringLiteral("--briefing"), m_board, QStringLiteral("-o"), target,
                                  QStringLiteral("--size"), QStringLiteral("480x270")});
            QProcess process;
            process.start(QStringLiteral("unshare"), command);
            QVERIFY(process.waitForFinished(120000));
            const QString said = QString::fromUtf8(process.readAllStandardError());
            QCOMPARE(process.readAllStandardOutput(), QByteArray("rc 1\n")); // and nothing of it is left
            QVERIFY2(said.contains(target), qPrintable(said));
            QVERIFY2(said.contains(QStringLiteral("磁盘已满")) || said.contains(QStringLiteral("No space left")),
                     qPrintable(said));
        }
    }

    void whatIsNotThereIsSaid()
    {
        const Outcome unknown = run({QStringLiteral("--briefing"), QStringLiteral("tomorrow"), QStringLiteral("-o"),
                                     m_folder.filePath(QStringLiteral("x.pdf"))});
        QCOMPARE(unknown.status, 1);
        QVERIFY2(unknown.err.contains("tomorrow"), unknown.err.constData());
        const Outcome nowhere =
            run({QStringLiteral("--briefing"), m_board, QStringLiteral("-o"), QStringLiteral("/proc/nowhere/x.mp4")});
        QCOMPARE(nowhere.status, 1);
        QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("x.pdf"))));
    }
};

QTEST_GUILESS_MAIN(ExportTest)
#include "ExportTest.moc"
