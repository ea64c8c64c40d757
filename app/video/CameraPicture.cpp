#include "video/CameraPicture.h"

#include "core/Directory.h"

#include <QPointer>
#include <QQuickWindow>
#include <QSGImageNode>

#include <utility>

namespace app
{

static QPointer<Streams> s_streams;
static QPointer<Twin> s_twin;

void CameraPicture::setStreams(Streams *streams, Twin *twin)
{
    s_streams = streams;
    s_twin = twin;
}

CameraPicture::CameraPicture(QQuickItem *parent) : QQuickItem(parent)
{
    setFlag(ItemHasContents);
    constexpr int SecondMs = 1000;
    m_second.setInterval(SecondMs);
    connect(&m_second, &QTimer::timeout, this, &CameraPicture::wordsChanged);
    connect(this, &CameraPicture::stateChanged, this, &CameraPicture::wordsChanged);
    if (!s_streams)
        return;
    connect(s_streams, &Streams::pictureChanged, this, [this](const QString &camera) {
        if (camera != m_camera)
            return;
        m_fresh = true;
        update();
        if (std::exchange(m_had, hasPicture()) != hasPicture())
            Q_EMIT stateChanged();
    });
    connect(s_streams, &Streams::stateChanged, this, [this](const QString &camera) {
        if (camera == m_camera)
            Q_EMIT stateChanged();
    });
    if (s_twin)
        connect(s_twin, &Twin::languageChanged, this, &CameraPicture::stateChanged);
}

CameraPicture::~CameraPicture()
{
    if (s_streams)
        s_streams->look(this, {}, false);
}

void CameraPicture::setCamera(const QString &camera)
{
    if (std::exchange(m_camera, camera) == camera)
        return;
    m_fresh = true;
    m_had = hasPicture();
    look();
    update();
    Q_EMIT cameraChanged();
    Q_EMIT stateChanged();
}

void CameraPicture::setLive(bool live)
{
    if (std::exchange(m_wantsLive, live) == live)
        return;
    look();
    Q_EMIT cameraChanged();
    Q_EMIT stateChanged();
}

void CameraPicture::setCover(bool cover)
{
    if (std::exchange(m_cover, cover) == cover)
        return;
    update();
    Q_EMIT cameraChanged();
}

void CameraPicture::look()
{
    const bool looks = isVisible() && window();
    // The words of those that stand still for long need no second hand.
    looks &&m_wantsLive ? m_second.start() : m_second.stop();
    if (s_streams)
        s_streams->look(this, looks ? m_camera : QString(), m_wantsLive);
}

QString CameraPicture::name() const
{
    return s_twin && !m_camera.isEmpty() ? nameOf(*s_twin, {domain::ObjectKind::Thing, m_camera}) : QString();
}

QString CameraPicture::place() const
{
    const domain::Thing *thing = s_twin && s_twin->city() ? s_twin->city()->thing(m_camera) : nullptr;
    return thing ? placeText(*s_twin, *thing) : QString();
}

bool CameraPicture::hasPicture() const
{
    return s_streams && !s_streams->picture(m_camera).isNull();
}

bool CameraPicture::isPlaying() const
{
    return s_streams && s_streams->isPlaying(m_camera);
}

bool CameraPicture::isRecording() const
{
    return s_streams && s_streams->address(m_camera).isRecording();
}

bool CameraPicture::isTroubled() const
{
    return s_streams && !m_camera.isEmpty() && s_streams->isTroubled(m_camera);
}

QString CameraPicture::reason() const
{
    return s_streams && !m_camera.isEmpty() ? s_streams->reason(m_camera) : QString();
}

QString CameraPicture::words() const
{
    return s_streams && !m_camera.isEmpty() ? s_streams->words(m_camera) : QString();
}

double CameraPicture::aspect() const
{
    constexpr double Usual = 16.0 / 9;
    const QSize size = s_streams ? s_streams->picture(m_camera).size() : QSize();
    return size.isEmpty() ? Usual : double(size.width()) / size.height();
}

void CameraPicture::tryAgain()
{
    if (s_streams)
        s_streams->tryAgain(m_camera);
}

QSGNode *CameraPicture::updatePaintNode(QSGNode *old, UpdatePaintNodeData *)
{
    auto *node = static_cast<QSGImageNode *>(old);
    const QImage picture = s_streams ? s_streams->picture(m_camera) : QImage();
    if (picture.isNull() || width() <= 0 || height() <= 0) {
        delete node;
        m_fresh = true;
        return nullptr;
    }
    if (!node) {
        node = window()->createImageNode();
        node->setOwnsTexture(true);
        node->setFiltering(QSGTexture::Linear);
        m_fresh = true;
    }
    if (std::exchange(m_fresh, false))
        node->setTexture(window()->createTextureFromImage(picture, QQuickWindow::TextureIsOpaque));
    const QSizeF whole = picture.size();
    const QSizeF shown = whole.scaled(size(), m_cover ? Qt::KeepAspectRatioByExpanding : Qt::KeepAspectRatio);
    if (m_cover) {
        const QSizeF part = size() * (whole.width() / shown.width());
        node->setRect(boundingRect());
        node->setSourceRect(
            QRectF(QPointF((whole.width() - part.width()) / 2, (whole.height() - part.height()) / 2), part));
    } else {
        node->setRect(QRectF(QPointF((width() - shown.width()) / 2, (height() - shown.height()) / 2), shown));
        node->setSourceRect(QRectF(QPointF(), whole));
    }
    return node;
}

void CameraPicture::itemChange(ItemChange change, const ItemChangeData &value)
{
    QQuickItem::itemChange(change, value);
    if (change == ItemVisibleHasChanged || change == ItemSceneChange)
        look();
}

void CameraPicture::geometryChange(const QRectF &now, const QRectF &before)
{
    QQuickItem::geometryChange(now, before);
    update();
}

}
