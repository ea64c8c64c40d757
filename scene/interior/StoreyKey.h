#pragma once

#include "scene/interior/PlanMesher.h"
#include "scene/interior/StairStacks.h"

#include <QByteArray>

namespace scene
{

/// What a storey's mesh is made from, about its origin, to a tenth of a millimetre: storeys with equal keys have the
/// same mesh but for names. Towers have few that differ.
QByteArray storeyKey(const domain::Interior &interior, size_t storey, const StoreyFeatures &parts,
                     const StairStacks &stairs, const geometry::Vec2 &origin, double height);

}
