#include "show/BriefingExporter.h"

#include "core/Text.h"
#include "core/Words.h"
#include "scene/CityView.h"
#include "session/Session.h"
#include "show/Presenter.h"
#include "show/StoryboardEditor.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPainter>
#include <QQuickWindow>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStandardPaths>
#include <QThreadPool>

#include <algorithm>
#include <cmath>
#include <utility>

namespace app
{

static constexpr int LookMs = 20;

/// One export, from its start to its end.
struct BriefingExporter::Run {
    explicit Run(Session &session) : before(session) {}

    Format format = Format::Pdf;
    QString path;
    QSize size;
    int row = -1, rows = 0;
    // As it was.
    Look before;
    std::optional<scene::CameraPose> pose;
    domain::ObjectRef selected, entered;
    QString indicator;
    int wasRow = -1;
    QString layout;
    bool wasPaused = false;
    // Waiting until all is on screen.
    Then settled;
    QElapsedTimer waited, calm, nudged;
    std::optional<qint64> time; ///< that the replay is to come to
    QMetaObject::Connection drawn;
    QSharedPointer<QQuickItemGrabResult> grabbed;
    // What comes of it.
    std::unique_ptr<SlidePdf> pdf;
    std::vector<QString> files; ///< PNG files written so far
    std::unique_ptr<VideoEncoder> video;
    QImage last;  ///< of the video
    QImage words; ///< the slide that is left, with its words
    int frame = 0, frames = 0;
    bool themeChanges = false;
    Then whenDrained;
    bool ending = false;
};

BriefingExporter::BriefingExporter(Session &session, StoryboardEditor &editor, Presenter &presenter, QObject *parent)
    : QObject(parent), m_session(session), m_editor(editor), m_presenter(presenter)
{
    m_looking.setInterval(LookMs);
    connect(&m_looking, &QTimer::timeout, this, &BriefingExporter::look);
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

QUrl BriefingExporter::suggestion(const QString &format) const
{
    QString file = m_editor.suggestion().toLocalFile();
    file.chop(int(qstrlen(".json")));
    return QUrl::fromLocalFile(format == QLatin1String("png") ? file : file + u'.' + format);
}

void BriefingExporter::write(const QUrl &target)
{
    const QString path = target.toLocalFile();
    if (const base::Status started = start(path); !started)
        m_session.tell(errorLine(started.error()));
}

base::Status BriefingExporter::start(const QString &path, QSize size)
{
    if (m_run)
        return base::failure(QStringLiteral("export-busy"), translate("app", "a briefing is being written already"));
    if (m_editor.count() == 0 || !view() || !m_stage || !m_stage->window())
        return base::failure(QStringLiteral("export-empty"), translate("app", "there is no slide"), path, {},
                             translate("app", "take a view first"));
    const QString ending = QFileInfo(path).suffix().toLower();
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
    } else if (!QDir().mkpath(path)) {
        return base::failure(QStringLiteral("file-unwritable"), translate("app", "the folder cannot be made"), path, {},
                             translate("app", "choose another folder"));
    }
    m_presenter.stop();
    run->pose = view()->pose();
    run->selected = m_session.selection().current();
    run->entered = m_session.selection().entered();
    run->wasRow = m_editor.current();
    run->indicator = m_editor.shownIndicator();
    run->layout = m_session.layout();
    run->wasPaused = m_session.isPaused();
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
        end({});
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
    run.themeChanges = row > 0 && !to.theme.isEmpty() && to.theme != m_session.theme();
    run.time.reset();
    if (to.time && m_session.isReplay())
        run.time = std::clamp(*to.time, qint64(m_session.replayStart()), qint64(m_session.replayEnd()));
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

void BriefingExporter::onSettled(Then then)
{
    m_run->settled = std::move(then);
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
        const QString file =
            QDir(run.path).filePath(QStringLiteral("slide-%1.png").arg(run.row + 1, digits, 10, QLatin1Char('0')));
        QSaveFile out(file);
        if (!out.open(QIODevice::WriteOnly) || !picture.convertToFormat(QImage::Format_RGB32).save(&out, "PNG") ||
            !out.commit()) {
            end(base::failure(QStringLiteral("file-unwritable"),
                              translate("app", "the file could not be written: %1").arg(out.errorString()), file, {},
                              translate("app", "choose another folder")));
            return;
        }
        run.files.push_back(file);
        nextSlide();
    });
}

// Video

/// One picture passing into another.
static QImage blended(const QImage &from, const QImage &to, double share)
{
    QImage picture = from.convertToFormat(QImage::Format_RGB32);
    QPainter painter(&picture);
    painter.setOpacity(share);
    painter.drawImage(0, 0, to);
    return picture;
}

static constexpr int ComeFrames = 8, LeaveFrames = 6;

/// The slide stands, its words come in, it stays, its words go.
void BriefingExporter::hold()
{
    grab([this](const QImage &picture) {
        Run &run = *m_run;
        if (!run.last.isNull()) {
            for (int i = 1; i < ComeFrames; ++i)
                run.video->add(blended(run.last, picture, double(i) / ComeFrames));
        }
        const double seconds = slide().seconds > 0 ? slide().seconds : Presenter::usualSeconds();
        run.video->add(picture, std::max(1, int(std::lround(seconds * FramesPerSecond))));
        run.words = picture;
        if (run.row + 1 >= run.rows) {
            nextSlide();
            return;
        }
        m_presenter.setWords(0);
        goOn([this] {
            grab([this](const QImage &bare) {
                Run &now = *m_run;
                for (int i = 1; i <= LeaveFrames; ++i)
                    now.video->add(blended(now.words, bare, double(i) / LeaveFrames));
                now.last = bare;
                const auto next = [this] { nextSlide(); };
                if (now.video->isFull())
                    now.whenDrained = next;
                else
                    next();
            });
        });
    });
}

void BriefingExporter::fly()
{
    Run &run = *m_run;
    run.frame = 0;
    run.frames = int(std::lround(Presenter::flightSeconds() * FramesPerSecond));
    const domain::SavedView &to = slide().camera;
    scene::CityView *shown = view();
    shown->setReducedMotion(false);
    shown->setFlightTime(0);
    shown->flyToGeographic(to.longitude, to.latitude, to.height, to.heading, to.pitch, true);
    shown->flySlowly(shown->goal(), double(run.frames) / FramesPerSecond);
    flightFrame();
}

void BriefingExporter::flightFrame()
{
    Run &run = *m_run;
    scene::CityView *shown = view();
    if (!shown) {
        end(base::failure(QStringLiteral("export-empty"), translate("app", "there is no slide"), run.path));
        return;
    }
    tell((run.row + 0.5 * run.frame / run.frames) / run.rows,
         translate("app", "Flight to slide %1 of %2").arg(run.row + 1).arg(run.rows));
    run.drawn = connect(shown, &scene::CityView::frameRendered, this, [this] {
        disconnect(m_run->drawn);
        goOn([this] {
            grab([this](const QImage &picture) {
                Run &now = *m_run;
                // Sharp at rest, quick on the way: the one passes into the other, and so does one theme into another.
                const int soft = now.themeChanges ? 12 : 4;
                ++now.frame;
                if (now.frame <= soft && !now.last.isNull())
                    now.video->add(blended(now.last, picture, double(now.frame) / (soft + 1)));
                else
                    now.video->add(picture);
                if (now.frame < now.frames) {
                    const auto next = [this] { flightFrame(); };
                    if (now.video->isFull())
                        now.whenDrained = next;
                    else
                        next();
                    return;
                }
                now.last = picture;
                view()->setFlightTime(std::nullopt);
                view()->setReducedMotion(true);
                const domain::SavedView &to = slide().camera;
                view()->flyToGeographic(to.longitude, to.latitude, to.height, to.heading, to.pitch, false);
                m_presenter.setWords(1);
                onSettled([this] { hold(); });
            });
        });
    });
    shown->setFlightTime(qint64(run.frame + 1) * 1000 / FramesPerSecond);
    m_stage->window()->update();
}

// The end

void BriefingExporter::end(const base::Status &status)
{
    if (!m_run || std::exchange(m_run->ending, true))
        return;
    Run &run = *m_run;
    m_looking.stop();
    disconnect(run.drawn);
    if (!status) {
        for (const QString &file : run.files)
            QFile::remove(file);
        if (run.format == Format::Pictures)
            QDir().rmdir(run.path); // where nothing else is in it
    }
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
    if (m_session.isReplay() && m_session.isPaused() != ended->wasPaused)
        m_session.togglePause();
    Q_EMIT runningChanged();
    m_result = status;
    if (status)
        m_session.tell(translate("app", "Briefing written: %1").arg(path));
    else if (status.error().code != QLatin1String("cancelled"))
        m_session.tell(errorLine(status.error()));
    Q_EMIT finished();
}

}
