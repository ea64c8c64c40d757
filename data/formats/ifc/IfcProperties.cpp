#include "formats/ifc/IfcModel.h"
#include "formats/ifc/IfcValues.h"

namespace formats::ifc
{

using step::Instance;
using step::Value;

/// Rounded to what single precision can tell: 3.0480000000000005 helps nobody.
static QString withUnit(double number, const char *unit)
{
    return QString::number(number, 'g', 7) + u' ' + QString::fromUtf8(unit);
}

QString Model::shown(const Value &value) const
{
    switch (value.kind) {
    case Value::Kind::Number:
        return QString::number(value.number, 'g', 10);
    case Value::Kind::Text:
        return textOf(value);
    case Value::Kind::Enumeration: {
        const QString word = QString::fromLatin1(value.text.data(), qsizetype(value.text.size()));
        return word == QLatin1String("T")   ? QStringLiteral("true")
               : word == QLatin1String("F") ? QStringLiteral("false")
               : word == QLatin1String("U") ? QStringLiteral("unknown")
                                            : word;
    }
    case Value::Kind::Typed: {
        if (value.list.empty())
            return {};
        const auto measured = [&](double factor, const char *unit) {
            return withUnit(value.list.front().number * factor, unit);
        };
        if (value.text.ends_with("LENGTHMEASURE"))
            return measured(metre, "m");
        if (value.text == "IFCAREAMEASURE")
            return measured(m_squareMetre, "m²");
        if (value.text == "IFCVOLUMEMEASURE")
            return measured(m_cubicMetre, "m³");
        return shown(value.list.front());
    }
    case Value::Kind::List: {
        QStringList parts;
        for (const Value &one : value.list)
            parts.append(shown(one));
        return parts.join(QStringLiteral("; "));
    }
    case Value::Kind::Null:
    case Value::Kind::Derived:
    case Value::Kind::Reference:
        break;
    }
    return {};
}

void Model::addSet(uint32_t set, Properties &to) const
{
    const Instance *instance = m_file.find(set);
    if (!instance || (instance->type != "IFCPROPERTYSET" && instance->type != "IFCELEMENTQUANTITY"))
        return;
    const Values values = step::arguments(instance->arguments);
    const QString setName = textOf(at(values, 2));
    for (const Value &one : at(values, instance->type == "IFCELEMENTQUANTITY" ? 5 : 4).list) {
        const Instance *property = one.isReference() ? m_file.find(one.reference) : nullptr;
        if (!property)
            continue;
        const Values parts = step::arguments(property->arguments);
        const std::string_view type = property->type;
        QString value;
        if (type == "IFCPROPERTYSINGLEVALUE" || type == "IFCPROPERTYENUMERATEDVALUE" ||
            type == "IFCPROPERTYLISTVALUE") {
            // With a unit of its own, the number stands in that one.
            value = type == "IFCPROPERTYSINGLEVALUE" && at(parts, 3).isReference() ? shown(bare(at(parts, 2)))
                                                                                   : shown(at(parts, 2));
        } else if (type == "IFCPROPERTYBOUNDEDVALUE") {
            value = QStringLiteral("%1 … %2").arg(shown(at(parts, 3)), shown(at(parts, 2)));
        } else if (type.starts_with("IFCQUANTITY")) {
            const Value &number = bare(at(parts, 3));
            const bool own = at(parts, 2).isReference(); // a unit of its own
            if (!own && number.isNumber() && type == "IFCQUANTITYLENGTH")
                value = withUnit(number.number * metre, "m");
            else if (!own && number.isNumber() && type == "IFCQUANTITYAREA")
                value = withUnit(number.number * m_squareMetre, "m²");
            else if (!own && number.isNumber() && type == "IFCQUANTITYVOLUME")
                value = withUnit(number.number * m_cubicMetre, "m³");
            else
                value = shown(number);
        } else {
            continue;
        }
        constexpr size_t Most = 2000; // a damaged file may give one set to itself and everything
        if (!value.isEmpty() && to.size() < Most)
            to.emplace_back(setName + u'.' + textOf(at(parts, 0)), value);
    }
}

QString Model::materialOf(uint32_t id, int depth, int &left) const
{
    constexpr int Deepest = 4;
    const Instance *instance = m_file.find(id);
    if (!instance || depth > Deepest || --left < 0)
        return {};
    const Values values = step::arguments(instance->arguments);
    if (instance->type == "IFCMATERIAL")
        return textOf(at(values, 0));
    // Lists, layer sets and their usages, constituents and profiles: each names the next in its references.
    QStringList names;
    const auto add = [&](const Value &value) {
        const QString name = value.isReference() ? materialOf(value.reference, depth + 1, left) : QString();
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    };
    if (instance->type.starts_with("IFCMATERIAL")) {
        for (const Value &value : values) {
            add(value);
            for (const Value &one : value.list)
                add(one);
        }
    }
    if (instance->type == "IFCMATERIALLAYER" && names.size() == 1 && at(values, 1).number > 0)
        names.first() += u' ' + withUnit(at(values, 1).number * metre, "m");
    return names.join(QStringLiteral(", "));
}

// What every product states besides its name (IfcRoot, IfcObject, IfcElement), and its predefined type.
void Model::addAttributes(const Instance &instance, Properties &to) const
{
    const Values values = step::arguments(instance.arguments);
    const auto add = [&](const char *name, const QString &value) {
        if (!value.isEmpty())
            to.emplace_back(QString::fromLatin1(name), value);
    };
    add("Description", textOf(at(values, 3)));
    add("ObjectType", textOf(at(values, 4)));
    add("Tag", textOf(at(values, 7)));
    for (size_t i = 8; i < values.size(); ++i) {
        const std::string_view word = values[i].text;
        if (values[i].kind != Value::Kind::Enumeration || word == "T" || word == "F" || word == "U")
            continue;
        if (word != "NOTDEFINED" && word != "ELEMENT")
            add("PredefinedType", shown(values[i]));
        break;
    }
    add("Layer", layersOf(values));
}

QString Model::layersOf(const Values &product) const
{
    if (m_layerOf.isEmpty())
        return {};
    QStringList names;
    const auto take = [&](uint32_t id) {
        const auto layer = m_layerOf.constFind(id);
        const QString name = layer == m_layerOf.constEnd() ? QString() : textOf(at(valuesOf(*layer), 0));
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    };
    const Values shape = valuesOf(at(product, 6).reference, "IFCPRODUCTDEFINITIONSHAPE");
    for (const Value &one : at(shape, 2).list) {
        take(one.reference);
        const Values representation = valuesOf(one.reference);
        for (const Value &item : at(representation, 3).list)
            take(item.reference);
    }
    return names.join(QStringLiteral(", "));
}

// IFC4 has the operation in the door or its type (IfcDoorTypeOperationEnum), IFC2X3 in its style.
domain::DoorSwing Model::swingOf(const Instance &door) const
{
    using domain::DoorSwing;
    std::string_view word = at(step::arguments(door.arguments), 11).text;
    const auto type = m_typeOf.constFind(door.id);
    if (type != m_typeOf.constEnd() && (word.empty() || word == "NOTDEFINED")) {
        const Instance *style = m_file.find(*type);
        if (style && (style->type == "IFCDOORSTYLE" || style->type == "IFCDOORTYPE"))
            word = at(step::arguments(style->arguments), style->type == "IFCDOORSTYLE" ? 8 : 10).text;
    }
    const auto has = [&](std::string_view part) { return word.find(part) != std::string_view::npos; };
    if (has("SLIDING") || has("FOLDING"))
        return DoorSwing::Sliding;
    if (has("DOUBLE_DOOR") || has("DOUBLE_PANEL"))
        return DoorSwing::Double;
    if (has("SWING"))
        return has("LEFT") ? DoorSwing::Left : has("RIGHT") ? DoorSwing::Right : DoorSwing::Unknown;
    return DoorSwing::Unknown;
}

Properties Model::propertiesOf(uint32_t id) const
{
    Properties properties;
    if (const Instance *instance = m_file.find(id))
        addAttributes(*instance, properties);
    for (const uint32_t set : m_sets.value(id))
        addSet(set, properties);
    const auto type = m_typeOf.constFind(id);
    if (type != m_typeOf.constEnd()) {
        const Values values = valuesOf(*type);
        if (const QString name = textOf(at(values, 2)); !name.isEmpty())
            properties.emplace_back(QStringLiteral("Type"), name);
        for (const Value &set : at(values, 5).list)
            addSet(set.reference, properties);
    }
    auto material = m_material.constFind(id);
    if (material == m_material.constEnd() && type != m_typeOf.constEnd())
        material = m_material.constFind(*type);
    if (material != m_material.constEnd()) {
        int left = 200; // a damaged file may have circles
        if (const QString name = materialOf(*material, 0, left); !name.isEmpty())
            properties.emplace_back(QStringLiteral("Material"), name);
    }
    addZones(id, properties);
    return properties;
}

}
