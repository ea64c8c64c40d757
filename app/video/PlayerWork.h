#pragma once

#include "video/Player.h"

#include <QElapsedTimer>
#include <QMediaPlayer>
#include <QVideoFrame>
#include <QVideoSink>

namespace app
{

/// The part of a Player that lives in its thread.
class PlayerWork : public QObject
{
    Q_OBJECT

public:
    void open(int opening, const QUrl &url, bool recording, const PlayWish &wish);
    void close();
    /// The picture sent last has been taken: another may come.
    void taken() { m_waiting = 0; }

Q_SIGNALS:
    void pictureCame(int opening, const QImage &picture);
    void failed(int opening);
    void ended(int opening);

private:
    void onFrame(const QVideoFrame &frame);
    void goToBeginning();
    void onStatus(QMediaPlayer::MediaStatus status);

    std::unique_ptr<QMediaPlayer> m_player;
    std::unique_ptr<QVideoSink> m_sink;
    PlayWish m_wish;
    int m_opening = 0;
    bool m_recording = false, m_placed = false;
    qint64 m_startUs = 0; ///< pictures of a recording before this one are not shown at first
    QElapsedTimer m_sinceLast, m_sinceOpened;
    std::atomic<int> m_waiting = 0;
};

}
