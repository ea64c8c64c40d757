#pragma once

#include "domain/City.h"
#include "domain/Events.h"
#include "report/Sheet.h"

namespace app
{

/// The district from above with the day's events: communities in shades by how many, a sign for each event by how bad
/// it is.
void drawDailyMap(Sheet &sheet, const QRectF &box, const domain::City &city, const QString &language,
                  const std::vector<domain::Event> &events);

/// On white paper; the shape is a sign of its own.
QColor paperColour(domain::Severity severity);
void drawSeverity(Sheet &sheet, const QPointF &at, double size, domain::Severity severity);

}
