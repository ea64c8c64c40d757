#pragma once

#include "video/StreamAddress.h"

#include <QImage>
#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>

namespace app
{

class PlayerWork;

/// What is wanted of a stream.
struct PlayWish {
    int mostWidth = 1280; ///< pictures are made no wider
    int mostPerSecond = 12;
    double from = 0; ///< share of a recording at which it begins: cameras that share a clip do not move in step
};

/// Plays one stream at a time by Qt Multimedia, in a thread of its own: opening and closing block for as long as a dead
/// server likes. Decodes in software, no sound. Recordings begin again at their end. Main thread.
class Player : public QObject
{
    Q_OBJECT

public:
    explicit Player(QObject *parent = nullptr);
    ~Player() override;

    void open(const StreamAddress &address, const PlayWish &wish);
    void close();

Q_SIGNALS:
    /// Of what was opened last; never one of before.
    void pictureCame(const QImage &picture);
    void failed();
    void ended();

private:
    QThread m_thread;
    std::unique_ptr<PlayerWork> m_work; ///< lives in the thread
    int m_opening = 0;
};

}
