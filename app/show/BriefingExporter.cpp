#include "core/Text.h"
#include "core/UserFiles.h"
#include "core/Words.h"
#include "scene/CityView.h"
#include "session/Session.h"
#include "show/BriefingRun.h"
#include "show/Presenter.h"
#include "show/StoryboardEditor.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QQuickWindow>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <utility>

namespace app
{

static constexpr int LookMs = 20;

static base::Status unwritable(const QString &file, const QString &why)
{
    return base::failure(QStringLiteral("file-unwritable"),
                         translate("app", "the file could not be written: %1").arg(why), file, {},
                         translate("app", "choose another folder"));
}

BriefingExporter::BriefingExporter(Session &session, StoryboardEditor &editor, Presenter &presenter, QObject *parent)
    : QObject(parent), m_session(session), m_editor(editor), m_presenter(presenter)
{
    m_looking.setInterval(LookMs);
    connect(&m_looking, &QTimer::timeout, this, &BriefingExporter::look);
    connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, this, &BriefingExporter::cancel);
    connect(&session, &Session::languageChanged, this, &BriefingExporter::formatsChanged);
}

BriefingExporter::~BriefingExporter() = default;

void BriefingExporter::setStage(QQuickItem *stage)
{
    if (std::exchange(m_stage, stage) != stage)
        Q_EMIT stageChanged();
}

QSize BriefingExporter::size() const
{
    return m_run ? m_run->size : QSize();
}

scene::CityView *BriefingExporter::view() const
{
    return m_session.view();
}

const domain::Slide &BriefingExporter::slide() const
{
    return m_editor.board().slides[size_t(m_run->row)];
}

QVariantList BriefingExporter::formats() const
{
    const auto entry = [](const char *id, const QString &label) {
        return QVariantMap{{QStringLiteral("id"), QLatin1String(id)}, {QStringLiteral("label"), label}};
    };
    QVariantList list{entry("pdf", translate("app", "PDF, a slide a page")),
                      entry("png", translate("app", "PNG files, one for each slide"))};
    if (videoMeans().canWrite(QStringLiteral("mp4")))
        list.append(entry("mp4", translate("app", "Video (MP4, H.264)")));
    if (videoMeans().canWrite(QStringLiteral("webm")))
        list.append(entry("webm", translate("app", "Video (WebM)")));
    return list;
}

QString BriefingExporter::missing() const
{
    const VideoMeans &means = videoMeans();
    return means.program.isEmpty() ? translate("app", "For videos, install ffmpeg and start again.")
           : means.h264.isEmpty() && means.vp.isEmpty()
               ? translate("app", "No video: this ffmpeg has an encoder neither for H.264 nor for VP9.")
           : means.h264.isEmpty() ? translate("app", "No MP4: this ffmpeg has no encoder for H.264.")
           : means.vp.isEmpty()   ? translate("app", "No WebM: this ffmpeg has no encoder for VP9.")
                                  : QString();
}

QUrl BriefingExporter::suggestion(const QString &format) const
{
    QString file = m_editor.suggestion().toLocalFile();
    file.chop(int(qstrlen(".json")));
    return QUrl::fromLocalFile(format == QLatin1String("png") ? file : file + u'.' + format);
}

void BriefingExporter::write(const QUrl &target)
{
    QString path = target.toLocalFile();
    const QDir folder(path);
    if (QFileInfo(path).isDir() && !folder.entryList({QStringLiteral("slide-*.png")}, QDir::Files).isEmpty()) {
        const QString name = QFileInfo(suggestion(QStringLiteral("png")).toLocalFile()).fileName();
        path = folder.filePath(name);
        for (int n = 2; QFileInfo::exists(path); ++n)
            path = folder.filePath(QStringLiteral("%1 (%2)").arg(name).arg(n));
    }
    if (const base::Status started = start(path); !started)
        Q_EMIT told(errorLine(started.error()), true);
}

base::Status BriefingExporter::start(const QString &path, QSize size)
{
    if (m_run)
        return base::failure(QStringLiteral("export-busy"), translate("app", "a briefing is being written already"));
    if (m_editor.count() == 0 || !view() || !m_stage || !m_stage->window())
        return base::failure(QStringLiteral("export-empty"), translate("app", "there is no slide"), path, {},
                             translate("app", "take a view first"));
    const QString ending = QFileInfo(path).suffix().toLower();
    // Now, and not when all slides have been drawn.
    if (!ending.isEmpty() && !QFileInfo(QFileInfo(path).absolutePath()).isWritable())
        return base::failure(QStringLiteral("file-unwritable"),
                             translate("app", "nothing can be written into that folder"), path, {},
                             translate("app", "choose another folder"));
    auto run = std::make_unique<Run>(m_session);
    run->format = ending == QLatin1String("pdf")                                      ? Format::Pdf
                  : ending == QLatin1String("mp4") || ending == QLatin1String("webm") ? Format::Video
                                                                                      : Format::Pictures;
    run->path = path;
    // A page of 13 1/3 inches then has 288 dots an inch.
    run->size = !size.isEmpty() ? size : run->format == Format::Pdf ? QSize(3840, 2160) : QSize(1920, 1080);
    run->size = QSize(run->size.width() & ~1, run->size.height() & ~1); // H.264 halves colours both ways
    run->rows = m_editor.count();
    if (run->format == Format::Pdf) {
        run->pdf = std::make_unique<SlidePdf>(run->size, m_editor.name());
    } else if (run->format == Format::Video) {
        run->video = std::make_unique<VideoEncoder>();
        if (const auto started = run->video->start(path, run->size, FramesPerSecond, m_editor.name()); !started)
            return started;
        connect(run->video.get(), &VideoEncoder::drained, this, [this] {
            if (m_run && m_run->whenDrained)
                std::exchange(m_run->whenDrained, {})();
        });
        connect(
            run->video.get(), &VideoEncoder::finished, this,
            [this] {
                if (m_run && m_run->video)
                    end(m_run->video->result());
            },
            Qt::QueuedConnection);
    } else {
        run->isNewFolder = !QFileInfo::exists(path);
        if (!QDir().mkpath(path))
            return base::failure(QStringLiteral("file-unwritable"), translate("app", "the folder cannot be made"), path,
                                 {}, translate("app", "choose another folder"));
        run->aside = std::make_unique<QTemporaryDir>(QDir(path).filePath(QStringLiteral(".slides-XXXXXX")));
        if (!run->aside->isValid())
            return base::failure(QStringLiteral("file-unwritable"),
                                 translate("app", "nothing can be written into that folder"), path, {},
                                 translate("app", "choose another folder"));
    }
    disconnect(m_returning);
    m_presenter.stop();
    run->pose = view()->pose();
    run->selected = m_session.selection().current();
    run->entered = m_session.selection().entered();
    run->wasRow = m_editor.current();
    run->indicator = m_editor.shownIndicator();
    run->layout = m_session.layout();
    run->wasPaused = m_session.isPaused();
    run->wasTime = m_session.twin().now();
    m_run = std::move(run);
    if (m_session.isReplay() && !m_session.isPaused())
        m_session.togglePause();
    m_session.setLayout(QStringLiteral("briefing"));
    m_presenter.setWords(1);
    Q_EMIT runningChanged();
    tell(0, {});
    nextSlide();
    return {};
}

void BriefingExporter::cancel()
{
    if (!m_run || m_run->ending)
        return;
    end(base::failure(QStringLiteral("cancelled"), translate("app", "cancelled"), m_run->path));
}

void BriefingExporter::tell(double share, const QString &text)
{
    m_progress = share;
    m_stageText = text;
    Q_EMIT progressChanged();
}

void BriefingExporter::goOn(Then then)
{
    QTimer::singleShot(0, this, [this, run = m_run.get(), then = std::move(then)] {
        if (m_run.get() == run && !run->ending)
            then();
    });
}

// Slides

void BriefingExporter::nextSlide()
{
    Run &run = *m_run;
    if (++run.row < run.rows) {
        showSlide(run.row);
        return;
    }
    switch (run.format) {
    case Format::Pdf:
        end(run.pdf->write(run.path));
        break;
    case Format::Pictures:
        end(placePictures());
        break;
    case Format::Video:
        tell(1, translate("app", "Finishing the video"));
        run.video->finish();
        break;
    }
}

void BriefingExporter::showSlide(int row)
{
    Run &run = *m_run;
    tell(double(row) / run.rows, translate("app", "Slide %1 of %2").arg(row + 1).arg(run.rows));
    const domain::Slide &to = m_editor.board().slides[size_t(row)];
    run.otherLook = !to.theme.isEmpty() && to.theme != m_session.theme();
    run.time.reset();
    if (to.time && m_session.isReplay())
        run.time = std::clamp(*to.time, qint64(m_session.replayStart()), qint64(m_session.replayEnd()));
    if (!run.time || m_session.twin().now() == *run.time) {
        lookAt(to);
        return;
    }
    run.otherLook = true;
    // The view comes with its time: drawn before, it would be drawn once more.
    m_session.seek(double(*run.time));
    onSettled([this] { lookAt(slide()); }, Until::Then);
}

void BriefingExporter::lookAt(const domain::Slide &to)
{
    Run &run = *m_run;
    const int row = run.row;
    const bool flies = run.format == Format::Video && row > 0;
    m_presenter.setWords(flies ? 0 : 1);
    m_editor.setCurrent(row);
    const scene::CameraPose from = view()->pose();
    view()->setReducedMotion(true); // nothing is on its way when a picture is taken
    applySlide(m_session, to);
    m_editor.setShownIndicator(to.indicator);
    if (flies) {
        view()->flyTo(from, false); // entering a building moves the camera
        onSettled([this] { fly(); });
        return;
    }
    view()->flyToGeographic(to.camera.longitude, to.camera.latitude, to.camera.height, to.camera.heading,
                            to.camera.pitch, false);
    onSettled([this] {
        switch (m_run->format) {
        case Format::Pdf:
            takePage();
            break;
        case Format::Pictures:
            takePicture();
            break;
        case Format::Video:
            hold();
            break;
        }
    });
}

void BriefingExporter::onSettled(Then then, Until until)
{
    m_run->settled = std::move(then);
    m_run->until = until;
    m_run->waited.start();
    m_run->calm.invalidate();
    m_looking.start();
}

/// What is shown is complete when nothing has been missing for a while: panels slide into their places meanwhile.
void BriefingExporter::look()
{
    constexpr qint64 PatienceMs = 120000, CalmMs = 500;
    Run &run = *m_run;
    const scene::CityView *shown = view();
    if (!shown || !m_stage || !m_stage->window()) {
        m_looking.stop();
        end(base::failure(QStringLiteral("export-empty"), translate("app", "there is no slide"), run.path));
        return;
    }
    const bool sized = m_stage->size().toSize() == run.size;
    // A replay's clock is set when all it has to say of that moment is said.
    const bool isThen = !run.time || m_session.twin().now() == *run.time;
    if (isThen && run.until == Until::Then) {
        m_looking.stop();
        std::exchange(run.settled, {})();
        return;
    }
    const bool quiet = sized && isThen && shown->isSettled() && !shown->isMoving() && shown->isInteriorSettled() &&
                       !m_session.inside().isOpening() && !m_session.selection().isAwaiting();
    if (!quiet)
        run.calm.invalidate();
    else if (!run.calm.isValid())
        run.calm.start();
    // What is missing asks for frames itself; one now and then goes on where it does not.
    constexpr qint64 NudgeMs = 250;
    if (!run.nudged.isValid() || run.nudged.elapsed() >= NudgeMs) {
        run.nudged.start();
        m_stage->window()->update();
    }
    if (run.waited.elapsed() < PatienceMs && (!quiet || run.calm.elapsed() < CalmMs))
        return;
    m_looking.stop();
    std::exchange(run.settled, {})();
}

void BriefingExporter::grab(std::function<void(const QImage &)> then)
{
    Run &run = *m_run;
    run.grabbed = m_stage->grabToImage(run.size);
    if (!run.grabbed) {
        end(base::failure(QStringLiteral("picture-not-written"), translate("app", "the slide could not be drawn"),
                          run.path));
        return;
    }
    connect(run.grabbed.data(), &QQuickItemGrabResult::ready, this, [this, then = std::move(then)] {
        const QImage picture = m_run->grabbed->image();
        m_run->grabbed->disconnect(this);
        // Not from within the frame.
        goOn([then, picture] { then(picture); });
    });
    m_stage->window()->update();
}

// Pages and pictures

void BriefingExporter::takePage()
{
    // What is text is drawn as text, and is not in the picture.
    auto texts = std::make_shared<std::vector<PageText>>(textsOf(m_stage));
    auto opacities = std::make_shared<std::vector<double>>();
    for (const PageText &text : *texts) {
        opacities->push_back(text.item->opacity());
        text.item->setOpacity(0);
    }
    grab([this, texts, opacities](const QImage &picture) {
        for (size_t i = 0; i < texts->size(); ++i) {
            if ((*texts)[i].item)
                (*texts)[i].item->setOpacity((*opacities)[i]);
        }
        m_run->pdf->addPage(picture, *texts);
        nextSlide();
    });
}

void BriefingExporter::takePicture()
{
    grab([this](const QImage &picture) {
        Run &run = *m_run;
        const int digits = run.rows < 100 ? 2 : 3;
        const QString name = QStringLiteral("slide-%1.png").arg(run.row + 1, digits, 10, QLatin1Char('0'));
        // The writer of pictures does not tell why a file could not be written.
        QByteArray png;
        QBuffer buffer(&png);
        picture.convertToFormat(QImage::Format_RGB32).save(&buffer, "PNG");
        if (base::Status written = writeWhole(png, run.aside->filePath(name)); !written) {
            written.error().source = QDir(run.path).filePath(name);
            end(written);
            return;
        }
        nextSlide();
    });
}

/// All of them or none: what lay there before is replaced only now.
base::Status BriefingExporter::placePictures()
{
    const QDir from(m_run->aside->path()), to(m_run->path);
    for (const QString &name : from.entryList(QDir::Files)) {
        if (std::rename(QFile::encodeName(from.filePath(name)).constData(),
                        QFile::encodeName(to.filePath(name)).constData()) != 0)
            return unwritable(to.filePath(name), qt_error_string(errno));
    }
    return {};
}

// The end

void BriefingExporter::end(const base::Status &status)
{
    if (!m_run || std::exchange(m_run->ending, true))
        return;
    Run &run = *m_run;
    m_looking.stop();
    disconnect(run.drawn);
    run.aside.reset();
    if (!status && run.isNewFolder)
        QDir().rmdir(run.path); // where nothing else is in it
    const QString path = run.path;
    const std::unique_ptr<Run> ended = std::move(m_run); // what is left of a video goes with it
    if (scene::CityView *shown = view()) {
        shown->setFlightTime(std::nullopt);
        shown->setReducedMotion(m_session.reducedMotion());
        if (ended->row >= 0 && m_editor.count() > 0)
            ended->before.restore(m_session,
                                  m_editor.board().slides[size_t(std::min(ended->row, m_editor.count() - 1))]);
        m_editor.setShownIndicator(ended->indicator);
        m_session.selection().clear();
        if (!ended->entered.isNull())
            m_session.selection().enter(ended->entered);
        m_session.selection().select(ended->selected);
        if (ended->pose)
            shown->flyTo(*ended->pose, false);
    }
    m_presenter.setWords(1);
    m_editor.setCurrent(ended->wasRow);
    m_session.setLayout(ended->layout);
    if (m_session.isReplay() && m_session.twin().now() != ended->wasTime) {
        // What was selected may not be known before its time.
        const auto selected = ended->selected, entered = ended->entered;
        m_returning = connect(&m_session, &Session::timeChanged, this, [this, selected, entered, to = ended->wasTime] {
            if (m_session.twin().now() < to)
                return;
            disconnect(m_returning);
            if (m_session.selection().current().isNull() && m_session.selection().entered() == entered)
                m_session.selection().select(selected);
        });
        m_session.seek(double(ended->wasTime));
    }
    if (m_session.isReplay() && m_session.isPaused() != ended->wasPaused)
        m_session.togglePause();
    Q_EMIT runningChanged();
    m_result = status;
    if (status)
        Q_EMIT told(translate("app", "Briefing written: %1").arg(path), false);
    else if (status.error().code == QLatin1String("cancelled"))
        m_session.tell(translate("app", "Stopped: nothing of the briefing was written"));
    else
        Q_EMIT told(errorLine(status.error()), true);
    Q_EMIT finished();
}

}
