#pragma once

#include <QCoreApplication>

namespace domain
{

/// `text` in the language of the program; context "domain" in the translations. Any thread.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("domain", text);
}

} // namespace domain
