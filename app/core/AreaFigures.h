#pragma once

#include "core/IndicatorEvaluator.h"

#include <QColor>

namespace app
{

/// What an indicator yields in each area of a level.
struct AreaFigures {
    struct Row {
        domain::ObjectRef area;
        std::optional<double> value;
        bool operator==(const Row &) const = default;
    };
    std::vector<Row> rows;       ///< in the order of the tree of places
    std::optional<double> total; ///< of everything: the query's own answer, not the sum of the rows
    /// What the total has and no area: an event without a place, a building that no area contains. Rows and rest sum to
    /// the total; 0 of what does not add up.
    double rest = 0;
    bool addsUp = true;
    bool operator==(const AreaFigures &) const = default;
};
AreaFigures areaFigures(const domain::City &city, IndicatorEvaluator evaluator, const QString &query,
                        domain::ObjectKind level);

enum class ClassMethod : quint8 {
    Quantile, ///< about as many areas in each
    Equal     ///< spans of the same width
};
/// A class of a thematic map: from `from` up to but not `to`, the last one including it.
struct AreaClass {
    double from = 0, to = 0;
    int count = 0;                  ///< of areas
    double least = 0, greatest = 0; ///< of what is in it; `from` and `to` where nothing is
};
/// At most `most` classes, fewer where there are fewer different values; none where there is no value. What is equal is
/// in one class.
std::vector<AreaClass> classify(std::vector<double> values, ClassMethod method, int most);
/// Which class a value is in; -1: none.
int classOf(const std::vector<AreaClass> &classes, double value);

/// Colours from least to most: one hue, evenly stepping in lightness, so that they are told apart without seeing hues;
/// more is lighter on the dark ground and darker on the light one. What is good when it rises is green-blue, what is
/// bad orange, the rest blue.
std::vector<QColor> sequentialColours(domain::Indicator::Good good, int count, bool dark);

}
