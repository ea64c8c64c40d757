#pragma once

#include "scene/engine/Engine.h"
#include "scene/engine/Materials.h"

#include <QHash>
#include <QMatrix4x4>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QVector2D>
#include <QVector3D>
#include <QVector4D>
#include <Qt3DCore/QAspectEngine>
#include <Qt3DCore/QEntity>
#include <Qt3DCore/QTransform>
#include <Qt3DRender/QBlitFramebuffer>
#include <Qt3DRender/QCameraLens>
#include <Qt3DRender/QGeometryRenderer>
#include <Qt3DRender/QLayer>
#include <Qt3DRender/QMaterial>
#include <Qt3DRender/QParameter>
#include <Qt3DRender/QRenderPassFilter>
#include <Qt3DRender/QRenderSettings>
#include <Qt3DRender/QRenderSurfaceSelector>
#include <Qt3DRender/QRenderTarget>
#include <Qt3DRender/QRenderTargetSelector>
#include <Qt3DRender/QSubtreeEnabler>
#include <Qt3DRender/QTechniqueFilter>
#include <Qt3DRender/QTexture>
#include <Qt3DRender/QViewport>

#include <glm/gtc/type_ptr.hpp>

#include <deque>

namespace scene
{

inline QVector2D qt(const glm::vec2 &v)
{
    return {v.x, v.y};
}
inline QVector3D qt(const glm::vec3 &v)
{
    return {v.x, v.y, v.z};
}
inline QVector4D qt(const glm::vec4 &v)
{
    return {v.x, v.y, v.z, v.w};
}
inline QMatrix4x4 qt(const glm::dmat4 &m)
{
    return QMatrix4x4(glm::value_ptr(glm::transpose(glm::mat4(m))));
}

/// One level, nothing between its texels.
Qt3DRender::QTexture2D *dataTexture(Qt3DCore::QNode *parent, int width, int height,
                                    Qt3DRender::QAbstractTexture::TextureFormat format);
/// Whole rows from `row` on, `texel` bytes each texel.
void upload(Qt3DRender::QAbstractTexture *texture, int row, int width, int height, const QByteArray &bytes, int texel,
            QOpenGLTexture::TextureFormat format, QOpenGLTexture::PixelFormat pixel, QOpenGLTexture::PixelType type);
void uploadRgba(Qt3DRender::QAbstractTexture *texture, int row, int width, int height, const QByteArray &rgba);

/// The nodes of Qt 3D behind an Engine.
struct Engine::Impl {
    struct LayerNodes {
        Qt3DCore::QEntity *root = nullptr;
        Qt3DRender::QTexture2D *state = nullptr, *info = nullptr;
        Qt3DRender::QParameter *stateParameter = nullptr, *infoParameter = nullptr, *opacity = nullptr, *bias = nullptr;
        Qt3DRender::QMaterial *materials[SurfaceCount] = {};
        bool translucent = false;
        int rows = 0;
    };

    struct MeshNodes {
        Qt3DCore::QEntity *entity = nullptr;
        std::shared_ptr<const void> keepAlive;
        geometry::Vec3 origin{0.0};
        int layer = 0;
        bool distant = false;
    };

    Impl(std::function<void(const QString &)> onFailure);

    Qt3DRender::QParameter *shared(const char *name, const QVariant &value = {});
    Qt3DRender::QRenderPassFilter *passFilter(Qt3DCore::QNode *parent, const QString &name);
    void buildTarget();
    void buildMultisampleTarget();
    void buildMeanTarget();
    struct Camera;
    Qt3DCore::QEntity *fullScreen(Qt3DRender::QEffect *effect);
    Camera buildCamera();
    void buildFrameGraph();
    void buildPasses(Qt3DRender::QFrameGraphNode *parent, bool sky);
    void applyEffects();
    void applyScale();
    /// A smooth picture over an area (RGBA8) for all shaders.
    Qt3DRender::QTexture2D *picture(const char *name, int width, int height, const QByteArray &rgba);
    Qt3DRender::QMaterial *material(LayerNodes &layer, Surface surface);
    Qt3DCore::QEntity *makeEntity(LayerNodes &layer, const MeshData &mesh);

    std::function<void(const QString &)> failed;
    QOffscreenSurface surface;
    std::unique_ptr<QOpenGLContext> waiting; ///< for finish()
    Qt3DCore::QEntity *root = nullptr;
    std::unique_ptr<Materials> materials;

    Qt3DRender::QRenderSettings *settings = nullptr;
    Qt3DRender::QRenderSurfaceSelector *selector = nullptr;
    Qt3DRender::QTechniqueFilter *globals = nullptr;
    QHash<QByteArray, Qt3DRender::QParameter *> parameters;
    Qt3DRender::QRenderTarget *target = nullptr, *multisampleTarget = nullptr, *meanTarget = nullptr;
    Qt3DRender::QTexture2D *colour = nullptr, *mean = nullptr, *shade = nullptr, *imagery = nullptr, *hole = nullptr;
    Qt3DRender::QRenderTargetSelector *targetSelector = nullptr, *meanSelector = nullptr;
    Qt3DRender::QViewport *viewport = nullptr;
    Qt3DRender::QGeometryRenderer *screenMesh = nullptr;
    Qt3DRender::QBlitFramebuffer *blit = nullptr;
    Qt3DRender::QSubtreeEnabler *drawing = nullptr, *resolve = nullptr, *averaging = nullptr, *closeUp = nullptr;
    /// Something has changed that Qt 3D shows only in the second frame after it.
    bool changed = true;
    /// Filters that choose a pass by its name and the effects' variant.
    std::vector<std::pair<Qt3DRender::QRenderPassFilter *, QString>> passes;
    Qt3DRender::QLayer *translucent = nullptr;
    struct Camera {
        Qt3DCore::QEntity *entity = nullptr;
        Qt3DRender::QCameraLens *lens = nullptr;
        Qt3DCore::QTransform *transform = nullptr;
    } camera, closeCamera;

    bool software = true;
    QSize size{16, 16}, drawn{16, 16}, multisampleSize, meanSize;
    double scale = 1;
    Effects effects;
    QByteArray colours; ///< of the theme, as the shaders have them
    bool hasImagery = false, hasShade = false, hasHole = false;

    int next = 1;
    QHash<int, LayerNodes> layers;
    QHash<int, MeshNodes> meshes;
    QHash<int, Qt3DRender::QTexture2D *> textures;
    /// What removed meshes pointed to, with the frames it still has to live: the backend lets go a frame later.
    std::deque<std::pair<std::shared_ptr<const void>, int>> retired;
    /// Whom to tell that the bytes of a new mesh have been copied, with the frames until then.
    struct Fresh {
        std::function<void()> uploaded;
        int mesh, frames;
    };
    std::vector<Fresh> fresh;
    /// The last, so that it goes first: as it goes, its nodes still reach for the surface and for the meshes' bytes.
    Qt3DCore::QAspectEngine engine;
};

}
