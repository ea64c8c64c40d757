#pragma once

#include "base/Result.h"
#include "domain/Interior.h"
#include "geometry/LocalFrame.h"

/// Writing what is seen for other programs. Any thread; files are replaced whole or not at all. Errors:
/// "file-unwritable", "export-empty".
namespace formats
{

/// What a drawing of a storey is to be.
struct PlanOptions {
    double scale = 100;     ///< 1 to this: how large texts are, and how finely round things are drawn
    double cutHeight = 1.2; ///< metres above the storey's floor
    bool texts = true;      ///< names and areas of rooms
    /// Given: coordinates of the map (its CRS); else metres about the storey's middle.
    const geometry::LocalFrame *frame = nullptr;
};

/// A storey's plan as DXF (AutoCAD 2004), in metres at their true size, by GDAL. Layers: WALLS (what the cut meets of
/// walls and columns), ROOMS (outlines of spaces), DOORS (opening, leaf and swing), WINDOWS, STAIRS, FURNITURE (what
/// stands below the cut), TEXT. `storey` is a Storey::number.
base::Status exportDxf(const domain::Interior &interior, int storey, const PlanOptions &options, const QString &file);

/// One object of an export.
struct MeshPart {
    QString id;          ///< the node's name
    QString name, type;  ///< of the node's extras
    geometry::Mesh mesh; ///< scene coordinates
    std::array<float, 4> colour{0.8f, 0.8f, 0.8f, 1.0f};
    std::vector<std::pair<quint32, std::array<float, 4>>> colours; ///< as domain::Element has it
};
/// Of an element, with its properties left out.
MeshPart meshPartOf(const domain::Element &element);

/// Writes binary glTF 2.0 (or .gltf with its data within, by the file's ending): metres, y up (x east, z south), one
/// node an object named by its id. Positions are about the middle of all; with `frame`, the root's extras say where
/// that is
/// ("crs", "origin": easting, northing, height).
base::Status exportGltf(const std::vector<MeshPart> &parts, const geometry::LocalFrame *frame, const QString &file);

}
