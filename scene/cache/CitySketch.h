#pragma once

#include "scene/engine/Engine.h"
#include "scene/engine/UploadPages.h"
#include "scene/terrain/ShadeMap.h"

#include <QByteArray>

#include <optional>
#include <span>
#include <vector>

namespace scene
{

/// The finished tiles that stood on screen when a city was whole, as they were handed to the GPU: what the next start
/// shows before anything of the city is read, and what it need not make again once that is there.
struct CitySketch {
    struct Layer {
        QString id;
        QByteArray state, info; ///< texels, whole rows
        double bias = 0, opacity = 1;
    };
    struct Mesh {
        quint32 layer = 0; ///< index into `layers`
        Surface surface = Surface::City;
        geometry::Vec3 origin{0.0};
        geometry::Box3 bounds;
        quint32 vertexCount = 0, indexCount = 0, indexBytes = 4;
        std::span<const std::byte> vertices, indices;
        /// Which tile of which of the layer's trees it is all of, and in which form; `tree` below 0: of none.
        qint32 tree = -1, level = 0;
        quint32 tile = 0;
        quint8 form = 0;
        std::shared_ptr<const UploadPages> pages = {}; ///< that hold the bytes, where they were read
    };
    geometry::Box3 bounds; ///< of the city
    double ground = 0;     ///< elevation of the sheet under everything
    std::vector<Layer> layers;
    std::vector<Mesh> meshes;
    ShadeMap shade;
    geometry::Vec3 sun{0.0};                            ///< of the shades
    std::vector<std::shared_ptr<const void>> keepAlive; ///< of the meshes' bytes that were made

    /// Its bytes in parts; `head` is one of them and has to live as long as they are used.
    std::vector<std::span<const std::byte>> toBytes(QByteArray &head) const;
    /// Nothing where the bytes are not a sketch of this version or point anywhere outside themselves.
    static std::optional<CitySketch> fromBytes(const QByteArray &bytes);
};

}
