#pragma once

#include <QCoreApplication>

namespace formats
{

/// `text` in the language of the program; context "formats" in the translations. Any thread.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("formats", text);
}

} // namespace formats
