#pragma once

#include <QCoreApplication>

namespace loading
{

/// `text` in the language of the program; context "loading" in the translations. Any thread.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("loading", text);
}

} // namespace loading
