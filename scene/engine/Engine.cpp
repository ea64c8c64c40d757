#include "scene/engine/Engine.h"

#include "scene/engine/Materials.h"

#include <QHash>
#include <QMatrix4x4>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFramebufferObject>
#include <QOpenGLFunctions>
#include <QVector2D>
#include <QVector3D>
#include <QVector4D>
#include <Qt3DCore/QAspectEngine>
#include <Qt3DCore/QAttribute>
#include <Qt3DCore/QBuffer>
#include <Qt3DCore/QEntity>
#include <Qt3DCore/QGeometry>
#include <Qt3DCore/QTransform>
#include <Qt3DRender/QBlitFramebuffer>
#include <Qt3DRender/QCameraLens>
#include <Qt3DRender/QCameraSelector>
#include <Qt3DRender/QClearBuffers>
#include <Qt3DRender/QFilterKey>
#include <Qt3DRender/QFrustumCulling>
#include <Qt3DRender/QGeometryRenderer>
#include <Qt3DRender/QLayer>
#include <Qt3DRender/QLayerFilter>
#include <Qt3DRender/QMaterial>
#include <Qt3DRender/QNoDraw>
#include <Qt3DRender/QParameter>
#include <Qt3DRender/QRenderAspect>
#include <Qt3DRender/QRenderPassFilter>
#include <Qt3DRender/QRenderSettings>
#include <Qt3DRender/QRenderSurfaceSelector>
#include <Qt3DRender/QRenderTarget>
#include <Qt3DRender/QRenderTargetOutput>
#include <Qt3DRender/QRenderTargetSelector>
#include <Qt3DRender/QSortPolicy>
#include <Qt3DRender/QSubtreeEnabler>
#include <Qt3DRender/QTechniqueFilter>
#include <Qt3DRender/QTexture>
#include <Qt3DRender/QTextureDataUpdate>
#include <Qt3DRender/QTextureImageData>
#include <Qt3DRender/QTextureWrapMode>
#include <Qt3DRender/QViewport>

#include <glm/gtc/type_ptr.hpp>

#include <deque>

using namespace Qt3DRender;
using Qt3DCore::QAttribute;
using Qt3DCore::QEntity;

namespace scene
{

namespace
{

QVector2D qt(const glm::vec2 &v)
{
    return {v.x, v.y};
}
QVector3D qt(const glm::vec3 &v)
{
    return {v.x, v.y, v.z};
}
QVector4D qt(const glm::vec4 &v)
{
    return {v.x, v.y, v.z, v.w};
}
QMatrix4x4 qt(const glm::dmat4 &m)
{
    return QMatrix4x4(glm::value_ptr(glm::transpose(glm::mat4(m))));
}

struct LayerNodes {
    QEntity *root = nullptr;
    QTexture2D *state = nullptr, *info = nullptr;
    QParameter *stateParameter = nullptr, *infoParameter = nullptr, *opacity = nullptr, *bias = nullptr;
    QMaterial *materials[SurfaceCount] = {};
    bool translucent = false;
    int rows = 0;
};

struct MeshNodes {
    QEntity *entity = nullptr;
    std::shared_ptr<const void> keepAlive;
    geometry::Vec3 origin{0.0};
    int layer = 0;
    bool distant = false;
};

QTexture2D *dataTexture(Qt3DCore::QNode *parent, int width, int height, QAbstractTexture::TextureFormat format)
{
    auto *texture = new QTexture2D(parent);
    texture->setFormat(format);
    texture->setSize(width, height);
    texture->setGenerateMipMaps(false);
    texture->setMinificationFilter(QAbstractTexture::Nearest);
    texture->setMagnificationFilter(QAbstractTexture::Nearest);
    texture->setWrapMode(QTextureWrapMode(QTextureWrapMode::ClampToEdge));
    return texture;
}

void upload(QAbstractTexture *texture, int row, int width, int height, const QByteArray &bytes, int texel,
            QOpenGLTexture::TextureFormat format, QOpenGLTexture::PixelFormat pixel, QOpenGLTexture::PixelType type)
{
    auto data = QTextureImageDataPtr::create();
    data->setTarget(QOpenGLTexture::Target2D);
    data->setWidth(width);
    data->setHeight(height);
    data->setDepth(1);
    data->setFaces(1);
    data->setLayers(1);
    data->setMipLevels(1);
    data->setFormat(format);
    data->setPixelFormat(pixel);
    data->setPixelType(type);
    data->setData(bytes, texel, false);
    QTextureDataUpdate update;
    update.setY(row);
    update.setData(data);
    texture->updateData(update);
}

}

struct Engine::Impl {
    Impl(std::function<void(const QString &)> onFailure);

    QParameter *shared(const char *name, const QVariant &value = {});
    QRenderPassFilter *passFilter(Qt3DCore::QNode *parent, const QString &name);
    void buildTarget();
    void buildMultisampleTarget();
    void buildMeanTarget();
    struct Camera;
    QEntity *fullScreen(QEffect *effect);
    Camera buildCamera();
    void buildFrameGraph();
    void buildPasses(QFrameGraphNode *parent, bool sky);
    void applyEffects();
    void applyScale();
    QMaterial *material(LayerNodes &layer, Surface surface);
    QEntity *makeEntity(LayerNodes &layer, const MeshData &mesh);

    std::function<void(const QString &)> failed;
    QOffscreenSurface surface;
    std::unique_ptr<QOpenGLContext> waiting; ///< for finish()
    QEntity *root = nullptr;
    std::unique_ptr<Materials> materials;

    QRenderSettings *settings = nullptr;
    QRenderSurfaceSelector *selector = nullptr;
    QTechniqueFilter *globals = nullptr;
    QHash<QByteArray, QParameter *> parameters;
    QRenderTarget *target = nullptr, *multisampleTarget = nullptr, *meanTarget = nullptr;
    QTexture2D *colour = nullptr, *mean = nullptr, *shade = nullptr, *imagery = nullptr, *hole = nullptr;
    QRenderTargetSelector *targetSelector = nullptr, *meanSelector = nullptr;
    QViewport *viewport = nullptr;
    QGeometryRenderer *screenMesh = nullptr;
    QBlitFramebuffer *blit = nullptr;
    QSubtreeEnabler *drawing = nullptr, *resolve = nullptr, *averaging = nullptr, *closeUp = nullptr;
    /// Something has changed that Qt 3D shows only in the second frame after it.
    bool changed = true;
    /// Filters that choose a pass by its name and the effects' variant.
    std::vector<std::pair<QRenderPassFilter *, QString>> passes;
    QLayer *translucent = nullptr;
    struct Camera {
        QEntity *entity = nullptr;
        QCameraLens *lens = nullptr;
        Qt3DCore::QTransform *transform = nullptr;
    } camera, closeCamera;

    QSize size{16, 16}, drawn{16, 16}, multisampleSize, meanSize;
    double scale = 1;
    Effects effects;
    FrameLook look;
    bool hasImagery = false, hasShade = false, hasHole = false;

    int next = 1;
    QHash<int, LayerNodes> layers;
    QHash<int, MeshNodes> meshes;
    QHash<int, QTexture2D *> textures;
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

Engine::Impl::Impl(std::function<void(const QString &)> onFailure) : failed(std::move(onFailure))
{
    surface.setFormat(QSurfaceFormat::defaultFormat());
    surface.create();
    root = new QEntity;
    materials = std::make_unique<Materials>(root, failed);
    settings = new QRenderSettings;
    settings->setRenderPolicy(QRenderSettings::Always); // frames come from renderFrame() only
    buildTarget();
    camera = buildCamera();
    closeCamera = buildCamera();
    buildFrameGraph();
    root->addComponent(settings);

    fullScreen(materials->sky())->setParent(root);
    fullScreen(materials->mean())->setParent(root);

    applyEffects();
    engine.setRunMode(Qt3DCore::QAspectEngine::Manual);
    engine.registerAspect(new QRenderAspect(QRenderAspect::Automatic));
    engine.setRootEntity(Qt3DCore::QEntityPtr(root));
}

QEntity *Engine::Impl::fullScreen(QEffect *effect)
{
    if (!screenMesh) {
        screenMesh = new QGeometryRenderer(root);
        auto *geometry = new Qt3DCore::QGeometry;
        const float corners[9] = {-1, -1, 0, 3, -1, 0, -1, 3, 0};
        auto *buffer = new Qt3DCore::QBuffer(geometry);
        buffer->setData(QByteArray(reinterpret_cast<const char *>(corners), sizeof corners));
        geometry->addAttribute(
            new QAttribute(buffer, QAttribute::defaultPositionAttributeName(), QAttribute::Float, 3, 3, 0, 12));
        screenMesh->setGeometry(geometry);
        screenMesh->setVertexCount(3);
    }
    auto *entity = new QEntity;
    entity->addComponent(screenMesh);
    auto *material = new QMaterial;
    material->setEffect(effect);
    entity->addComponent(material);
    return entity;
}

QParameter *Engine::Impl::shared(const char *name, const QVariant &value)
{
    QParameter *&parameter = parameters[name];
    if (!parameter) {
        parameter = new QParameter(QString::fromLatin1(name), value);
        globals->addParameter(parameter);
    } else if (value.isValid()) {
        parameter->setValue(value);
    }
    return parameter;
}

QRenderPassFilter *Engine::Impl::passFilter(Qt3DCore::QNode *parent, const QString &name)
{
    auto *filter = new QRenderPassFilter(parent);
    auto *key = new QFilterKey(filter);
    key->setName(QStringLiteral("pass"));
    key->setValue(name);
    filter->addMatch(key);
    return filter;
}

static QRenderTargetOutput *output(QRenderTargetOutput::AttachmentPoint point, QAbstractTexture *texture)
{
    auto *result = new QRenderTargetOutput;
    result->setAttachmentPoint(point);
    result->setTexture(texture);
    return result;
}

void Engine::Impl::buildTarget()
{
    changed = true;
    // Made anew for every size: a target whose textures are resized sometimes keeps drawing into the old ones.
    QRenderTarget *old = target;
    target = new QRenderTarget;
    colour = dataTexture(target, size.width(), size.height(), QAbstractTexture::RGBA8_UNorm);
    colour->setMinificationFilter(QAbstractTexture::Linear);
    colour->setMagnificationFilter(QAbstractTexture::Linear);
    auto *depth = dataTexture(target, size.width(), size.height(), QAbstractTexture::D24);
    target->addOutput(output(QRenderTargetOutput::Color0, colour));
    target->addOutput(output(QRenderTargetOutput::Depth, depth));
    target->setParent(root);
    if (blit)
        blit->setDestination(target);
    if (targetSelector)
        targetSelector->setTarget(target);
    if (globals)
        shared("pictureTexture", QVariant::fromValue(colour));
    delete old;
}

void Engine::Impl::buildMeanTarget()
{
    changed = true;
    QRenderTarget *old = meanTarget;
    meanTarget = new QRenderTarget;
    mean = dataTexture(meanTarget, size.width(), size.height(), QAbstractTexture::RGBA8_UNorm);
    meanTarget->addOutput(output(QRenderTargetOutput::Color0, mean));
    meanTarget->setParent(root);
    meanSize = size;
    meanSelector->setTarget(meanTarget);
    delete old;
}

void Engine::Impl::buildMultisampleTarget()
{
    QRenderTarget *old = multisampleTarget;
    multisampleTarget = new QRenderTarget;
    const auto texture = [this](QAbstractTexture::TextureFormat format) {
        auto *result = new QTexture2DMultisample(multisampleTarget);
        result->setFormat(format);
        result->setSize(size.width(), size.height());
        result->setSamples(4);
        result->setGenerateMipMaps(false);
        return result;
    };
    multisampleTarget->addOutput(output(QRenderTargetOutput::Color0, texture(QAbstractTexture::RGBA8_UNorm)));
    multisampleTarget->addOutput(output(QRenderTargetOutput::Depth, texture(QAbstractTexture::D24)));
    multisampleTarget->setParent(root);
    multisampleSize = size;
    blit->setSource(multisampleTarget);
    delete old;
}

Engine::Impl::Camera Engine::Impl::buildCamera()
{
    Camera made{new QEntity, new QCameraLens, new Qt3DCore::QTransform};
    made.entity->addComponent(made.lens);
    made.entity->addComponent(made.transform);
    made.entity->setParent(root);
    return made;
}

void Engine::Impl::buildPasses(QFrameGraphNode *parent, bool sky)
{
    const auto pass = [this](Qt3DCore::QNode *under, const char *name) {
        passes.emplace_back(passFilter(under, QString::fromLatin1(name) + QLatin1Char('0')), QString::fromLatin1(name));
    };
    auto *culling = new QFrustumCulling(parent);
    auto *solid = new QLayerFilter(culling);
    solid->addLayer(translucent);
    solid->setFilterMode(QLayerFilter::DiscardAnyMatchingLayers);
    auto *sort = new QSortPolicy(solid);
    sort->setSortTypes(QList<QSortPolicy::SortType>{QSortPolicy::FrontToBack});
    pass(sort, "opaque");
    pass(solid, "flat");
    pass(solid, "base");
    if (sky)
        passFilter(parent, QStringLiteral("sky"));
    // After the sky, of which glass and fine lines let something through: branches are drawn in the order of their
    // nodes.
    auto *cullingGlass = new QFrustumCulling(parent);
    auto *glassy = new QLayerFilter(cullingGlass);
    glassy->addLayer(translucent);
    glassy->setFilterMode(QLayerFilter::AcceptAnyMatchingLayers);
    auto *sortBack = new QSortPolicy(glassy);
    sortBack->setSortTypes(QList<QSortPolicy::SortType>{QSortPolicy::BackToFront});
    pass(sortBack, "blend");
    pass(cullingGlass, "line");
}

void Engine::Impl::buildFrameGraph()
{
    selector = new QRenderSurfaceSelector;
    selector->setSurface(&surface);
    selector->setExternalRenderTargetSize(size);
    // Without a branch that can be walked Qt 3D would wait for one.
    new QNoDraw(selector);
    drawing = new QSubtreeEnabler(selector);
    globals = new QTechniqueFilter(drawing);

    targetSelector = new QRenderTargetSelector(globals);
    targetSelector->setTarget(target);
    viewport = new QViewport(targetSelector);
    auto *cameraSelector = new QCameraSelector(viewport);
    cameraSelector->setCamera(camera.entity);
    auto *clear = new QClearBuffers(cameraSelector);
    clear->setBuffers(QClearBuffers::ColorDepthBuffer);
    clear->setClearColor(Qt::black);
    new QNoDraw(clear);

    translucent = new QLayer(root);
    translucent->setRecursive(true);
    buildPasses(cameraSelector, true);

    closeUp = new QSubtreeEnabler(viewport);
    closeUp->setEnabled(false);
    auto *closeSelector = new QCameraSelector(closeUp);
    closeSelector->setCamera(closeCamera.entity);
    auto *clearDepth = new QClearBuffers(closeSelector);
    clearDepth->setBuffers(QClearBuffers::DepthBuffer);
    new QNoDraw(clearDepth);
    buildPasses(closeSelector, false);

    resolve = new QSubtreeEnabler(globals);
    resolve->setEnabled(false);
    blit = new QBlitFramebuffer(resolve);
    blit->setDestination(target);
    blit->setSourceAttachmentPoint(QRenderTargetOutput::Color0);
    blit->setDestinationAttachmentPoint(QRenderTargetOutput::Color0);
    // 6.4 takes the two the wrong way round: this asks for GL_NEAREST, which depth needs.
    blit->setInterpolationMethod(QBlitFramebuffer::Linear);
    new QNoDraw(blit);

    averaging = new QSubtreeEnabler(globals);
    averaging->setEnabled(false);
    meanSelector = new QRenderTargetSelector(averaging);
    auto *meanCamera = new QCameraSelector(new QViewport(meanSelector));
    meanCamera->setCamera(camera.entity);
    passFilter(meanCamera, QStringLiteral("mean"));
    shared("pictureTexture", QVariant::fromValue(colour));
    settings->setActiveFrameGraph(selector);
}

void Engine::Impl::applyEffects()
{
    changed = true;
    Effects now = effects;
    now.ambient = now.ambient && hasShade;
    now.shadows = now.shadows && hasShade;
    const int variant = materials->prepare(now, hasImagery, hasHole);
    for (const auto &[filter, name] : passes)
        filter->matchAny().constFirst()->setValue(name + QString::number(variant));
    if (now.multisample && multisampleSize != size)
        buildMultisampleTarget();
    targetSelector->setTarget(now.multisample ? multisampleTarget : target);
    resolve->setEnabled(now.multisample);
    blit->setSourceRect(QRectF(QPointF(), size));
    blit->setDestinationRect(QRectF(QPointF(), size));
}

void Engine::Impl::applyScale()
{
    const auto part = [this](int side) { return std::clamp(int(std::lround(side * scale)), 16, side); };
    drawn = QSize(part(size.width()), part(size.height()));
    // Qt 3D counts from the top, and cuts fractions of a pixel off.
    constexpr double Rounded = 0.25;
    const double across = std::min((drawn.width() + Rounded) / size.width(), 1.0),
                 up = std::min((drawn.height() + Rounded) / size.height(), 1.0);
    viewport->setNormalizedRect(QRectF(0, 1 - up, across, up));
    shared("viewport", qt(glm::vec2(float(drawn.width()), float(drawn.height()))));
}

Engine::Engine(std::function<void(const QString &)> failed) : m_impl(std::make_unique<Impl>(std::move(failed)))
{
    setLook({});
    setSection({});
    setShellTop({});
    setSectionTop({});
}

Engine::~Engine() = default;

void Engine::resize(const QSize &pixels)
{
    const QSize size = pixels.expandedTo(QSize(16, 16));
    if (size == m_impl->size)
        return;
    m_impl->size = size;
    m_impl->selector->setExternalRenderTargetSize(size);
    m_impl->buildTarget();
    m_impl->applyScale();
    m_impl->applyEffects();
}

void Engine::setScale(double scale)
{
    if (scale == m_impl->scale)
        return;
    m_impl->scale = scale;
    m_impl->applyScale();
}

QSize Engine::drawnSize() const
{
    return m_impl->drawn;
}

quint32 Engine::texture() const
{
    const Impl &d = *m_impl;
    return (d.averaging->isEnabled() ? d.mean : d.colour)->handle().toUInt();
}

QSize Engine::size() const
{
    return m_impl->size;
}

void Engine::takeIn()
{
    Impl &d = *m_impl;
    if (!std::exchange(d.changed, false))
        return;
    d.drawing->setEnabled(false);
    d.engine.processFrame();
    d.drawing->setEnabled(true);
}

void Engine::renderFrame()
{
    Impl &d = *m_impl;
    takeIn();
    d.engine.processFrame();
    for (auto &entry : d.retired)
        --entry.second;
    while (!d.retired.empty() && d.retired.front().second <= 0)
        d.retired.pop_front();
    // What is hidden, or whose layer is, may not have gone to the GPU however long it is there.
    std::erase_if(d.fresh, [&d](Impl::Fresh &fresh) {
        const auto mesh = d.meshes.constFind(fresh.mesh);
        if (mesh == d.meshes.constEnd())
            return true;
        const bool drawn = mesh->entity->isEnabled() && mesh->entity->parentNode()->isEnabled();
        if (!drawn || --fresh.frames > 0)
            return false;
        fresh.uploaded();
        return true;
    });
}

static void place(Qt3DCore::QTransform *transform, const glm::dmat4 &view)
{
    const glm::dmat4 world = glm::inverse(view);
    transform->setTranslation(qt(glm::vec3(world[3])));
    const glm::mat3 turn(world);
    transform->setRotation(QQuaternion::fromAxes(qt(turn[0]), qt(turn[1]), qt(turn[2])));
}

void Engine::setCamera(const glm::dmat4 &view, const glm::dmat4 &projection, const std::optional<glm::dmat4> &close)
{
    Impl &d = *m_impl;
    place(d.camera.transform, view);
    d.camera.lens->setProjectionMatrix(qt(projection));
    if (close) {
        place(d.closeCamera.transform, view);
        d.closeCamera.lens->setProjectionMatrix(qt(*close));
    }
    if (d.closeUp->isEnabled() != close.has_value())
        d.closeUp->setEnabled(close.has_value());
}

void Engine::setSection(const std::optional<std::pair<geometry::Vec3, geometry::Vec3>> &pointAndNormal)
{
    // What gives a negative distance is cut off.
    QVector4D plane(0, 0, 0, 1);
    if (pointAndNormal) {
        const auto &[point, normal] = *pointAndNormal;
        plane = qt(glm::vec4(-normal, glm::dot(normal, point)));
    }
    m_impl->shared("sectionPlane", plane);
}

void Engine::setShellTop(std::optional<double> height)
{
    m_impl->shared("shellTop", float(height.value_or(1e6)));
}

void Engine::setLook(const FrameLook &look)
{
    Impl &d = *m_impl;
    d.look = look;
    d.shared("sunDirection", qt(look.sunDirection));
    d.shared("light", qt(look.light));
    d.shared("haze", qt(look.haze));
    d.shared("vignette", qt(look.vignette));
    d.shared("skyTop", qt(look.skyTop));
    d.shared("accent", qt(look.accent));
    d.shared("dimmed", qt(look.dimmed));
    d.shared("sky", qt(look.skyMirror));
    d.shared("glass", qt(look.glass));
    d.shared("lamp", qt(look.lamp));
    d.shared("roofGain", qt(look.roofGain));
    d.shared("foliageGain", qt(look.foliageGain));
    d.shared("edgeGain", look.edgeGain);
    d.shared("grain", look.grain);
    d.shared("shadeOnGround", look.shadeOnGround);
    d.shared("imageryTone", look.imageryTone);
    d.shared("modelTone", look.modelTone);
    d.shared("lineScale", look.lineScale);
    d.shared("insideEdge", qt(look.insideEdge));
    d.shared("insideCut", qt(look.insideCut));
    d.shared("shell", qt(look.shell));
}

void Engine::setEffects(const Effects &effects)
{
    if (m_impl->effects == effects)
        return;
    m_impl->effects = effects;
    m_impl->applyEffects();
}

void Engine::setAveraging(int part)
{
    Impl &d = *m_impl;
    if (part >= 0) {
        if (d.meanSize != d.size)
            d.buildMeanTarget();
        d.shared("share", 1.0f / float(part + 1));
    }
    d.averaging->setEnabled(part >= 0);
}

void Engine::setShadeMap(const geometry::Box2 &area, int width, int height, const QByteArray &rgba, double low,
                         double high)
{
    m_impl->changed = true;
    Impl &d = *m_impl;
    QTexture2D *old = d.shade;
    d.shade = dataTexture(d.root, width, height, QAbstractTexture::RGBA8_UNorm);
    d.shade->setMinificationFilter(QAbstractTexture::Linear);
    d.shade->setMagnificationFilter(QAbstractTexture::Linear);
    upload(d.shade, 0, width, height, rgba, 4, QOpenGLTexture::RGBA8_UNorm, QOpenGLTexture::RGBA,
           QOpenGLTexture::UInt8);
    d.shared("shadeMap", QVariant::fromValue(d.shade));
    const geometry::Vec2 extent = area.size();
    d.shared("shadeArea", QVector4D(float(area.min.x), float(area.min.y), float(1 / extent.x), float(1 / extent.y)));
    d.shared("shadeRange", QVector2D(float(low), float(high - low)));
    delete old;
    d.hasShade = true;
    d.applyEffects();
}

void Engine::setHole(const geometry::Box2 &area, int width, int height, const QByteArray &rgba)
{
    m_impl->changed = true;
    Impl &d = *m_impl;
    d.hasHole = !rgba.isEmpty();
    if (d.hasHole) {
        QTexture2D *old = d.hole;
        d.hole = dataTexture(d.root, width, height, QAbstractTexture::RGBA8_UNorm);
        d.hole->setMinificationFilter(QAbstractTexture::Linear);
        d.hole->setMagnificationFilter(QAbstractTexture::Linear);
        upload(d.hole, 0, width, height, rgba, 4, QOpenGLTexture::RGBA8_UNorm, QOpenGLTexture::RGBA,
               QOpenGLTexture::UInt8);
        d.shared("hole", QVariant::fromValue(d.hole));
        const geometry::Vec2 extent = area.size();
        d.shared("holeArea", QVector4D(float(area.min.x), float(area.min.y), float(1 / extent.x), float(1 / extent.y)));
        delete old; // the last one stays: a parameter without a texture is complained about every frame
    }
    d.applyEffects();
}

void Engine::setImagery(const geometry::Box2 &area, int width, int height, const QByteArray &rgba, double opacity)
{
    m_impl->changed = true;
    Impl &d = *m_impl;
    QTexture2D *old = d.imagery;
    d.imagery = nullptr;
    d.hasImagery = !rgba.isEmpty();
    if (d.hasImagery) {
        d.imagery = dataTexture(d.root, width, height, QAbstractTexture::RGBA8_UNorm);
        d.imagery->setMinificationFilter(QAbstractTexture::Linear);
        d.imagery->setMagnificationFilter(QAbstractTexture::Linear);
        upload(d.imagery, 0, width, height, rgba, 4, QOpenGLTexture::RGBA8_UNorm, QOpenGLTexture::RGBA,
               QOpenGLTexture::UInt8);
        d.shared("imagery", QVariant::fromValue(d.imagery));
        // Row 0 is the northernmost, so the second coordinate runs from the north downwards.
        const geometry::Vec2 extent = area.size();
        d.shared("imageryArea",
                 QVector4D(float(area.min.x), float(area.max.y), float(1 / extent.x), float(-1 / extent.y)));
        d.shared("imageryOpacity", float(opacity));
    }
    delete old;
    d.applyEffects();
}

void Engine::setSectionTop(std::optional<double> height)
{
    m_impl->shared("sectionTop", float(height.value_or(1e6)));
}

int Engine::addLayer(int rows)
{
    m_impl->changed = true;
    Impl &d = *m_impl;
    LayerNodes layer;
    layer.rows = std::max(rows, 1);
    layer.root = new QEntity;
    layer.state = dataTexture(layer.root, StateColumns, layer.rows, QAbstractTexture::RGBA8_UNorm);
    layer.info = dataTexture(layer.root, StateColumns, layer.rows, QAbstractTexture::RGBA32F);
    layer.stateParameter = new QParameter(QStringLiteral("stateTexture"), QVariant::fromValue(layer.state), layer.root);
    layer.infoParameter = new QParameter(QStringLiteral("infoTexture"), QVariant::fromValue(layer.info), layer.root);
    layer.opacity = new QParameter(QStringLiteral("layerOpacity"), 1.0f, layer.root);
    layer.bias = new QParameter(QStringLiteral("layerBias"), 0.0f, layer.root);
    layer.root->setParent(d.root);
    const int id = d.next++;
    d.layers.insert(id, layer);
    return id;
}

void Engine::removeLayer(int layer)
{
    m_impl->changed = true;
    const LayerNodes nodes = m_impl->layers.take(layer);
    for (auto it = m_impl->meshes.begin(); it != m_impl->meshes.end();) {
        if (it->entity->parentNode() == nodes.root) {
            m_impl->retired.emplace_back(it->keepAlive, 4);
            it = m_impl->meshes.erase(it);
        } else {
            ++it;
        }
    }
    // One by one, and what draws first: a node that goes with its parent stays in Qt 3D 6.4's queue of nodes to be made
    // known, and the next frame reaches for it.
    const auto children = nodes.root->childNodes();
    for (Qt3DCore::QNode *child : children)
        if (qobject_cast<QEntity *>(child))
            delete child;
    qDeleteAll(nodes.root->childNodes());
    delete nodes.root;
}

void Engine::updateState(int layer, int firstRow, int rows, const QByteArray &texels)
{
    m_impl->changed = true;
    upload(m_impl->layers[layer].state, firstRow, StateColumns, rows, texels, 4, QOpenGLTexture::RGBA8_UNorm,
           QOpenGLTexture::RGBA, QOpenGLTexture::UInt8);
}

void Engine::updateInfo(int layer, int firstRow, int rows, const QByteArray &floats)
{
    m_impl->changed = true;
    upload(m_impl->layers[layer].info, firstRow, StateColumns, rows, floats, 16, QOpenGLTexture::RGBA32F,
           QOpenGLTexture::RGBA, QOpenGLTexture::Float32);
}

void Engine::setLayerVisible(int layer, bool visible)
{
    QEntity *root = m_impl->layers[layer].root;
    if (root->isEnabled() == visible)
        return;
    m_impl->changed = true;
    root->setEnabled(visible);
}

void Engine::setLayerOpacity(int layer, double opacity)
{
    LayerNodes &nodes = m_impl->layers[layer];
    nodes.opacity->setValue(float(opacity));
    const bool translucent = opacity < 0.999;
    if (translucent == nodes.translucent)
        return;
    nodes.translucent = translucent;
    m_impl->changed = true;
    if (translucent)
        nodes.root->addComponent(m_impl->translucent);
    else
        nodes.root->removeComponent(m_impl->translucent);
}

void Engine::setLayerBias(int layer, double units)
{
    m_impl->layers[layer].bias->setValue(float(units));
}

void Engine::setPaintShare(float share)
{
    m_impl->shared("paintShare", share);
}

int Engine::addTexture(int width, int height, const QByteArray &rgba)
{
    m_impl->changed = true;
    QTexture2D *texture = dataTexture(m_impl->root, width, height, QAbstractTexture::RGBA8_UNorm);
    texture->setMinificationFilter(QAbstractTexture::LinearMipMapLinear);
    texture->setMagnificationFilter(QAbstractTexture::Linear);
    texture->setGenerateMipMaps(true);
    texture->setWrapMode(QTextureWrapMode(QTextureWrapMode::Repeat));
    upload(texture, 0, width, height, rgba, 4, QOpenGLTexture::RGBA8_UNorm, QOpenGLTexture::RGBA,
           QOpenGLTexture::UInt8);
    const int id = m_impl->next++;
    m_impl->textures.insert(id, texture);
    return id;
}

void Engine::removeTexture(int texture)
{
    m_impl->changed = true;
    delete m_impl->textures.take(texture);
}

QMaterial *Engine::Impl::material(LayerNodes &layer, Surface kind)
{
    QMaterial *&result = layer.materials[size_t(kind)];
    if (!result) {
        result = new QMaterial(layer.root);
        result->setEffect(materials->effect(kind));
        for (QParameter *parameter : {layer.stateParameter, layer.infoParameter, layer.opacity, layer.bias})
            result->addParameter(parameter);
    }
    return result;
}

QEntity *Engine::Impl::makeEntity(LayerNodes &layer, const MeshData &mesh)
{
    const auto raw = [](const void *data, size_t bytes) {
        return QByteArray::fromRawData(static_cast<const char *>(data), qsizetype(bytes));
    };
    auto *geometry = new Qt3DCore::QGeometry;
    auto *vertices = new Qt3DCore::QBuffer(geometry);
    vertices->setData(raw(mesh.vertices, mesh.vertexBytes));
    auto *indices = new Qt3DCore::QBuffer(geometry);
    indices->setData(raw(mesh.indices, mesh.indexCount * size_t(mesh.indexBytes)));
    const uint count = uint(mesh.vertexCount), stride = uint(mesh.vertexBytes / std::max<size_t>(mesh.vertexCount, 1));
    const auto attribute = [&](const char *name, QAttribute::VertexBaseType type, uint width, uint offset) {
        geometry->addAttribute(new QAttribute(vertices, QString::fromLatin1(name), type, width, count, offset, stride));
    };
    attribute("vertexPosition", QAttribute::Float, 3, 0);
    switch (mesh.surface) {
    case Surface::Line:
    case Surface::InsideLine:
        attribute("vertexOther", QAttribute::Float, 3, 12);
        attribute("vertexSide", QAttribute::Float, 2, 24);
        attribute("vertexFeature", QAttribute::UnsignedInt, 1, 32);
        break;
    case Surface::Painted:
        attribute("vertexNormal", QAttribute::Byte, 3, 12);
        attribute("vertexKind", QAttribute::UnsignedByte, 1, 15);
        attribute("vertexFeature", QAttribute::UnsignedInt, 1, 16);
        attribute("vertexTexCoord", QAttribute::Float, 2, 20);
        attribute("vertexPlace", QAttribute::Float, 4, 28);
        break;
    case Surface::Model:
        attribute("vertexNormal", QAttribute::Float, 3, 12);
        attribute("vertexTexCoord", QAttribute::Float, 2, 24);
        break;
    default:
        attribute("vertexNormal", QAttribute::Byte, 3, 12);
        attribute("vertexKind", QAttribute::UnsignedByte, 1, 15);
        attribute("vertexFeature", QAttribute::UnsignedInt, 1, 16);
    }
    auto *index = new QAttribute(indices, mesh.indexBytes == 2 ? QAttribute::UnsignedShort : QAttribute::UnsignedInt, 1,
                                 uint(mesh.indexCount));
    index->setAttributeType(QAttribute::IndexAttribute);
    geometry->addAttribute(index);

    auto *renderer = new QGeometryRenderer;
    renderer->setGeometry(geometry);
    renderer->setVertexCount(int(mesh.indexCount));
    renderer->setMinPoint(qt(glm::vec3(mesh.bounds.min - mesh.origin)));
    renderer->setMaxPoint(qt(glm::vec3(mesh.bounds.max - mesh.origin)));
    auto *transform = new Qt3DCore::QTransform;
    transform->setTranslation(qt(glm::vec3(mesh.origin)));
    auto *entity = new QEntity;
    entity->addComponent(renderer);
    entity->addComponent(transform);
    if (mesh.surface == Surface::Model) {
        auto *own = new QMaterial(entity);
        QTexture2D *texture = textures.value(mesh.texture);
        own->setEffect(materials->effect(Surface::Model, texture != nullptr));
        for (QParameter *parameter : {layer.stateParameter, layer.opacity})
            own->addParameter(parameter);
        own->addParameter(new QParameter(QStringLiteral("modelColour"), qt(mesh.colour)));
        own->addParameter(new QParameter(QStringLiteral("modelFeature"), float(mesh.feature)));
        if (texture)
            own->addParameter(new QParameter(QStringLiteral("modelTexture"), QVariant::fromValue(texture)));
        entity->addComponent(own);
    } else if (mesh.surface == Surface::Painted) {
        auto *own = new QMaterial(entity);
        own->setEffect(materials->effect(Surface::Painted));
        for (QParameter *parameter : {layer.stateParameter, layer.infoParameter, layer.opacity})
            own->addParameter(parameter);
        own->addParameter(
            new QParameter(QStringLiteral("paintTexture"), QVariant::fromValue(textures.value(mesh.texture))));
        entity->addComponent(own);
    } else {
        entity->addComponent(material(layer, mesh.surface));
    }
    return entity;
}

int Engine::addMesh(int layer, const MeshData &mesh)
{
    m_impl->changed = true;
    LayerNodes &nodes = m_impl->layers[layer];
    QEntity *entity = m_impl->makeEntity(nodes, mesh);
    entity->setParent(nodes.root);
    const int id = m_impl->next++;
    m_impl->meshes.insert(id, {entity, mesh.keepAlive, mesh.origin, layer});
    // Buffers go to the GPU in the first frame or the second in which their mesh is drawn.
    constexpr int Frames = 4;
    if (mesh.uploaded)
        m_impl->fresh.push_back({mesh.uploaded, id, Frames});
    return id;
}

void Engine::removeMesh(int mesh)
{
    m_impl->changed = true;
    const MeshNodes nodes = m_impl->meshes.take(mesh);
    if (!nodes.entity)
        return;
    m_impl->retired.emplace_back(nodes.keepAlive, 4);
    delete nodes.entity;
}

void Engine::setMeshVisible(int mesh, bool visible)
{
    QEntity *entity = m_impl->meshes.value(mesh).entity;
    if (!entity || entity->isEnabled() == visible)
        return;
    m_impl->changed = true;
    entity->setEnabled(visible);
}

void Engine::setMeshDistant(int mesh, bool distant)
{
    const auto nodes = m_impl->meshes.find(mesh);
    if (nodes == m_impl->meshes.end() || nodes->distant == distant)
        return;
    nodes->distant = distant;
    m_impl->changed = true;
    LayerNodes &layer = m_impl->layers[nodes->layer];
    nodes->entity->removeComponent(m_impl->material(layer, distant ? Surface::City : Surface::Distant));
    nodes->entity->addComponent(m_impl->material(layer, distant ? Surface::Distant : Surface::City));
}

void Engine::setMeshOffset(int mesh, const geometry::Vec3 &offset)
{
    const MeshNodes nodes = m_impl->meshes.value(mesh);
    if (!nodes.entity)
        return;
    for (Qt3DCore::QComponent *component : nodes.entity->components())
        if (auto *transform = qobject_cast<Qt3DCore::QTransform *>(component))
            transform->setTranslation(qt(glm::vec3(nodes.origin + offset)));
}

void Engine::finish()
{
    if (!m_impl->waiting) {
        m_impl->waiting = std::make_unique<QOpenGLContext>();
        m_impl->waiting->setShareContext(QOpenGLContext::globalShareContext());
        m_impl->waiting->setFormat(m_impl->surface.format());
        m_impl->waiting->create();
    }
    QOpenGLContext &context = *m_impl->waiting;
    if (!context.makeCurrent(&m_impl->surface))
        return;
    // Drawing and reading a pixel waits for everything that was queued before, in any context of the process.
    QOpenGLFramebufferObject pixel(1, 1);
    pixel.bind();
    context.functions()->glClear(GL_COLOR_BUFFER_BIT);
    uchar rgba[4];
    context.functions()->glReadPixels(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
    context.functions()->glFinish();
    pixel.release();
    context.doneCurrent();
}

}
