#pragma once

#include "formats/Reader.h"
#include "formats/citymodel/AttributeCollector.h"
#include "formats/citymodel/Paints.h"
#include "formats/citymodel/SurfaceCollector.h"

#include <map>
#include <variant>

namespace formats
{

using AttributeValue = std::variant<double, QString>;

/// One object of a CityJSON or CityGML file.
struct CityObject {
    QString id;
    QString type; ///< CityJSON's name of the class: "Building", "SolitaryVegetationObject", "+Shed" ...
    QStringList parents, children;
    std::vector<std::pair<QString, AttributeValue>> attributes;
    QString address;
    CollectedShape shape;
};

/// What becomes of a class of city objects.
struct CityObjectRole {
    enum class Kind : quint8 { Building, Part, Installation, Interior, Group, Feature } kind = Kind::Feature;
    domain::LayerKind layer = domain::LayerKind::Other;
    int order = 0;     ///< Feature::order
    bool known = true; ///< false: judged by the beginning of its name, or not at all
};
CityObjectRole roleOf(const QString &type);

/// The file of a source "FILE" or "FILE|road"; the latter asks for one kind of objects `only`. A file whose own name
/// has a bar is a file all the same.
QString fileOf(const QString &source, std::optional<domain::LayerKind> &only);

/// Makes layers of city objects, in whatever order these come: buildings with their parts, installations put onto their
/// buildings, and one layer for each kind of the others.
class CityModelBuilder
{
public:
    /// `source`: named in warnings. `only`: other kinds are left out.
    CityModelBuilder(const LayerRequest &request, QString source, std::optional<domain::LayerKind> only = {});

    /// Objects outside `only` need not be read at all.
    bool wants(const CityObjectRole &role) const;
    void add(CityObject &&object);
    /// So many buildings and parts will come, about.
    void expectBuildings(size_t count) { m_drafts.reserve(count); }
    /// Warnings that belong to the whole file or to objects; they go with the first layer.
    base::Warnings &warnings() { return m_warnings; }
    /// What the shapes' paints are indices of.
    Paints &paints() { return m_paints; }
    /// So many objects of interiors that nobody reads (of bridges and tunnels).
    void leaveOutInteriors(int count) { m_interior += count; }
    /// The buildings' layer (or the largest) has the request's id, the others "ID:KIND". Never empty. Reads the
    /// pictures.
    std::vector<domain::Layer> finish(const QString &crsCode, const base::Job &job);
    /// After `finish`: the shown id of a building by the file's; of a part that of its building. Empty where there is
    /// none.
    QString shownId(const QString &objectId) const { return m_shown.value(objectId); }

private:
    struct Draft {
        domain::Building building;
        QString objectId;
        QStringList parents, children;
        CollectedShape shape;
        bool isPart = false;
    };
    struct Installation {
        QStringList parents;
        CityObject object;
    };
    struct Others {
        std::vector<domain::Feature> features;
        AttributeCollector attributes;
    };

    void warn(const char *code, const QString &feature, const QString &message);
    void addBuilding(CityObject &&object, bool isPart);
    void addFeature(CityObject &&object, const CityObjectRole &role);
    void mountInstallations();
    void linkParts();
    void shapeBuildings();
    /// Of what it is made of; false where that encloses no ground.
    static bool shapeBuilding(Draft &draft);
    void paintBuildings(const base::Job &job);
    void gatherFromParts();
    void fillFromAttributes(domain::Layer &layer);
    domain::Layer layerFor(domain::LayerKind kind, const QString &crsCode) const;

    const LayerRequest &m_request;
    QString m_source;
    std::optional<domain::LayerKind> m_only;
    base::Warnings m_warnings;
    std::vector<Draft> m_drafts;
    QHash<QString, int> m_byObjectId;
    QHash<QString, int> m_shownIds;
    QHash<QString, QString> m_shown;
    Paints m_paints;
    std::vector<Installation> m_installations;
    AttributeCollector m_attributes;
    std::map<domain::LayerKind, Others> m_others;
    int m_interior = 0;
};

}
