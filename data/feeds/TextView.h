#pragma once

#include <QString>

#include <string_view>

namespace feeds
{

/// UTF-8 as text.
inline QString toText(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

/// Without the blanks and control characters around it.
inline std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (unsigned char)(text.front()) <= ' ')
        text.remove_prefix(1);
    while (!text.empty() && (unsigned char)(text.back()) <= ' ')
        text.remove_suffix(1);
    return text;
}

} // namespace feeds
