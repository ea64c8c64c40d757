#pragma once

#include "scene/interior/ElementMesher.h"

#include <QHash>

namespace scene
{

/// Which elements of a model stand on which storey, and how they become its mesh.
class ModelMesher
{
public:
    ModelMesher() = default;
    ModelMesher(const domain::Interior &interior, const std::vector<double> &bases, const std::vector<double> &heights);

    /// Whether the model brings its own walls or slabs; else these are made from its spaces, and elements are what
    /// stands in the rooms.
    bool hasWalls() const { return m_hasWalls; }
    /// Elements that a storey shows, in their order: its own, those without a storey by their height, and the parts of
    /// those that go through several.
    std::vector<qint32> elementsOf(size_t storey) const;
    /// The door that an element is; -1: none.
    qint32 doorOf(qint32 element) const;

    void write(StoreyWriter &writer, size_t storey, const geometry::Vec2 &origin, const StoreyFeatures &features) const;
    /// Floors of rooms, two centimetres over what bears them so that nothing flickers, labels, swings of doors.
    void writeRooms(StoreyWriter &writer, size_t storey, const geometry::Vec2 &origin,
                    const StoreyFeatures &features) const;

private:
    struct Place {
        int storey = -1; ///< index; -1: it has no mesh
        bool through = false;
        geometry::Box3 bounds;
    };
    bool isShown(const Place &place, size_t storey) const;
    /// Whether surfaces that are open one by one have walls between them, and not rooms.
    bool enclosesWalls(const InsideSolids::Body &sheets, size_t storey, const geometry::Vec2 &origin) const;
    /// What slabs take up at an elevation, scene coordinates.
    geometry::MultiPolygon slabsAt(double height, const geometry::Box2 &area) const;
    double top(size_t storey) const { return m_bases[storey] + m_heights[storey]; }

    const domain::Interior *m_interior = nullptr;
    std::vector<double> m_bases, m_heights;
    std::vector<Place> m_places;
    QHash<QString, qint32> m_doors;
    bool m_hasWalls = false;
};

}
