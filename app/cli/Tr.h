#pragma once

#include <QCoreApplication>

namespace cli
{

/// `text` in the language of the program; context "cli" in the translations. Any thread.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

} // namespace cli
