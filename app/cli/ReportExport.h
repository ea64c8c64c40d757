#pragma once

#include "cli/CommandLine.h"

namespace cli
{

/// `yunjie export --report DAY`: the one-page report of a day as PDF (docs/daily-report.md). Of a project that is a
/// replay this is played up to the end of that day (or `--at`); else its store is asked, and nothing is written there.
/// Exit status 0, or 1 where it could not be read or written.
int runReportExport(const Arguments &arguments);

}
