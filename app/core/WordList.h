#pragma once

#include "core/Text.h"

#include <algorithm>

namespace app
{

/// A word that data uses, and what stands for it (QT_TRANSLATE_NOOP("app", ...)).
struct Word {
    const char *id;
    const char *text;
};

/// The translation of a word that data uses, else the word itself.
template <size_t N> QString lookUp(const Word (&words)[N], const QString &id)
{
    const auto *found = std::find_if(std::begin(words), std::end(words),
                                     [&](const Word &word) { return id == QLatin1String(word.id); });
    return found != std::end(words) ? translate("app", found->text) : id;
}

}
