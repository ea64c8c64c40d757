#include "video/CameraModel.h"

#include "core/Directory.h"
#include "core/Text.h"
#include "geometry/Polygon.h"

#include <algorithm>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;
using geometry::Vec2;

std::optional<Vec2> placeOnGround(const Twin &twin, const ObjectRef &of)
{
    const std::shared_ptr<const domain::City> &city = twin.city();
    if (!city)
        return std::nullopt;
    const ObjectRef object = subjectOf(twin, of);
    if (const domain::Thing *thing = object.kind == ObjectKind::Thing ? city->thing(object.id) : nullptr)
        return Vec2(thing->position);
    if (const domain::Event *event = object.kind == ObjectKind::Event ? twin.state().event(object.id) : nullptr) {
        if (event->hasPosition)
            return Vec2(event->position);
    }
    if (const domain::Building *building = object.kind == ObjectKind::Building ? city->building(object.id) : nullptr) {
        if (!building->footprint.empty())
            return geometry::representativePoint(building->footprint);
    }
    if (const domain::AdminArea *area = city->area(object))
        return geometry::representativePoint(area->shape);
    // Rooms, flats, events without a position: what they stand in.
    const ObjectRef place = placeOf(twin, object);
    return place.isNull() || place == object ? std::nullopt : placeOnGround(twin, place);
}

CameraModel::CameraModel(Twin &twin, Selection &selection, QObject *parent)
    : QAbstractListModel(parent), m_twin(twin), m_selection(selection)
{
    constexpr int RestMs = 400;
    m_rest.setSingleShot(true);
    m_rest.setInterval(RestMs);
    connect(&m_rest, &QTimer::timeout, this, &CameraModel::refresh);
    connect(&twin, &Twin::cityChanged, this, &CameraModel::takeCity);
    connect(&selection, &Selection::currentChanged, this, &CameraModel::refresh);
    connect(&selection, &Selection::enteredChanged, this, &CameraModel::refresh);
    connect(&twin, &Twin::changed, this, [this](const domain::ChangeSet &changes) {
        if (changes.things.empty() || m_rows.empty())
            return;
        Q_EMIT dataChanged(index(0), index(count() - 1), {VisualRole, StatusNameRole});
        Q_EMIT stateChanged();
    });
    connect(&twin, &Twin::languageChanged, this, [this] {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(count() - 1));
        Q_EMIT aroundChanged();
    });
    takeCity();
}

void CameraModel::takeCity()
{
    if (m_twin.city() == m_city)
        return;
    beginResetModel();
    m_rows.clear();
    m_cameras.clear();
    m_total = 0;
    m_city = m_twin.city();
    if (m_city) {
        for (const auto &layer : m_city->layers) {
            for (const domain::Thing &thing : layer->things) {
                if (thing.kind != domain::ThingKind::Camera)
                    continue;
                m_cameras.push_back({&thing, !thing.stream.trimmed().isEmpty()});
                m_total += m_cameras.back().streams ? 1 : 0;
            }
        }
    }
    endResetModel();
    Q_EMIT countChanged();
    Q_EMIT totalChanged();
    Q_EMIT stateChanged();
    refresh();
}

void CameraModel::setMost(int most)
{
    if (most == m_most || most < 0)
        return;
    m_most = most;
    Q_EMIT mostChanged();
    refresh();
}

void CameraModel::viewMoved()
{
    // Only the view's own place follows it, and only once it rests.
    if (m_about.isNull())
        m_rest.start();
}

std::vector<std::pair<double, int>> CameraModel::byDistance(const Vec2 &point, int most) const
{
    std::vector<std::pair<double, int>> all;
    all.reserve(m_cameras.size());
    for (size_t i = 0; i < m_cameras.size(); ++i) {
        if (m_cameras[i].streams || m_total == 0)
            all.emplace_back(glm::length(Vec2(m_cameras[i].thing->position) - point), int(i));
    }
    const size_t kept = std::min(all.size(), size_t(std::max(0, most)));
    std::partial_sort(all.begin(), all.begin() + std::ptrdiff_t(kept), all.end());
    all.resize(kept);
    return all;
}

QStringList CameraModel::nearest(const Vec2 &point, int most) const
{
    QStringList ids;
    for (const auto &[distance, camera] : byDistance(point, most))
        ids.append(m_cameras[size_t(camera)].thing->id);
    return ids;
}

void CameraModel::refresh()
{
    m_rest.stop();
    const ObjectRef current = m_selection.current().isNull() ? m_selection.entered() : m_selection.current();
    // Whoever goes from one to the next in the list wants the list to stay.
    if (current.kind == ObjectKind::Thing && indexOf(current.id) >= 0 &&
        int(m_rows.size()) == std::min(m_most, m_total))
        return;
    std::optional<Vec2> middle = placeOnGround(m_twin, current);
    const ObjectRef about = middle ? current : ObjectRef();
    if (!middle && m_viewTarget) {
        if (const auto target = m_viewTarget())
            middle = Vec2(*target);
    }
    if (about != std::exchange(m_about, about))
        Q_EMIT aroundChanged();
    m_middle = middle;
    std::vector<std::pair<double, int>> rows;
    if (middle)
        rows = byDistance(*middle, m_most);
    const auto same = [](const auto &a, const auto &b) { return a.second == b.second; };
    if (rows.size() == m_rows.size() && std::equal(rows.begin(), rows.end(), m_rows.begin(), same)) {
        m_rows = std::move(rows);
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(count() - 1), {DistanceRole, DistanceTextRole});
        return;
    }
    const bool counted = rows.size() != m_rows.size();
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    if (counted)
        Q_EMIT countChanged();
}

int CameraModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant CameraModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const auto &[distance, camera] = m_rows[size_t(index.row())];
    const domain::Thing &thing = *m_cameras[size_t(camera)].thing;
    const domain::ThingState *state = m_twin.state().thing(thing.id);
    const domain::ThingStatus status = state ? state->status : domain::ThingStatus::Unknown;
    switch (role) {
    case IdRole:
        return thing.id;
    case Qt::DisplayRole:
    case NameRole:
        return nameOf(m_twin, thing.ref());
    case PlaceRole:
        return placeText(m_twin, thing);
    case DistanceRole:
        return distance;
    case DistanceTextRole: {
        constexpr double Kilometre = 1000;
        return distance < Kilometre ? translate("video", "%1 m").arg(std::lround(distance))
                                    : translate("video", "%1 km").arg(numberText(distance / Kilometre, 1));
    }
    case VisualRole:
        return visualState(status, state ? state->severity : domain::Severity::Normal);
    case StatusNameRole:
        return label(status);
    case StreamsRole:
        return m_cameras[size_t(camera)].streams;
    default:
        return {};
    }
}

QHash<int, QByteArray> CameraModel::roleNames() const
{
    return {{IdRole, "id"},
            {NameRole, "name"},
            {PlaceRole, "place"},
            {DistanceRole, "distance"},
            {DistanceTextRole, "distanceText"},
            {VisualRole, "visual"},
            {StatusNameRole, "statusName"},
            {StreamsRole, "streams"}};
}

int CameraModel::offline() const
{
    return int(std::count_if(m_cameras.begin(), m_cameras.end(), [this](const Camera &camera) {
        const domain::ThingState *state = m_twin.state().thing(camera.thing->id);
        return state && state->status == domain::ThingStatus::Offline;
    }));
}

QString CameraModel::around() const
{
    return m_about.isNull() ? translate("video", "In view")
                            : translate("video", "Near %1").arg(nameOf(m_twin, m_about));
}

QString CameraModel::idAt(int row) const
{
    return row >= 0 && row < count() ? m_cameras[size_t(m_rows[size_t(row)].second)].thing->id : QString();
}

bool CameraModel::hasStream(const QString &camera) const
{
    const domain::Thing *thing = m_city ? m_city->thing(camera) : nullptr;
    return thing && thing->kind == domain::ThingKind::Camera && !thing->stream.trimmed().isEmpty();
}

int CameraModel::indexOf(const QString &camera) const
{
    for (int row = 0; row < count(); ++row) {
        if (idAt(row) == camera)
            return row;
    }
    return -1;
}

}
