#include "core/IndicatorEvaluator.h"

#include "core/PlaceStatus.h"
#include "core/Text.h"

#include <algorithm>
#include <cmath>

namespace app
{

using domain::ObjectKind;
using domain::ThingStatus;

IndicatorEvaluator::IndicatorEvaluator(const domain::City &city, const live::TwinState *state, qint64 now,
                                       const domain::ObjectRef &scope)
    : m_city(city), m_state(state), m_now(now)
{
    setScope(scope);
}

IndicatorEvaluator::IndicatorEvaluator(const domain::City &city, const PastMoment &then, const domain::ObjectRef &scope)
    : m_city(city), m_then(&then), m_now(then.time)
{
    setScope(scope);
}

void IndicatorEvaluator::setScope(const domain::ObjectRef &scope)
{
    m_node = m_city.places.indexOf(scope);
    // What no grid contains counts where there is one root and that is asked for.
    m_everything = scope.isNull() || (m_node >= 0 && m_city.places.nodes()[size_t(m_node)].parent < 0 &&
                                      m_city.places.roots().size() == 1);
}

ThingStatus IndicatorEvaluator::statusOf(const QString &thing) const
{
    if (m_then)
        return m_then->statuses.value(thing, ThingStatus::Unknown);
    const domain::ThingState *state = m_state ? m_state->thing(thing) : nullptr;
    return state ? state->status : ThingStatus::Unknown;
}

const std::vector<const domain::Event *> &IndicatorEvaluator::allEvents() const
{
    if (m_events)
        return *m_events;
    m_events.emplace();
    if (m_state) {
        *m_events = m_state->events();
    } else if (m_then) {
        for (const domain::Event &event : m_then->events)
            m_events->push_back(&event);
    }
    return *m_events;
}

/// Where a feature stands: its point, the middle of its length, or a point inside it.
static geometry::Vec2 standOf(const domain::Feature &feature)
{
    if (!feature.points.empty())
        return feature.points.front();
    if (feature.lines.empty())
        return geometry::representativePoint(feature.shape);
    const geometry::LineString &line = feature.lines.front();
    double left = geometry::length(line) / 2;
    for (size_t i = 1; i < line.size(); ++i) {
        const double step = glm::distance(line[i - 1], line[i]);
        if (step >= left && step > 0)
            return glm::mix(line[i - 1], line[i], left / step);
        left -= step;
    }
    return line.empty() ? geometry::Vec2(geometry::NaN) : line.back();
}

const std::vector<qint32> &IndicatorEvaluator::nodesOf(const domain::Layer &layer, Of what) const
{
    std::vector<qint32> &nodes = m_nodes[{&layer, int(what)}];
    if (!nodes.empty())
        return nodes;
    const domain::PlaceTree &places = m_city.places;
    if (what == Of::Quarters) {
        for (const domain::AdminArea &area : layer.areas)
            nodes.push_back(places.areaAt(geometry::representativePoint(area.shape)));
    } else if (what == Of::Features) {
        for (const domain::Feature &feature : layer.features)
            nodes.push_back(places.areaAt(standOf(feature)));
    } else {
        for (const domain::Thing &thing : layer.things) {
            const qint32 ofBuilding = places.areaOfBuilding(thing.building);
            nodes.push_back(ofBuilding >= 0 ? ofBuilding : places.areaAt(geometry::Vec2(thing.position)));
        }
    }
    return nodes;
}

std::optional<double> IndicatorEvaluator::value(const QString &query) const
{
    const qsizetype at = query.indexOf(u'@');
    const QString body = query.left(at < 0 ? query.size() : at);
    std::optional<double> result;
    if (body.startsWith(QLatin1String("ratio:"))) {
        const QString both = body.mid(6);
        const qsizetype slash = both.indexOf(u'/');
        if (slash < 0)
            return {};
        const std::optional<double> upper = term(both.left(slash)), lower = term(both.mid(slash + 1));
        if (!upper || !lower || *lower == 0)
            return {};
        result = *upper / *lower;
    } else {
        result = term(body);
    }
    if (!result || at < 0)
        return result;
    const QString unit = query.mid(at + 1);
    if (unit == QLatin1String("km"))
        return *result / 1e3;
    if (unit == QLatin1String("km2"))
        return *result / 1e6;
    if (unit == QLatin1String("ha"))
        return *result / 1e4;
    if (unit == QLatin1String("percent"))
        return *result * 100;
    return {};
}

/// Whether all filters hold; `valueOf` tells an object's text by the name of the field.
static bool passes(const auto &filters, const auto &valueOf)
{
    return std::all_of(filters.begin(), filters.end(), [&](const auto &filter) {
        return filter.words.contains(valueOf(filter.field)) != filter.isNot;
    });
}

/// A text column of the source, however its name is written.
static QString column(const domain::AttributeTable &table, size_t row, const QString &name)
{
    const int index = table.indexOf(name);
    return index >= 0 && row < table.rows() ? table.text(row, index) : QString();
}

static double number(const domain::AttributeTable &table, size_t row, const QString &name)
{
    const int index = table.indexOf(name);
    return index >= 0 && row < table.rows() ? table.number(row, index) : geometry::NaN;
}

const domain::Counts &IndicatorEvaluator::counts() const
{
    return m_everything || m_node < 0 ? m_city.places.total() : m_city.places.nodes()[size_t(m_node)].counts;
}

bool IndicatorEvaluator::nodeInScope(qint32 node) const
{
    if (m_everything)
        return true;
    while (node >= 0 && node != m_node)
        node = m_city.places.nodes()[size_t(node)].parent;
    return node >= 0;
}

std::optional<double> IndicatorEvaluator::term(const QString &text) const
{
    if (!m_everything && m_node < 0)
        return {};
    const std::optional<Term> parsed = parse(text);
    if (!parsed)
        return {};
    if (parsed->verb == QLatin1String("things"))
        return things(*parsed);
    if (parsed->verb == QLatin1String("events"))
        return events(*parsed);
    if (parsed->kind == QLatin1String("building"))
        return buildings(*parsed);
    if (parsed->kind == QLatin1String("unit"))
        return units(*parsed);
    if (parsed->kind == QLatin1String("quarter"))
        return quarters(*parsed);
    if (parsed->kind == QLatin1String("area") || domain::kindFromName(parsed->kind) != ObjectKind::None)
        return areas(*parsed);
    domain::LayerKind kind{};
    if (domain::layerKindFromName(parsed->kind, kind))
        return features(*parsed, kind);
    return {};
}

std::optional<double> IndicatorEvaluator::areas(const Term &term) const
{
    const bool any = term.kind == QLatin1String("area");
    const ObjectKind level = any ? ObjectKind::None : domain::kindFromName(term.kind);
    if (!any && (level < ObjectKind::SubDistrict || level > ObjectKind::Grid))
        return {};
    if (term.verb == QLatin1String("sum")) {
        const auto found = counts().sums.find(term.field);
        return found != counts().sums.end() ? std::optional(found->second) : std::nullopt;
    }
    const auto &nodes = m_city.places.nodes();
    if (term.verb == QLatin1String("area") && m_node >= 0 && !any && nodes[size_t(m_node)].area.level > level)
        return nodes[size_t(m_node)].areaM2;
    double count = 0, area = 0;
    for (qint32 i = 0; i < qint32(nodes.size()); ++i) {
        const domain::PlaceTree::Node &node = nodes[size_t(i)];
        if ((!any && node.area.level != level) || !nodeInScope(i))
            continue;
        if (!passes(term.filters, [&](const QString &field) {
                return field == QLatin1String("level") ? domain::kindName(node.area.level) : QString();
            }))
            continue;
        ++count;
        area += node.areaM2;
    }
    return term.verb == QLatin1String("area") ? area : count;
}

std::optional<double> IndicatorEvaluator::quarters(const Term &term) const
{
    double count = 0, area = 0, sum = 0;
    bool known = false;
    for (const auto &layer : m_city.layers) {
        for (size_t i = 0; i < layer->areas.size(); ++i) {
            const domain::AdminArea &quarter = layer->areas[i];
            if (quarter.level != ObjectKind::Quarter)
                continue;
            known = true;
            if (!passes(term.filters, [&](const QString &field) { return column(layer->attributes, i, field); }))
                continue;
            if (!m_everything && !nodeInScope(nodesOf(*layer, Of::Quarters)[i]))
                continue;
            ++count;
            area += geometry::area(quarter.shape);
            const double add = number(layer->attributes, i, term.field);
            sum += std::isnan(add) ? 0 : add;
        }
    }
    if (!known)
        return {};
    return term.verb == QLatin1String("sum") ? sum : term.verb == QLatin1String("area") ? area : count;
}

std::optional<double> IndicatorEvaluator::buildings(const Term &term) const
{
    const bool isCount = term.verb == QLatin1String("count");
    if (isCount && term.filters.empty())
        return double(counts().buildings);
    double result = 0;
    bool known = isCount;
    for (const auto &layer : m_city.layers) {
        for (const domain::Building &building : layer->buildings) {
            if (!building.partOf.isEmpty() ||
                !nodeInScope(m_everything ? -1 : m_city.places.areaOfBuilding(building.id)))
                continue;
            const bool kept = passes(term.filters, [&](const QString &field) {
                if (field == QLatin1String("use"))
                    return domain::useName(building.use);
                if (field == QLatin1String("structure"))
                    return building.structure;
                return column(layer->attributes, building.row, field);
            });
            if (!kept)
                continue;
            if (isCount) {
                ++result;
                continue;
            }
            if (term.verb == QLatin1String("area")) {
                known = true;
                result += geometry::area(building.footprint);
                continue;
            }
            double add = geometry::NaN;
            if (term.field == QLatin1String("residents"))
                add = building.residents;
            else if (term.field == QLatin1String("units"))
                add = building.units;
            else if (term.field == QLatin1String("storeys"))
                add = building.storeysAbove + building.storeysBelow;
            else if (term.field == QLatin1String("height"))
                add = double(building.height);
            else
                add = number(layer->attributes, building.row, term.field);
            known = known || !std::isnan(add);
            result += std::isnan(add) ? 0 : add;
        }
    }
    // Where only the units tell how many people live there, the counts of the places know.
    if (result == 0 && term.filters.empty() && term.field == QLatin1String("residents") && counts().residents > 0)
        return double(counts().residents);
    return known ? std::optional(result) : std::nullopt;
}

std::optional<double> IndicatorEvaluator::units(const Term &term) const
{
    const bool isCount = term.verb == QLatin1String("count");
    if (isCount && term.filters.empty())
        return double(counts().units);
    if (!isCount && term.verb != QLatin1String("sum"))
        return {};
    double result = 0;
    bool known = false;
    for (const auto &layer : m_city.layers) {
        for (const domain::Unit &unit : layer->units) {
            known = true;
            const bool kept = passes(term.filters, [&](const QString &field) {
                if (field == QLatin1String("tenancy"))
                    return unit.tenancy;
                if (field == QLatin1String("storey"))
                    return QString::number(unit.storey);
                return field == QLatin1String("building") ? unit.building : QString();
            });
            if (!kept || !nodeInScope(m_everything ? -1 : m_city.places.areaOfBuilding(unit.building)))
                continue;
            if (isCount)
                ++result;
            else if (term.field == QLatin1String("area"))
                result += double(unit.area);
            else if (term.field == QLatin1String("occupants"))
                result += unit.occupants;
            else if (term.field == QLatin1String("rooms"))
                result += unit.rooms;
            else
                return {};
        }
    }
    return known ? std::optional(result) : std::nullopt;
}

std::optional<double> IndicatorEvaluator::features(const Term &term, domain::LayerKind kind) const
{
    double result = 0;
    bool known = false;
    for (const auto &layer : m_city.layers) {
        if (layer->info.kind != kind)
            continue;
        known = true;
        for (size_t i = 0; i < layer->features.size(); ++i) {
            const domain::Feature &feature = layer->features[i];
            const bool kept = passes(term.filters, [&](const QString &field) {
                return field == QLatin1String("type") && !feature.type.isEmpty()
                           ? feature.type
                           : column(layer->attributes, feature.row, field);
            });
            if (!kept || (!m_everything && !nodeInScope(nodesOf(*layer, Of::Features)[i])))
                continue;
            if (term.verb == QLatin1String("count")) {
                ++result;
            } else if (term.verb == QLatin1String("area")) {
                result += geometry::area(feature.shape);
            } else if (term.verb == QLatin1String("length")) {
                for (const geometry::LineString &line : feature.lines)
                    result += geometry::length(line);
            } else {
                const double add = number(layer->attributes, feature.row, term.field);
                result += std::isnan(add) ? 0 : add;
            }
        }
    }
    return known ? std::optional(result) : std::nullopt;
}

std::optional<double> IndicatorEvaluator::things(const Term &term) const
{
    const bool online = term.kind == QLatin1String("online");
    const bool all = term.kind == QLatin1String("*");
    const auto asks = [](const auto &filter) { return filter.field == QLatin1String("status"); };
    const bool needsStatus = online || std::any_of(term.filters.begin(), term.filters.end(), asks);
    if (needsStatus && !m_state && !(m_then && m_then->knowsThings))
        return {};
    double count = 0;
    if (!online && term.filters.empty()) {
        for (int kind = 0; kind < domain::ThingKindCount; ++kind) {
            if (all || domain::thingKindName(domain::ThingKind(kind)) == term.kind)
                count += double(counts().things[size_t(kind)]);
        }
        return count;
    }
    for (const auto &layer : m_city.layers) {
        for (size_t i = 0; i < layer->things.size(); ++i) {
            const domain::Thing &thing = layer->things[i];
            const ThingStatus status = needsStatus ? statusOf(thing.id) : ThingStatus::Unknown;
            if (online ? status != ThingStatus::Online : !all && domain::thingKindName(thing.kind) != term.kind)
                continue;
            const bool kept = passes(term.filters, [&](const QString &field) {
                if (field == QLatin1String("kind"))
                    return domain::thingKindName(thing.kind);
                if (field == QLatin1String("status"))
                    return domain::statusName(status);
                return field == QLatin1String("building") ? thing.building : QString();
            });
            if (!kept)
                continue;
            if (m_everything || nodeInScope(nodesOf(*layer, Of::Things)[i]))
                ++count;
        }
    }
    return count;
}

std::optional<double> IndicatorEvaluator::events(const Term &term) const
{
    if (!m_state && !m_then)
        return {};
    const QString &what = term.kind;
    const qint64 midnight = startOfDay(m_now, zoneOf(&m_city));
    const std::vector<const domain::Event *> &all = allEvents();
    if (!m_everything && m_eventNodes.empty()) {
        for (const domain::Event *event : all)
            m_eventNodes.push_back(areaOfEvent(m_city, *event));
    }
    double count = 0;
    for (size_t i = 0; i < all.size(); ++i) {
        const domain::Event *event = all[i];
        bool counts = false;
        if (what == QLatin1String("today"))
            counts = event->reported >= midnight;
        else if (what == QLatin1String("open"))
            counts = !domain::isFinal(event->state);
        else if (what == QLatin1String("in-hand"))
            counts = isInHand(event->state);
        else if (what == QLatin1String("closed-today"))
            counts = isClosedSince(*event, midnight);
        else if (what == QLatin1String("overdue"))
            counts = isOverdue(*event, m_now);
        else
            return {};
        if (!counts)
            continue;
        const bool kept = passes(term.filters, [&](const QString &field) {
            if (field == QLatin1String("type"))
                return event->type;
            if (field == QLatin1String("class"))
                return event->klass;
            if (field == QLatin1String("state"))
                return domain::eventStateName(event->state);
            if (field == QLatin1String("source"))
                return event->source;
            if (field == QLatin1String("domain")) {
                const domain::EventType *type = m_city.catalogue.type(event->type);
                return type ? type->domain : QString();
            }
            return QString();
        });
        if (kept && (m_everything || nodeInScope(m_eventNodes[i])))
            ++count;
    }
    return count;
}

}
