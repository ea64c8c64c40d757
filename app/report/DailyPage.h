#pragma once

#include "domain/City.h"
#include "report/DailyFigures.h"

namespace app
{

/// Writes the report as one page of A4: letters as such, lines as lines. In the language that is installed. Needs a
/// QGuiApplication. Main thread. Errors: "file-unwritable".
base::Status writeDailyPdf(const DailyFigures &figures, const domain::City &city, const QString &language,
                           const QString &path);

}
