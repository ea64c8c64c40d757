#pragma once

#include "video/Streams.h"

#include <QQuickItem>

namespace app
{

/// The picture of one camera, its last one where there is no new one. While it is visible the camera is looked at.
/// QML: `CameraPicture { camera: "V0001"; live: true }`.
class CameraPicture : public QQuickItem
{
    Q_OBJECT
    Q_PROPERTY(QString camera READ camera WRITE setCamera NOTIFY cameraChanged)
    Q_PROPERTY(bool live READ isLive WRITE setLive NOTIFY cameraChanged)
    /// Fills all of the item, edges are cut; else all of the picture is shown.
    Q_PROPERTY(bool cover READ covers WRITE setCover NOTIFY cameraChanged)
    Q_PROPERTY(QString name READ name NOTIFY stateChanged)
    Q_PROPERTY(QString place READ place NOTIFY stateChanged)
    Q_PROPERTY(bool hasPicture READ hasPicture NOTIFY stateChanged)
    Q_PROPERTY(bool playing READ isPlaying NOTIFY stateChanged)
    Q_PROPERTY(bool recording READ isRecording NOTIFY stateChanged)
    Q_PROPERTY(bool troubled READ isTroubled NOTIFY stateChanged)
    Q_PROPERTY(QString reason READ reason NOTIFY stateChanged) ///< why there is no new picture
    Q_PROPERTY(QString words READ words NOTIFY wordsChanged)   ///< how it stands, with ages that run
    Q_PROPERTY(double aspect READ aspect NOTIFY stateChanged)  ///< width by height

public:
    explicit CameraPicture(QQuickItem *parent = nullptr);
    ~CameraPicture() override;

    /// What all pictures of the interface look through; not owned.
    static void setStreams(Streams *streams, Twin *twin);

    const QString &camera() const { return m_camera; }
    void setCamera(const QString &camera);
    bool isLive() const { return m_wantsLive; }
    void setLive(bool live);
    bool covers() const { return m_cover; }
    void setCover(bool cover);
    QString name() const;
    QString place() const;
    bool hasPicture() const;
    bool isPlaying() const;
    bool isRecording() const;
    bool isTroubled() const;
    QString reason() const;
    QString words() const;
    double aspect() const;
    Q_INVOKABLE void tryAgain();

Q_SIGNALS:
    void cameraChanged();
    void stateChanged();
    void wordsChanged();

protected:
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *data) override;
    void itemChange(ItemChange change, const ItemChangeData &value) override;
    void geometryChange(const QRectF &now, const QRectF &before) override;

private:
    void look();

    QString m_camera;
    bool m_wantsLive = false, m_cover = false;
    bool m_fresh = false; ///< the texture is of another picture
    bool m_had = false;
    QTimer m_second;
};

}
