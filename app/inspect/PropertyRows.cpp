#include "inspect/PropertyRows.h"

#include "core/Directory.h"
#include "core/Text.h"
#include "inspect/Bodies.h"
#include "inspect/Clearances.h"
#include "inspect/Figures.h"
#include "interior/Measure.h"

#include <algorithm>
#include <cmath>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

namespace
{

class Rows
{
public:
    explicit Rows(const Twin &twin) : m_twin(twin) {}

    std::vector<RowModel::Row> list;

    void building(const QString &id);
    void storey(const domain::Storey &storey);
    void unit(const domain::Unit &unit);
    void space(const domain::Space &space);
    void door(const domain::Door &door);
    void element(const domain::Element &element, bool told);

private:
    void begin(const QString &set) { m_set = set; }
    void add(const QString &name, const QString &value, const QString &visual = {})
    {
        if (!value.isEmpty())
            list.push_back({m_set, name, value, visual});
    }
    void metres(const QString &name, double value, const QString &visual = {})
    {
        if (!std::isnan(value) && value != 0)
            add(name, translate("app", "%1 m").arg(fixedText(value, 2)), visual);
    }
    void squareMetres(const QString &name, double value)
    {
        if (!std::isnan(value) && value > 0)
            add(name, translate("app", "%1 m²").arg(fixedText(value, 2)));
    }
    void onStorey(int number)
    {
        const Rooms *rooms = m_twin.rooms();
        if (const domain::Storey *storey = rooms ? rooms->storeyOfNumber(number) : nullptr)
            add(translate("app", "Storey"), nameOf(*storey, m_twin.language()));
    }
    void clearance(const domain::Door &door);
    void properties(const std::vector<std::pair<QString, QString>> &properties);

    const Twin &m_twin;
    QString m_set;
};

void Rows::building(const QString &id)
{
    const domain::City &city = *m_twin.city();
    const domain::Building *building = city.building(id);
    if (!building)
        return;
    begin(label(ObjectKind::Building));
    add(translate("app", "Code"), building->id);
    add(translate("app", "Name"), domain::nameIn(*building, m_twin.language()));
    add(translate("app", "Address"), addressOf(*building, m_twin.language()));
    add(translate("app", "Use"), label(building->use));
    add(translate("app", "Structure"), structureLabel(building->structure));
    if (building->year > 0)
        add(translate("app", "Year built"), QString::number(building->year));
    metres(translate("app", "Height"), double(building->height));
    squareMetres(translate("app", "Footprint"), geometry::area(building->footprint));
    if (const domain::Layer *layer = city.layerOfBuilding(id)) {
        begin(layer->info.label(m_twin.language()));
        for (int column = 0; column < layer->attributes.columns(); ++column)
            add(layer->attributes.name(column), layer->attributes.text(building->row, column));
    }
    if (m_twin.interior() && m_twin.interior()->building == id) {
        begin(translate("app", "Inside"));
        add(translate("app", "Source"), filesOf(*m_twin.interior()));
        add(translate("app", "Elements"), numberText(double(m_twin.interior()->elements.size()), 0));
        add(translate("app", "Spaces"), numberText(double(m_twin.interior()->spaces.size()), 0));
    }
}

void Rows::storey(const domain::Storey &storey)
{
    begin(label(ObjectKind::Storey));
    add(translate("app", "Name"), nameOf(storey, m_twin.language()));
    add(translate("app", "Number"), QString::number(storey.number));
    metres(translate("app", "Level"), storey.base);
    metres(translate("app", "Height"), storey.height);
    squareMetres(translate("app", "Area"), geometry::area(storey.shape));
    add(translate("app", "Id"), domain::partOfInsideId(storey.id));
}

void Rows::unit(const domain::Unit &unit)
{
    begin(label(ObjectKind::Unit));
    add(translate("app", "Number"), unit.number);
    add(translate("app", "House code"), unit.id);
    onStorey(unit.storey);
    squareMetres(translate("app", "Area"), double(unit.area));
    add(translate("app", "Tenancy"), unit.tenancy.isEmpty() ? QString() : tenancyLabel(unit.tenancy));
}

void Rows::space(const domain::Space &space)
{
    begin(label(ObjectKind::Space));
    add(translate("app", "Name"), domain::nameIn(space, m_twin.language()));
    add(translate("app", "Long name"), space.longName);
    add(translate("app", "Function"), label(space.function));
    onStorey(space.storey);
    squareMetres(translate("app", "Area"), double(space.area));
    metres(translate("app", "Height"), double(space.height));
    if (!space.shape.empty()) {
        const double volume = geometry::area(space.shape) * double(space.height);
        add(translate("app", "Volume"), translate("app", "%1 m³").arg(fixedText(volume, 2)));
    }
    metres(translate("app", "Level"), space.base);
    add(translate("app", "Id"), domain::partOfInsideId(space.id));
    properties(space.properties);
}

void Rows::clearance(const domain::Door &door)
{
    const domain::Interior &interior = *m_twin.interior();
    const auto index = qint32(&door - interior.doors.data());
    const Clearances &wanted = Clearances::inUse();
    const interior::Clearance clear = interior::clearanceOf(interior, index);
    begin(translate("app", "Clearance"));
    const QString state = wanted.widthState(clear.clearWidth);
    metres(translate("app", "Clear width"), clear.clearWidth, state);
    if (state != QLatin1String("normal"))
        add(translate("app", "Wanted"),
            translate("app", "at least %1 m, %2 m where it is new")
                .arg(fixedText(wanted.leastWidth, 2), fixedText(wanted.wantedWidth, 2)),
            state);
    metres(translate("app", "Clear height"), clear.clearHeight,
           clear.clearHeight + 0.0005 < wanted.leastHeight ? QStringLiteral("major") : QStringLiteral("normal"));
    if (clear.swingArea > 0) {
        const bool isFree = clear.swingFree >= wanted.swingFree;
        add(translate("app", "Leaf's way"),
            isFree ? translate("app", "free") : translate("app", "%1 % free").arg(numberText(clear.swingFree * 100, 0)),
            isFree ? QStringLiteral("normal") : QStringLiteral("minor"));
    }
    QStringList names;
    for (const QString &id : clear.inTheWay)
        names.append(nameOf(m_twin, ObjectRef{ObjectKind::Element, id}));
    add(translate("app", "In the way"), names.join(translate("app", ", ", "between names")), QStringLiteral("minor"));
}

void Rows::door(const domain::Door &door)
{
    begin(door.isWindow ? translate("app", "Window") : label(ObjectKind::Door));
    add(translate("app", "Name"), door.name);
    onStorey(door.storey);
    metres(translate("app", "Width"), double(door.width()));
    metres(translate("app", "Height"), double(door.height));
    if (door.isEntrance)
        add(translate("app", "Entrance"), translate("app", "yes"));
    if (!door.isWindow) {
        QStringList joined;
        for (const qint32 space : door.spaces) {
            if (space >= 0)
                joined.append(nameOf(m_twin.interior()->spaces[size_t(space)], m_twin.language()));
        }
        add(translate("app", "Between"), joined.join(translate("app", ", ", "between names")));
    }
    add(translate("app", "Id"), domain::partOfInsideId(door.id));
    if (!door.isWindow)
        clearance(door);
}

void Rows::properties(const std::vector<std::pair<QString, QString>> &properties)
{
    // By set, as the source has them: "Pset_WallCommon.IsExternal".
    for (const auto &[name, value] : properties) {
        const qsizetype dot = name.indexOf(u'.');
        begin(dot > 0 ? name.left(dot) : translate("app", "Properties"));
        add(dot > 0 ? name.mid(dot + 1) : name, value);
    }
}

void Rows::element(const domain::Element &element, bool told)
{
    if (!told) {
        begin(label(ObjectKind::Element));
        add(translate("app", "Name"), element.name);
        add(translate("app", "Type"), element.type);
        onStorey(element.storey);
        add(translate("app", "Id"), domain::partOfInsideId(element.id));
        if (!element.mesh.indices.empty()) {
            const interior::BodyMeasure body = interior::measureBody(element.mesh);
            begin(translate("app", "Body"));
            const geometry::Vec3 size = body.box.size();
            add(translate("app", "Extent"), translate("app", "%1 × %2 × %3 m high")
                                                .arg(fixedText(size.x, 2), fixedText(size.y, 2), fixedText(size.z, 2)));
            squareMetres(translate("app", "Surface"), body.surface);
            if (body.closed)
                add(translate("app", "Volume"), translate("app", "%1 m³").arg(fixedText(body.volume, 3)));
        }
    }
    properties(element.properties);
}

}

std::vector<RowModel::Row> propertyRows(const Twin &twin, const ObjectRef &object)
{
    Rows rows(twin);
    if (!twin.city() || object.isNull())
        return {};
    const Rooms *rooms = twin.rooms();
    if (object.kind == ObjectKind::Building)
        rows.building(object.id);
    if (object.kind == ObjectKind::Unit) {
        if (const domain::Unit *unit = unitOf(twin, object.id))
            rows.unit(*unit);
    }
    if (rooms && object.kind == ObjectKind::Storey) {
        if (const domain::Storey *storey = rooms->storey(object.id))
            rows.storey(*storey);
    }
    if (rooms && object.kind == ObjectKind::Space) {
        if (const domain::Space *space = rooms->space(object.id))
            rows.space(*space);
    }
    const domain::Door *door = rooms && object.kind == ObjectKind::Door ? rooms->door(object.id) : nullptr;
    if (door)
        rows.door(*door);
    if (rooms && (object.kind == ObjectKind::Element || object.kind == ObjectKind::Door ||
                  object.kind == ObjectKind::Space || object.kind == ObjectKind::Storey)) {
        if (const domain::Element *element = rooms->element(object.id))
            rows.element(*element, object.kind != ObjectKind::Element);
    }
    // Sets together, each where it first came up.
    std::vector<RowModel::Row> &list = rows.list;
    QHash<QString, int> order;
    for (const RowModel::Row &row : list) {
        if (const QString set = row[0].toString(); !order.contains(set))
            order.insert(set, int(order.size()));
    }
    std::stable_sort(list.begin(), list.end(), [&](const RowModel::Row &a, const RowModel::Row &b) {
        return order.value(a[0].toString()) < order.value(b[0].toString());
    });
    QString set;
    for (RowModel::Row &row : list) {
        row.append(row[0].toString() == set ? QString() : row[0]);
        set = row[0].toString();
    }
    return std::move(list);
}

}
