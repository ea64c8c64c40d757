#include "scene/chunks/ShownTiles.h"

#include <algorithm>

namespace scene
{

using geometry::Box3;
using geometry::Vec3;

ShownTiles::ShownTiles(Engine &engine, int layer, const TileTree &tree, quint64 owner)
    : m_engine(engine), m_layer(layer), m_tree(tree), m_owner(owner)
{
}

ShownTiles::~ShownTiles()
{
    for (auto &[key, entry] : m_entries) {
        for (Form &form : entry.forms)
            letGo(form);
    }
}

double ShownTiles::pixels(double metres, const Tile &tile) const
{
    const Box3 box = m_tree.bounds(tile);
    const double distance = glm::distance(glm::clamp(m_look.eye, box.min, box.max), m_look.eye);
    return metres * m_look.pixelsPerMetre / (std::max(distance, 1.0));
}

ShownTiles::Form *ShownTiles::Entry::any()
{
    const auto found = std::find_if(forms.rbegin(), forms.rend(), [](const Form &form) { return form.present; });
    return found == forms.rend() ? nullptr : &*found;
}

void ShownTiles::ask(const Tile &tile, TileTree::Form form)
{
    const Box3 box = m_tree.bounds(tile);
    TileTask wanted = task(tile, form);
    wanted.owner = m_owner;
    wanted.urgency = glm::distance(glm::clamp(m_look.eye, box.min, box.max), m_look.eye);
    if (m_look.viewProjection) {
        // Outside by one of the planes with all eight corners: made last.
        constexpr double Last = 1e7;
        std::array<int, 5> outside{};
        for (int corner = 0; corner < 8; ++corner) {
            const Vec3 p(corner & 1 ? box.max.x : box.min.x, corner & 2 ? box.max.y : box.min.y,
                         corner & 4 ? box.max.z : box.min.z);
            const glm::dvec4 clip = *m_look.viewProjection * glm::dvec4(p, 1.0);
            outside[0] += clip.x < -clip.w;
            outside[1] += clip.x > clip.w;
            outside[2] += clip.y < -clip.w;
            outside[3] += clip.y > clip.w;
            outside[4] += clip.w < 0;
        }
        if (std::find(outside.begin(), outside.end(), 8) != outside.end())
            wanted.urgency += Last;
    }
    m_wanted->push_back(std::move(wanted));
}

bool ShownTiles::plan(const Tile &tile)
{
    Entry &entry = m_entries[keyOf(tile)];
    chooseForm(tile, entry);
    Form *const other = entry.any();
    if (entry.refined) {
        const size_t before = m_planned.size();
        bool all = true;
        for (uint32_t i = 0; i < 4; ++i)
            if (m_tree.exists(tile.child(i)))
                all = plan(tile.child(i)) && all;
        if (all || !other)
            return all;
        m_planned.resize(before);
        m_planned.push_back(other);
        return true;
    }
    if (Form &best = entry.form(entry.wanted); best.present) {
        m_planned.push_back(&best);
        return true;
    }
    ask(tile, entry.wanted);
    if (other) {
        m_planned.push_back(other);
        return true;
    }
    return tile.level > 0 && planWhatThereIs(tile);
}

bool ShownTiles::planWhatThereIs(const Tile &tile)
{
    bool all = true;
    for (uint32_t i = 0; i < 4; ++i) {
        if (!m_tree.exists(tile.child(i)))
            continue;
        const auto known = m_entries.find(keyOf(tile.child(i)));
        if (Form *const form = known == m_entries.end() ? nullptr : known->second.any())
            m_planned.push_back(form);
        else
            all = tile.child(i).level > 0 && planWhatThereIs(tile.child(i)) && all;
    }
    return all;
}

bool ShownTiles::choose(const TileLook &look, std::vector<TileTask> &wanted, TileTotals &totals)
{
    if (m_tree.isEmpty())
        return false;
    m_look = look;
    m_wanted = &wanted;
    ++m_turn;
    m_planned.clear();
    m_whole = plan(m_tree.root());
    bool changed = false;
    for (Form *form : m_planned) {
        form->used = m_turn;
        changed = show(*form, true) || changed;
    }
    for (Form *form : m_shown)
        changed = (form->used != m_turn && show(*form, false)) || changed;
    m_shown = m_planned;
    for (const Form *form : m_planned) {
        ++totals.drawn;
        totals.triangles += form->triangles;
    }
    totals.bytes += m_bytes;
    return changed;
}

bool ShownTiles::show(Form &form, bool visible)
{
    if (form.shown == visible)
        return false;
    form.shown = visible;
    for (const int mesh : form.meshes)
        m_engine.setMeshVisible(mesh, visible);
    return true;
}

void ShownTiles::take(const BuiltTile &built)
{
    Entry &entry = m_entries[keyOf(built.task.tile)];
    Form &form = entry.form(built.task.form);
    if (form.present)
        return;
    form.present = true;
    form.used = m_turn;
    if (built.mesh) {
        const TileMesh &mesh = *built.mesh;
        MeshData data;
        data.surface = built.surface;
        data.vertices = mesh.bytes.data();
        data.vertexCount = mesh.vertexCount;
        data.vertexBytes = mesh.vertexBytes();
        data.indices = mesh.bytes.data() + mesh.vertexBytes();
        data.indexCount = mesh.indexCount;
        data.indexBytes = mesh.indexBytes;
        data.origin = built.origin;
        data.bounds = built.bounds;
        data.keepAlive = built.mesh;
        data.uploaded = [bytes = built.mesh] { bytes->bytes.release(); };
        form.meshes.push_back(m_engine.addMesh(m_layer, data));
        if (built.surface == Surface::City)
            m_engine.setMeshDistant(form.meshes.back(), entry.distant);
        form.triangles += qint64(mesh.triangles());
        form.bytes += qint64(mesh.bytes.size());
    }
    for (const auto &page : built.pages) {
        form.textures.push_back(m_engine.addTexture(page->width, page->height, page->rgba));
        form.bytes += qint64(page->rgba.size()) * 4 / 3;
    }
    for (const auto &mesh : built.painted) {
        if (mesh->indices.empty())
            continue;
        MeshData data;
        data.surface = Surface::Painted;
        data.vertices = mesh->vertices.data();
        data.vertexCount = mesh->vertices.size();
        data.vertexBytes = mesh->vertices.size() * sizeof(PaintedVertex);
        data.indices = mesh->indices.data();
        data.indexCount = mesh->indices.size();
        data.origin = built.origin;
        data.bounds = built.bounds;
        data.keepAlive = mesh;
        data.texture = form.textures[mesh->page];
        form.meshes.push_back(m_engine.addMesh(m_layer, data));
        form.triangles += qint64(mesh->indices.size() / 3);
        form.bytes += qint64(data.vertexBytes + mesh->indices.size() * 4);
    }
    m_bytes += form.bytes;
    for (const int mesh : form.meshes)
        m_engine.setMeshVisible(mesh, false);
}

bool ShownTiles::adopt(const Tile &tile, TileTree::Form which, int mesh, qint64 triangles, qint64 bytes)
{
    if (tile.level < 0 || tile.level > m_tree.root().level || !m_tree.exists(tile))
        return false;
    Form &form = m_entries[keyOf(tile)].form(which);
    if (form.present)
        return false;
    form.present = form.shown = true;
    form.used = m_turn;
    form.meshes.push_back(mesh);
    form.triangles = triangles;
    form.bytes = bytes;
    m_bytes += bytes;
    m_shown.push_back(&form);
    return true;
}

std::vector<TileTask> ShownTiles::shown() const
{
    std::vector<TileTask> tasks;
    for (const auto &[key, entry] : m_entries) {
        const Tile tile{int(key >> 32), uint32_t(key)};
        for (size_t i = 0; i < entry.forms.size(); ++i)
            if (entry.forms[i].shown)
                tasks.push_back(task(tile, TileTree::Form(i)));
    }
    return tasks;
}

void ShownTiles::letGo(Form &form)
{
    for (const int mesh : form.meshes)
        m_engine.removeMesh(mesh);
    for (const int texture : form.textures)
        m_engine.removeTexture(texture);
    m_bytes -= form.bytes;
    form = {};
}

void ShownTiles::trim(qint64 &held, qint64 most)
{
    if (held <= most)
        return;
    std::vector<Form *> unused;
    for (auto &[key, entry] : m_entries)
        for (Form &form : entry.forms)
            if (form.present && !form.shown && form.used < m_turn && !form.meshes.empty())
                unused.push_back(&form);
    std::sort(unused.begin(), unused.end(), [](const Form *a, const Form *b) { return a->used < b->used; });
    for (Form *form : unused) {
        if (held <= most)
            return;
        held -= form->bytes;
        letGo(*form);
    }
}

}
