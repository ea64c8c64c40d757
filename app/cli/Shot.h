#pragma once

#include "cli/CommandLine.h"
#include "viewer/Viewer.h"

namespace cli
{

/// The viewer's options as the command line has them.
app::ViewerOptions viewerOptions(const Arguments &arguments);
/// `yunjie shot`: one picture when everything has loaded. Exit status 1 where a source could not be read or no picture
/// could be made.
int runShot(const Arguments &arguments);
/// `yunjie bench`: orbits for N frames and reports. All times in the real program with everything it shows.
int runBench(const Arguments &arguments);

}
