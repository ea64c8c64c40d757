#pragma once

#include "formats/citygml/GmlObjects.h"
#include "formats/citymodel/InsideParts.h"

namespace formats
{

/// Takes the inside of a building of CityGML 1.0, 2.0 (LoD4) or 3.0 apart, in the file's own coordinates and order:
/// storeys, units, rooms, furniture, installations, constructive elements, and the doors and windows of rooms and of
/// the outer walls. References ("#id") are followed within what is known.
class GmlInterior
{
public:
    GmlInterior(const QHash<QString, const xml::Node *> &byId, CodeLists &codes) : m_byId(byId), m_objects(byId, codes)
    {
    }
    InsideParts take(const xml::Node &building);

    int unresolved() const { return m_unresolved; } ///< references to what is not there
    int malformed() const { return m_malformed; }   ///< rings that are no lists of coordinates

private:
    /// A geometry property, and the surface of the object that it belongs to (-1: the object's own body).
    struct Piece {
        const xml::Node *node;
        int surface;
    };
    using Pieces = std::array<std::vector<Piece>, 5>; ///< by level of detail

    int object(const xml::Node &node, int parent);
    void properties(const xml::Node &node, int self, Pieces &pieces, int depth);
    void refer(const xml::Node &property, int self, bool reversed);
    void surface(const xml::Node &node, int self, Pieces &pieces);
    void opening(const xml::Node &node, int self);
    void closure(const xml::Node &node, int self);
    const xml::Node *target(const xml::Node &property);
    std::vector<InsideFace> facesOf(const xml::Node &node, GmlWalker &walker);
    std::vector<InsideFace> finestOf(const xml::Node &node);

    const QHash<QString, const xml::Node *> &m_byId;
    GmlObjects m_objects;
    InsideParts m_parts;
    QHash<const xml::Node *, int> m_objectOf, m_openingOf, m_closureOf;
    int m_unnamed = 0;
    int m_unresolved = 0, m_malformed = 0;
};

/// Whether a node or what it holds is an object of an inside.
bool hasInterior(const xml::Node &building);

}
