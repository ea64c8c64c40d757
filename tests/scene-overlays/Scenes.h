#pragma once

#include "domain/ChangeSet.h"
#include "domain/City.h"
#include "scene/camera/CameraRig.h"
#include "scene/chunks/ChunkGeometry.h"

#include <memory>

/// Small worlds for the tests of camera, picking, markers and labels.
namespace scenes
{

/// A box of twelve triangles as a chunk of its own.
std::shared_ptr<const scene::ChunkGeometry> boxChunk(const geometry::Box3 &box, quint32 layer, quint32 feature);
geometry::MultiPolygon rectangle(const geometry::Box2 &box);
/// A city of this many things, scattered by a fixed seed over a square of this side (metres) about the origin.
std::shared_ptr<domain::City> scattered(int things, double side);
/// The state of a thing of `scattered`.
domain::ThingState thingState(int thing, domain::ThingStatus status,
                              domain::Severity severity = domain::Severity::Normal);
domain::Event event(const QString &id, const geometry::Vec3 &position, domain::Severity severity,
                    domain::EventState state = domain::EventState::Reported);
/// The view of a camera that looks at a point from this distance.
scene::ViewState viewOf(const geometry::Vec3 &target, double distance, double heading = 20, double pitch = -45,
                        const QSizeF &size = {1920, 1080});

}
