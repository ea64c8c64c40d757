#include "scene/interior/InteriorScene.h"

#include "scene/chunks/MeshWriter.h"
#include "scene/interior/InteriorStyle.h"

#include <algorithm>
#include <cmath>

namespace scene
{

using domain::ObjectKind;
using domain::ObjectRef;
using geometry::Box2;
using geometry::Box3;
using geometry::Vec2;
using geometry::Vec3;

namespace
{

constexpr int MoveMs = 250;       ///< in which storeys are fanned out
constexpr double CutHeight = 1.2; ///< of a plan, over the floor
constexpr double LineBias = 6;    ///< depth units by which edges stand out of their faces
constexpr double Between = 1.15;  ///< storeys laid side by side take this much of their size

}

InteriorScene::InteriorScene(Engine &engine, QObject *parent)
    : QObject(parent), m_engine(engine), m_state(1), m_shellState(1)
{
    m_pool.setMaxThreadCount(2); // one builds, the other fills sections
    m_shellLayer = m_engine.addLayer(1);
    m_engine.setLayerOpacity(m_shellLayer, 0.99);
    // Lines of this layer are the shell's.
    QByteArray info(qsizetype(StateColumns) * 16, '\0');
    reinterpret_cast<float *>(info.data())[2] = 1;
    m_engine.updateInfo(m_shellLayer, 0, 1, info);
}

InteriorScene::~InteriorScene()
{
    if (m_job)
        m_job->cancel();
    m_pool.clear();
    m_pool.waitForDone();
}

void InteriorScene::clear()
{
    if (m_job)
        m_job->cancel();
    m_job.reset();
    ++m_epoch;
    m_building = false;
    m_ready.clear();
    m_geometry.reset();
    m_storeys.clear();
    m_moveStart = -1;
    m_slicing.reset();
    m_sliceRunning = m_sliceWanted = false;
    if (m_layer)
        m_engine.removeLayer(m_layer);
    m_layer = 0;
    m_pitMesh = 0;
    m_pit.clear();
    m_capacity = 0;
    setShell(nullptr, nullptr);
    m_engine.setSection({});
    m_changed = true;
}

void InteriorScene::setInterior(std::shared_ptr<const domain::Interior> interior)
{
    clear();
    m_interior = std::move(interior);
    if (m_interior) {
        m_building = true;
        m_job = std::make_shared<base::Job>();
        const auto handOver = [this, epoch = m_epoch](const std::shared_ptr<const InteriorGeometry> &geometry,
                                                      bool last) {
            QMetaObject::invokeMethod(this, [this, epoch, geometry, last] {
                if (epoch != m_epoch)
                    return;
                if (geometry)
                    m_ready.push_back(geometry);
                if (last)
                    m_building = false;
                Q_EMIT wantsFrame();
            });
        };
        m_pool.start([interior = m_interior, first = m_look.storey, job = m_job, handOver] {
            const auto whole = buildInterior(interior, first, *job, [&](const auto &part) { handOver(part, false); });
            handOver(whole, true);
        });
    }
    Q_EMIT storeysChanged();
    Q_EMIT settledChanged();
}

bool InteriorScene::isSettled() const
{
    return !m_building && m_ready.empty() && m_moveStart < 0 && !m_sliceRunning && !m_sliceWanted;
}

// --- meshes

int InteriorScene::addChunk(int layer, const std::shared_ptr<const ChunkGeometry> &chunk, Surface surface)
{
    if (!chunk || chunk->indices.empty())
        return 0;
    MeshData data;
    data.surface = surface;
    data.vertices = chunk->vertices.data();
    data.vertexCount = chunk->vertices.size();
    data.vertexBytes = chunk->vertices.size() * sizeof(ChunkGeometry::Vertex);
    data.indices = chunk->indices.data();
    data.indexCount = chunk->indices.size();
    data.origin = chunk->origin;
    data.bounds = chunk->bounds;
    data.keepAlive = chunk;
    return m_engine.addMesh(layer, data);
}

int InteriorScene::addLines(const std::shared_ptr<const void> &owner, const std::vector<LineVertex> &vertices,
                            const std::vector<uint32_t> &indices, const Vec3 &origin)
{
    if (indices.empty())
        return 0;
    MeshData data;
    data.surface = Surface::InsideLine;
    data.vertices = vertices.data();
    data.vertexCount = vertices.size();
    data.vertexBytes = vertices.size() * sizeof(LineVertex);
    data.indices = indices.data();
    data.indexCount = indices.size();
    data.origin = origin;
    for (const LineVertex &v : vertices)
        data.bounds.add(origin + Vec3(v.x, v.y, v.z));
    data.keepAlive = owner;
    return m_engine.addMesh(m_layer, data);
}

void InteriorScene::addStorey(const std::shared_ptr<const InsideStorey> &data)
{
    StoreyNodes nodes;
    nodes.data = data;
    nodes.meshes.lower = addChunk(m_layer, data->lower, Surface::Inside);
    nodes.meshes.cut = addChunk(m_layer, data->cut, Surface::Inside);
    nodes.meshes.upper = addChunk(m_layer, data->upper, Surface::Inside);
    nodes.meshes.ceiling = addChunk(m_layer, data->ceiling, Surface::Ceiling);
    nodes.meshes.lines = addLines(data, data->lines, data->lineIndices, data->lineOrigin);
    nodes.meshes.cutLines = addLines(data, data->cutLines.vertices, data->cutLines.indices, data->lineOrigin);
    nodes.meshes.upperLines = addLines(data, data->upperLines.vertices, data->upperLines.indices, data->lineOrigin);
    const auto at = std::lower_bound(m_storeys.begin(), m_storeys.end(), data->number,
                                     [](const StoreyNodes &a, int number) { return a.data->number < number; });
    m_storeys.insert(at, std::move(nodes));
}

void InteriorScene::take(const std::shared_ptr<const InteriorGeometry> &geometry)
{
    m_geometry = geometry;
    const size_t features = geometry->features.size();
    if (features > m_capacity) {
        // The state texture is full: a larger one, and all meshes anew. Room for all storeys to come like these.
        if (m_layer)
            m_engine.removeLayer(m_layer);
        m_storeys.clear();
        const size_t share = std::max<size_t>(geometry->storeys.size(), 1);
        m_capacity = m_building ? features * (m_interior->storeys.size() + 1) / share + StateColumns : features;
        m_state = StateBuffer(m_capacity);
        m_capacity = size_t(m_state.rows()) * StateColumns;
        m_layer = m_engine.addLayer(m_state.rows());
        m_pitMesh = 0;
        m_engine.setLayerBias(m_layer, LineBias);
    }
    for (const auto &data : geometry->storeys) {
        const bool known = std::any_of(m_storeys.begin(), m_storeys.end(),
                                       [&](const StoreyNodes &nodes) { return nodes.data == data; });
        if (!known)
            addStorey(data);
    }
    moveStoreys(false);
    writeColours();
    writeFlags();
    applyVisibility();
    buildPit();
    slice();
}

void InteriorScene::setPit(const geometry::MultiPolygon &footprint)
{
    m_pit = footprint;
    buildPit();
}

void InteriorScene::buildPit()
{
    constexpr double Below = 0.15; // metres under the lowest slab
    double bottom = m_ground - Below;
    for (const StoreyNodes &nodes : m_storeys)
        bottom = std::min(bottom, nodes.data->bounds.min.z - Below);
    const bool wanted = m_layer && !m_pit.empty() && !m_storeys.empty();
    if (m_pitMesh && wanted && bottom == m_pitBottom)
        return;
    if (m_pitMesh)
        m_engine.removeMesh(m_pitMesh);
    m_pitMesh = 0;
    m_changed = true;
    if (!wanted)
        return;
    m_pitBottom = bottom;
    auto pit = std::make_shared<ChunkGeometry>();
    pit->origin = Vec3(m_pit.front().outer.front(), bottom);
    MeshWriter writer(pit->vertices, pit->indices, pit->origin);
    for (const geometry::Polygon &polygon : m_pit) {
        writer.cap(polygon, bottom, SurfaceKind::Ground);
        writer.walls(polygon.outer, bottom, m_ground, SurfaceKind::Ground, true);
    }
    for (const auto &v : pit->vertices)
        pit->bounds.add(pit->origin + Vec3(v.x, v.y, v.z));
    m_pitMesh = addChunk(m_layer, pit, Surface::Section);
}

void InteriorScene::setShell(std::shared_ptr<const ChunkGeometry> shell, std::shared_ptr<const LineMesh> edges)
{
    for (const int mesh : m_shellMeshes)
        m_engine.removeMesh(mesh);
    m_shellMeshes.clear();
    if (shell)
        if (const int mesh = addChunk(m_shellLayer, shell, Surface::Shell))
            m_shellMeshes.push_back(mesh);
    if (shell && edges && !edges->indices.empty()) {
        const int layer = std::exchange(m_layer, m_shellLayer);
        m_shellMeshes.push_back(addLines(edges, edges->vertices, edges->indices, shell->origin));
        m_layer = layer;
    }
    applyVisibility();
    Q_EMIT wantsFrame();
}

bool InteriorScene::update(qint64 nowMs)
{
    bool changed = std::exchange(m_changed, false);
    if (!m_ready.empty()) {
        // Each holds what those before it held. The first storey goes alone: it is waited for.
        const auto newest = m_storeys.empty() ? m_ready.front() : m_ready.back();
        m_storeys.empty() ? m_ready.pop_front() : m_ready.clear();
        take(newest);
        changed = true;
        Q_EMIT storeysChanged();
    }
    if (m_moveStart >= 0) {
        if (m_moveStart == 0)
            m_moveStart = std::max<qint64>(nowMs, 1);
        const double t = std::clamp(double(nowMs - m_moveStart) / MoveMs, 0.0, 1.0);
        const double share = t < 0.5 ? 4 * t * t * t : 1 - std::pow(-2 * t + 2, 3) / 2;
        for (StoreyNodes &nodes : m_storeys)
            nodes.offset = glm::mix(nodes.from, nodes.to, share);
        if (t >= 1) {
            m_moveStart = -1;
            applyVisibility();
            slice();
        }
        applyOffsets();
        changed = true;
        Q_EMIT storeysChanged();
    }
    if (m_layer)
        changed |= m_state.flush(m_engine, m_layer);
    changed |= m_shellState.flush(m_engine, m_shellLayer);
    return changed;
}

// --- what is shown

bool InteriorScene::isStoreyShown(int number) const
{
    return m_walking || !m_look.storey || *m_look.storey == number;
}

bool InteriorScene::isCutAway() const
{
    if (m_walking || !m_look.plan)
        return false;
    // All storeys together are seen into the same way, through the glass; a section shows them whole.
    return m_look.storey || !m_look.section;
}

bool InteriorScene::isUnderground() const
{
    const domain::Storey *isolated = m_look.storey && !m_walking ? storey(*m_look.storey) : nullptr;
    return isolated && (isolated->number < 0 || isolated->base + 0.5 * isolated->height < m_ground);
}

const domain::Storey *InteriorScene::storey(int number) const
{
    if (!m_interior)
        return nullptr;
    const auto found = std::find_if(m_interior->storeys.begin(), m_interior->storeys.end(),
                                    [number](const domain::Storey &s) { return s.number == number; });
    return found == m_interior->storeys.end() ? nullptr : &*found;
}

void InteriorScene::setLook(const InteriorLook &look, bool animate)
{
    const InteriorLook before = std::exchange(m_look, look);
    if (!m_interior || before == look)
        return;
    if (before.colours != look.colours)
        writeColours();
    if (before.hidden != look.hidden || before.isolated != look.isolated)
        writeFlags();
    if (before.spread != look.spread || before.storey != look.storey)
        moveStoreys(animate);
    applyVisibility();
    if (before.section != look.section || before.storey != look.storey || before.spread != look.spread ||
        before.plan != look.plan)
        slice();
    m_changed = true;
    Q_EMIT storeysChanged();
    Q_EMIT wantsFrame();
}

void InteriorScene::setWalking(bool walking)
{
    if (m_walking == walking)
        return;
    m_walking = walking;
    moveStoreys(false);
    applyVisibility();
    slice();
    m_changed = true;
    Q_EMIT storeysChanged();
    Q_EMIT wantsFrame();
}

void InteriorScene::applyVisibility()
{
    const bool cutAway = isCutAway();
    // A tower as a whole is seen from where the edges of its rooms are a pixel apart; they are most of its triangles.
    constexpr size_t Tower = 8;
    const bool edges = m_walking || m_look.storey || m_look.section || m_storeys.size() <= Tower;
    for (const StoreyNodes &nodes : m_storeys) {
        const bool shown = isStoreyShown(nodes.data->number);
        const auto show = [this](int mesh, bool visible) {
            if (mesh)
                m_engine.setMeshVisible(mesh, visible);
        };
        show(nodes.meshes.lower, shown);
        show(nodes.meshes.lines, shown && edges);
        show(nodes.meshes.cut, shown && cutAway);
        show(nodes.meshes.cutLines, shown && cutAway);
        show(nodes.meshes.upper, shown && !cutAway);
        show(nodes.meshes.upperLines, shown && !cutAway && edges);
        show(nodes.meshes.ceiling, shown && !cutAway);
        show(nodes.meshes.section, shown);
    }
    // Under an isolated storey the building goes on as glass; over it nothing may veil the plan.
    const domain::Storey *isolated = m_look.storey ? storey(*m_look.storey) : nullptr;
    const bool shell = m_look.shell && !m_walking && m_look.spread == InteriorLook::Spread::None && !isUnderground();
    for (const int mesh : m_shellMeshes)
        m_engine.setMeshVisible(mesh, shell && !m_storeys.empty());
    m_engine.setShellTop(isolated ? std::optional(isolated->base - 0.05) : std::nullopt);
    m_engine.setSectionTop(isolated && cutAway ? std::optional(isolated->base + CutHeight) : std::nullopt);
    m_changed = true;
}

std::vector<Vec3> InteriorScene::wantedOffsets() const
{
    std::vector<Vec3> offsets(m_storeys.size(), Vec3(0.0));
    if (m_walking || m_look.storey || m_look.spread == InteriorLook::Spread::None || m_storeys.empty())
        return offsets;
    // By all storeys of the interior, not by those built so far: else they would jump with each that comes.
    const auto rank = [this](int number) {
        const auto &all = m_interior->storeys;
        return std::count_if(all.begin(), all.end(), [number](const auto &s) { return s.number < number; });
    };
    double lowest = m_ground;
    for (const domain::Storey &s : m_interior->storeys)
        lowest = std::min(lowest, s.base);
    if (m_look.spread == InteriorLook::Spread::Up) {
        // The gaps let a storey be seen into from above, and a tower grows to twice its height at most; cellars rise
        // over the ground.
        constexpr double Least = 2.0, Most = 9.0, LowHouse = 60;
        const double high = m_interior->storeys.back().base + m_interior->storeys.back().height - lowest;
        const double gap = std::min(std::clamp(0.22 * glm::length(boundsOfSpace(nullptr).size()), 3.5, Most),
                                    std::max(std::max(LowHouse, high) / double(m_interior->storeys.size()), Least));
        for (size_t i = 0; i < m_storeys.size(); ++i)
            offsets[i].z = m_ground - lowest + double(rank(m_storeys[i].data->number)) * gap;
        return offsets;
    }
    Box3 box;
    for (const StoreyNodes &nodes : m_storeys)
        box.add(nodes.data->bounds);
    const Vec2 step = Vec2(box.size()) * Between + Vec2(2.0);
    const double count = double(std::max(m_interior->storeys.size(), m_storeys.size()));
    // A sheet about as wide as a screen.
    const int columns = std::max(1, int(std::ceil(std::sqrt(count * 1.7 * step.y / step.x))));
    const int rows = int(std::ceil(count / columns));
    const Vec2 middle = box.flat().centre();
    const Vec2 half = Vec2(columns, rows) * step * 0.5;
    const double around = m_surroundings ? m_surroundings(Box2{middle - half, middle + half}) : geometry::NaN;
    const double level = (std::isfinite(around) ? std::max(around, m_ground) : m_ground) + 6.0;
    for (size_t i = 0; i < m_storeys.size(); ++i) {
        const auto n = rank(m_storeys[i].data->number);
        const Vec2 cell = (Vec2(double(n % columns), double(n / columns)) + 0.5) * step - half;
        offsets[i] = Vec3(cell, level - m_storeys[i].data->base);
    }
    return offsets;
}

void InteriorScene::moveStoreys(bool animate)
{
    const std::vector<Vec3> wanted = wantedOffsets();
    bool different = false;
    for (size_t i = 0; i < m_storeys.size(); ++i) {
        m_storeys[i].from = m_storeys[i].offset;
        m_storeys[i].to = wanted[i];
        different = different || m_storeys[i].offset != wanted[i];
    }
    // An isolated storey is at its place at once: nobody saw the others go.
    if (different && animate && !m_look.storey && !m_walking) {
        m_moveStart = 0;
        return;
    }
    m_moveStart = -1;
    for (StoreyNodes &nodes : m_storeys)
        nodes.offset = nodes.to;
    applyOffsets();
}

void InteriorScene::applyOffsets()
{
    for (const StoreyNodes &nodes : m_storeys) {
        const Meshes &m = nodes.meshes;
        for (const int mesh : {m.lower, m.cut, m.upper, m.ceiling, m.lines, m.cutLines, m.upperLines, m.section})
            if (mesh)
                m_engine.setMeshOffset(mesh, nodes.offset);
    }
    writeInfo();
}

Vec3 InteriorScene::offsetOf(int number) const
{
    const auto found = std::find_if(m_storeys.begin(), m_storeys.end(),
                                    [number](const StoreyNodes &nodes) { return nodes.data->number == number; });
    return found == m_storeys.end() ? Vec3(0.0) : found->offset;
}

// --- the section

void InteriorScene::slice()
{
    if (m_sliceRunning) {
        m_sliceWanted = true;
        return;
    }
    m_sliceWanted = false;
    const std::optional<SectionPlane> plane = m_walking ? std::nullopt : m_look.section;
    if (!plane || !m_geometry) {
        takeSlices({plane, {}});
        return;
    }
    std::vector<std::pair<int, Vec3>> storeys;
    for (const StoreyNodes &nodes : m_storeys)
        if (isStoreyShown(nodes.data->number))
            storeys.emplace_back(nodes.data->number, nodes.to);
    m_sliceRunning = true;
    m_pool.start([this, epoch = m_epoch, geometry = m_geometry, plane, storeys = std::move(storeys)] {
        Sliced sliced{plane, {}};
        for (const auto &[number, offset] : storeys) {
            SectionPlane at = *plane;
            at.point -= offset;
            sliced.faces.emplace_back(number, sectionFaces(*geometry, at, number));
        }
        QMetaObject::invokeMethod(this, [this, epoch, sliced = std::move(sliced)] {
            if (epoch != m_epoch)
                return;
            m_sliceRunning = false;
            takeSlices(sliced);
            if (m_sliceWanted)
                slice();
            Q_EMIT wantsFrame();
        });
    });
}

void InteriorScene::takeSlices(Sliced sliced)
{
    // Plane and faces change in the same frame: the cut never runs ahead of what fills it.
    m_slicing = sliced.plane;
    if (sliced.plane)
        m_engine.setSection(std::pair(sliced.plane->point, sliced.plane->normal));
    else
        m_engine.setSection({});
    for (StoreyNodes &nodes : m_storeys) {
        if (nodes.meshes.section)
            m_engine.removeMesh(nodes.meshes.section);
        nodes.meshes.section = 0;
        nodes.sectionFaces.reset();
        for (const auto &[number, faces] : sliced.faces) {
            if (number != nodes.data->number || !faces || faces->indices.empty())
                continue;
            nodes.sectionFaces = faces;
            nodes.meshes.section = addChunk(m_layer, faces, Surface::Section);
            m_engine.setMeshOffset(nodes.meshes.section, nodes.offset);
            m_engine.setMeshVisible(nodes.meshes.section, isStoreyShown(number));
        }
    }
    m_changed = true;
    Q_EMIT storeysChanged();
    Q_EMIT settledChanged();
}

std::optional<Vec3> InteriorScene::sectionMiddle() const
{
    if (!m_look.section || m_walking)
        return {};
    const Box3 box = bounds();
    if (box.isEmpty())
        return {};
    const SectionPlane &plane = *m_look.section;
    const Vec3 centre = box.centre();
    return centre - plane.normal * glm::dot(centre - plane.point, plane.normal);
}

}
