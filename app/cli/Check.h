#pragma once

#include "cli/CommandLine.h"

namespace cli
{

/// `yunjie check`: loads everything as the viewer would, draws nothing. Exit status 0, or 1 where a source could not be
/// read.
int runCheck(const Arguments &arguments);
/// `yunjie sample`.
int runSample(const Arguments &arguments);
/// `yunjie simulate`: loads the district and hands it to the simulator.
int runSimulateCommand(const Arguments &arguments);

/// Peak resident memory of this process, MiB (getrusage).
double peakMiB();

}
