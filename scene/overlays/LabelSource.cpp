#include "scene/overlays/LabelSource.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace scene
{

using geometry::Vec2;
using geometry::Vec3;

namespace
{

constexpr double RoadEvery = 320;      ///< metres between a road's names
constexpr double HighBuilding = 60;    ///< metres
constexpr size_t MostBuildings = 8000; ///< names of buildings that are kept, the highest
constexpr double Joined = 1.0;         ///< metres between the ends of stretches that are one road

/// The ends of lines by where they are, to find those that meet.
class Ends
{
public:
    void add(const Vec2 &p, size_t line) { m_lines.emplace(cell(p), line); }
    /// The first of the lines (but for those used) with an end at a point; `count` where none has.
    size_t at(const Vec2 &p, const std::vector<geometry::LineString> &lines, const std::vector<bool> &used) const
    {
        size_t found = lines.size();
        for (int dy = -1; dy <= 1; ++dy)
            for (int dx = -1; dx <= 1; ++dx) {
                const auto [first, last] = m_lines.equal_range(cell(p + Vec2(dx, dy) * Joined));
                for (auto it = first; it != last; ++it)
                    if (!used[it->second] && (glm::distance(lines[it->second].front(), p) < Joined ||
                                              glm::distance(lines[it->second].back(), p) < Joined))
                        found = std::min(found, it->second);
            }
        return found;
    }

private:
    static std::pair<qint64, qint64> cell(const Vec2 &p)
    {
        return {qint64(std::floor(p.x / Joined)), qint64(std::floor(p.y / Joined))};
    }
    std::multimap<std::pair<qint64, qint64>, size_t> m_lines;
};

/// Joins lines that share an end into as few as possible.
std::vector<geometry::LineString> stitched(std::vector<geometry::LineString> lines)
{
    std::vector<geometry::LineString> roads;
    std::vector<bool> used(lines.size(), false);
    Ends ends;
    for (size_t i = 0; i < lines.size(); ++i) {
        ends.add(lines[i].front(), i);
        ends.add(lines[i].back(), i);
    }
    const auto meets = [](const Vec2 &a, const Vec2 &b) { return glm::distance(a, b) < Joined; };
    for (size_t i = 0; i < lines.size(); ++i) {
        if (used[i])
            continue;
        used[i] = true;
        geometry::LineString road = lines[i];
        for (;;) {
            const bool atBack = ends.at(road.back(), lines, used) < lines.size();
            const size_t next = ends.at(atBack ? road.back() : road.front(), lines, used);
            if (next == lines.size())
                break;
            used[next] = true;
            geometry::LineString other = lines[next];
            if (atBack) {
                if (!meets(road.back(), other.front()))
                    std::reverse(other.begin(), other.end());
                road.insert(road.end(), other.begin() + 1, other.end());
            } else {
                if (!meets(road.front(), other.back()))
                    std::reverse(other.begin(), other.end());
                road.insert(road.begin(), other.begin(), other.end() - 1);
            }
        }
        roads.push_back(std::move(road));
    }
    return roads;
}

class Collector
{
public:
    Collector(const domain::City &city, const QString &language) : m_city(city), m_language(language) {}

    std::vector<LabelCandidate> collect()
    {
        for (quint32 i = 0; i < m_city.layers.size(); ++i)
            add(*m_city.layers[i], i);
        return take();
    }

    void add(const domain::Layer &layer, quint32 index)
    {
        for (const domain::AdminArea &area : layer.areas)
            addArea(area, index);
        for (const domain::Building &building : layer.buildings)
            if (building.partOf.isEmpty() && (!building.footprint.empty() || building.solid) &&
                !domain::nameIn(building, m_language).isEmpty())
                m_buildings.emplace_back(&building, index);
        addFeatures(layer, index);
    }

    std::vector<LabelCandidate> take()
    {
        if (m_buildings.size() > MostBuildings) {
            std::nth_element(m_buildings.begin(), m_buildings.begin() + MostBuildings, m_buildings.end(),
                             [](const auto &a, const auto &b) { return a.first->height > b.first->height; });
            m_buildings.resize(MostBuildings);
        }
        for (const auto &[building, layer] : m_buildings)
            addBuilding(*building, layer);
        return std::move(m_labels);
    }

private:
    Vec3 onGround(const Vec2 &p) const { return {p, m_city.groundAt(p)}; }

    void addArea(const domain::AdminArea &area, quint32 layer)
    {
        LabelCandidate label;
        label.text = domain::nameIn(area, m_language);
        switch (area.level) {
        case domain::ObjectKind::SubDistrict:
            label.kind = LabelKind::SubDistrict;
            label.priority = 100;
            // The district's own name is known in both languages.
            if (!m_city.name.isEmpty())
                label.text = m_city.name.in(m_language);
            break;
        case domain::ObjectKind::Community:
            label.kind = LabelKind::Community, label.priority = 90;
            break;
        case domain::ObjectKind::Block:
            label.kind = LabelKind::Block, label.priority = 55;
            break;
        case domain::ObjectKind::Quarter:
            label.kind = LabelKind::Quarter, label.priority = 60;
            break;
        default:
            label.kind = LabelKind::Grid, label.priority = 30;
            break;
        }
        if (label.text.isEmpty() || area.shape.empty())
            return;
        label.object = area.ref();
        label.anchor = onGround(geometry::representativePoint(area.shape));
        label.extent = std::sqrt(geometry::area(area.shape));
        label.layer = layer;
        m_labels.push_back(std::move(label));
    }

    void addBuilding(const domain::Building &building, quint32 layer)
    {
        LabelCandidate label;
        label.text = domain::nameIn(building, m_language);
        label.object = {domain::ObjectKind::Building, building.id};
        label.kind = LabelKind::Building;
        label.extent = building.height;
        label.priority =
            building.height >= HighBuilding ? 50 + std::min(building.height / 20.0, 20.0) : 15 + building.height / 10.0;
        label.layer = layer;
        if (building.footprint.empty()) {
            const geometry::Box3 box = building.solid->mesh.bounds();
            label.anchor = {Vec2(box.centre()), box.max.z};
        } else {
            const Vec2 middle = geometry::representativePoint(building.footprint);
            const double ground = std::isfinite(building.ground) ? building.ground : m_city.groundAt(middle);
            label.anchor = {middle, ground + building.height};
        }
        m_labels.push_back(std::move(label));
    }

    void addFeatures(const domain::Layer &layer, quint32 index)
    {
        std::map<QString, std::vector<const domain::Feature *>> lines;
        for (const domain::Feature &feature : layer.features) {
            const QString &name = domain::nameIn(feature, m_language);
            if (name.isEmpty())
                continue;
            const bool line = layer.info.kind == domain::LayerKind::Road ||
                              layer.info.kind == domain::LayerKind::Rail ||
                              (layer.info.kind == domain::LayerKind::Water && !feature.lines.empty());
            if (line && !feature.lines.empty())
                lines[name].push_back(&feature);
            else
                addSpot(feature, layer.info.kind, index);
        }
        for (const auto &[name, features] : lines)
            addRoad(name, features, layer.info.kind, index);
    }

    void addSpot(const domain::Feature &feature, domain::LayerKind kind, quint32 layer)
    {
        LabelCandidate label;
        label.text = domain::nameIn(feature, m_language);
        label.object = {domain::ObjectKind::Feature, feature.id};
        label.layer = layer;
        switch (kind) {
        case domain::LayerKind::Water:
            label.kind = LabelKind::Water, label.priority = 70;
            break;
        case domain::LayerKind::Green:
            label.kind = LabelKind::Green, label.priority = 65;
            break;
        case domain::LayerKind::Facility:
            label.kind = LabelKind::Facility, label.priority = 48;
            break;
        case domain::LayerKind::Point:
            label.kind = LabelKind::Facility, label.priority = 25;
            break;
        default:
            return;
        }
        if (!feature.shape.empty()) {
            label.anchor = onGround(geometry::representativePoint(feature.shape));
            label.extent = std::sqrt(geometry::area(feature.shape));
        } else if (!feature.points.empty()) {
            label.anchor = onGround(feature.points.front());
        } else {
            return;
        }
        m_labels.push_back(std::move(label));
    }

    void addRoad(const QString &name, const std::vector<const domain::Feature *> &features, domain::LayerKind kind,
                 quint32 layer)
    {
        std::vector<geometry::LineString> lines;
        double width = 0;
        for (const domain::Feature *feature : features) {
            width = std::max(width, double(feature->width));
            for (const geometry::LineString &line : feature->lines) {
                if (line.size() > 1)
                    lines.push_back(line);
            }
        }
        for (const geometry::LineString &road : stitched(std::move(lines))) {
            const double length = geometry::length(road);
            const int names = std::max(1, int(std::lround(length / RoadEvery)));
            for (int i = 0; i < names; ++i) {
                LabelCandidate label;
                label.text = name;
                label.object = {domain::ObjectKind::Feature, features.front()->id};
                label.kind = kind == domain::LayerKind::Water ? LabelKind::Water : LabelKind::Road;
                label.priority = kind == domain::LayerKind::Water ? 70 : 35 + std::min(width, 45.0);
                label.layer = layer;
                label.extent = length;
                double to = length * (i + 0.5) / names;
                size_t k = 0;
                for (; k + 2 < road.size() && glm::length(road[k + 1] - road[k]) < to; ++k)
                    to -= glm::length(road[k + 1] - road[k]);
                const double step = glm::length(road[k + 1] - road[k]);
                const Vec2 middle = glm::mix(road[k], road[k + 1], step > 0 ? std::min(to / step, 1.0) : 0.0);
                label.anchor = onGround(middle);
                // As much of the line about the name as it may ever be laid along.
                const auto addPoint = [&](size_t at) { label.line.push_back(onGround(road[at])); };
                size_t first = k, last = k + 1;
                for (double way = 0; first > 0 && way < RoadEvery; --first)
                    way += glm::length(road[first] - road[first - 1]);
                for (double way = 0; last + 1 < road.size() && way < RoadEvery; ++last)
                    way += glm::length(road[last + 1] - road[last]);
                for (size_t p = first; p <= last; ++p)
                    addPoint(p);
                label.middle = k - first;
                m_labels.push_back(std::move(label));
            }
        }
    }

    const domain::City &m_city;
    const QString m_language;
    std::vector<LabelCandidate> m_labels;
    std::vector<std::pair<const domain::Building *, quint32>> m_buildings; ///< that have names, and their layers
};

}

std::vector<LabelCandidate> labelCandidates(const domain::City &city, const LayerContents &tiles,
                                            const QString &language)
{
    Collector collector(city, language);
    for (const auto &[layer, content] : tiles)
        collector.add(*content, layer);
    return collector.take();
}

std::vector<LabelCandidate> labelCandidates(const domain::City &city, const QString &language)
{
    return Collector(city, language).collect();
}

TextLook labelLook(LabelKind kind, Theme theme, double scale)
{
    const bool light = theme == Theme::Plan;
    const auto pick = [&](QRgb dark, QRgb bright) { return QColor::fromRgb(light ? bright : dark); };
    TextLook look;
    look.halo = light ? QColor(255, 255, 255, 215) : QColor(11, 18, 32, 215);
    look.haloWidth = 2.2;
    look.colour = pick(0xffe6eef8, 0xff1c2733);
    switch (kind) {
    case LabelKind::SubDistrict:
        look.pixels = 20, look.weight = QFont::DemiBold, look.spacing = 4;
        break;
    case LabelKind::Community:
        look.pixels = 16, look.weight = QFont::DemiBold, look.spacing = 2;
        break;
    case LabelKind::Block:
        look.pixels = 14, look.weight = QFont::Medium, look.spacing = 1;
        break;
    case LabelKind::Quarter:
        look.pixels = 14, look.weight = QFont::Medium;
        break;
    case LabelKind::Grid:
        look.pixels = 13, look.colour = pick(0xffb4c4d8, 0xff47566a);
        break;
    case LabelKind::Water:
        look.pixels = 14, look.colour = pick(0xff8cc8f0, 0xff1d5f91);
        break;
    case LabelKind::Green:
        look.pixels = 13, look.colour = pick(0xff8fd8b2, 0xff2b6b3c);
        break;
    case LabelKind::Road:
        look.pixels = 13, look.colour = pick(0xffc3d0e0, 0xff3d4b5d);
        break;
    case LabelKind::Facility:
        look.pixels = 12, look.colour = pick(0xffd5dfeb, 0xff3a4656);
        break;
    case LabelKind::Building:
        look.pixels = 13, look.weight = QFont::Medium;
        break;
    }
    look.pixels *= scale;
    look.spacing *= scale;
    look.haloWidth *= scale;
    return look;
}

bool labelFits(const LabelCandidate &label, double metresPerPixel, const QSizeF &view, double slack)
{
    const double pixels = label.extent / metresPerPixel;
    const double whole = std::min(view.width(), view.height());
    switch (label.kind) {
    case LabelKind::SubDistrict:
        return pixels > 120 / slack && pixels < 0.9 * whole * slack;
    // The levels follow each other: an area is named while it is neither a speck nor all that is seen.
    case LabelKind::Community:
        return pixels > 110 / slack && pixels < 0.9 * whole * slack;
    case LabelKind::Block:
        return pixels > 170 / slack && pixels < 0.8 * whole * slack;
    case LabelKind::Quarter:
        return pixels > 90 / slack && pixels < 0.9 * whole * slack;
    case LabelKind::Grid:
        return pixels > 190 / slack && pixels < 1.2 * whole * slack;
    case LabelKind::Water:
    case LabelKind::Green:
        return pixels > 60 / slack;
    case LabelKind::Road:
        return pixels > 120 / slack && metresPerPixel < 4 * slack;
    case LabelKind::Facility:
        return metresPerPixel < (label.priority > 40 ? 1.0 : 0.35) * slack;
    case LabelKind::Building:
        return label.extent >= HighBuilding ? pixels > 55 / slack : metresPerPixel < 0.4 * slack;
    }
    return false;
}

}
