#pragma once

#include "base/Warnings.h"
#include "formats/cityjson/JsonText.h"
#include "formats/cityjson/RepeatedTexts.h"
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
        QString name = {};           ///< "FloorSurface", "Door" ...
        QString id = {}, label = {}; ///< where the file gives them
    };
    /// How surfaces look: textures (with indices into the vertices-texture) or materials.
    struct Theme {
        QString name;
        std::vector<int32_t> values; ///< nested as the boundaries, flat
        int32_t all = -1;            ///< a material for all surfaces
    };

    QString type;
    QString lod; ///< "1", "2.2"; empty where there is none
    std::vector<int32_t> boundaries;
    std::vector<int32_t> values; ///< of the semantics; empty where there are none
    std::vector<Semantic> semantics;
    std::vector<Theme> textures, materials;
    int templateIndex = -1;
    glm::dmat4 matrix{1.0}; ///< of a geometry instance

    double lodNumber() const;
};

/// 3D surveying tools write their no-data value as a coordinate: the least 32-bit integer, or the largest float.
bool isNoData(double raw);

/// Bytes of a text.
struct JsonRange {
    qint64 at = -1, length = 0;
};

/// The looks that a CityJSON text knows.
struct JsonAppearance {
    struct Picture {
        QString image;
        bool repeats = false;
    };
    std::vector<Picture> pictures;
    std::vector<std::array<float, 4>> colours; ///< of materials
    std::vector<geometry::Vec2f> texCoords;
    QString textureTheme, materialTheme; ///< those to be shown; may be empty
};

/// Where a city object stands in a text.
struct ObjectSlice {
    QString id;
    QString type;      ///< empty: it says none, or is no object
    qint64 key = -1;   ///< its key, with the quote
    qint64 value = -1; ///< its opening brace
    qint64 length = 0; ///< of the value; 0: it is no object
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
    JsonAppearance appearance;
    JsonRange templatesText;               ///< of their value
    qint64 verticesText = -1;              ///< where their list opens
    std::vector<ObjectSlice> objects;      ///< in the text's order; only where asked for
    bool objectsInvalid = false;           ///< CityObjects is not an object
    json::Code broken = simdjson::SUCCESS; ///< the text is broken, after what was read so far
};

/// One city object as written.
struct JsonCityObject {
    CityObject object; ///< without shape
    std::vector<JsonGeometry> geometries;
    JsonRange text; ///< its key and value; only of buildings and what is in them
};

/// One CityJSON text (a file, or a line of a sequence), read twice over: the top, then the objects.
class CityJsonDocument
{
public:
    /// `text` must outlive the document; `source` and `place` (a line) are for warnings.
    CityJsonDocument(const json::Padded &text, QString source, QString place = {});

    enum class Wanted { Top, WithObjects }; ///< WithObjects: also where each object stands
    json::Code readTop(CityJsonHeader &header, Wanted wanted, base::Warnings &warnings);
    /// Calls `take` for each object; stops where it returns false. Objects that are not `wanted` are passed over. Those
    /// of interiors come without geometry unless `interiors`.
    json::Code readObjects(const std::function<bool(const CityObjectRole &)> &wanted,
                           const std::function<bool(JsonCityObject &&)> &take, base::Warnings &warnings,
                           bool interiors = false);

private:
    json::Code readMetadata(json::od::value value, CityJsonHeader &header);
    json::Code readTemplates(json::od::value value, CityJsonHeader &header, base::Warnings &warnings);
    json::Code readAppearance(json::od::value value, JsonAppearance &appearance);
    json::Code findObjects(json::od::value value, CityJsonHeader &header);
    qint64 offsetOf(std::string_view part) const { return part.data() - m_text.data(); }

    simdjson::padded_string_view m_text;
    QString m_source, m_place;
    RepeatedTexts m_texts;
    json::od::parser m_parser;
    json::od::document m_document;
};

/// Reads city objects one by one from where they stand. For one thread; several may read one text.
class ObjectReader
{
public:
    /// `text` must outlive the reader; `source` is for warnings.
    ObjectReader(const json::Padded &text, QString source);
    /// All but id, type and text, which the slice tells. An error that is fatal leaves it half read.
    json::Code read(const ObjectSlice &slice, bool withGeometry, JsonCityObject &into, base::Warnings &warnings);

private:
    simdjson::padded_string_view m_text;
    QString m_source;
    RepeatedTexts m_texts;
    json::od::parser m_parser;
};

/// Reads one geometry; anything unexpected in it leaves it without boundaries.
json::Code readGeometry(json::od::value value, JsonGeometry &geometry);

}
