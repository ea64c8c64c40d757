#include "formats/ifc/IfcModel.h"

#include "formats/ifc/AlongCurve.h"
#include "formats/ifc/IfcValues.h"
#include "formats/ogr/Encoding.h"

#include <QRegularExpression>

#include <cpl_conv.h>
#include <cpl_string.h>

#include <algorithm>
#include <cmath>

namespace formats::ifc
{

using geometry::Vec2;
using geometry::Vec3;
using step::Instance;
using step::Value;

namespace
{

constexpr int DeepestChain = 200; // placements, aggregates: files have cycles

QString latin(std::string_view text)
{
    return QString::fromLatin1(text.data(), qsizetype(text.size()));
}

}

Placement Placement::operator*(const Placement &inner) const
{
    const auto turned = [this](const Vec3 &v) { return x * v.x + y * v.y + z * v.z; };
    return {turned(inner.x), turned(inner.y), turned(inner.z), toWorld(inner.origin)};
}

Model::Model(const step::File &file) : m_file(file)
{
    schema = latin(file.schema());
    guessEncoding();
    readUnits();
    indexRelations();
    readTree();
    readProducts();
    readZones();
    readGeoreference();
}

Model::Values Model::valuesOf(uint32_t id, std::string_view type) const
{
    const Instance *instance = m_file.find(id);
    if (!instance || (!type.empty() && instance->type != type))
        return {};
    return step::arguments(instance->arguments);
}

// The standard allows ASCII only; programs write their machine's encoding all the same.
void Model::guessEncoding()
{
    constexpr qsizetype Enough = 100'000;
    QByteArray sample;
    for (const Instance &instance : m_file.instances()) {
        const std::string_view text = instance.arguments;
        if (std::any_of(text.begin(), text.end(), [](char c) { return uint8_t(c) >= 0x80; }))
            sample.append(text.data(), qsizetype(text.size()));
        if (sample.size() > Enough)
            break;
    }
    m_isChinese = !sample.isEmpty() && guessedEncoding(sample) == "GB18030";
}

QString Model::textOf(const Value &value) const
{
    const Value &inner = bare(value);
    if (inner.kind != Value::Kind::Text)
        return {};
    if (m_isChinese) {
        char *recoded = CPLRecode(std::string(inner.text).c_str(), "GB18030", CPL_ENC_UTF8);
        const std::string text = recoded ? recoded : "";
        CPLFree(recoded);
        return QString::fromStdString(step::decoded(text)).trimmed();
    }
    return QString::fromStdString(step::decoded(inner.text)).trimmed();
}

void Model::readUnits()
{
    for (const Instance &instance : m_file.instances()) {
        if (instance.type != "IFCUNITASSIGNMENT")
            continue;
        const Values list = step::arguments(instance.arguments);
        for (const Value &unit : at(list, 0).list) {
            const Instance *one = unit.isReference() ? m_file.find(unit.reference) : nullptr;
            if (!one)
                continue;
            const Values values = step::arguments(one->arguments);
            const std::string_view kind = at(values, 1).text;
            double factor = 1;
            if (one->type == "IFCSIUNIT") {
                factor = prefixOf(at(values, 2).text);
                factor = kind == "AREAUNIT"     ? factor * factor
                         : kind == "VOLUMEUNIT" ? factor * factor * factor
                                                : factor;
            } else if (one->type == "IFCCONVERSIONBASEDUNIT") {
                const Values measure = valuesOf(at(values, 3).reference, "IFCMEASUREWITHUNIT");
                const Values base = valuesOf(at(measure, 1).reference, "IFCSIUNIT");
                factor = bare(at(measure, 0)).number * prefixOf(at(base, 2).text);
            } else {
                continue;
            }
            if (!(factor > 0) || !std::isfinite(factor))
                continue;
            if (kind == "LENGTHUNIT")
                metre = factor;
            else if (kind == "AREAUNIT")
                m_squareMetre = factor;
            else if (kind == "VOLUMEUNIT")
                m_cubicMetre = factor;
        }
        return; // the project's; others belong to single measures
    }
}

void Model::indexRelations()
{
    for (const Instance &instance : m_file.instances()) {
        if (instance.type.starts_with("IFCPRESENTATIONLAYER")) {
            const Values values = step::arguments(instance.arguments);
            for (const Value &item : at(values, 2).list)
                m_layerOf.insert(item.reference, instance.id);
        }
        if (!instance.type.starts_with("IFCREL"))
            continue;
        const auto link = [this](const Value &parts, const Value &whole) {
            if (!whole.isReference())
                return;
            for (const Value &part : parts.list) {
                if (part.isReference() && !m_parent.contains(part.reference))
                    m_parent.insert(part.reference, whole.reference);
            }
            if (parts.isReference() && !m_parent.contains(parts.reference))
                m_parent.insert(parts.reference, whole.reference);
        };
        const bool isWhole =
            isOneOf(instance.type, {"IFCRELAGGREGATES", "IFCRELNESTS", "IFCRELVOIDSELEMENT", "IFCRELFILLSELEMENT"});
        const bool isContained = instance.type == "IFCRELCONTAINEDINSPATIALSTRUCTURE";
        const bool isSet =
            isOneOf(instance.type, {"IFCRELDEFINESBYPROPERTIES", "IFCRELDEFINESBYTYPE", "IFCRELASSOCIATESMATERIAL"});
        if (!isWhole && !isContained && !isSet)
            continue;
        const Values values = step::arguments(instance.arguments);
        const Value &first = at(values, 4), &second = at(values, 5);
        if (isWhole) {
            link(second, first);
        } else if (isContained) {
            // Being contained says the storey more directly than being a part does.
            if (second.isReference()) {
                for (const Value &part : first.list)
                    m_parent.insert(part.reference, second.reference);
            }
        } else {
            for (const Value &object : first.list) {
                if (instance.type == "IFCRELDEFINESBYTYPE") {
                    m_typeOf.insert(object.reference, second.reference);
                } else if (instance.type == "IFCRELASSOCIATESMATERIAL") {
                    m_material.insert(object.reference, second.reference);
                } else if (second.isReference()) {
                    m_sets[object.reference].append(second.reference);
                } else {
                    for (const Value &set : bare(second).list) // IfcPropertySetDefinitionSet
                        m_sets[object.reference].append(set.reference);
                }
            }
        }
    }
}

Vec3 Model::pointOf(const Value &value, bool length) const
{
    const Instance *instance = value.isReference() ? m_file.find(value.reference) : nullptr;
    if (!instance || !isOneOf(instance->type, {"IFCCARTESIANPOINT", "IFCDIRECTION"}))
        return Vec3(0);
    const Values values = step::arguments(instance->arguments);
    Vec3 point(0);
    const Value &list = at(values, 0);
    for (size_t i = 0; i < 3 && i < list.list.size(); ++i)
        point[int(i)] = bare(list.list[i]).number * (length ? metre : 1);
    return point;
}

Placement Model::axes(uint32_t id) const
{
    Placement placement;
    const Instance *instance = m_file.find(id);
    if (!instance || !isOneOf(instance->type, {"IFCAXIS2PLACEMENT3D", "IFCAXIS2PLACEMENT2D"}))
        return placement;
    const Values values = step::arguments(instance->arguments);
    placement.origin = pointOf(at(values, 0), true);
    const bool isFlat = instance->type == "IFCAXIS2PLACEMENT2D";
    const auto unit = [](const Vec3 &v, const Vec3 &otherwise) {
        const double length = glm::length(v);
        return length > 1e-12 && std::isfinite(length) ? v / length : otherwise;
    };
    if (!isFlat && at(values, 1).isReference())
        placement.z = unit(pointOf(at(values, 1), false), placement.z);
    const Value &reference = at(values, isFlat ? 1 : 2);
    Vec3 x = reference.isReference() ? pointOf(reference, false) : Vec3(1, 0, 0);
    x -= placement.z * glm::dot(x, placement.z);
    const Vec3 other = std::abs(placement.z.z) > 0.9 ? Vec3(1, 0, 0) : glm::cross(Vec3(0, 0, 1), placement.z);
    placement.x = unit(x, unit(other - placement.z * glm::dot(other, placement.z), Vec3(1, 0, 0)));
    placement.y = glm::cross(placement.z, placement.x);
    return placement;
}

Placement Model::placementOf(uint32_t id, int depth) const
{
    if (const auto known = m_placements.constFind(id); known != m_placements.constEnd())
        return *known;
    const Instance *instance = m_file.find(id);
    if (!instance || depth > DeepestChain)
        return {};
    const Values values = step::arguments(instance->arguments);
    Placement placement;
    if (instance->type == "IFCLOCALPLACEMENT")
        placement = axes(at(values, 1).reference);
    else if (instance->type == "IFCLINEARPLACEMENT" && at(values, 2).isReference())
        placement = axes(at(values, 2).reference);
    else if (const auto along =
                 instance->type == "IFCLINEARPLACEMENT" ? step::alongCurve(m_file, *instance) : std::nullopt) {
        const auto vector = [](const std::array<double, 3> &of) { return Vec3(of[0], of[1], of[2]); };
        placement.origin = vector(along->origin) * metre;
        placement.z = glm::normalize(vector(along->z));
        placement.y = glm::normalize(glm::cross(placement.z, vector(along->x)));
        placement.x = glm::cross(placement.y, placement.z);
    } else
        return {};
    if (at(values, 0).isReference())
        placement = placementOf(at(values, 0).reference, depth + 1) * placement;
    m_placements.insert(id, placement);
    return placement;
}

void Model::readTree()
{
    QList<double> ofPlacement;
    for (const Instance &instance : m_file.instances()) {
        const bool isStorey = instance.type == "IFCBUILDINGSTOREY";
        if (!isStorey && !isOneOf(instance.type, {"IFCPROJECT", "IFCSITE", "IFCBUILDING"}))
            continue;
        const Values values = step::arguments(instance.arguments);
        QString name = textOf(at(values, 2));
        if (name.isEmpty())
            name = textOf(at(values, 7));
        if (instance.type == "IFCPROJECT") {
            projectName = name;
        } else if (instance.type == "IFCSITE") {
            siteName = name;
        } else if (instance.type == "IFCBUILDING") {
            if (buildingGuid.isEmpty()) {
                buildingGuid = textOf(at(values, 0));
                buildingName = name;
                const Values lines = valuesOf(at(values, 11).reference, "IFCPOSTALADDRESS");
                QStringList parts;
                for (const Value &line : at(lines, 4).list)
                    parts.append(textOf(line));
                parts.append(textOf(at(lines, 6)));
                parts.removeAll(QString());
                address = parts.join(QStringLiteral(", "));
            }
        } else {
            Level level;
            level.id = instance.id;
            level.guid = textOf(at(values, 0));
            level.name = name;
            level.elevation = at(values, 9).isNumber() ? at(values, 9).number * metre : geometry::NaN;
            ofPlacement.append(placementOf(at(values, 5).reference).origin.z);
            levels.push_back(level);
        }
    }
    // Shapes stand where placements put them; but some programs leave all storeys' placements at the bottom.
    const auto [least, most] = std::minmax_element(ofPlacement.constBegin(), ofPlacement.constEnd());
    const bool placed = !levels.empty() && (levels.size() == 1 || *most - *least > 0.1);
    for (size_t i = 0; i < levels.size(); ++i) {
        if (placed || !std::isfinite(levels[i].elevation))
            levels[i].elevation = ofPlacement[qsizetype(i)];
    }
    std::stable_sort(levels.begin(), levels.end(),
                     [](const Level &a, const Level &b) { return a.elevation < b.elevation; });
    for (size_t i = 0; i < levels.size(); ++i)
        m_levelIndex.insert(levels[i].id, qint32(i));
    numberLevels();
}

// The ground floor is the lowest storey not more than half a metre under the model's zero, or under its lowest where
// the elevations are those of the map; what a name calls underground is so whatever its elevation.
void Model::numberLevels()
{
    if (levels.empty())
        return;
    static const QRegularExpression underground(
        QStringLiteral(
            "^\\s*(B\\d|-\\s*\\d|U\\.?G\\b|K\\.?G\\b|basement|cellar|keller|foundation|fundament|T/F|地下|负)"),
        QRegularExpression::CaseInsensitiveOption);
    constexpr double Absolute = 15, Sunk = 0.5;
    const double zero = levels.front().elevation > Absolute ? levels.front().elevation : 0.0;
    size_t ground = 0;
    while (ground + 1 < levels.size() &&
           (levels[ground].elevation < zero - Sunk || underground.match(levels[ground].name).hasMatch()))
        ++ground;
    const bool allBelow = levels[ground].elevation < zero - 2 && underground.match(levels[ground].name).hasMatch();
    // Storeys of several buildings at one height have one number.
    constexpr double Same = 1;
    std::vector<int> rank(levels.size(), 0);
    for (size_t i = 1; i < levels.size(); ++i) {
        const bool beside = levels[i].elevation - levels[i - 1].elevation < Same &&
                            m_parent.value(levels[i].id) != m_parent.value(levels[i - 1].id);
        rank[i] = rank[i - 1] + (beside ? 0 : 1);
    }
    for (size_t i = 0; i < levels.size(); ++i) {
        const int above = rank[i] - rank[ground];
        levels[i].number = above >= 0 && !allBelow ? above + 1 : allBelow ? above - 1 : above;
    }
}

qint32 Model::levelOf(uint32_t id) const
{
    for (int i = 0; i < DeepestChain; ++i) {
        const auto level = m_levelIndex.constFind(id);
        if (level != m_levelIndex.constEnd())
            return *level;
        const auto parent = m_parent.constFind(id);
        if (parent == m_parent.constEnd())
            return -1;
        id = *parent;
    }
    return -1;
}

bool Model::hasBody(uint32_t shape) const
{
    const Values values = valuesOf(shape, "IFCPRODUCTDEFINITIONSHAPE");
    for (const Value &one : at(values, 2).list) {
        const Values representation = valuesOf(one.reference);
        const QString name = textOf(at(representation, 1)).toLower(), type = textOf(at(representation, 2)).toLower();
        static const QStringList flat{QStringLiteral("axis"), QStringLiteral("footprint"), QStringLiteral("annotation"),
                                      QStringLiteral("box"),  QStringLiteral("clearance"), QStringLiteral("cog"),
                                      QStringLiteral("plan"), QStringLiteral("reference")};
        const bool isLine = type.startsWith(QLatin1String("curve")) || type.startsWith(QLatin1String("annotation")) ||
                            type == QLatin1String("geometriccurveset") || type.startsWith(QLatin1String("point")) ||
                            type == QLatin1String("boundingbox") || type == QLatin1String("segment") ||
                            type == QLatin1String("text") || type == QLatin1String("geometricset");
        if (!flat.contains(name) && !isLine && !at(representation, 3).list.empty())
            return true;
    }
    return false;
}

void Model::readProducts()
{
    for (const Instance &instance : m_file.instances()) {
        if (isOneOf(instance.type, {"IFCPROJECT", "IFCBUILDING", "IFCBUILDINGSTOREY", "IFCOPENINGELEMENT",
                                    "IFCOPENINGSTANDARDCASE", "IFCVOIDINGFEATURE", "IFCGRID", "IFCANNOTATION",
                                    "IFCVIRTUALELEMENT", "IFCFACILITY", "IFCDISTRIBUTIONPORT"}) ||
            instance.type.starts_with("IFCREL") || !instance.arguments.starts_with('\''))
            continue;
        const Values values = step::arguments(instance.arguments);
        if (values.size() < 7 || at(values, 0).kind != Value::Kind::Text)
            continue;
        const auto refersTo = [this](const Value &value, std::string_view ending) {
            const Instance *other = value.isReference() ? m_file.find(value.reference) : nullptr;
            return other && other->type.ends_with(ending);
        };
        const bool isShaped = refersTo(values[6], "PRODUCTDEFINITIONSHAPE");
        if (!isShaped && !refersTo(values[5], "PLACEMENT"))
            continue;
        const Placement placement = placementOf(values[5].reference);
        const bool hasShape = isShaped && hasBody(values[6].reference);
        const qint32 level = levelOf(instance.id);
        const auto length = [&](size_t index) { return bare(at(values, index)).number * metre; };
        if (instance.type == "IFCSPACE") {
            Room room;
            room.id = instance.id;
            room.guid = textOf(values[0]);
            room.name = textOf(values[2]);
            room.longName = textOf(at(values, 7));
            room.objectType = textOf(values[4]);
            room.level = level;
            room.placement = placement;
            room.hasShape = hasShape;
            rooms.push_back(std::move(room));
            continue;
        }
        Product product;
        product.id = instance.id;
        product.guid = textOf(values[0]);
        product.type = className(instance.type);
        product.name = textOf(values[2]);
        product.level = level;
        product.hasShape = hasShape;
        product.placement = placement;
        if (isOneOf(instance.type, {"IFCDOOR", "IFCDOORSTANDARDCASE", "IFCWINDOW", "IFCWINDOWSTANDARDCASE"})) {
            product.height = length(8);
            product.width = length(9);
            if (instance.type.starts_with("IFCDOOR"))
                product.swing = swingOf(instance);
        } else if (instance.type.starts_with("IFCSLAB")) {
            product.predefined = latin(at(values, 8).text);
        }
        products.push_back(std::move(product));
    }
    // Stated areas and heights; by the names that the standard and usual programs give them.
    for (Room &room : rooms) {
        int best = 99;
        for (const uint32_t set : m_sets.value(room.id)) {
            const Instance *instance = m_file.find(set);
            if (!instance)
                continue;
            const Values values = step::arguments(instance->arguments);
            for (const Value &one : at(values, instance->type == "IFCELEMENTQUANTITY" ? 5 : 4).list) {
                const Instance *quantity = one.isReference() ? m_file.find(one.reference) : nullptr;
                if (!quantity)
                    continue;
                const Values parts = step::arguments(quantity->arguments);
                const QString name = textOf(at(parts, 0)).remove(u' ').toLower();
                if (quantity->type == "IFCQUANTITYAREA") {
                    static const QStringList names{QStringLiteral("netfloorarea"), QStringLiteral("netarea"),
                                                   QStringLiteral("gsabimarea"), QStringLiteral("area"),
                                                   QStringLiteral("grossfloorarea")};
                    const auto rank = int(names.indexOf(name));
                    if (rank >= 0 && rank < best) {
                        best = rank;
                        room.area = bare(at(parts, 3)).number * m_squareMetre;
                    }
                } else if (quantity->type == "IFCQUANTITYLENGTH" &&
                           (name == QLatin1String("height") || name == QLatin1String("netheight") ||
                            name == QLatin1String("finishceilingheight"))) {
                    room.height = bare(at(parts, 3)).number * metre;
                }
            }
        }
    }
}

}
