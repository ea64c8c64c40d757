#pragma once

#include "video/CameraModel.h"
#include "video/Patrol.h"
#include "video/Streams.h"

#include <QObject>

namespace app
{

class Session;

/// The cameras of the open district as the interface has them: list, pictures and patrol, tied to the session's view.
/// Main thread.
class Cameras : public QObject
{
    Q_OBJECT

public:
    explicit Cameras(Session &session, QObject *parent = nullptr);
    ~Cameras() override;

    CameraModel &model() { return m_model; }
    Streams &streams() { return m_streams; }
    Patrol &patrol() { return m_patrol; }

    /// Which backend of Qt Multimedia is used, unless the user has said so, and no password in any log; to be called
    /// before the application object is made.
    static void prepareApplication();
    /// QML's `CameraModel`, `Patrol` and type `CameraPicture`.
    void registerTypes(const char *uri);

private:
    void flyTo(const domain::Thing &camera);

    Session &m_session;
    Streams m_streams;
    CameraModel m_model;
    Patrol m_patrol;
    std::optional<geometry::Vec2> m_from; ///< where the flight before went
};

}
