#pragma once

#include "domain/Layer.h"

#include <QString>

#include <optional>

class OGRLayer;

namespace formats
{

/// What a vector layer most likely is, and why.
struct KindGuess {
    std::optional<domain::LayerKind> kind; ///< none: nothing for us
    QString reason;                        ///< translated
};

/// Looks at the layer's name, its columns and its first features.
KindGuess guessKind(OGRLayer &layer);

}
