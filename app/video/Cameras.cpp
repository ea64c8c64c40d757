#include "video/Cameras.h"

#include "scene/CityView.h"
#include "session/Session.h"
#include "video/CameraPicture.h"

#include <QtQml>

#include <cmath>
#include <numbers>

namespace app
{

Cameras::Cameras(Session &session, QObject *parent)
    : QObject(parent), m_session(session), m_streams(session.twin()), m_model(session.twin(), session.selection()),
      m_patrol(session.twin(), session.selection(), m_streams, m_model)
{
    m_streams.setStill(session.isStill());
    m_model.setViewTarget([this]() -> std::optional<geometry::Vec3> {
        const scene::CityView *view = m_session.view();
        return view && m_session.isComplete() ? std::optional(view->viewState().target) : std::nullopt;
    });
    m_patrol.setKeeping(
        &session.settings(), [this] { return m_session.projectKey(); }, [this] { return m_session.keepsChoices(); });
    m_patrol.setFlight([this](const domain::Thing &camera) { flyTo(camera); });
    connect(&m_patrol, &Patrol::notice, &session, &Session::tell);
    connect(&session, &Session::viewChanged, &m_model, &CameraModel::viewMoved);
    connect(&session, &Session::loaded, &m_model, &CameraModel::viewMoved);
    CameraPicture::setStreams(&m_streams, &session.twin());
}

Cameras::~Cameras()
{
    CameraPicture::setStreams(nullptr, nullptr);
}

void Cameras::prepareApplication()
{
    keepCredentialsOutOfLogs();
    // GStreamer's opens streams without holding up the thread and tells more errors than FFmpeg's of Qt 6.4.
    if (!qEnvironmentVariableIsSet("QT_MEDIA_BACKEND"))
        qputenv("QT_MEDIA_BACKEND", "gstreamer");
}

void Cameras::registerTypes(const char *uri)
{
    qmlRegisterSingletonInstance(uri, 1, 0, "CameraModel", &m_model);
    qmlRegisterSingletonInstance(uri, 1, 0, "Patrol", &m_patrol);
    qmlRegisterType<CameraPicture>(uri, 1, 0, "CameraPicture");
}

/// From behind, in the direction of the way: one sees where the patrol comes from and goes to.
void Cameras::flyTo(const domain::Thing &camera)
{
    scene::CityView *view = m_session.view();
    if (!view)
        return;
    constexpr double Distance = 210, Pitch = -48, Near = 15;
    scene::CameraPose pose = view->goal();
    const geometry::Vec2 to(camera.position);
    if (m_from && glm::length(to - *m_from) > Near) {
        const geometry::Vec2 way = to - *m_from;
        pose.heading = std::atan2(way.x, way.y) * 180 / std::numbers::pi;
    }
    m_from = to;
    pose.target = camera.position;
    pose.distance = Distance;
    pose.pitch = Pitch;
    view->flyTo(pose, !m_session.reducedMotion());
}

}
