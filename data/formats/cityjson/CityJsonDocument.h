#pragma once

#include "base/Warnings.h"
#include "formats/cityjson/JsonText.h"
#include "formats/citymodel/CityModelBuilder.h"

namespace formats
{

/// A geometry as written: nested index lists flat, with marks where lists open and close.
struct JsonGeometry {
    enum Mark : int32_t { Open = -1, Close = -2, Null = -3, Bad = -4 };
    /// What a semantic surface is: its type where we know one, and whether it is no real surface (holes, closures of
    /// water).
    struct Semantic {
        std::optional<domain::SurfaceType> type;
        bool hidden = false;
    };

    QString type;
    QString lod; ///< "1", "2.2"; empty where there is none
    std::vector<int32_t> boundaries;
    std::vector<int32_t> values; ///< of the semantics; empty where there are none
    std::vector<Semantic> semantics;
    int templateIndex = -1;
    glm::dmat4 matrix{1.0}; ///< of a geometry instance

    double lodNumber() const;
};

/// What stands at the top of a CityJSON text, and its vertices.
struct CityJsonHeader {
    QString type, version, crs, rootId;
    geometry::Vec3 scale{1.0}, translate{0.0};
    bool hasTransform = false;
    bool hasObjects = false, hasVertices = false;
    geometry::Box3 extent;                ///< metadata's, in the file's CRS
    std::vector<geometry::Vec3> vertices; ///< as written, not yet transformed; NaN where no number
    std::vector<JsonGeometry> templates;
    std::vector<geometry::Vec3> templateVertices;
    QHash<domain::LayerKind, qint64> counts; ///< of objects that are shown, by kind; only where asked for
    json::Code broken = simdjson::SUCCESS;   ///< the text is broken, after what was read so far
};

/// One city object as written.
struct JsonCityObject {
    CityObject object; ///< without shape
    std::vector<JsonGeometry> geometries;
};

/// One CityJSON text (a file, or a line of a sequence), read twice over: the top, then the objects.
class CityJsonDocument
{
public:
    /// `text` must outlive the document; `source` and `place` (a line) are for warnings.
    CityJsonDocument(const json::Padded &text, QString source, QString place = {});

    enum class Wanted { Counts, Everything }; ///< Counts: objects by kind, no templates
    json::Code readTop(CityJsonHeader &header, Wanted wanted, base::Warnings &warnings);
    /// Calls `take` for each object; stops where it returns false. Objects that are not `wanted` are passed over.
    json::Code readObjects(const std::function<bool(const CityObjectRole &)> &wanted,
                           const std::function<bool(JsonCityObject &&)> &take, base::Warnings &warnings);

private:
    json::Code readMetadata(json::od::value value, CityJsonHeader &header);
    json::Code readTemplates(json::od::value value, CityJsonHeader &header, base::Warnings &warnings);
    json::Code countObjects(json::od::value value, CityJsonHeader &header);
    json::Code readObject(json::od::object object, JsonCityObject &into, base::Warnings &warnings);

    simdjson::padded_string_view m_text;
    QString m_source, m_place;
    json::od::parser m_parser;
    json::od::document m_document;
};

/// Reads one geometry; anything unexpected in it leaves it without boundaries.
json::Code readGeometry(json::od::value value, JsonGeometry &geometry);

}
