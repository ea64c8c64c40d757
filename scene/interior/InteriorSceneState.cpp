// The part of InteriorScene that colours, flags, finds and names.
#include "scene/interior/InteriorScene.h"
#include "scene/interior/InteriorStyle.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using domain::ObjectKind;
using domain::ObjectRef;
using geometry::Box3;
using geometry::Vec2;
using geometry::Vec3;

void InteriorScene::setTheme(Theme theme)
{
    m_theme = theme;
    m_shellState.setColour(0, InteriorStyle::of(theme).shellEdge);
    writeColours();
    Q_EMIT wantsFrame();
}

void InteriorScene::writeColours()
{
    if (!m_geometry || !m_layer)
        return;
    m_state.setColour(0, InteriorStyle::of(m_theme).earth);
    for (size_t i = 1; i < m_geometry->features.size(); ++i) {
        const InsideFeature &feature = m_geometry->features[i];
        glm::vec3 colour = insideColour(feature, *m_interior, m_theme);
        if (!m_look.colours.isEmpty()) {
            auto own = m_look.colours.constFind(feature.object.id);
            // What a unit's colour is, its rooms have.
            if (own == m_look.colours.constEnd() && feature.space >= 0 && feature.part == InsidePart::Floor)
                own = m_look.colours.constFind(m_interior->spaces[size_t(feature.space)].unit);
            if (own != m_look.colours.constEnd() && !feature.object.id.isEmpty())
                colour = fromColour(*own);
        }
        m_state.setColour(i, colour);
    }
    m_changed = true;
}

void InteriorScene::writeInfo()
{
    if (!m_geometry || !m_layer)
        return;
    QByteArray floats(qsizetype(m_state.rows()) * StateColumns * 16, '\0');
    float *to = reinterpret_cast<float *>(floats.data());
    for (size_t i = 0; i < m_geometry->features.size(); ++i, to += 4) {
        const InsideFeature &feature = m_geometry->features[i];
        const auto nodes = std::find_if(m_storeys.begin(), m_storeys.end(),
                                        [&](const StoreyNodes &n) { return n.data->number == feature.storey; });
        to[0] = nodes == m_storeys.end() ? -1e4f : float(nodes->data->base + nodes->offset.z);
        const bool entrance =
            feature.part == InsidePart::Door && feature.door >= 0 && m_interior->doors[size_t(feature.door)].isEntrance;
        to[3] = entrance ? 1.0f : 0.0f;
    }
    m_engine.updateInfo(m_layer, 0, m_state.rows(), floats);
}

bool InteriorScene::isFeatureOf(const InsideFeature &feature, const ObjectRef &object) const
{
    if (object.isNull())
        return false;
    if (feature.object == object)
        return true;
    return object.kind == ObjectKind::Unit && feature.space >= 0 &&
           m_interior->spaces[size_t(feature.space)].unit == object.id && feature.object.kind == ObjectKind::Space;
}

void InteriorScene::setFlags(const ObjectRef &object, StateFlag flag, bool on)
{
    if (!m_geometry || !m_layer || object.isNull())
        return;
    for (size_t i = 1; i < m_geometry->features.size(); ++i)
        if (isFeatureOf(m_geometry->features[i], object))
            m_state.setFlag(i, flag, on);
}

void InteriorScene::writeFlags()
{
    if (!m_geometry || !m_layer)
        return;
    for (size_t i = 1; i < m_geometry->features.size(); ++i) {
        const InsideFeature &feature = m_geometry->features[i];
        const auto listed = [&](const QSet<QString> &ids) {
            return (!feature.object.isNull() && ids.contains(feature.object.id)) ||
                   (feature.space >= 0 && ids.contains(m_interior->spaces[size_t(feature.space)].unit));
        };
        const bool hidden = (!m_look.isolated.isEmpty() && !listed(m_look.isolated)) || listed(m_look.hidden);
        m_state.setFlag(i, Hidden, hidden);
        m_state.setFlag(i, Hovered, isFeatureOf(feature, m_hovered));
        m_state.setFlag(i, Selected, isFeatureOf(feature, m_selected));
    }
    m_changed = true;
}

void InteriorScene::setHovered(const ObjectRef &object)
{
    if (object == m_hovered)
        return;
    setFlags(m_hovered, Hovered, false);
    m_hovered = object;
    setFlags(m_hovered, Hovered, true);
    if (m_interior)
        Q_EMIT wantsFrame();
}

void InteriorScene::setSelected(const ObjectRef &object)
{
    if (object == m_selected)
        return;
    setFlags(m_selected, Selected, false);
    m_selected = object;
    setFlags(m_selected, Selected, true);
    if (m_interior)
        Q_EMIT wantsFrame();
}

// --- picking

std::optional<InsideHit> InteriorScene::pick(const geometry::Ray &ray) const
{
    if (m_storeys.empty())
        return {};
    const double length = glm::length(ray.direction);
    if (!(length > 0))
        return {};
    const bool cutAway = isCutAway();
    std::optional<InsideHit> best;
    for (const StoreyNodes &nodes : m_storeys) {
        if (!isStoreyShown(nodes.data->number))
            continue;
        const geometry::Ray local{ray.origin - nodes.offset, ray.direction / length};
        const auto meets = [&](const std::shared_ptr<const ChunkGeometry> &chunk, bool cuttable) {
            if (!chunk || chunk->bvh.isEmpty())
                return;
            const double maximum = best ? best->distance : std::numeric_limits<double>::infinity();
            const auto hit = pickChunk(*chunk, local, maximum, [&](quint32 feature, const Vec3 &point) {
                if (m_state.hasFlag(feature, Hidden))
                    return false;
                return !cuttable || !m_slicing ||
                       glm::dot(point + nodes.offset - m_slicing->point, m_slicing->normal) <= 1e-3;
            });
            if (!hit)
                return;
            InsideHit found;
            found.feature = hit->feature;
            found.storey = nodes.data->number;
            found.point = hit->point + nodes.offset;
            found.offset = nodes.offset;
            found.normal = Vec3(hit->normal);
            found.distance = hit->distance;
            found.chunk = chunk;
            best = found;
        };
        meets(nodes.data->lower, true);
        if (cutAway)
            meets(nodes.data->cut, true);
        else
            meets(nodes.data->upper, true);
        meets(nodes.sectionFaces, false);
    }
    return best;
}

ObjectRef InteriorScene::objectOf(quint32 feature, int number) const
{
    if (m_geometry && feature < m_geometry->features.size()) {
        const InsideFeature &f = m_geometry->features[feature];
        if (!f.object.isNull())
            return f.object;
    }
    // Walls between rooms and slabs are nobody's own: they are the storey.
    const domain::Storey *of = storey(number);
    return of ? ObjectRef{ObjectKind::Storey, of->id} : ObjectRef();
}

bool InteriorScene::knows(const ObjectRef &object) const
{
    return storeyOf(object) != 0 || (m_interior && object.kind == ObjectKind::Element && !boundsOf(object).isEmpty());
}

template <typename List> static auto withId(const List &list, const QString &id)
{
    return std::find_if(list.begin(), list.end(), [&](const auto &item) { return item.id == id; });
}

int InteriorScene::storeyOf(const ObjectRef &object) const
{
    if (!m_interior)
        return 0;
    const domain::Interior &in = *m_interior;
    switch (object.kind) {
    case ObjectKind::Storey:
        if (const auto it = withId(in.storeys, object.id); it != in.storeys.end())
            return it->number;
        break;
    case ObjectKind::Unit:
        if (const auto it = withId(in.units, object.id); it != in.units.end())
            return it->storey;
        break;
    case ObjectKind::Space:
        if (const auto it = withId(in.spaces, object.id); it != in.spaces.end())
            return it->storey;
        break;
    case ObjectKind::Door:
        if (const auto it = withId(in.doors, object.id); it != in.doors.end())
            return it->storey;
        break;
    case ObjectKind::Element:
        if (const auto it = withId(in.elements, object.id); it != in.elements.end())
            return it->storey;
        break;
    default:
        break;
    }
    return 0;
}

Box3 InteriorScene::boundsOfSpace(const domain::Space *space) const
{
    Box3 box;
    const auto add = [&box](const domain::Space &s) {
        const geometry::Box2 flat = geometry::bounds(s.shape);
        if (flat.isEmpty())
            return;
        box.add(Vec3(flat.min, s.base));
        box.add(Vec3(flat.max, s.base + double(s.height)));
    };
    if (space) {
        add(*space);
        return box;
    }
    for (const domain::Space &s : m_interior->spaces)
        add(s);
    return box;
}

Box3 InteriorScene::bounds() const
{
    Box3 box;
    for (const StoreyNodes &nodes : m_storeys) {
        if (!isStoreyShown(nodes.data->number) || nodes.data->bounds.isEmpty())
            continue;
        box.add(nodes.data->bounds.min + nodes.to);
        box.add(nodes.data->bounds.max + nodes.to);
    }
    return box;
}

Box3 InteriorScene::boundsOf(const ObjectRef &object) const
{
    Box3 box;
    if (!m_interior)
        return box;
    const domain::Interior &in = *m_interior;
    int number = 0;
    if (object.kind == ObjectKind::Building && object.id == in.building)
        return bounds();
    if (object.kind == ObjectKind::Storey) {
        const auto it = withId(in.storeys, object.id);
        if (it == in.storeys.end())
            return box;
        number = it->number;
        for (const domain::Space &s : in.spaces)
            if (s.storey == number)
                box.add(boundsOfSpace(&s));
        for (const StoreyNodes &nodes : m_storeys)
            if (nodes.data->number == number)
                box.add(nodes.data->bounds);
        if (!box.isEmpty()) {
            box.min.z = std::min(box.min.z, it->base);
            box.max.z = it->base + it->height;
        }
    } else if (object.kind == ObjectKind::Unit) {
        const auto it = withId(in.units, object.id);
        if (it == in.units.end())
            return box;
        number = it->storey;
        for (const domain::Space &s : in.spaces)
            if (s.unit == object.id)
                box.add(boundsOfSpace(&s));
        if (box.isEmpty()) {
            if (const domain::Storey *whole = storey(number))
                return boundsOf({ObjectKind::Storey, whole->id});
            return box;
        }
    } else if (object.kind == ObjectKind::Space) {
        const auto it = withId(in.spaces, object.id);
        if (it == in.spaces.end())
            return box;
        number = it->storey;
        box = boundsOfSpace(&*it);
    } else if (object.kind == ObjectKind::Door) {
        const auto it = withId(in.doors, object.id);
        if (it == in.doors.end())
            return box;
        number = it->storey;
        box.add(Vec3(it->from, it->base));
        box.add(Vec3(it->to, it->base + double(it->height)));
    } else if (object.kind == ObjectKind::Element) {
        const auto it = withId(in.elements, object.id);
        if (it == in.elements.end())
            return box;
        number = it->storey;
        box = it->mesh.bounds();
    }
    if (box.isEmpty())
        return box;
    Vec3 offset(0.0);
    for (const StoreyNodes &nodes : m_storeys)
        if (nodes.data->number == number)
            offset = nodes.to;
    box.min += offset;
    box.max += offset;
    return box;
}

qint64 InteriorScene::triangles() const
{
    qint64 count = 0;
    const bool cutAway = isCutAway();
    for (const StoreyNodes &nodes : m_storeys) {
        if (!isStoreyShown(nodes.data->number))
            continue;
        for (const auto &chunk : {nodes.data->lower, cutAway ? nodes.data->cut : nodes.data->upper, nodes.sectionFaces})
            count += chunk ? qint64(chunk->indices.size() / 3) : 0;
    }
    return count;
}

}
