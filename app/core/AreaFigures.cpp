#include "core/AreaFigures.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace app
{

AreaFigures areaFigures(const domain::City &city, IndicatorEvaluator evaluator, const QString &query,
                        domain::ObjectKind level)
{
    AreaFigures figures;
    figures.addsUp = IndicatorEvaluator::addsUp(query);
    evaluator.setScope({});
    figures.total = evaluator.value(query);
    double sum = 0;
    for (const domain::PlaceTree::Node &node : city.places.nodes()) {
        if (node.area.level != level)
            continue;
        evaluator.setScope(node.area.ref());
        figures.rows.push_back({node.area.ref(), evaluator.value(query)});
        sum += figures.rows.back().value.value_or(0);
    }
    if (figures.addsUp && figures.total) {
        // Shapes of areas meet only about: what is left of sums of such is their rounding.
        constexpr double Rounding = 1e-6;
        const double rest = *figures.total - sum;
        figures.rest = std::abs(rest) <= Rounding * std::max(1.0, std::abs(*figures.total)) ? 0 : rest;
    }
    return figures;
}

std::vector<AreaClass> classify(std::vector<double> values, ClassMethod method, int most)
{
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    if (values.empty() || most < 1)
        return {};
    std::sort(values.begin(), values.end());
    const double least = values.front(), greatest = values.back();
    std::vector<double> different = values;
    different.erase(std::unique(different.begin(), different.end()), different.end());
    std::vector<double> starts{least};
    const size_t count = std::min(size_t(most), different.size());
    for (size_t i = 1; i < count; ++i) {
        const double start = method == ClassMethod::Quantile ? values[i * values.size() / count]
                                                             : least + (greatest - least) * double(i) / double(count);
        if (start > starts.back())
            starts.push_back(start);
    }
    std::vector<AreaClass> classes;
    for (size_t i = 0; i < starts.size(); ++i)
        classes.push_back({starts[i], i + 1 < starts.size() ? starts[i + 1] : greatest, 0, starts[i],
                           i + 1 < starts.size() ? starts[i + 1] : greatest});
    for (const double value : values) {
        AreaClass &of = classes[size_t(classOf(classes, value))];
        if (of.count++ == 0)
            of.least = value;
        of.greatest = value;
    }
    return classes;
}

int classOf(const std::vector<AreaClass> &classes, double value)
{
    if (classes.empty() || !(value >= classes.front().from) || value > classes.back().to)
        return -1;
    int found = 0;
    for (size_t i = 1; i < classes.size() && value >= classes[i].from; ++i)
        found = int(i);
    return found;
}

/// Ends and middle of a ramp from least to most.
struct Ramp {
    std::array<QRgb, 3> dark, light;
};

static QColor between(const std::array<QRgb, 3> &stops, double at)
{
    const double place = std::clamp(at, 0.0, 1.0) * 2;
    const size_t first = place < 1 ? 0 : 1;
    const double share = place - double(first);
    const QColor a(stops[first]), b(stops[first + 1]);
    const auto mix = [share](int from, int to) { return int(std::lround(from + (to - from) * share)); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

std::vector<QColor> sequentialColours(domain::Indicator::Good good, int count, bool dark)
{
    using Good = domain::Indicator::Good;
    // After ColorBrewer's Blues, BuGn and YlOrBr (Harrower and Brewer 2003), whose order stays with every kind of
    // colour blindness; turned round and deepened for the dark ground.
    static constexpr Ramp Blue{{0xff16365c, 0xff3182bd, 0xffc6dbef}, {0xffdeebf7, 0xff6baed6, 0xff08519c}};
    static constexpr Ramp Green{{0xff0e4048, 0xff2c9c94, 0xffc3ecdd}, {0xffdff3ee, 0xff5cbfa8, 0xff00604a}};
    static constexpr Ramp Orange{{0xff4a2a12, 0xffc2701c, 0xfffde0a8}, {0xfffdeccb, 0xfff29a3a, 0xff8c3a04}};
    const Ramp &ramp = good == Good::Up ? Green : good == Good::Down ? Orange : Blue;
    std::vector<QColor> colours;
    for (int i = 0; i < count; ++i)
        colours.push_back(between(dark ? ramp.dark : ramp.light, count > 1 ? double(i) / (count - 1) : 0.5));
    return colours;
}

}
