#pragma once

#include "domain/Layer.h"

namespace fixtures
{

/// Whole triangles of corners that are there and finite.
bool isSound(const geometry::Mesh &mesh);

/// Where a layer does not hold together (an id twice, indices, rows, sizes of lists, numbers); empty where it does.
QString inconsistency(const domain::Layer &layer);

}
