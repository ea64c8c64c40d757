#pragma once

#include "base/Job.h"
#include "base/Result.h"
#include "base/Warnings.h"
#include "formats/citygml/GmlGeometry.h"

#include <map>

namespace formats::indoorgml
{

/// A cell of the primal space: a room, corridor, shaft.
struct Cell {
    QString id;
    QString element; ///< "CellSpace", "GeneralSpace", "TransitionSpace" ...
    QString name, description;
    GmlShape shape;              ///< as written
    std::vector<QString> bounds; ///< ids of the boundaries that it names
};

/// A piece of a cell's border: of those that one passes through a door.
struct Boundary {
    QString id;
    QString element; ///< "CellSpaceBoundary", "ConnectionBoundary", "AnchorBoundary" ...
    QString name;
    QString transition; ///< id of its dual; may be empty
    GmlShape shape;
};

/// A node of the dual space; most stand for a cell.
struct State {
    QString id;
    QString cell;                   ///< id of its dual; may be empty
    std::vector<geometry::Vec3> at; ///< one point, or none
};

/// A way from one state to another.
struct Transition {
    QString id;
    std::vector<QString> states; ///< two, where the document is right
    QString boundary;            ///< id of its dual; may be empty
    std::vector<geometry::Vec3> line;
};

struct Document {
    QString id, name;
    QString srsName;       ///< the first that is met
    geometry::Box3 extent; ///< of all cells, as written
    std::vector<Cell> cells;
    std::vector<Boundary> boundaries;
    std::vector<State> states;
    std::vector<Transition> transitions;

    /// Calls `change` with every point of the document.
    template <typename Change> void forPoints(Change change)
    {
        for (Cell &cell : cells)
            cell.shape.forPoints(change);
        for (Boundary &boundary : boundaries)
            boundary.shape.forPoints(change);
        for (State &state : states) {
            for (geometry::Vec3 &p : state.at)
                change(p);
        }
        for (Transition &transition : transitions) {
            for (geometry::Vec3 &p : transition.line)
                change(p);
        }
    }
};

/// Whether the file's root element is IndoorGML's.
bool isIndoorGml(const QString &file);

/// Reads a document of IndoorGML 1.0 (OGC 14-005r4 and later). Warnings: "xml-invalid" where it is broken after its
/// first cell or state, "reference-missing", "geometry-invalid". Errors: "file-unreadable", "xml-invalid", "cancelled".
base::Result<Document> readDocument(const QString &file, const base::Job &job, base::Warnings &warnings);

}
