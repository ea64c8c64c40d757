#pragma once

#include <cstdint>

namespace scene
{

/// What a surface is, for the shaders (city.vert, ground.frag know the numbers).
enum class SurfaceKind : uint8_t {
    Wall = 0, ///< with storey bands and windows
    Roof = 1,
    Underside = 2,
    Glass = 3,
    Foliage = 4,
    Plain = 5, ///< a wall without windows: parapets, sheds, parts of meshes
    Ground = 6,
    Road = 7,
    Water = 8,
    Green = 9
};

/// How a feature stands, in the alpha byte of its texel in the state texture.
enum StateFlag : uint8_t { Hovered = 1, Selected = 2, Dimmed = 4, Alarmed = 8, Hidden = 16 };

/// Texels a row in the state and info textures.
inline constexpr int StateColumns = 1024;

}
