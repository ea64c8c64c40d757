#include "IfcMeshing.h"

#include "IfcText.h"
#include "ReadFile.h"
#include "formats/ifc/IfcExchange.h"

#include <carve/triangulator.hpp>
#include <ifcpp/IFC4/EntityFactory.h>
#include <ifcpp/IFC4/include/IfcAnnotation.h>
#include <ifcpp/IFC4/include/IfcGrid.h>
#include <ifcpp/geometry/Carve/GeometryConverter.h>
#include <ifcpp/reader/ReaderSTEP.h>
#include <sys/time.h>

#include <cmath>
#include <cstring>
#include <unordered_map>

namespace reader
{

namespace exchange = formats::ifcexchange;
using exchange::Tag;

namespace
{

constexpr size_t LargestFile = size_t(1) << 30;
constexpr int SecondsAProduct = 15; // a boolean of carve's can run for ever; the alarm ends the process

class Records
{
public:
    explicit Records(std::FILE *file) : m_file(file) {}
    void begin(Tag tag, size_t size)
    {
        const exchange::Record record{uint32_t(tag), uint32_t(size)};
        bytes(&record, sizeof record);
    }
    void bytes(const void *data, size_t size)
    {
        m_good = m_good && (size == 0 || std::fwrite(data, 1, size, m_file) == size);
    }
    /// After this the program finds all that was written, whatever happens here.
    void flush() { m_good = m_good && std::fflush(m_file) == 0; }
    void number(Tag tag, uint32_t value)
    {
        begin(tag, sizeof value);
        bytes(&value, sizeof value);
        flush();
    }
    bool good() const { return m_good; }

private:
    std::FILE *m_file;
    bool m_good = true;
};

/// Gathers a product's triangles.
class Triangles
{
public:
    explicit Triangles(const carve::math::Matrix &placement) : m_placement(placement) {}

    void colour(const exchange::Colour &colour)
    {
        exchange::Colour next = colour;
        next.first = uint32_t(m_indices.size());
        if (!m_colours.empty() && m_colours.back().first == next.first)
            m_colours.back() = next;
        else if (m_colours.empty() || std::memcmp(m_colours.back().rgba, next.rgba, sizeof next.rgba) != 0)
            m_colours.push_back(next);
    }

    void add(const carve::mesh::MeshSet<3> &set, bool closed)
    {
        m_known.clear();
        const size_t first = m_indices.size();
        for (const auto *mesh : set.meshes) {
            if (!mesh)
                continue;
            for (const auto *face : mesh->faces) {
                if (face && face->edge && face->nVertices() >= 3)
                    addFace(*face);
            }
        }
        if (closed && signedVolume(first) < 0) {
            for (size_t i = first; i + 2 < m_indices.size(); i += 3)
                std::swap(m_indices[i + 1], m_indices[i + 2]);
        }
    }

    bool empty() const { return m_indices.empty(); }

    void write(uint32_t product, Records &to)
    {
        exchange::MeshHead head;
        head.product = product;
        head.colours = uint32_t(m_colours.size());
        head.vertices = uint32_t(m_points.size());
        head.indices = uint32_t(m_indices.size());
        const vec3 origin = m_points.front();
        head.origin[0] = std::round(origin.x);
        head.origin[1] = std::round(origin.y);
        head.origin[2] = std::round(origin.z);
        std::vector<float> positions;
        positions.reserve(m_points.size() * 3);
        for (const vec3 &p : m_points) {
            positions.push_back(float(p.x - head.origin[0]));
            positions.push_back(float(p.y - head.origin[1]));
            positions.push_back(float(p.z - head.origin[2]));
        }
        to.begin(Tag::Mesh, sizeof head + m_colours.size() * sizeof(exchange::Colour) +
                                positions.size() * sizeof(float) + m_indices.size() * sizeof(uint32_t));
        to.bytes(&head, sizeof head);
        to.bytes(m_colours.data(), m_colours.size() * sizeof(exchange::Colour));
        to.bytes(positions.data(), positions.size() * sizeof(float));
        to.bytes(m_indices.data(), m_indices.size() * sizeof(uint32_t));
        to.flush();
    }

private:
    bool indexOf(const carve::mesh::Vertex<3> *vertex, uint32_t &index)
    {
        const auto known = m_known.find(vertex);
        if (known != m_known.end()) {
            index = known->second;
            return true;
        }
        const vec3 p = m_placement * vertex->v;
        constexpr double Farthest = 1e8; // metres; also turns NaN away
        if (!(std::abs(p.x) < Farthest && std::abs(p.y) < Farthest && std::abs(p.z) < Farthest))
            return false;
        index = uint32_t(m_points.size());
        m_points.push_back(p);
        m_known.emplace(vertex, index);
        return true;
    }

    void addFace(const carve::mesh::Face<3> &face)
    {
        std::vector<uint32_t> corners;
        const auto *edge = face.edge;
        for (size_t i = 0; i < face.nVertices() && edge; ++i, edge = edge->next) {
            uint32_t index = 0;
            if (!edge->vert || !indexOf(edge->vert, index))
                return;
            corners.push_back(index);
        }
        if (corners.size() < 3)
            return;
        vec3 normal = carve::geom::VECTOR(0, 0, 0);
        for (size_t i = 0; i < corners.size(); ++i) {
            const vec3 &a = m_points[corners[i]], &b = m_points[corners[(i + 1) % corners.size()]];
            normal.x += (a.y - b.y) * (a.z + b.z);
            normal.y += (a.z - b.z) * (a.x + b.x);
            normal.z += (a.x - b.x) * (a.y + b.y);
        }
        if (corners.size() == 3) {
            add(corners[0], corners[1], corners[2]);
            return;
        }
        // On the axes plane that the face lies flattest in.
        const double x = std::abs(normal.x), y = std::abs(normal.y), z = std::abs(normal.z);
        std::vector<carve::geom2d::P2> flat;
        for (const uint32_t corner : corners) {
            const vec3 &p = m_points[corner];
            flat.push_back(z >= x && z >= y ? carve::geom::VECTOR(p.x, p.y)
                           : x >= y         ? carve::geom::VECTOR(p.y, p.z)
                                            : carve::geom::VECTOR(p.z, p.x));
        }
        std::vector<carve::triangulate::tri_idx> triangles;
        carve::triangulate::triangulate(flat, triangles);
        for (const auto &triangle : triangles) {
            if (triangle.a >= corners.size() || triangle.b >= corners.size() || triangle.c >= corners.size())
                continue;
            const uint32_t a = corners[triangle.a], b = corners[triangle.b], c = corners[triangle.c];
            const bool agrees = dot(cross(m_points[b] - m_points[a], m_points[c] - m_points[a]), normal) >= 0;
            add(a, agrees ? b : c, agrees ? c : b);
        }
    }

    void add(uint32_t a, uint32_t b, uint32_t c)
    {
        if (a != b && b != c && c != a)
            m_indices.insert(m_indices.end(), {a, b, c});
    }

    double signedVolume(size_t first) const
    {
        double sum = 0;
        if (first >= m_indices.size())
            return sum;
        const vec3 at = m_points[m_indices[first]];
        for (size_t i = first; i + 2 < m_indices.size(); i += 3)
            sum += dot(m_points[m_indices[i]] - at,
                       cross(m_points[m_indices[i + 1]] - at, m_points[m_indices[i + 2]] - at));
        return sum;
    }

    carve::math::Matrix m_placement;
    std::vector<vec3> m_points;
    std::vector<uint32_t> m_indices;
    std::vector<exchange::Colour> m_colours;
    std::unordered_map<const carve::mesh::Vertex<3> *, uint32_t> m_known;
};

bool pickColour(const std::vector<shared_ptr<AppearanceData>> &appearances, exchange::Colour &colour)
{
    for (const auto &one : appearances) {
        if (!one || one->m_apply_to_geometry_type == AppearanceData::GEOM_TYPE_TEXT ||
            one->m_apply_to_geometry_type == AppearanceData::GEOM_TYPE_CURVE)
            continue;
        const vec4 &c = one->m_color_diffuse;
        colour.rgba[0] = float(c.r());
        colour.rgba[1] = float(c.g());
        colour.rgba[2] = float(c.b());
        colour.rgba[3] = one->m_set_transparent ? float(one->m_transparency) : 1.0f;
        return true;
    }
    return false;
}

/// What a representation is worth for seeing the product: its body first; boxes only where there is nothing else; axes,
/// footprints, clearances and plan symbols never (IFC4, IfcShapeRepresentation).
int rankOf(const RepresentationData &representation)
{
    std::wstring name = representation.m_representation_identifier;
    std::transform(name.begin(), name.end(), name.begin(), [](wchar_t c) { return wchar_t(std::towlower(wint_t(c))); });
    if (name == L"body" || name == L"facetation")
        return 3;
    for (const wchar_t *never :
         {L"axis", L"footprint", L"annotation", L"clearance", L"lighting", L"cog", L"plan", L"reference"}) {
        if (name == never)
            return 0;
    }
    return name == L"box" || representation.m_representation_type == L"BoundingBox" ? 1 : 2;
}

void gather(ProductShapeData &shape, Triangles &triangles)
{
    for (int rank = 3; rank >= 1 && triangles.empty(); --rank) {
        for (const auto &representation : shape.m_vec_representations) {
            if (!representation || rankOf(*representation) != rank)
                continue;
            for (const auto &item : representation->m_vec_item_data) {
                if (!item)
                    continue;
                exchange::Colour colour;
                if (!pickColour(item->m_vec_item_appearances, colour) &&
                    !pickColour(representation->m_vec_representation_appearances, colour))
                    pickColour(shape.getAppearances(), colour);
                triangles.colour(colour);
                for (const auto &set : item->m_meshsets) {
                    if (set)
                        triangles.add(*set, true);
                }
                for (const auto &set : item->m_meshsets_open) {
                    if (set)
                        triangles.add(*set, false);
                }
            }
        }
    }
}

/// A part of an aggregate is cut by the openings of the whole.
void cutByTheWhole(GeometryConverter &converter, IfcObjectDefinition &part, shared_ptr<ProductShapeData> &shape)
{
    for (const auto &link : part.m_Decomposes_inverse) {
        const auto relation = link.lock();
        const auto whole = relation ? dynamic_pointer_cast<IfcElement>(relation->m_RelatingObject) : nullptr;
        if (whole && !whole->m_HasOpenings_inverse.empty())
            converter.getRepresentationConverter()->subtractOpenings(whole, shape);
    }
}

void setAlarm(int seconds)
{
    itimerval timer = {};
    timer.it_value.tv_sec = seconds;
    setitimer(ITIMER_REAL, &timer, nullptr);
}

void mesh(GeometryConverter &converter, const shared_ptr<IfcProduct> &product, bool plain, Records &to)
{
    const auto element = dynamic_pointer_cast<IfcElement>(product);
    if (plain && element)
        element->m_HasOpenings_inverse.clear();
    shared_ptr<ProductShapeData> shape(new ProductShapeData(product->m_entity_id));
    shape->m_ifc_object_definition = product;
    // What one representation throws leaves those before it; the triangles that are there count.
    try {
        converter.convertIfcProductShape(shape);
        if (!plain)
            cutByTheWhole(converter, *product, shape);
    } catch (const std::bad_alloc &) {
        throw;
    } catch (...) { // IFC++ and carve throw classes of their own that share no base
    }
    Triangles triangles(shape->getTransform());
    try {
        gather(*shape, triangles);
    } catch (const std::bad_alloc &) {
        throw;
    } catch (...) {
    }
    if (!triangles.empty())
        triangles.write(uint32_t(product->m_entity_id), to);
}

bool isKnown(const std::string &type)
{
    try {
        const std::unique_ptr<BuildingEntity> made(EntityFactory::createEntityObject(type));
        return made != nullptr;
    } catch (...) {
        return false;
    }
}

}

bool meshIfc(const std::string &input, const IfcOrder &order, std::FILE *output, std::string &why)
{
    Records to(output);
    to.bytes(exchange::Magic, sizeof exchange::Magic);
    to.flush();
    std::vector<char> bytes;
    if (!readFile(input, bytes, LargestFile)) {
        why = "not a readable file, or larger than 1 GiB";
        return false;
    }
    std::string text;
    {
        formats::step::File file;
        if (!file.parse(std::string(bytes.begin(), bytes.end()))) {
            why = "no data section of ISO 10303-21";
            return false;
        }
        bytes = {};
        text = textForIfcPlusPlus(file, isKnown);
    }
    shared_ptr<BuildingModel> model(new BuildingModel());
    ReaderSTEP reader;
    reader.loadModelFromString(text, model);
    text = {};
    GeometryConverter converter(model);
    const double metre = model->getUnitConverter() ? model->getUnitConverter()->getLengthInMeterFactor() : 1.0;
    carve::setEpsilon(1.5e-05 * metre);

    std::vector<shared_ptr<IfcProduct>> products;
    for (const auto &[id, entity] : model->getMapIfcEntities()) {
        const auto product = dynamic_pointer_cast<IfcProduct>(entity);
        if (product && product->m_Representation && uint32_t(id) >= order.from &&
            !dynamic_pointer_cast<IfcFeatureElementSubtraction>(product) &&
            !dynamic_pointer_cast<IfcAnnotation>(product) && !dynamic_pointer_cast<IfcGrid>(product))
            products.push_back(product);
    }
    to.number(Tag::Loaded, uint32_t(products.size()));
    for (const auto &product : products) {
        const auto id = uint32_t(product->m_entity_id);
        to.number(Tag::Begin, id);
        setAlarm(SecondsAProduct);
        mesh(converter, product, order.plain.contains(id), to);
        setAlarm(0);
    }
    to.begin(Tag::End, 0);
    to.flush();
    if (!to.good())
        why = "the output cannot be written";
    return to.good();
}

}
