#pragma once

#include "domain/Storyboard.h"
#include "show/SlideLook.h"
#include "show/SlidePage.h"
#include "show/VideoEncoder.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QQuickItem>
#include <QQuickItemGrabResult>
#include <QTimer>
#include <QUrl>
#include <QVariantList>

#include <functional>
#include <memory>
#include <optional>

namespace scene
{
class CityView;
}

namespace app
{

class Presenter;
class Session;
class StoryboardEditor;

/// Writes the storyboard that is open as a PDF (a slide a page, texts as text), as PNG files, or as a video with the
/// flights between the slides. The pictures are those of the interface: each slide is shown in the size of the export
/// and taken once it is complete. The window shows what is being made; nothing but `cancel` is to be done meanwhile.
/// Main thread.
class BriefingExporter : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool running READ isRunning NOTIFY runningChanged)
    Q_PROPERTY(double progress READ progress NOTIFY progressChanged) ///< 0 to 1
    Q_PROPERTY(QString stageText READ stageText NOTIFY progressChanged)
    /// What the pictures are of, and how large it has to be meanwhile (logical pixels; empty: as the window).
    Q_PROPERTY(QQuickItem *stage READ stage WRITE setStage NOTIFY stageChanged)
    Q_PROPERTY(QSize size READ size NOTIFY runningChanged)
    /// What can be written here: {id ("pdf", "png", "mp4", "webm"), label}.
    Q_PROPERTY(QVariantList formats READ formats NOTIFY formatsChanged)
    /// Why a kind of video is not among them; empty: all are.
    Q_PROPERTY(QString missing READ missing NOTIFY formatsChanged)

public:
    BriefingExporter(Session &session, StoryboardEditor &editor, Presenter &presenter, QObject *parent = nullptr);
    ~BriefingExporter() override;

    bool isRunning() const { return m_run != nullptr; }
    double progress() const { return m_progress; }
    QString stageText() const { return m_stageText; }
    QQuickItem *stage() const { return m_stage; }
    void setStage(QQuickItem *stage);
    QSize size() const;
    QVariantList formats() const;
    QString missing() const;

    /// A name for what is to be written, in the user's documents: "pdf", "png" (a folder), "mp4", "webm".
    Q_INVOKABLE QUrl suggestion(const QString &format) const;
    /// By the name's ending; one without is a folder of PNG files. Where slides lie in that already, these go into a
    /// folder of their own within it.
    Q_INVOKABLE void write(const QUrl &target);
    Q_INVOKABLE void cancel();

    /// The same; `size` empty: 3840x2160 for pages, else 1920x1080. `finished` tells how it ended. Errors also
    /// "export-empty", "export-busy".
    base::Status start(const QString &path, QSize size = {});
    /// How the last one ended.
    const base::Status &result() const { return m_result; }

    static constexpr int FramesPerSecond = 25;

Q_SIGNALS:
    void runningChanged();
    void progressChanged();
    void stageChanged();
    void formatsChanged();
    void finished(); ///< see `result`
    /// What came of it, for the user.
    void told(const QString &text, bool failed);

private:
    enum class Format { Pdf, Pictures, Video };
    struct Run;
    using Then = std::function<void()>;
    /// What is waited for: that all is on screen, or that a replay has come to its time.
    enum class Until { Settled, Then };

    void nextSlide();
    void showSlide(int row);
    void lookAt(const domain::Slide &to);
    void onSettled(Then then, Until until = Until::Settled);
    void look();
    void grab(std::function<void(const QImage &)> then);
    void takePage();
    void takePicture();
    base::Status placePictures();
    void fly();
    void flightFrame();
    void hold();
    void goOn(Then then);
    void end(const base::Status &status);
    void tell(double share, const QString &text);
    scene::CityView *view() const;
    const domain::Slide &slide() const;

    Session &m_session;
    StoryboardEditor &m_editor;
    Presenter &m_presenter;
    QPointer<QQuickItem> m_stage;
    std::unique_ptr<Run> m_run;
    double m_progress = 0;
    QString m_stageText;
    base::Status m_result;
    QTimer m_looking;
    QMetaObject::Connection m_returning; ///< of a replay to the time at which the export began
};

}
