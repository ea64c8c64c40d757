#pragma once

#include "core/Twin.h"
#include "interior/Bodies.h"

/// The bodies of what is selected or pointed at, for measuring and export.
namespace app
{

/// The body of an object of the city or of the inside that is entered; empty where it has none. Main thread.
geometry::Mesh bodyOf(const Twin &twin, const domain::ObjectRef &object);
/// The storey that an object of the inside stands on (Storey::number); 0 where none. Main thread.
int storeyOf(const Twin &twin, const domain::ObjectRef &object);
/// "IfcWallStandardCase" -> "Walls" in the language that is installed; the type itself where it is not one of ours.
QString elementTypeLabel(const QString &type);

}
