#include "formats/ifc/IfcModel.h"
#include "formats/ifc/IfcValues.h"

namespace formats::ifc
{

using step::Instance;
using step::Value;

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
    case Value::Kind::Typed:
        return value.list.empty() ? QString() : shown(value.list.front());
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
            value = shown(at(parts, 2));
        } else if (type == "IFCPROPERTYBOUNDEDVALUE") {
            value = QStringLiteral("%1 … %2").arg(shown(at(parts, 3)), shown(at(parts, 2)));
        } else if (type.starts_with("IFCQUANTITY")) {
            value = shown(at(parts, 3));
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
    return names.join(QStringLiteral(", "));
}

Properties Model::propertiesOf(uint32_t id) const
{
    Properties properties;
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
    return properties;
}

}
