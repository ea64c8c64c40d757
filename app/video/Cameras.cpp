#include "video/Cameras.h"

#include "geometry/Polygon.h"
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

/// Whether a building stands between a place and an eye that looks at it.
static bool isHidden(const domain::City &city, const geometry::Vec3 &place, const geometry::Vec3 &eye)
{
    const geometry::Vec3 way = eye - place;
    for (const auto &layer : city.layers) {
        for (const domain::Building &building : layer->buildings) {
            geometry::Box2 box;
            for (const geometry::Polygon &part : building.footprint)
                box.add(geometry::bounds(part.outer));
            // Where the way is over the box of the building, as shares of the way.
            double from = 0, to = 1;
            for (int axis = 0; axis < 2; ++axis) {
                const double a = (box.min[axis] - place[axis]) / way[axis],
                             b = (box.max[axis] - place[axis]) / way[axis];
                from = std::max(from, std::min(a, b));
                to = std::min(to, std::max(a, b));
            }
            if (from < to && place.z + from * way.z < building.top())
                return true;
        }
    }
    return false;
}

/// From behind, in the direction of the way: one sees where the patrol comes from and goes to. From elsewhere or higher
/// where a building stands before it.
void Cameras::flyTo(const domain::Thing &camera)
{
    scene::CityView *view = m_session.view();
    if (!view)
        return;
    constexpr double Distance = 210, Near = 15, Radian = std::numbers::pi / 180;
    scene::CameraPose pose = view->goal();
    const geometry::Vec2 to(camera.position);
    if (m_from && glm::length(to - *m_from) > Near) {
        const geometry::Vec2 way = to - *m_from;
        pose.heading = std::atan2(way.x, way.y) / Radian;
    }
    m_from = to;
    pose.target = camera.position;
    pose.distance = Distance;
    const double ahead = pose.heading;
    const domain::City *city = m_session.twin().city().get();
    const auto isClear = [&] {
        const double h = pose.heading * Radian, p = pose.pitch * Radian;
        const geometry::Vec3 back(-std::sin(h) * std::cos(p), -std::cos(h) * std::cos(p), -std::sin(p));
        return !city || !isHidden(*city, pose.target + geometry::Vec3(0, 0, 1), pose.target + back * Distance);
    };
    for (const double pitch : {-48.0, -62.0, -78.0}) {
        for (const double aside : {0.0, 30.0, -30.0, 60.0, -60.0, 100.0, -100.0, 140.0, -140.0, 180.0}) {
            pose.pitch = pitch;
            pose.heading = ahead + aside;
            if (isClear()) {
                view->flyTo(pose, !m_session.reducedMotion());
                return;
            }
        }
    }
    pose.heading = ahead;
    view->flyTo(pose, !m_session.reducedMotion());
}

}
