#pragma once

#include "domain/InteriorSource.h"
#include "domain/Sources.h"
#include "formats/cityjson/CityJsonDocument.h"
#include "geometry/LocalFrame.h"

#include <QDateTime>

namespace formats
{

struct InsideParts;

/// The insides of a CityJSON file's buildings: only where their objects stand in the file is kept. When a building is
/// entered, those bytes and the vertices that they name are read anew.
class CityJsonInteriorSource final : public domain::InteriorSource
{
public:
    /// How the file's numbers become coordinates.
    struct Placing {
        QString crs;
        geometry::Box3 extent;
        geometry::Vec3 scale{1.0}, translate{0.0};
    };
    /// Where a building's objects stand: in the file, each with its key ...
    struct Place {
        std::vector<JsonRange> objects;
        JsonRange line; ///< ... or within this line of a sequence
    };

    CityJsonInteriorSource(const domain::LayerRequest &request, const QString &file, Placing placing,
                           const geometry::LocalFrame &frame);

    /// Before it is shared: a building by its shown id, and by the file's.
    void add(const QString &building, const QString &objectId, Place place);
    /// Of a file that is one text: where its vertices and its geometry templates stand.
    void setShared(qint64 vertices, JsonRange templates) { m_vertices = vertices, m_templates = templates; }

    QString source() const override { return m_file; }
    const QStringList &buildings() const override { return m_buildings; }
    bool isWhole() const override { return true; }
    base::Result<domain::Interior> read(const domain::Building &building, const base::Job &job) const override;

private:
    struct Known {
        QString objectId;
        Place place;
    };
    struct Read {
        std::vector<JsonCityObject> objects;
        CityJsonHeader header; ///< vertices as written
    };
    base::Result<Read> readLine(const Known &known, base::Warnings &warnings) const;
    base::Result<Read> readRanges(const Known &known, base::Warnings &warnings) const;
    base::Error changed(const QString &building) const;

    domain::LayerRequest m_request;
    QString m_file;
    Placing m_placing;
    geometry::LocalFrame m_frame;
    QStringList m_buildings;
    QHash<QString, Known> m_places;
    qint64 m_vertices = -1;
    JsonRange m_templates;
    QDateTime m_modified;
};

/// Gathers where the objects of buildings stand while a file is read.
class InsideNotes
{
public:
    void note(const JsonCityObject &read);
    /// Of what was noted since the last time keeps those that are in a building with an inside. `line`: of a sequence,
    /// else empty; `mark`: where in the file the text begins.
    void keep(JsonRange line, qint64 mark);
    /// By the file's id of the building.
    std::vector<std::pair<QString, CityJsonInteriorSource::Place>> &places() { return m_places; }

private:
    struct Noted {
        QString id;
        QStringList parents, children;
        JsonRange text;
        CityObjectRole::Kind kind;
        bool constructive = false;
    };
    std::vector<Noted> m_noted;
    std::vector<std::pair<QString, CityJsonInteriorSource::Place>> m_places;
};

/// Whether a text may have objects of insides; quick.
bool mentionsInside(std::string_view text);

/// Objects of an inside with links between them, as InsideParts. `vertices`: scene coordinates.
InsideParts insideOf(const std::vector<JsonCityObject> &objects, const CityJsonHeader &templates,
                     const std::vector<geometry::Vec3> &vertices, const QString &source, base::Warnings &warnings);

}
