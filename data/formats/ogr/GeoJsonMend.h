#pragma once

#include <QByteArray>

namespace formats
{

/// A GeoJSON FeatureCollection that was cut short, closed after its last whole feature; `features` is set to how many
/// there are. Empty where the text is no cut-short collection or has no whole feature.
QByteArray closeTruncatedGeoJson(const QByteArray &text, int *features);

}
