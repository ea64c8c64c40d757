#pragma once

#include "cli/CommandLine.h"

namespace cli
{

/// `yunjie export`: opens a building from the inside and writes a storey's plan (.pdf, .dxf) or a part of it (.glb).
/// Exit status 0, or 1 where it could not be read or written. A build without the viewer writes no PDF.
int runExport(const Arguments &arguments);

}
