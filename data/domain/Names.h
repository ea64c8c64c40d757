#pragma once

#include "domain/Interior.h"

namespace domain
{

/// What a storey is called in `language` ("en" or "zh_CN"); empty where that says no more than its number ("3F",
/// "B1", "12层").
QString ownName(const Storey &storey, const QString &language);
/// What a space is called in `language`: the longer name where the name is but a number or short code ("4", "R101").
/// Empty where it has none, or one in the other language alone while its function can be said.
QString ownName(const Space &space, const QString &language);
/// A number or short code: "4", "R101", "A-12".
bool isCode(const QString &name);

}
