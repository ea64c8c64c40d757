#pragma once

#include "domain/Interior.h"

namespace interior
{

/// Elements of one class.
struct TypeGroup {
    QString type;                  ///< "IfcWall"
    std::vector<quint32> elements; ///< indices into Interior::elements, by name
};

/// What stands on a storey.
struct StoreyGroup {
    int storey = 0; ///< Storey::number; 0: on none
    QString id;     ///< Storey::id; empty for none
    QString name;
    std::vector<TypeGroup> types;       ///< by type
    std::vector<quint32> spaces, doors; ///< indices into Interior::spaces and doors
    size_t elements() const
    {
        size_t sum = 0;
        for (const TypeGroup &group : types)
            sum += group.elements.size();
        return sum;
    }
};

/// A building's elements as a tree, highest storey first; what stands on none comes last. Storeys without anything are
/// there too.
std::vector<StoreyGroup> elementTree(const domain::Interior &interior);
/// The same by type alone, over all storeys.
std::vector<TypeGroup> elementsByType(const domain::Interior &interior);

}
