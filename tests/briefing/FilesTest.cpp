#include "show/SlidePage.h"
#include "show/VideoEncoder.h"

#include <QFile>
#include <QFontDatabase>
#include <QFontInfo>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using app::PageText;
using app::SlidePdf;
using app::VideoEncoder;

/// What is written: pages as other programs read them, videos as players do.
class FilesTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    static QByteArray output(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.start(program, arguments);
        return process.waitForFinished(20000) && process.exitCode() == 0 ? process.readAllStandardOutput()
                                                                         : QByteArray();
    }
    static QJsonObject probe(const QString &file)
    {
        const QByteArray json = output(QStringLiteral("ffprobe"),
                                       {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-count_frames"),
                                        QStringLiteral("-show_streams"), QStringLiteral("-show_format"),
                                        QStringLiteral("-of"), QStringLiteral("json"), file});
        return QJsonDocument::fromJson(json).object();
    }

private Q_SLOTS:
    void pagesHaveTheirTextAsText()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
            QSKIP("pdftotext is not installed (poppler-utils)");
        QQmlEngine engine;
        QQmlComponent component(&engine);
        component.setData(R"(
            import QtQuick
            Rectangle {
                width: 1920; height: 1080; color: "#0B1220"
                Text { x: 60; y: 40; text: "十五时：雨最大"; color: "white"; font.family: "Noto Sans CJK SC"; font.pixelSize: 54; font.weight: Font.DemiBold; textFormat: Text.PlainText }
                Text { x: 60; y: 700; width: 480; wrapMode: Text.Wrap; text: "Residual current rises with the rain, and seven boxes stand in it"; color: "white"; font.family: "Noto Sans CJK SC"; font.pixelSize: 26; textFormat: Text.PlainText }
                Text { visible: false; text: "hidden"; font.pixelSize: 20; textFormat: Text.PlainText }
                Text { opacity: 0; text: "clear"; font.pixelSize: 20; textFormat: Text.PlainText }
                Item { clip: true; width: 100; height: 100; Text { y: 200; text: "outside"; font.pixelSize: 20; textFormat: Text.PlainText } }
            })",
                          QUrl());
        const std::unique_ptr<QObject> made(component.create());
        auto *page = qobject_cast<QQuickItem *>(made.get());
        QVERIFY2(page, qPrintable(component.errorString()));
        const std::vector<PageText> texts = app::textsOf(page);
        QCOMPARE(texts.size(), size_t(2)); // what is not seen is not there
        const QString file = m_folder.filePath(QStringLiteral("pages.pdf"));
        SlidePdf pdf(QSize(1920, 1080), QStringLiteral("暴雨日"));
        QImage picture(1920, 1080, QImage::Format_RGB32);
        picture.fill(QColor(11, 18, 32));
        pdf.addPage(picture, texts);
        pdf.addPage(picture, {});
        QVERIFY(pdf.write(file));

        const QString said = QString::fromUtf8(
            output(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), file, QStringLiteral("-")}));
        QVERIFY2(said.contains(QStringLiteral("十五时：雨最大")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("Residual current")), qPrintable(said));
        QVERIFY(!said.contains(QStringLiteral("hidden")) && !said.contains(QStringLiteral("outside")));
        const QString info = QString::fromUtf8(output(QStringLiteral("pdfinfo"), {file}));
        QVERIFY2(info.contains(QStringLiteral("Pages:           2")), qPrintable(info));
        QVERIFY2(info.contains(QStringLiteral("暴雨日")), qPrintable(info));
        QVERIFY2(info.contains(QStringLiteral("Page size:       960 x 540 pts")), qPrintable(info));
        // Every font is in the file.
        const QStringList fonts =
            QString::fromUtf8(output(QStringLiteral("pdffonts"), {file})).split(u'\n', Qt::SkipEmptyParts);
        QVERIFY(fonts.size() >= 3);
        for (const QString &line : fonts.mid(2))
            QVERIFY2(line.contains(QRegularExpression(QStringLiteral("\\byes\\s+(yes|no)\\s+yes\\b"))),
                     qPrintable(line));
    }

    void nothingIsNoFile()
    {
        SlidePdf pdf(QSize(1920, 1080), {});
        const QString file = m_folder.filePath(QStringLiteral("none.pdf"));
        const base::Status written = pdf.write(file);
        QVERIFY(!written);
        QCOMPARE(written.error().code, QStringLiteral("export-empty"));
        QVERIFY(!QFile::exists(file));
        QImage picture(64, 36, QImage::Format_RGB32);
        picture.fill(Qt::black);
        SlidePdf other(QSize(64, 36), {});
        other.addPage(picture, {});
        const base::Status nowhere = other.write(QStringLiteral("/proc/nowhere/x.pdf"));
        QVERIFY(!nowhere);
        QCOMPARE(nowhere.error().code, QStringLiteral("file-unwritable"));
    }

    void videosPlay_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<QString>("codec");
        QTest::newRow("mp4") << "mp4"
                             << "h264";
        QTest::newRow("webm") << "webm"
                              << "vp9";
    }
    void videosPlay()
    {
        QFETCH(QString, ending);
        QFETCH(QString, codec);
        if (!app::videoMeans().canWrite(ending))
            QSKIP("this machine's ffmpeg cannot write it");
        const QString file = m_folder.filePath(QStringLiteral("video.") + ending);
        VideoEncoder encoder;
        QSignalSpy finished(&encoder, &VideoEncoder::finished);
        QVERIFY(encoder.start(file, QSize(320, 180), 25, QStringLiteral("暴雨日")));
        QImage red(320, 180, QImage::Format_RGB32);
        red.fill(Qt::red);
        QImage blue(640, 360, QImage::Format_ARGB32); // brought to size
        blue.fill(Qt::blue);
        encoder.add(red, 20);
        for (int i = 0; i < 30; ++i)
            encoder.add(blue);
        encoder.finish();
        QVERIFY(!QFile::exists(file)); // only when it is whole
        QVERIFY(finished.count() > 0 || finished.wait(30000));
        QVERIFY2(encoder.result(), encoder.result() ? "" : qPrintable(encoder.result().error().toLine()));
        QCOMPARE(encoder.frames(), qint64(50));
        const QJsonObject info = probe(file);
        const QJsonObject stream = info.value(QStringLiteral("streams")).toArray().at(0).toObject();
        QCOMPARE(stream.value(QStringLiteral("codec_name")).toString(), codec);
        QCOMPARE(stream.value(QStringLiteral("width")).toInt(), 320);
        QCOMPARE(stream.value(QStringLiteral("height")).toInt(), 180);
        QCOMPARE(stream.value(QStringLiteral("pix_fmt")).toString(), QStringLiteral("yuv420p"));
        QCOMPARE(stream.value(QStringLiteral("r_frame_rate")).toString(), QStringLiteral("25/1"));
        QCOMPARE(stream.value(QStringLiteral("nb_read_frames")).toString(), QStringLiteral("50"));
        QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("*part*")}, QDir::Files | QDir::Hidden).size(), 0);
    }

    void halfAVideoIsRemoved()
    {
        if (!app::videoMeans().canWrite(QStringLiteral("mp4")))
            QSKIP("this machine's ffmpeg cannot write MP4");
        const QString file = m_folder.filePath(QStringLiteral("half.mp4"));
        const auto left = [this] {
            return QDir(m_folder.path()).entryList({QStringLiteral("*half*")}, QDir::Files | QDir::Hidden);
        };
        QImage picture(320, 180, QImage::Format_RGB32);
        picture.fill(Qt::green);
        {
            VideoEncoder encoder;
            QSignalSpy finished(&encoder, &VideoEncoder::finished);
            QVERIFY(encoder.start(file, QSize(320, 180), 25, {}));
            encoder.add(picture, 100000);
            QTest::qWait(200);
            encoder.cancel();
            QVERIFY(finished.count() > 0 || finished.wait(10000));
            QCOMPARE(encoder.result().error().code, QStringLiteral("cancelled"));
            QCOMPARE(left(), QStringList());
        }
        {
            VideoEncoder encoder; // gone in the middle of it
            QVERIFY(encoder.start(file, QSize(320, 180), 25, {}));
            encoder.add(picture, 100000);
            QTest::qWait(200);
        }
        QCOMPARE(left(), QStringList());
        // An older file stays until the new one is whole.
        QFile older(file);
        QVERIFY(older.open(QIODevice::WriteOnly));
        older.write("older");
        older.close();
        {
            VideoEncoder encoder;
            QVERIFY(encoder.start(file, QSize(320, 180), 25, {}));
            encoder.add(picture, 100000);
            QTest::qWait(200);
        }
        QVERIFY(older.open(QIODevice::ReadOnly));
        QCOMPARE(older.readAll(), QByteArray("older"));
        VideoEncoder nowhere;
        const base::Status begun = nowhere.start(QStringLiteral("/proc/nowhere/x.mp4"), QSize(320, 180), 25, {});
        QVERIFY(!begun);
        QCOMPARE(begun.error().code, QStringLiteral("file-unwritable"));
    }
};

QTEST_MAIN(FilesTest)
#include "FilesTest.moc"
