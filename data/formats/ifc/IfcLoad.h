#pragma once

#include "base/Warnings.h"
#include "formats/ifc/IfcModel.h"
#include "formats/ifc/IfcProcess.h"

#include <memory>

namespace formats::ifc
{

/// A file's meaning and its triangles, in its own world coordinates.
struct Loaded {
    std::unique_ptr<step::File> text;
    std::unique_ptr<Model> model;
    Meshes meshes;
    QHash<uint32_t, qsizetype> meshOf; ///< STEP id to index into meshes.products
    size_t expected = 0;               ///< products and spaces whose representation promises triangles
    size_t found = 0;                  ///< those of them that have some
    base::Warnings warnings;           ///< "ifc-partial", "product-without-geometry" ...

    const ProductMesh *mesh(uint32_t id) const
    {
        const auto at = meshOf.constFind(id);
        return at == meshOf.constEnd() ? nullptr : &meshes.products[size_t(*at)];
    }
};

/// Whether the name is one of an IFC file: .ifc, .ifczip.
bool isIfcName(const QString &file);
/// Reads .ifc, or the .ifc inside an .ifczip: the meaning here, the shapes in the reading process; by Assimp where
/// IFC++ gives none. Any thread; waits. Errors: "file-unreadable", "file-too-large", "format-unsupported" (ifcXML),
/// "ifc-invalid", "cancelled". Whatever else fails is a warning.
base::Result<Loaded> load(const QString &file, const base::Job &job);
/// Only the meaning, without the reading process.
base::Result<Loaded> loadMeaning(const QString &file);

}
