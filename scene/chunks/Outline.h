#pragma once

#include "scene/chunks/ChunkBuilder.h"

namespace scene
{

/// Adds the edges of one feature of a chunk where its faces bend or end, as lines (about `origin`): what outlines a
/// building that is selected. Costs a pass over the chunk's triangles.
void addOutline(LineMesh &lines, const ChunkGeometry &chunk, uint32_t feature, const geometry::Vec3 &origin,
                float width);

/// Adds one segment to a mesh of lines.
void addSegment(LineMesh &lines, const glm::vec3 &from, const glm::vec3 &to, float width, uint32_t feature);

}
