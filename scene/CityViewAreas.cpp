// Thematic maps.
#include "scene/CityViewState.h"

#include <algorithm>

namespace scene
{

using domain::ObjectRef;
using geometry::Vec2;
using geometry::Vec3;

void CityView::Impl::makeAreas()
{
    areaGround = std::make_unique<AreaGround>(*engine, *scene);
    areaLabels = new AreaLabels(q);
    areaLabels->setZ(1.2); // over the city's names, below its markers
    QObject::connect(areaLabels, &AreaLabels::laidOut, q, [this] { keepNamesOff(); });
}

/// Points of an area, a dozen each way.
static std::vector<Vec2> pointsWithin(const geometry::MultiPolygon &shape)
{
    constexpr int Side = 12;
    const geometry::Box2 box = geometry::bounds(shape);
    std::vector<Vec2> points;
    for (int i = 0; i < Side * Side; ++i) {
        const Vec2 at = box.min + box.size() * (Vec2(i % Side, i / Side) + 0.5) / double(Side);
        if (geometry::contains(shape, at))
            points.push_back(at);
    }
    return points;
}

void CityView::Impl::labelAreas()
{
    std::vector<std::pair<double, AreaLabel>> sized;
    QSet<ObjectRef> named;
    for (const AreaPaint &paint : areaTheme) {
        const domain::AdminArea *area = city ? city->area(paint.area) : nullptr;
        if (!area || area->shape.empty() || paint.label.isEmpty())
            continue;
        AreaLabel label{paint.area, paint.label, paint.colour, {}, {}};
        const Vec2 middle = geometry::representativePoint(area->shape);
        label.middle = Vec3(middle, scene->groundAt(middle));
        for (const Vec2 &point : pointsWithin(area->shape))
            label.inside.emplace_back(point, scene->groundAt(point));
        named.insert(paint.area);
        sized.emplace_back(geometry::area(area->shape), std::move(label));
    }
    std::stable_sort(sized.begin(), sized.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    std::vector<AreaLabel> names;
    for (auto &[size, label] : sized)
        names.push_back(std::move(label));
    areaLabels->setLabels(std::move(names));
    labels->setNamedElsewhere(named);
}

void CityView::setAreaTheme(std::vector<AreaPaint> areas)
{
    Impl &my = *m_impl;
    if (areas == my.areaTheme)
        return;
    my.areaTheme = std::move(areas);
    my.areaGround->setAreas(my.areaTheme);
    my.scene->setAreaTheme(my.areaTheme);
    my.labelAreas();
    my.schedule();
}

}
