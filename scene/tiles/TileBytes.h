#pragma once

#include "scene/chunks/ChunkBuilder.h"

namespace scene
{

/// About what a tile's content takes of memory. Pictures that several share count once.
qint64 bytesOf(const domain::Layer &content);
/// What is drawn of it: here and with the graphics.
qint64 bytesOf(const BuiltChunk &chunk);

}
