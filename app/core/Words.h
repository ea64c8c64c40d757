#pragma once

#include "base/Result.h"

#include <QString>

#include <functional>

namespace app
{

/// A sentence that is made when it is read, in the language of that moment: for what stays on screen while that
/// changes. Empty: there is nothing to say. Main thread.
using Words = std::function<QString()>;

/// What the words say just now; "" where there are none.
QString said(const Words &words);

/// An error in one line, with the punctuation of the language: where, what, what to do.
QString errorLine(const base::Error &error);

}
