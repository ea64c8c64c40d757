#pragma once

#include <QCoreApplication>

namespace store
{

/// `text` in the language of the program; context "store" in the translations. Any thread.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("store", text);
}

} // namespace store
