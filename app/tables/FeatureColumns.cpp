#include "tables/FeatureColumns.h"

#include "base/Durations.h"
#include "core/Directory.h"
#include "core/Text.h"
#include "tables/RowAccess.h"

#include <QSet>

#include <cmath>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;
using Row = FeatureRow;
using Foot = FeatureColumn::Foot;

QString FeatureColumn::shownNumber(double number) const
{
    if (std::isnan(number))
        return {};
    return grouped ? numberText(number, decimals) : QString::number(number, 'f', 0);
}

QString FeatureColumn::shownText(const FeatureRow &row) const
{
    if (text)
        return text(row);
    const QVariant it = value(row);
    return numeric ? shownNumber(it.toDouble()) : it.toString();
}

// Columns

namespace
{

/// Makes the columns of one kind of rows.
struct Columns {
    Twin &twin;
    std::shared_ptr<const domain::City> city;
    std::vector<FeatureColumn> list = {};

    FeatureColumn &text(const char *id, const QString &name, std::function<QString(const Row &)> value,
                        int letters = 10)
    {
        FeatureColumn column;
        column.id = QLatin1String(id);
        column.name = name;
        column.letters = letters;
        column.value = [value = std::move(value)](const Row &row) -> QVariant { return value(row); };
        list.push_back(std::move(column));
        return list.back();
    }
    FeatureColumn &number(const char *id, const QString &name, std::function<double(const Row &)> value,
                          Foot foot = Foot::Sum, const QString &unit = {}, int decimals = 0)
    {
        FeatureColumn column;
        column.id = QLatin1String(id);
        column.name = name;
        column.unit = unit;
        column.numeric = true;
        column.decimals = decimals;
        column.foot = foot;
        column.letters = 8;
        column.value = [value = std::move(value)](const Row &row) -> QVariant { return value(row); };
        list.push_back(std::move(column));
        return list.back();
    }

    void place(const char *id, const QString &name, ObjectKind level)
    {
        text(id, name, [t = &twin, c = city, level](const Row &row) {
            for (qint32 node = row.area; node >= 0; node = c->places.nodes()[size_t(node)].parent) {
                const domain::AdminArea &area = c->places.nodes()[size_t(node)].area;
                if (area.level == level)
                    return domain::nameIn(area, t->language());
            }
            return QString();
        });
    }
    void places()
    {
        place("grid", translate("app", "Grid"), ObjectKind::Grid);
        place("community", translate("app", "Community"), ObjectKind::Community);
    }
    void work()
    {
        number("events", translate("app", "Open events"), [t = &twin, c = city](const Row &row) {
            return double(t->places().of(refOf(*c, row)).openEvents);
        }).live = true;
        number("alarms", translate("app", "Devices in alarm"), [t = &twin, c = city](const Row &row) {
            return double(t->places().of(refOf(*c, row)).alarms);
        }).live = true;
    }
    FeatureColumn &code()
    {
        return text(
            "code", translate("app", "Code"), [c = city](const Row &row) { return refOf(*c, row).id; }, 9);
    }
    FeatureColumn &name()
    {
        return text(
            "name", translate("app", "Name"),
            [t = &twin, c = city](const Row &row) { return nameOf(*t, refOf(*c, row)); }, 16);
    }

    void ofBuildings();
    void ofAreas();
    void ofUnits();
    void ofThings();
    void ofFeatures();
    void attributes(const std::vector<Row> &rows, bool shown);
};

double known(double value)
{
    return value > 0 ? value : geometry::NaN;
}

void Columns::ofBuildings()
{
    const auto at = [c = city](const Row &row) -> const domain::Building & { return buildingAt(*c, row); };
    code();
    name();
    text(
        "address", translate("app", "Address"),
        [at, t = &twin](const Row &row) { return addressOf(at(row), t->language()); }, 16);
    text("use", translate("app", "Use"),
         [at](const Row &row) { return at(row).use == domain::BuildingUse::Unknown ? QString() : label(at(row).use); });
    number(
        "storeys", translate("app", "Storeys"), [at](const Row &row) { return known(at(row).storeysAbove); },
        Foot::Mean);
    number(
        "height", translate("app", "Height"), [at](const Row &row) { return known(double(at(row).height)); },
        Foot::Mean, QStringLiteral("m"), 1);
    number(
        "year", translate("app", "Built"), [at](const Row &row) { return known(at(row).year); }, Foot::Mean)
        .grouped = false;
    number(
        "footprint", translate("app", "Footprint"), [at](const Row &row) { return geometry::area(at(row).footprint); },
        Foot::Sum, QStringLiteral("m²"));
    number("units", translate("app", "Units"), [at, c = city](const Row &row) {
        const size_t listed = c->unitsOf(at(row).id).size();
        return double(listed > 0 ? int(listed) : at(row).units);
    });
    number("people", translate("app", "People"), [at, c = city](const Row &row) {
        const auto units = c->unitsOf(at(row).id);
        int people = units.empty() ? at(row).residents : 0;
        for (const domain::Unit *unit : units)
            people += unit->occupants;
        return double(people);
    });
    number("devices", translate("app", "Devices"),
           [at, c = city](const Row &row) { return double(c->thingsOf(at(row).id).size()); });
    work();
    places();
    text("quarter", translate("app", "Quarter"), [at, t = &twin, c = city](const Row &row) {
        const domain::AdminArea *quarter = c->area({ObjectKind::Quarter, at(row).quarter});
        return quarter ? nameOf(*t, quarter->ref()) : QString();
    }).shown = false;
    text("structure", translate("app", "Structure"), [at](const Row &row) {
        return structureLabel(at(row).structure);
    }).shown = false;
    number(
        "below", translate("app", "Storeys below ground"),
        [at](const Row &row) { return double(at(row).storeysBelow); }, Foot::None)
        .shown = false;
}

void Columns::ofAreas()
{
    const auto at = [c = city](const Row &row) -> const domain::AdminArea & { return areaAt(*c, row); };
    code();
    name();
    text("level", translate("app", "Level"), [at](const Row &row) { return label(at(row).level); });
    text("parent", translate("app", "Within"), [c = city, t = &twin](const Row &row) {
        const qint32 parent = row.area < 0 ? -1 : c->places.nodes()[size_t(row.area)].parent;
        return parent < 0 ? QString() : domain::nameIn(c->places.nodes()[size_t(parent)].area, t->language());
    });
    text("manager", translate("app", "Person in charge"), [at, t = &twin](const Row &row) {
        return domain::inLanguage(at(row).manager, at(row).managerEn, t->language());
    });
    number(
        "area", translate("app", "Area"), [at](const Row &row) { return geometry::area(at(row).shape) / 10000; },
        Foot::Sum, QStringLiteral("ha"), 1);
    const auto counts = [c = city](const Row &row, auto member) {
        return row.area < 0 ? geometry::NaN : double(c->places.nodes()[size_t(row.area)].counts.*member);
    };
    number("buildings", translate("app", "Buildings"),
           [counts](const Row &row) { return counts(row, &domain::Counts::buildings); });
    number("units", translate("app", "Units"),
           [counts](const Row &row) { return counts(row, &domain::Counts::units); });
    number("let", translate("app", "Let units"),
           [counts](const Row &row) { return counts(row, &domain::Counts::letUnits); });
    number("people", translate("app", "People"),
           [counts](const Row &row) { return counts(row, &domain::Counts::residents); });
    number("devices", translate("app", "Devices"), [c = city](const Row &row) {
        if (row.area < 0)
            return geometry::NaN;
        qint64 all = 0;
        for (const qint64 each : c->places.nodes()[size_t(row.area)].counts.things)
            all += each;
        return double(all);
    });
    work();
}

void Columns::ofUnits()
{
    const auto at = [c = city](const Row &row) -> const domain::Unit & { return unitAt(*c, row); };
    code();
    text(
        "number", translate("app", "Number"), [at](const Row &row) { return at(row).number; }, 6);
    text(
        "building", translate("app", "Building"),
        [at, t = &twin](const Row &row) {
            return nameOf(*t, {ObjectKind::Building, at(row).building});
        },
        14);
    number(
        "storey", translate("app", "Storey"), [at](const Row &row) { return double(at(row).storey); }, Foot::None);
    number(
        "area", translate("app", "Area"), [at](const Row &row) { return known(double(at(row).area)); }, Foot::Sum,
        QStringLiteral("m²"), 1);
    text("tenancy", translate("app", "Tenancy"), [at](const Row &row) { return tenancyLabel(at(row).tenancy); });
    number("people", translate("app", "People"), [at](const Row &row) { return double(at(row).occupants); });
    number(
        "rooms", translate("app", "Rooms"), [at](const Row &row) { return double(at(row).rooms); }, Foot::Mean, {}, 1);
    number("devices", translate("app", "Devices"), [at, c = city](const Row &row) {
        const auto things = c->thingsOf(at(row).building);
        return double(std::count_if(things.begin(), things.end(),
                                    [&](const domain::Thing *thing) { return thing->unit == at(row).id; }));
    });
    places();
}

void Columns::ofThings()
{
    const auto at = [c = city](const Row &row) -> const domain::Thing & { return thingAt(*c, row); };
    const auto state = [at, t = &twin](const Row &row) { return t->state().thing(at(row).id); };
    code();
    name();
    text("kind", translate("app", "Kind"), [at](const Row &row) { return label(at(row).kind); });
    FeatureColumn &status = text("status", translate("app", "State"), [state](const Row &row) {
        const domain::ThingState *now = state(row);
        return label(now ? now->status : domain::ThingStatus::Unknown);
    });
    status.live = true;
    FeatureColumn &severity = text("severity", translate("app", "Alarm"), [state](const Row &row) {
        const domain::ThingState *now = state(row);
        return now && now->severity != domain::Severity::Normal ? label(now->severity) : QString();
    });
    severity.live = true;
    severity.visual = [state](const Row &row) {
        const domain::ThingState *now = state(row);
        const QString visual = now ? visualState(now->status, now->severity) : QString();
        return visual == QLatin1String("normal") ? QString() : visual;
    };
    FeatureColumn &value = number(
        "value", translate("app", "Value"),
        [state](const Row &row) {
            const domain::ThingState *now = state(row);
            return now && now->observed > 0 ? now->value : geometry::NaN;
        },
        Foot::None, {}, 3);
    value.live = true;
    value.text = [state](const Row &row) {
        const domain::ThingState *now = state(row);
        return now && now->observed > 0 ? readingText(now->reading, now->value, now->unit) : QString();
    };
    FeatureColumn &heard = number(
        "heard", translate("app", "Last heard"),
        [state, t = &twin](const Row &row) {
            const domain::ThingState *now = state(row);
            return now && now->observed > 0 ? double(t->now() - now->observed) / double(base::MinuteMs) : geometry::NaN;
        },
        Foot::None, QStringLiteral("min"), 1);
    heard.live = true;
    heard.text = [state, t = &twin](const Row &row) {
        const domain::ThingState *now = state(row);
        return now && now->observed > 0 ? ageText(t->now() - now->observed) : QString();
    };
    text(
        "place", translate("app", "Place"), [at, t = &twin](const Row &row) { return placeText(*t, at(row)); }, 18);
    places();
}

void Columns::ofFeatures()
{
    const auto at = [c = city](const Row &row) -> const domain::Feature & { return featureAt(*c, row); };
    code();
    name();
    text("type", translate("app", "Type"), [at](const Row &row) { return placeTypeLabel(at(row).type); });
    number(
        "length", translate("app", "Length"),
        [at](const Row &row) {
            double all = 0;
            for (const geometry::LineString &line : at(row).lines)
                all += geometry::length(line);
            return known(all);
        },
        Foot::Sum, QStringLiteral("m"));
    number(
        "area", translate("app", "Area"), [at](const Row &row) { return known(geometry::area(at(row).shape)); },
        Foot::Sum, QStringLiteral("m²"));
    number(
        "width", translate("app", "Width"), [at](const Row &row) { return known(double(at(row).width)); }, Foot::Mean,
        QStringLiteral("m"), 1)
        .shown = false;
    places();
}

/// Those of the layers' own tables that no column above stands for.
void Columns::attributes(const std::vector<Row> &rows, bool shown)
{
    QSet<quint32> layers;
    std::vector<quint32> order;
    for (const Row &row : rows) {
        // Units and devices have no row of their own in the table of their layer.
        if (row.kind == ObjectKind::Unit || row.kind == ObjectKind::Thing || layers.contains(row.layer))
            continue;
        layers.insert(row.layer);
        order.push_back(row.layer);
    }
    QSet<QString> names;
    for (const quint32 index : order) {
        const domain::Layer &layer = *city->layers[index];
        const auto isMatched = [&](const QString &name) {
            return std::any_of(layer.info.matched.begin(), layer.info.matched.end(),
                               [&](const auto &pair) { return pair.second == name; });
        };
        for (int column = 0; column < layer.attributes.columns(); ++column) {
            const QString name = layer.attributes.name(column);
            if (names.contains(name) || isMatched(name))
                continue;
            names.insert(name);
            const auto tableRow = [c = city](const Row &row) {
                const domain::Layer &of = *c->layers[row.layer];
                return row.kind == ObjectKind::Building  ? of.buildings[row.index].row
                       : row.kind == ObjectKind::Feature ? of.features[row.index].row
                                                         : row.index;
            };
            const auto cell = [c = city, tableRow, name](const Row &row) {
                const domain::AttributeTable &table = c->layers[row.layer]->attributes;
                const int at = table.indexOf(name);
                return std::tuple(&table, tableRow(row), at);
            };
            const bool numeric = layer.attributes.isNumeric(column);
            FeatureColumn &added =
                numeric
                    ? number(
                          "", name,
                          [cell](const Row &row) {
                              const auto [table, at, column_] = cell(row);
                              return column_ >= 0 && at < table->rows() ? table->number(at, column_) : geometry::NaN;
                          },
                          Foot::None, {}, 3)
                    : text("", name, [cell](const Row &row) {
                          const auto [table, at, column_] = cell(row);
                          return column_ >= 0 && at < table->rows() ? table->text(at, column_) : QString();
                      });
            added.id = QStringLiteral("a:%1").arg(name);
            added.shown = shown;
        }
    }
}

}

std::vector<FeatureColumn> featureColumns(Twin &twin, const std::shared_ptr<const domain::City> &city,
                                          const QString &source, const std::vector<FeatureRow> &rows)
{
    Columns columns{twin, city};
    if (!city || rows.empty())
        return {};
    const bool ofLayer = source.startsWith(QLatin1String("layer:"));
    switch (rows.front().kind) {
    case ObjectKind::Building:
        columns.ofBuildings();
        break;
    case ObjectKind::Unit:
        columns.ofUnits();
        break;
    case ObjectKind::Thing:
        columns.ofThings();
        break;
    case ObjectKind::Feature:
        columns.ofFeatures();
        break;
    default:
        columns.ofAreas();
    }
    // Codes are read whole: as wide as theirs are here.
    constexpr size_t Looked = 200;
    qsizetype longest = 6;
    for (size_t i = 0; i < std::min(Looked, rows.size()); ++i)
        longest = std::max(longest, refOf(*city, rows[i]).id.size());
    columns.list.front().letters = int(std::min<qsizetype>(longest, 24));
    columns.attributes(rows, ofLayer && rows.front().kind == ObjectKind::Feature);
    return std::move(columns.list);
}

}
