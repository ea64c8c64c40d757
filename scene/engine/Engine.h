#pragma once

#include "geometry/Box.h"
#include "scene/style/SurfaceKind.h"

#include <QByteArray>
#include <QSize>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

/// The renderer behind CityView. No header of it shows Qt 3D; a change of renderer is a change of this folder.
namespace scene
{

/// What a mesh is drawn with.
enum class Surface : quint8 {
    City,    ///< extruded buildings: closed, so their backs are culled
    Distant, ///< as City, too far away for windows: a colour a face
    Solid,   ///< buildings' own surfaces, whose winding cannot be trusted
    Ground,  ///< flat things in layer order
    Water,   ///< as Ground, but mirrors the sky
    Green,   ///< as Ground, but is not all of one colour
    Base,    ///< as Ground, under everything
    Terrain, ///< as Ground, but takes the imagery
    Line,
    Model,
    Inside,     ///< what an entered building is made of: cut by the section
    Ceiling,    ///< as Inside, but seen from below only
    InsideLine, ///< as Line, cut by the section
    Section,    ///< the filled faces of the section: as Inside, but cut by a height only
    Shell,      ///< an entered building's outside, as glass: cut by the section and from a height on
    Painted,    ///< as Solid, with pictures
    Beyond,     ///< as Base, where no shadows fall
    Block       ///< boxes of a few pixels: a BlockVertex each, and no indices
};
inline constexpr int SurfaceCount = 18;

/// What the shaders share. sRGB colours; lengths in metres.
struct FrameLook {
    glm::vec3 sunDirection{0.5f, -0.5f, 0.7f}; ///< towards the sun, unit length
    glm::vec4 light{0.4f, 0.4f, 0.3f, 0.0f};
    glm::vec4 haze{0.0f};
    glm::vec4 vignette{0.0f};
    glm::vec3 skyTop{0.0f}, accent{0.0f}, dimmed{0.0f};
    glm::vec4 skyMirror{0.0f}, glass{0.0f}, lamp{0.0f};
    float edgeGain = 0, grain = 0, shadeOnGround = 0.6f, imageryTone = 1, modelTone = 1, lineScale = 1;
    glm::vec3 roofGain{1.0f}, foliageGain{1.0f};
    glm::vec3 insideEdge{0.0f}, insideCut{0.0f}; ///< lines inside a building, and what is cut through
    glm::vec4 shell{0.0f};                       ///< colour of an entered building's glass, how much of it
    bool operator==(const FrameLook &) const = default;
};

/// What is spent on a frame.
struct Effects {
    bool ambient = false, shadows = false, multisample = false;
    bool operator==(const Effects &) const = default;
};

/// Vertices that a model's surface has; buildings and ground use ChunkGeometry::Vertex.
struct ModelVertex {
    float x, y, z, nx, ny, nz, u, v;
};
/// A corner of a painted triangle of a building.
struct PaintedVertex {
    float x, y, z;
    int8_t nx, ny, nz; ///< normal * 127
    uint8_t kind;      ///< as ChunkGeometry::Vertex
    uint32_t feature;
    float u, v;                     ///< v from the top down
    float left, top, width, height; ///< the picture's place in the texture, 0 to 1; a negative height: it repeats
};
static_assert(sizeof(PaintedVertex) == 44);
/// A corner of a line's quad (line.vert).
struct LineVertex {
    float x, y, z;    ///< this end
    float ox, oy, oz; ///< the other end
    float side, width;
    uint32_t feature;
};

/// A box that stands on a level rectangle, as a point whose fragments find out which of its faces they show: in
/// software a box of a few pixels costs a third of its triangles so, and looks the same.
struct BlockVertex {
    float x, y, bottom;      ///< middle of its foot
    float ux, uy, half, top; ///< half of one side as a vector, of the other one as a length; elevation of the roof
    uint32_t feature;
};
static_assert(sizeof(BlockVertex) == 32);

/// Triangles for the GPU. The bytes are not copied: `keepAlive` holds them until the renderer has let go.
struct MeshData {
    Surface surface = Surface::City;
    const void *vertices = nullptr;
    size_t vertexBytes = 0, vertexCount = 0;
    const void *indices = nullptr; ///< of `indexBytes` each
    size_t indexCount = 0;
    int indexBytes = 4; ///< or 2
    geometry::Vec3 origin{0.0};
    geometry::Box3 bounds; ///< scene
    std::shared_ptr<const void> keepAlive;
    std::function<void()> uploaded; ///< called once: from now on the bytes' values matter to nobody
    int texture = -1;               ///< from `addTexture`; models and painted ones only
    glm::vec4 colour{1.0f};
    quint32 feature = 0; ///< models only: the whole mesh is one feature
};

/// Draws meshes into a texture when told to. Main thread only; one in a process.
class Engine
{
public:
    explicit Engine(std::function<void(const QString &)> failed);
    ~Engine();
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    /// It draws with the processor: what costs least then is not what a graphics card is best at.
    bool isSoftware() const;

    /// Pixels of the picture.
    void resize(const QSize &pixels);
    /// The OpenGL texture that holds the picture (bottom row first); 0 until the first frame.
    quint32 texture() const;
    QSize size() const;
    /// Draws into this part of the sides only (0 to 1, from the lower left), which is to be shown stretched: what a
    /// machine can do that is too slow for all pixels. Costs nothing to change.
    void setScale(double scale);
    /// The part of the picture that is drawn, pixels.
    QSize drawnSize() const;
    /// Takes in what changed, uploads included, and draws nothing.
    void takeIn();
    /// Takes in what changed and draws once, in this call.
    void renderFrame();

    /// `close`: what is nearer than the projection's near plane is drawn by it, after and over the rest, with depths of
    /// its own: one depth buffer does not reach from a hand's breadth to the horizon.
    void setCamera(const glm::dmat4 &view, const glm::dmat4 &projection,
                   const std::optional<glm::dmat4> &close = std::nullopt);
    /// What of an entered building is not drawn: the side of the plane that its normal points to, and its shell above a
    /// height. All of it is drawn where they are none.
    void setSection(const std::optional<std::pair<geometry::Vec3, geometry::Vec3>> &pointAndNormal);
    void setShellTop(std::optional<double> height);
    /// The section's faces end at this height.
    void setSectionTop(std::optional<double> height);
    /// The colours are compiled into the shaders: another theme costs as much as another choice of effects.
    void setLook(const FrameLook &look);
    /// From where up there may be sky, of the picture's height: -1 is its bottom, 1 its top.
    void setSkyFrom(double height);
    void setEffects(const Effects &effects);
    /// From 0: the next frame becomes the so-many-eth part of a mean of frames, which then is the picture; -1: it is
    /// the picture by itself. With the camera moved by parts of a pixel between them the mean has smooth edges, without
    /// the memory that multisampling takes.
    void setAveraging(int part);
    /// Elevations that shade the city (RGB of RGBA8, see frame.glsl; row 0 southernmost): value 0 is `low`, 255 is
    /// `high`.
    void setShadeMap(const geometry::Box2 &area, int width, int height, const QByteArray &rgba, double low,
                     double high);
    /// Where ground and what lies on it have a hole: alpha over half in a picture (RGBA8, row 0 southernmost) over an
    /// area. An empty picture: nowhere.
    void setHole(const geometry::Box2 &area, int width, int height, const QByteArray &rgba);
    /// A picture over the terrain (RGBA8, row 0 northernmost); an empty one takes it away.
    void setImagery(const geometry::Box2 &area, int width, int height, const QByteArray &rgba, double opacity);

    /// A layer owns the state of its features: `rows` of StateColumns texels.
    int addLayer(int rows);
    void removeLayer(int layer);
    /// RGBA8 texels of whole rows.
    void updateState(int layer, int firstRow, int rows, const QByteArray &texels);
    /// Four floats a texel: ground, storey height, top, seed + percent of lit windows.
    void updateInfo(int layer, int firstRow, int rows, const QByteArray &floats);
    void setLayerVisible(int layer, bool visible);
    void setLayerOpacity(int layer, double opacity);
    void setLayerBias(int layer, double units);

    /// How much of the pictures of painted surfaces shows; the rest is the feature's colour.
    void setPaintShare(float share);
    int addTexture(int width, int height, const QByteArray &rgba);
    void removeTexture(int texture);
    int addMesh(int layer, const MeshData &mesh);
    void removeMesh(int mesh);
    void setMeshVisible(int mesh, bool visible);
    /// A mesh made as Surface::City is drawn as Surface::Distant while it is far.
    void setMeshDistant(int mesh, bool distant);
    /// Draws it this far from where it was made.
    void setMeshOffset(int mesh, const geometry::Vec3 &offset);

    /// Waits until the GPU has done all that was asked of it.
    void finish();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
