#pragma once

#include "domain/InteriorSource.h"
#include "domain/Sources.h"
#include "formats/citygml/XmlTree.h"
#include "geometry/LocalFrame.h"

#include <QHash>

class QFile;

namespace formats
{

/// How a CityGML file's coordinates are to be taken.
struct GmlPlacing {
    QString crs;           ///< as the file names it
    geometry::Box3 extent; ///< x = easting or longitude
    bool northFirst = false;
};

/// Where the members of a CityGML file begin, in bytes, without reading XML: found by the names of their tags. A file
/// in an encoding other than a superset of ASCII gives none.
class GmlMembers
{
public:
    GmlMembers(const char *bytes, qint64 size, qint64 from = 0) : m_bytes(bytes), m_size(size), m_at(from) {}
    /// -1 after the last.
    qint64 next();

private:
    const char *m_bytes;
    qint64 m_size, m_at;
};

/// The insides of a CityGML file's buildings: only where each stands in the file is kept; its member is read anew when
/// the building is entered.
class GmlInteriorSource final : public domain::InteriorSource
{
public:
    GmlInteriorSource(const domain::LayerRequest &request, QString file, GmlPlacing placing,
                      const geometry::LocalFrame &frame);

    /// Before it is shared. `objectId`: gml:id, empty where it has none; `member`: offset in bytes, -1 where unknown.
    void add(const QString &building, const QString &objectId, qint64 member);
    /// A member with geometry that implicit geometries of others refer to.
    void addPrototype(qint64 member) { m_prototypes.push_back(member); }

    QString source() const override { return m_file; }
    const QStringList &buildings() const override { return m_buildings; }
    bool isWhole() const override { return true; }
    base::Result<domain::Interior> read(const domain::Building &building, const base::Job &job) const override;

private:
    struct Place {
        QString objectId;
        qint64 member = -1;
    };
    using Ids = QHash<QString, const xml::Node *>;
    std::unique_ptr<xml::Node> memberAt(QFile &file, qint64 offset, Ids &byId) const;
    std::unique_ptr<xml::Node> search(QFile &file, const QString &objectId, Ids &byId, const base::Job &job) const;

    domain::LayerRequest m_request;
    QString m_file;
    GmlPlacing m_placing;
    geometry::LocalFrame m_frame;
    QStringList m_buildings;
    QHash<QString, Place> m_places;
    std::vector<qint64> m_prototypes;
};

/// cityObjectMember and its kin.
bool isGmlMember(QStringView element);

}
