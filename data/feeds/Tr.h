#pragma once

#include <QCoreApplication>

namespace feeds
{

/// `text` in the language of the program; context "feeds" in the translations. Any thread.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("feeds", text);
}

} // namespace feeds
