#include "Scenes.h"

#include <random>

namespace scenes
{

using geometry::Vec3;

std::shared_ptr<const scene::ChunkGeometry> boxChunk(const geometry::Box3 &box, quint32 layer, quint32 feature)
{
    auto chunk = std::make_shared<scene::ChunkGeometry>();
    chunk->origin = box.centre();
    chunk->layer = layer;
    chunk->bounds = box;
    geometry::Mesh mesh;
    mesh.origin = chunk->origin;
    for (int corner = 0; corner < 8; ++corner) {
        const geometry::Vec3f p(Vec3(corner & 1 ? box.max.x : box.min.x, corner & 2 ? box.max.y : box.min.y,
                                     corner & 4 ? box.max.z : box.min.z) -
                                chunk->origin);
        mesh.positions.push_back(p);
        chunk->vertices.push_back({p.x, p.y, p.z, 0, 0, 127, 0, feature});
    }
    mesh.indices = {0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4,
                    2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5};
    chunk->indices = mesh.indices;
    chunk->bvh = geometry::Bvh(mesh);
    return chunk;
}

geometry::MultiPolygon rectangle(const geometry::Box2 &box)
{
    return {{{{box.min.x, box.min.y}, {box.max.x, box.min.y}, {box.max.x, box.max.y}, {box.min.x, box.max.y}}, {}}};
}

std::shared_ptr<domain::City> scattered(int things, double side)
{
    auto layer = std::make_shared<domain::Layer>();
    layer->info.id = QStringLiteral("things");
    layer->info.kind = domain::LayerKind::Things;
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(-side / 2, side / 2), height(0, 60);
    for (int i = 0; i < things; ++i) {
        domain::Thing thing;
        thing.id = QStringLiteral("T%1").arg(i);
        thing.kind = domain::ThingKind(i % domain::ThingKindCount);
        thing.position = {place(random), place(random), height(random)};
        layer->things.push_back(thing);
    }
    auto city = std::make_shared<domain::City>();
    city->layers.push_back(layer);
    city->index();
    return city;
}

domain::ThingState thingState(int thing, domain::ThingStatus status, domain::Severity severity)
{
    domain::ThingState state;
    state.thing = QStringLiteral("T%1").arg(thing);
    state.status = status;
    state.severity = severity;
    return state;
}

domain::Event event(const QString &id, const Vec3 &position, domain::Severity severity, domain::EventState state)
{
    domain::Event event;
    event.id = id;
    event.type = QStringLiteral("fire");
    event.state = state;
    event.severity = severity;
    event.hasPosition = true;
    event.position = position;
    return event;
}

scene::ViewState viewOf(const Vec3 &target, double distance, double heading, double pitch, const QSizeF &size)
{
    scene::CameraRig rig;
    rig.setSize(size);
    rig.setGroundAt([](const geometry::Vec2 &) { return -1e6; });
    rig.setPose({target, distance, heading, pitch});
    return rig.state();
}

}
