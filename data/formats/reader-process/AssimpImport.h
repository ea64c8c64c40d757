#pragma once

#include "formats/mesh/MeshExchange.h"

namespace reader
{

/// Reads a mesh file into triangles, metres, z up. False with `why` where Assimp cannot. May crash or hang: that is why
/// it has a process of its own.
bool import(const std::string &file, formats::exchange::Scene &scene, std::string &why);

}
