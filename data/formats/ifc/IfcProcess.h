#pragma once

#include "base/Job.h"
#include "base/Result.h"
#include "formats/ifc/IfcExchange.h"

#include <array>
#include <vector>

namespace formats::ifc
{

/// Who made a product's triangles.
enum class MeshedBy : uint8_t { IfcPlusPlus, WebIfc, Assimp };

/// A product's triangles in the file's world coordinates: metres, z up.
struct ProductMesh {
    uint32_t product = 0; ///< STEP id
    MeshedBy reader = MeshedBy::IfcPlusPlus;
    std::array<double, 3> origin{0, 0, 0};
    std::vector<float> positions; ///< three a vertex, about `origin`
    std::vector<uint32_t> indices;
    std::vector<ifcexchange::Colour> colours;
};

struct Meshes {
    std::vector<ProductMesh> products;
    std::vector<uint32_t> crashed; ///< products in which the reading process ended; given up
    std::vector<uint32_t> uncut;   ///< meshed without their openings, which ended it
    bool complete = false;         ///< all products were tried
    base::Error why;               ///< where not complete
};

/// What the reading process may use, all its starts together.
struct MeshLimits {
    int memoryMiB = 4096;
    int cpuSeconds = 120; ///< a start
    int wallSeconds = 180;
    int starts = 24;
};

/// Has the products of an IFC file (plain text) meshed by IFC++ in the reading process; starts it again behind a
/// product in which it crashed or hung. Any thread; waits. What was meshed before an end is kept. Errors only:
/// "reader-missing", "cancelled", "file-unwritable".
base::Result<Meshes> meshInProcess(const QString &file, const MeshLimits &limits, const base::Job &job);

/// Takes what a process wrote into `meshes`; stops where a record is cut off or is not what it must be. `last`: the
/// product named last; `loaded`, `ended`: whether the file was loaded, and all products tried.
void takeRecords(const uchar *data, size_t size, Meshes &meshes, uint32_t &last, bool &loaded, bool &ended);

}
