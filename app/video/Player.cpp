#include "video/Player.h"

#include "video/PlayerWork.h"

namespace app
{

void PlayerWork::open(int opening, const QUrl &url, bool recording, const PlayWish &wish)
{
    close();
    m_opening = opening;
    m_wish = wish;
    m_recording = recording;
    m_placed = false;
    m_startUs = 0;
    m_sinceLast.invalidate();
    m_sinceOpened.start();
    m_waiting = 0;
    m_sink = std::make_unique<QVideoSink>();
    m_player = std::make_unique<QMediaPlayer>();
    m_player->setVideoSink(m_sink.get());
    if (recording)
        m_player->setLoops(QMediaPlayer::Infinite);
    connect(m_sink.get(), &QVideoSink::videoFrameChanged, this, &PlayerWork::onFrame);
    connect(m_player.get(), &QMediaPlayer::mediaStatusChanged, this, &PlayerWork::onStatus);
    connect(m_player.get(), &QMediaPlayer::errorOccurred, this, [this, opening] { Q_EMIT failed(opening); });
    m_player->setSource(url);
    m_player->play();
}

void PlayerWork::close()
{
    m_opening = 0;
    if (!m_player)
        return;
    m_sink->disconnect(this);
    m_player->disconnect(this);
    m_player->stop();
    m_player.reset();
    m_sink.reset();
}

void PlayerWork::onStatus(QMediaPlayer::MediaStatus status)
{
    if (status == QMediaPlayer::EndOfMedia && !m_recording)
        Q_EMIT ended(m_opening);
}

void PlayerWork::goToBeginning()
{
    const bool ready = m_player && m_player->mediaStatus() >= QMediaPlayer::LoadedMedia &&
                       m_player->mediaStatus() <= QMediaPlayer::BufferedMedia && m_player->isSeekable() &&
                       m_player->duration() > 0;
    if (!ready || !m_recording || m_placed || m_wish.from <= 0)
        return;
    m_placed = true;
    const qint64 at = qint64(double(m_player->duration()) * m_wish.from);
    m_startUs = at * 1000;
    m_player->setPosition(at);
}

void PlayerWork::onFrame(const QVideoFrame &frame)
{
    if (!frame.isValid() || m_opening == 0)
        return;
    if (m_recording && m_wish.from > 0) {
        // What was shown before the jump to its beginning; not for ever, should it not come.
        constexpr qint64 PatienceMs = 1500, HalfFrameUs = 60000;
        // Not before there is a picture: Qt's sink cannot be set up while the player jumps.
        if (!m_placed)
            QMetaObject::invokeMethod(this, &PlayerWork::goToBeginning, Qt::QueuedConnection);
        const bool early = !m_placed || frame.startTime() < m_startUs - HalfFrameUs;
        if (early && m_sinceOpened.elapsed() < PatienceMs)
            return;
        m_startUs = 0; // it may begin again from its start
    }
    if (m_sinceLast.isValid() && m_sinceLast.elapsed() < 1000 / m_wish.mostPerSecond)
        return;
    if (m_waiting > 0) // whoever shows them is busy
        return;
    QImage picture = frame.toImage();
    if (picture.isNull()) {
        Q_EMIT failed(m_opening);
        return;
    }
    if (picture.width() > m_wish.mostWidth)
        picture = picture.scaledToWidth(m_wish.mostWidth, Qt::SmoothTransformation);
    m_sinceLast.start();
    m_waiting = 1;
    Q_EMIT pictureCame(m_opening, picture.convertToFormat(QImage::Format_RGB32));
}

Player::Player(QObject *parent) : QObject(parent), m_work(std::make_unique<PlayerWork>())
{
    m_work->moveToThread(&m_thread);
    connect(m_work.get(), &PlayerWork::pictureCame, this, [this](int opening, const QImage &picture) {
        m_work->taken();
        if (opening == m_opening)
            Q_EMIT pictureCame(picture);
    });
    connect(m_work.get(), &PlayerWork::failed, this, [this](int opening) {
        if (opening == m_opening)
            Q_EMIT failed();
    });
    connect(m_work.get(), &PlayerWork::ended, this, [this](int opening) {
        if (opening == m_opening)
            Q_EMIT ended();
    });
    m_thread.setObjectName(QStringLiteral("camera"));
    m_thread.start();
}

Player::~Player()
{
    // What belongs to the thread goes while it is there.
    QMetaObject::invokeMethod(m_work.get(), [work = m_work.get()] {
        work->close();
        QThread::currentThread()->quit();
    });
    m_thread.wait();
}

void Player::open(const StreamAddress &address, const PlayWish &wish)
{
    // Those that are still to come from before have another number.
    static int s_openings = 0;
    m_opening = ++s_openings;
    QMetaObject::invokeMethod(m_work.get(),
                              [work = m_work.get(), opening = m_opening, url = address.played(),
                               recording = address.isRecording(), wish] { work->open(opening, url, recording, wish); });
}

void Player::close()
{
    m_opening = 0;
    QMetaObject::invokeMethod(m_work.get(), [work = m_work.get()] { work->close(); });
}

}
