#pragma once

#include "scene/CityView.h"
#include "session/Session.h"
#include "show/BriefingExporter.h"

#include <QTemporaryDir>

namespace app
{

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
    qint64 wasTime = 0; ///< of a replay
    // Waiting until all is on screen.
    Then settled;
    Until until = Until::Settled;
    QElapsedTimer waited, calm, nudged;
    std::optional<qint64> time; ///< that the replay is to come to
    QMetaObject::Connection drawn;
    QSharedPointer<QQuickItemGrabResult> grabbed;
    // What comes of it.
    std::unique_ptr<SlidePdf> pdf;
    /// Pictures stand here until all are made, within the folder that they are for.
    std::unique_ptr<QTemporaryDir> aside;
    bool isNewFolder = false; ///< it was not there before
    std::unique_ptr<VideoEncoder> video;
    QImage last;  ///< of the video
    QImage words; ///< the slide that is left, with its words
    int frame = 0, frames = 0;
    bool otherLook = false; ///< the theme or the time is not that of the slide before
    Then whenDrained;
    bool ending = false;
};

}
