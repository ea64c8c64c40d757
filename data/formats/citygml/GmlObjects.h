#pragma once

#include "formats/citygml/CodeLists.h"
#include "formats/citygml/GmlGeometry.h"
#include "formats/citymodel/CityModelBuilder.h"

namespace formats
{

/// A city object with its geometry as the file has it: in its own CRS and axis order.
struct GmlObject {
    CityObject object; ///< without shape
    GmlShape shape;
    QString lod;
    int inside = 0; ///< objects of its interior
};

/// Takes a city object of CityGML 1.0, 2.0 or 3.0 apart: itself, its parts and its installations, each an object with
/// the finest level of detail that has geometry. Rooms and furniture are counted:
/// GmlInterior reads them.
class GmlObjects
{
public:
    /// `appearance`: null where surfaces are not painted.
    GmlObjects(const QHash<QString, const xml::Node *> &byId, CodeLists &codes,
               const GmlAppearance *appearance = nullptr)
        : m_byId(byId), m_codes(codes), m_appearance(appearance)
    {
    }
    void take(const xml::Node &node, std::vector<GmlObject> &into);
    /// Only its class (by CityJSON's name), id and attributes.
    CityObject describe(const xml::Node &node);
    /// Level of detail of a geometry property ("lod2MultiSurface"); -1 for any other.
    static int lodOf(const QString &property);

private:
    struct Piece {
        const xml::Node *node;
        std::optional<domain::SurfaceType> type;
    };
    /// Geometry properties by level of detail: of thematic surfaces, and the object's own.
    struct Geometry {
        std::array<std::vector<Piece>, 5> thematic, direct;
        bool hasFootprint = false;
    };

    void take(const xml::Node &node, const QString &parent, std::vector<GmlObject> &into, int depth);
    void sortOut(const xml::Node &node, GmlObject &object, Geometry &geometry, std::vector<GmlObject> &into, int depth);
    void surfaceOf(const xml::Node &surface, Geometry &geometry) const;
    void nestedGeometry(const xml::Node &node, Geometry &geometry, int depth) const;
    void attributeOf(const xml::Node &node, CityObject &object, int depth);
    void shape(const Geometry &geometry, GmlObject &object) const;

    const QHash<QString, const xml::Node *> &m_byId;
    CodeLists &m_codes;
    const GmlAppearance *m_appearance;
    int m_unnamed = 0;
};

}
