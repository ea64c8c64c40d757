#include "scene/engine/EngineImpl.h"

#include <QOpenGLFramebufferObject>
#include <QOpenGLFunctions>

using namespace Qt3DRender;
using Qt3DCore::QEntity;

namespace scene
{

Engine::Engine(std::function<void(const QString &)> failed) : m_impl(std::make_unique<Impl>(std::move(failed)))
{
    setSkyFrom(-1);
    setSection({});
    setShellTop({});
    setSectionTop({});
}

Engine::~Engine() = default;

bool Engine::isSoftware() const
{
    return m_impl->software;
}

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
    if (d.colours.isEmpty())
        setLook({});
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
    d.shared("sunDirection", qt(look.sunDirection));
    d.shared("hazeRate", 1.0f / std::max(look.haze.w * look.haze.w, 1.0f));
    d.shared("roofGain", qt(look.roofGain));
    d.shared("lineScale", look.lineScale);
    QByteArray colours = Materials::constants(look);
    if (colours == d.colours)
        return;
    d.colours = std::move(colours);
    d.applyEffects();
}

void Engine::setSkyFrom(double height)
{
    m_impl->shared("skyFrom", float(height));
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
    // Beyond it, where its outermost texels go on, nothing stands in the way.
    QByteArray ringed = rgba;
    const auto clear = [&](int x, int y) { std::fill_n(ringed.begin() + 4 * (qsizetype(y) * width + x), 3, char(0)); };
    for (int x = 0; x < width; ++x) {
        clear(x, 0);
        clear(x, height - 1);
    }
    for (int y = 0; y < height; ++y) {
        clear(0, y);
        clear(width - 1, y);
    }
    d.shade = d.picture("shadeMap", width, height, ringed);
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
        d.hole = d.picture("hole", width, height, rgba);
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
        d.imagery = d.picture("imagery", width, height, rgba);
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
