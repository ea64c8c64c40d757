#pragma once

#include "formats/ifc/IfcProcess.h"

#include <QString>

namespace formats::ifc
{

/// web-ifc (npm, MPL-2.0) as another reader, where the user has installed it; nothing of the product needs it.
struct WebIfc {
    QString node;    ///< the program
    QString package; ///< folder with web-ifc-api-node.js
    QString script;  ///< ours that it runs
    bool isThere() const { return !node.isEmpty() && !package.isEmpty() && !script.isEmpty(); }
};

/// Looks for node in the path, and for the package where YUNJIE_WEB_IFC says (the package, or a folder with it in
/// node_modules), else where `npm install -g` and `npm install` in the user's data folder put it.
WebIfc findWebIfc();

/// Has these products (STEP ids) of an IFC file (plain text) meshed by web-ifc under node, in a process of its own; as
/// meshInProcess. A product in which it ends is left out.
base::Result<Meshes> meshByWebIfc(const WebIfc &reader, const QString &file, std::vector<uint32_t> products,
                                  const MeshLimits &limits, const base::Job &job);

}
