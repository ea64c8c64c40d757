#include "scene/style/BuildingColours.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace scene
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("scene", text);
}

glm::vec3 rgb(quint32 hex)
{
    return glm::vec3(float(hex >> 16 & 255), float(hex >> 8 & 255), float(hex & 255)) / 255.0f;
}

glm::vec3 category(size_t index, Theme theme)
{
    // Okabe and Ito (2008), black left out, muted in the dark theme so that alarms stay the loudest thing there.
    static const std::array<quint32, 10> light{0x56B4E9, 0xE69F00, 0x009E73, 0xF0E442, 0x0072B2,
                                               0xD55E00, 0xCC79A7, 0x8DA0CB, 0xA6761D, 0x999999};
    const glm::vec3 colour = rgb(light[index % light.size()]);
    return theme == Theme::Command ? glm::mix(rgb(0x5A6A82), colour, 0.62f) : glm::mix(rgb(0xFFFFFF), colour, 0.72f);
}

glm::vec3 ramp(double t, Theme theme)
{
    static const std::array<quint32, 6> viridis{0x414487, 0x2A788E, 0x22A884, 0x7AD151, 0xC8DD3A, 0xFDE725};
    // On paper dark means much.
    const double at = std::clamp(theme == Theme::Command ? t : 1.0 - t, 0.0, 1.0) * double(viridis.size() - 1);
    const size_t i = std::min(size_t(at), viridis.size() - 2);
    const glm::vec3 colour = glm::mix(rgb(viridis[i]), rgb(viridis[i + 1]), float(at - double(i)));
    return theme == Theme::Command ? glm::mix(rgb(0x5A6A82), colour, 0.75f) : glm::mix(rgb(0xFFFFFF), colour, 0.85f);
}

QString useLabel(domain::BuildingUse use)
{
    switch (use) {
    case domain::BuildingUse::Residential:
        return tr("Residential");
    case domain::BuildingUse::Commercial:
        return tr("Commercial");
    case domain::BuildingUse::Office:
        return tr("Office");
    case domain::BuildingUse::Industrial:
        return tr("Industrial");
    case domain::BuildingUse::Public:
        return tr("Public");
    case domain::BuildingUse::Mixed:
        return tr("Mixed use");
    case domain::BuildingUse::UrbanVillage:
        return tr("Urban village");
    case domain::BuildingUse::School:
        return tr("School");
    case domain::BuildingUse::Hospital:
        return tr("Hospital");
    case domain::BuildingUse::Unknown:
        break;
    }
    return tr("Unknown");
}

QString numberText(double value)
{
    return QLocale().toString(value, 'g', std::abs(value) >= 1000 ? 6 : 4).remove(QLocale().groupSeparator());
}

/// Classes of a number: those below the first bound, between bounds, above the last.
struct Classes {
    std::vector<double> bounds;
    QString format = QStringLiteral("%1"); ///< of one bound, with its unit

    size_t of(double value) const
    {
        return size_t(std::upper_bound(bounds.begin(), bounds.end(), value) - bounds.begin());
    }
    double position(size_t index) const { return bounds.empty() ? 0.5 : double(index) / double(bounds.size()); }
    QString label(size_t index) const
    {
        if (bounds.empty())
            return QCoreApplication::translate("scene", "All");
        if (index == 0)
            return QCoreApplication::translate("scene", "below %1").arg(format.arg(numberText(bounds.front())));
        if (index == bounds.size())
            return QCoreApplication::translate("scene", "%1 and above").arg(format.arg(numberText(bounds.back())));
        return QCoreApplication::translate("scene", "%1 to %2")
            .arg(numberText(bounds[index - 1]), format.arg(numberText(bounds[index])));
    }
};

/// Five classes of about equal counts, with bounds rounded to two digits.
Classes quantiles(std::vector<double> values)
{
    Classes classes;
    if (values.empty())
        return classes;
    std::sort(values.begin(), values.end());
    for (int i = 1; i < 5; ++i) {
        const double value = values[values.size() * size_t(i) / 5];
        const double unit = value == 0 ? 1.0 : std::pow(10.0, std::floor(std::log10(std::abs(value))) - 1);
        const double bound = std::round(value / unit) * unit;
        if (bound > values.front() && (classes.bounds.empty() || bound > classes.bounds.back()))
            classes.bounds.push_back(bound);
    }
    return classes;
}

class Painter
{
public:
    Painter(const domain::City &city, Theme theme, const std::vector<std::shared_ptr<const domain::Layer>> &tiles,
            const BuildingColours *before, BuildingColours &result)
        : m_city(city), m_theme(theme), m_tiles(tiles), m_before(before), m_result(result)
    {
    }

    template <typename Value> void numbers(const Classes &classes, Value value)
    {
        std::vector<int> counts(classes.bounds.size() + 1, 0);
        int unknown = 0;
        m_result.bounds = classes.bounds;
        m_result.rule = [classes, value, theme = m_theme](
                            const domain::Layer &layer, const domain::Building &building) -> std::optional<glm::vec3> {
            const double v = value(layer, building);
            if (!std::isfinite(v))
                return {};
            return ramp(classes.position(classes.of(v)), theme);
        };
        each([&](const domain::Layer &layer, const domain::Building &building, glm::vec3 &colour) {
            const double v = value(layer, building);
            if (!std::isfinite(v)) {
                unknown += building.partOf.isEmpty();
                return;
            }
            const size_t index = classes.of(v);
            colour = ramp(classes.position(index), m_theme);
            counts[index] += building.partOf.isEmpty(); // the legend counts buildings, not their parts
        });
        for (size_t i = 0; i < counts.size(); ++i)
            m_result.legend.push_back({classes.label(i), toColour(ramp(classes.position(i), m_theme)), counts[i]});
        addUnknown(unknown);
    }

    template <typename Key> void categories(Key key, const std::function<QString(const QString &)> &label, size_t most)
    {
        std::map<QString, int> counts;
        each([&](const domain::Layer &layer, const domain::Building &building, glm::vec3 &) {
            counts[key(layer, building)] += building.partOf.isEmpty();
        });
        std::vector<std::pair<QString, int>> order(counts.begin(), counts.end());
        std::erase_if(order, [](const auto &entry) { return entry.first.isEmpty(); });
        // What had a colour keeps it, whatever the counts are now.
        const auto had = [this](const QString &name) {
            const auto &names = m_before->categories;
            return std::find(names.begin(), names.end(), name) - names.begin();
        };
        std::stable_sort(order.begin(), order.end(), [&](const auto &a, const auto &b) {
            if (const auto l = m_before ? had(a.first) : 0, r = m_before ? had(b.first) : 0; l != r)
                return l < r;
            return a.second > b.second;
        });
        if (m_before) {
            for (size_t i = 0; i < m_before->categories.size(); ++i) {
                const QString &name = m_before->categories[i];
                if (i >= order.size() || order[i].first != name)
                    order.insert(order.begin() + std::ptrdiff_t(std::min(i, order.size())), {name, 0});
            }
        }
        int others = 0;
        QHash<QString, glm::vec3> colours;
        for (size_t i = 0; i < order.size(); ++i) {
            if (i >= most) {
                others += order[i].second;
                continue;
            }
            colours.insert(order[i].first, category(i, m_theme));
            m_result.categories.push_back(order[i].first);
            if (order[i].second > 0)
                m_result.legend.push_back({label(order[i].first), toColour(category(i, m_theme)), order[i].second});
        }
        m_result.rule = [colours, key](const domain::Layer &layer, const domain::Building &building) {
            const auto it = colours.constFind(key(layer, building));
            return it == colours.constEnd() ? std::optional<glm::vec3>() : *it;
        };
        each([&](const domain::Layer &layer, const domain::Building &building, glm::vec3 &colour) {
            colour = colours.value(key(layer, building), colour);
        });
        if (others > 0)
            m_result.legend.push_back(
                {QCoreApplication::translate("scene", "Others"), toColour(Palette::of(m_theme).building), others});
        addUnknown(counts.contains(QString()) ? counts[QString()] : 0);
    }

    template <typename Function> void each(Function function)
    {
        for (size_t l = 0; l < m_city.layers.size(); ++l) {
            const domain::Layer &layer = *m_city.layers[l];
            for (size_t i = 0; i < layer.buildings.size(); ++i)
                function(layer, layer.buildings[i], m_result.colours[l][i]);
        }
        glm::vec3 ofTile; // is asked for by the rule, when the tile's colours are written
        for (const auto &tile : m_tiles)
            for (const domain::Building &building : tile->buildings)
                function(*tile, building, ofTile);
    }

private:
    void addUnknown(int count)
    {
        if (count > 0)
            m_result.legend.push_back(
                {QCoreApplication::translate("scene", "No data"), toColour(Palette::of(m_theme).building), count});
    }

    const domain::City &m_city;
    Theme m_theme;
    const std::vector<std::shared_ptr<const domain::Layer>> &m_tiles;
    const BuildingColours *m_before;
    BuildingColours &m_result;
};

}

/// What buildings know of themselves and no colouring of its own shows: a source's column that was taken for it is not
/// among the attributes.
struct OwnField {
    const char *name; ///< as fields are matched
    int (*number)(const domain::Building &);
    QString (*text)(const domain::Building &);
};

static const OwnField *ownField(const QString &name)
{
    using domain::Building;
    static const OwnField fields[] = {
        {"residents", [](const Building &b) { return b.residents; }, nullptr},
        {"units", [](const Building &b) { return b.units; }, nullptr},
        {"storeysBelow", [](const Building &b) { return b.storeysBelow; }, nullptr},
        {"structure", nullptr, [](const Building &b) { return b.structure; }},
        {"roofShape", nullptr, [](const Building &b) { return domain::roofShapeName(b.roof); }}};
    const auto found = std::find_if(std::begin(fields), std::end(fields),
                                    [&name](const OwnField &field) { return name == QLatin1String(field.name); });
    return found == std::end(fields) ? nullptr : found;
}

using Layers = std::vector<std::shared_ptr<const domain::Layer>>;

/// Whether a layer's source has a field; of its tiles nothing is told.
static bool hasField(const domain::Layer &layer, const OwnField &own)
{
    const auto &matched = layer.info.matched;
    return std::any_of(matched.begin(), matched.end(),
                       [&own](const auto &match) { return match.first == QLatin1String(own.name); });
}

/// The field that a column was taken for, or that has the name.
static const OwnField *ownFieldOf(const Layers &layers, const QString &name)
{
    for (const auto &layer : layers) {
        for (const auto &[field, column] : layer->info.matched) {
            if (column == name && !layer->buildings.empty() && ownField(field))
                return ownField(field);
        }
    }
    return ownField(name);
}

static void paintByAttribute(const domain::City &city, const Layers &tiles, const BuildingColours *before,
                             Painter &painter, const QString &name, BuildingColours &result)
{
    constexpr size_t Enough = 2000; // values: quantiles of so many hold for the rest
    const OwnField *own = ownFieldOf(city.layers, name);
    QSet<const domain::Layer *> known;
    for (const auto &layer : city.layers) {
        if (own && hasField(*layer, *own))
            known.insert(layer.get());
    }
    const auto number = [name, own, known](const domain::Layer &layer, const domain::Building &building) {
        if (const int column = layer.attributes.indexOf(name); column >= 0)
            return layer.attributes.number(building.row, column);
        const int value = own && own->number ? own->number(building) : 0;
        return value > 0 || known.contains(&layer) ? double(value) : geometry::NaN;
    };
    const auto text = [name, own, known](const domain::Layer &layer, const domain::Building &building) {
        if (const int column = layer.attributes.indexOf(name); column >= 0)
            return layer.attributes.text(building.row, column);
        return own && own->text && known.contains(&layer) ? own->text(building) : QString();
    };
    std::vector<double> values;
    bool numeric = own && own->number;
    for (const auto *layers : {&city.layers, &tiles}) {
        for (const auto &layer : *layers) {
            const int column = layer->buildings.empty() ? -1 : layer->attributes.indexOf(name);
            numeric = numeric || (column >= 0 && layer->attributes.isNumeric(column));
        }
    }
    if (numeric || (before && !before->bounds.empty())) {
        const bool same = before && before->values >= Enough;
        if (!same) {
            painter.each([&](const domain::Layer &layer, const domain::Building &building, glm::vec3 &) {
                if (const double value = number(layer, building); std::isfinite(value))
                    values.push_back(value);
            });
        }
        result.values = same ? before->values : values.size();
        painter.numbers(same ? Classes{before->bounds} : quantiles(std::move(values)), number);
        return;
    }
    painter.categories(
        text, [](const QString &value) { return value; }, 9);
}

qint32 areaOf(const domain::City &city, const domain::Building &building)
{
    const qint32 known = city.places.areaOfBuilding(building.partOf.isEmpty() ? building.id : building.partOf);
    if (known >= 0 || !city.resident || city.places.nodes().empty())
        return known;
    if (!building.footprint.empty())
        return city.places.areaAt(geometry::representativePoint(building.footprint));
    return building.solid ? city.places.areaAt(building.solid->mesh.bounds().flat().centre()) : -1;
}

std::vector<glm::vec3> BuildingColours::of(const domain::Layer &content) const
{
    std::vector<glm::vec3> painted;
    painted.reserve(content.buildings.size());
    for (const domain::Building &building : content.buildings)
        painted.push_back(rule ? rule(content, building).value_or(plain) : plain);
    return painted;
}

BuildingColours colourBuildings(const domain::City &city, const Colouring &colouring, Theme theme,
                                const std::vector<std::shared_ptr<const domain::Layer>> &tiles,
                                const BuildingColours *before)
{
    BuildingColours result;
    const glm::vec3 plain = Palette::of(theme).building;
    for (const auto &layer : city.layers)
        result.colours.emplace_back(layer->buildings.size(), plain);
    result.byData = colouring.kind != Colouring::Kind::Plain;
    result.plain = plain;
    Painter painter(city, theme, tiles, before, result);
    const auto positive = [](double v) { return v > 0 ? v : geometry::NaN; };
    switch (colouring.kind) {
    case Colouring::Kind::Plain:
        break;
    case Colouring::Kind::Use:
        painter.categories(
            [](const domain::Layer &, const domain::Building &building) {
                return building.use == domain::BuildingUse::Unknown ? QString() : domain::useName(building.use);
            },
            [](const QString &name) { return useLabel(domain::useFromName(name)); }, 10);
        break;
    case Colouring::Kind::Height:
        painter.numbers(Classes{{12, 24, 50, 100, 200}, tr("%1 m")},
                        [positive](const domain::Layer &, const domain::Building &b) { return positive(b.height); });
        break;
    case Colouring::Kind::Year:
        painter.numbers(Classes{{1980, 1990, 2000, 2010, 2020}},
                        [positive](const domain::Layer &, const domain::Building &b) { return positive(b.year); });
        break;
    case Colouring::Kind::Storeys:
        painter.numbers(Classes{{4, 7, 12, 19, 34}}, [positive](const domain::Layer &, const domain::Building &b) {
            return positive(b.storeysAbove);
        });
        break;
    case Colouring::Kind::Grid: {
        const auto &nodes = city.places.nodes();
        painter.categories(
            [&city, &nodes](const domain::Layer &, const domain::Building &b) {
                const qint32 grid = areaOf(city, b);
                return grid >= 0 && size_t(grid) < nodes.size() ? nodes[size_t(grid)].area.id : QString();
            },
            [&](const QString &id) {
                const auto node =
                    std::find_if(nodes.begin(), nodes.end(), [&](const auto &n) { return n.area.id == id; });
                return node == nodes.end() || node->area.name.isEmpty() ? id : node->area.name;
            },
            500);
        break;
    }
    case Colouring::Kind::Attribute:
        paintByAttribute(city, tiles, before, painter, colouring.attribute, result);
        break;
    }
    return result;
}

QStringList colourableAttributes(const domain::City &city, const Layers &tiles)
{
    constexpr size_t MostValues = 60;
    QStringList names;
    const auto add = [&names](const QString &name) {
        if (!names.contains(name))
            names.append(name);
    };
    for (const auto *layers : {&city.layers, &tiles}) {
        for (const auto &layer : *layers) {
            if (layer->buildings.empty())
                continue;
            for (const auto &[field, column] : layer->info.matched) {
                if (ownField(field))
                    add(field);
            }
            const domain::AttributeTable &attributes = layer->attributes;
            for (int c = 0; c < attributes.columns(); ++c) {
                const bool few = attributes.isNumeric(c) ||
                                 (attributes.dictionary(c).size() > 2 && attributes.dictionary(c).size() <= MostValues);
                if (!few)
                    continue;
                const OwnField *own = ownFieldOf(city.layers, attributes.name(c));
                add(own ? QString::fromLatin1(own->name) : attributes.name(c));
            }
        }
    }
    return names;
}

}
