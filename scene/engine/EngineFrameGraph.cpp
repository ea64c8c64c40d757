// Targets, passes and the frame graph: in which order what is drawn into what.
#include "scene/engine/EngineImpl.h"

#include <QOpenGLFunctions>
#include <Qt3DCore/QAttribute>
#include <Qt3DCore/QBuffer>
#include <Qt3DCore/QGeometry>
#include <Qt3DRender/QCameraSelector>
#include <Qt3DRender/QClearBuffers>
#include <Qt3DRender/QFilterKey>
#include <Qt3DRender/QFrustumCulling>
#include <Qt3DRender/QLayerFilter>
#include <Qt3DRender/QNoDraw>
#include <Qt3DRender/QRenderAspect>
#include <Qt3DRender/QRenderTargetOutput>
#include <Qt3DRender/QSortPolicy>

using namespace Qt3DRender;
using Qt3DCore::QAttribute;
using Qt3DCore::QEntity;

namespace scene
{

static bool drawsInSoftware(QOffscreenSurface &surface)
{
    QOpenGLContext *const shared = QOpenGLContext::globalShareContext();
    if (!shared || !shared->makeCurrent(&surface))
        return true;
    const auto *const name = reinterpret_cast<const char *>(shared->functions()->glGetString(GL_RENDERER));
    const QByteArray renderer = QByteArray(name).toLower();
    shared->doneCurrent();
    return renderer.contains("llvmpipe") || renderer.contains("softpipe") || renderer.contains("swrast");
}

Engine::Impl::Impl(std::function<void(const QString &)> onFailure) : failed(std::move(onFailure))
{
    surface.setFormat(QSurfaceFormat::defaultFormat());
    surface.create();
    software = drawsInSoftware(surface);
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
        pass(parent, "sky");
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
    if (!colours.isEmpty()) {
        const int variant = materials->prepare(now, hasImagery, hasHole, colours);
        for (const auto &[filter, name] : passes)
            filter->matchAny().constFirst()->setValue(name + QString::number(variant));
    }
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

}
