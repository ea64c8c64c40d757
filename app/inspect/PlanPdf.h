#pragma once

#include "base/Result.h"
#include "inspect/PlanDrawing.h"

#include <QPageLayout>
#include <QRectF>

namespace app
{

/// What a sheet says besides the drawing, and how large it is to be.
struct PlanRequest {
    QString building, address, storey, source;
    QString date;           ///< ISO 8601, of the day it is drawn
    bool simulated = false; ///< made up: the sheet says so
    QString paper;          ///< "A4", "A3" ... "A0"; empty: the smaller of A4 and A3 that takes it
    int scale = 0;          ///< 1 to this; 0: the largest of the usual ones that fits
};

/// How a plan lies on its sheet.
struct PlanSheet {
    QPageLayout page;
    int scale = 100;
    double turn = 0; ///< degrees counter-clockwise that the drawing is turned by
    QRectF field;    ///< for the drawing, millimetres from the top left
};

/// The usual scales, the largest first.
const std::vector<int> &planScales();

/// Errors: "plan-too-large" where it does not fit the paper (and scale) asked for.
base::Result<PlanSheet> layOutPlan(const PlanDrawing &drawing, const PlanRequest &request);

/// Writes the sheet: lines and texts as such, with their fonts. Needs a QGuiApplication; any thread. Errors:
/// "file-unwritable", "plan-too-large".
base::Result<PlanSheet> writePlanPdf(const PlanDrawing &drawing, const PlanRequest &request, const QString &file);

}
