#pragma once

#include "cli/CommandLine.h"

namespace cli
{

/// Writes a briefing as PDF, PNG files or video from the window, which needs a display. Returns the exit status.
int runBriefingExport(const Arguments &arguments);

}
