#include "core/Text.h"
#include "core/Words.h"
#include "show/BriefingRun.h"
#include "show/Presenter.h"

#include <QPainter>
#include <QQuickWindow>

#include <algorithm>
#include <cmath>

namespace app
{

// A briefing as a video: slides stand, and the camera flies from one to the next.

/// One picture passing into another.
static QImage blended(const QImage &from, const QImage &to, double share)
{
    QImage picture = from.convertToFormat(QImage::Format_RGB32);
    QPainter painter(&picture);
    painter.setOpacity(share);
    painter.drawImage(0, 0, to);
    return picture;
}

static constexpr int ComeFrames = 8, LeaveFrames = 6, EndFrames = 15;

/// Before the first slide and behind the last one.
static QImage darkness(const QImage &like)
{
    QImage dark(like.size(), QImage::Format_RGB32);
    dark.fill(Qt::black);
    dark.setDevicePixelRatio(like.devicePixelRatio());
    return dark;
}

/// The slide stands, its words come in, it stays, its words go.
void BriefingExporter::hold()
{
    grab([this](const QImage &picture) {
        Run &run = *m_run;
        const bool isFirst = run.last.isNull();
        const QImage before = isFirst ? darkness(picture) : run.last;
        const int frames = isFirst ? EndFrames : ComeFrames;
        for (int i = isFirst ? 0 : 1; i < frames; ++i)
            run.video->add(blended(before, picture, double(i) / frames));
        const double seconds = slide().seconds > 0 ? slide().seconds : Presenter::usualSeconds();
        run.video->add(picture, std::max(1, int(std::lround(seconds * FramesPerSecond))));
        run.words = picture;
        if (run.row + 1 >= run.rows) {
            for (int i = 1; i <= EndFrames; ++i)
                run.video->add(blended(picture, darkness(picture), double(i) / EndFrames));
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
                // Sharp at rest, quick on the way: the one passes into the other, and so does one theme or time.
                const int soft = now.otherLook ? 12 : 4;
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

}
