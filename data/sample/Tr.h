#pragma once

#include <QCoreApplication>

namespace sample
{

/// `text` in the language of the program; context "sample" in the translations. Any thread.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("sample", text);
}

} // namespace sample
