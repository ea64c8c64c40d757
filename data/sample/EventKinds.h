#pragma once

#include <span>

namespace sample
{

/// What the generator knows of a type beyond the catalogue: how often, when, where, and the words.
struct EventKind {
    const char *id, *name;
    char klass;
    const char *severity;
    int accept, close; ///< minutes, as in the default catalogue
    double weight;
    double morning, noon, evening, night; ///< when: shares of 6-11, 11-17, 17-23, 23-6
    char where; ///< h home, v village, s street, c commerce, b any building, r river, l slope, g grid
    const char *texts[3];
};

/// Those of the default catalogue, in its order.
std::span<const EventKind> eventKinds();
const EventKind &eventKind(const char *id);

}
