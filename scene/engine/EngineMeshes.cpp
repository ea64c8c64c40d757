// Layers, the states of their features, textures and meshes.
#include "scene/engine/EngineImpl.h"

#include <Qt3DCore/QAttribute>
#include <Qt3DCore/QBuffer>
#include <Qt3DCore/QGeometry>
#include <Qt3DRender/QTextureDataUpdate>
#include <Qt3DRender/QTextureImageData>
#include <Qt3DRender/QTextureWrapMode>

using namespace Qt3DRender;
using Qt3DCore::QAttribute;
using Qt3DCore::QEntity;

namespace scene
{

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

void uploadRgba(QAbstractTexture *texture, int row, int width, int height, const QByteArray &rgba)
{
    upload(texture, row, width, height, rgba, 4, QOpenGLTexture::RGBA8_UNorm, QOpenGLTexture::RGBA,
           QOpenGLTexture::UInt8);
}

QTexture2D *Engine::Impl::picture(const char *name, int width, int height, const QByteArray &rgba)
{
    QTexture2D *texture = dataTexture(root, width, height, QAbstractTexture::RGBA8_UNorm);
    texture->setMinificationFilter(QAbstractTexture::Linear);
    texture->setMagnificationFilter(QAbstractTexture::Linear);
    uploadRgba(texture, 0, width, height, rgba);
    shared(name, QVariant::fromValue(texture));
    return texture;
}

int Engine::addLayer(int rows)
{
    m_impl->changed = true;
    Impl &d = *m_impl;
    Impl::LayerNodes layer;
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
    const Impl::LayerNodes nodes = m_impl->layers.take(layer);
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
    uploadRgba(m_impl->layers[layer].state, firstRow, StateColumns, rows, texels);
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
    Impl::LayerNodes &nodes = m_impl->layers[layer];
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
    uploadRgba(texture, 0, width, height, rgba);
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
    const uint count = uint(mesh.vertexCount), stride = uint(mesh.vertexBytes / std::max<size_t>(mesh.vertexCount, 1));
    const auto attribute = [&](const char *name, QAttribute::VertexBaseType type, uint width, uint offset) {
        geometry->addAttribute(new QAttribute(vertices, QString::fromLatin1(name), type, width, count, offset, stride));
    };
    const bool isBlock = mesh.surface == Surface::Block;
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
    case Surface::Block:
        attribute("vertexSides", QAttribute::Float, 4, 12);
        attribute("vertexFeature", QAttribute::UnsignedInt, 1, 28);
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
    auto *renderer = new QGeometryRenderer;
    if (isBlock) {
        renderer->setPrimitiveType(QGeometryRenderer::Points);
        renderer->setVertexCount(int(count));
    } else {
        auto *indices = new Qt3DCore::QBuffer(geometry);
        indices->setData(raw(mesh.indices, mesh.indexCount * size_t(mesh.indexBytes)));
        auto *index =
            new QAttribute(indices, mesh.indexBytes == 2 ? QAttribute::UnsignedShort : QAttribute::UnsignedInt, 1,
                           uint(mesh.indexCount));
        index->setAttributeType(QAttribute::IndexAttribute);
        geometry->addAttribute(index);
        renderer->setVertexCount(int(mesh.indexCount));
    }
    renderer->setGeometry(geometry);
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
    Impl::LayerNodes &nodes = m_impl->layers[layer];
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
    const Impl::MeshNodes nodes = m_impl->meshes.take(mesh);
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
    Impl::LayerNodes &layer = m_impl->layers[nodes->layer];
    nodes->entity->removeComponent(m_impl->material(layer, distant ? Surface::City : Surface::Distant));
    nodes->entity->addComponent(m_impl->material(layer, distant ? Surface::Distant : Surface::City));
}

void Engine::setMeshOffset(int mesh, const geometry::Vec3 &offset)
{
    const Impl::MeshNodes nodes = m_impl->meshes.value(mesh);
    if (!nodes.entity)
        return;
    for (Qt3DCore::QComponent *component : nodes.entity->components())
        if (auto *transform = qobject_cast<Qt3DCore::QTransform *>(component))
            transform->setTranslation(qt(glm::vec3(nodes.origin + offset)));
}

}
