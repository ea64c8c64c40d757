#include "domain/AlertAreas.h"

#include <QSet>

#include <algorithm>

namespace domain
{

static bool isDigits(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// What the codes within an administrative code begin with; empty where it is none.
static QString stem(QString code)
{
    if (!isDigits(code) || (code.size() != 6 && code.size() != 9 && code.size() != 12))
        return {};
    while (code.size() > 6 && code.endsWith(QLatin1String("000")))
        code.chop(3);
    while (code.size() <= 6 && code.size() > 2 && code.endsWith(QLatin1String("00")))
        code.chop(2);
    return code;
}

std::vector<const AdminArea *> areasNamedBy(const AlertArea &area, const City &city)
{
    const bool drawn = std::any_of(area.circles.begin(), area.circles.end(),
                                   [](const AlertCircle &circle) { return circle.radiusKm > 0; });
    if (drawn || !area.polygons.empty() || area.geocodes.empty())
        return {};
    constexpr int LeastOfCode = 9; // a sub-district's
    std::vector<const AdminArea *> found;
    QSet<const AdminArea *> known;
    for (const auto &[name, value] : area.geocodes) {
        const QString code = value.trimmed(), begin = stem(code);
        if (code.isEmpty())
            continue;
        std::vector<const AdminArea *> equal, within;
        for (const auto &layer : city.layers) {
            for (const AdminArea &each : layer->areas) {
                const bool nested =
                    !begin.isEmpty() && each.id.size() >= LeastOfCode && isDigits(each.id) && each.id.startsWith(begin);
                if (each.id == code)
                    equal.push_back(&each);
                else if (each.parent == code || nested)
                    within.push_back(&each);
            }
        }
        for (const AdminArea *each : equal.empty() ? within : equal) {
            if (known.contains(each))
                continue;
            known.insert(each);
            found.push_back(each);
        }
    }
    return found;
}

}
