#pragma once

#include "base/Result.h"

#include <QImage>
#include <QObject>
#include <QProcess>
#include <QStringList>

#include <deque>

namespace app
{

/// What the machine's ffmpeg can write.
struct VideoMeans {
    QString program;                            ///< empty: there is no ffmpeg
    QString h264;                               ///< name of the encoder; empty: none
    QString vp;                                 ///< of VP9, else VP8
    bool canWrite(const QString &ending) const; ///< "mp4" or "webm"
};
/// Asks ffmpeg once; takes some tenths of a second then.
const VideoMeans &videoMeans();

/// Writes pictures of one size as a video through ffmpeg: H.264 in MP4, or VP9 in WebM, by the file's ending. The file
/// appears under its name only when it is whole. Main thread; pictures wait in memory only so far as `isFull` is
/// heeded.
class VideoEncoder : public QObject
{
    Q_OBJECT

public:
    explicit VideoEncoder(QObject *parent = nullptr);
    ~VideoEncoder() override; ///< what is not finished is removed

    /// `size` is even both ways. Errors: "ffmpeg-missing", "encoder-missing", "file-unwritable".
    base::Status start(const QString &file, const QSize &size, int framesPerSecond, const QString &title);
    /// The same picture so many times.
    void add(const QImage &picture, int times = 1);
    bool isFull() const;
    qint64 frames() const { return m_frames; }
    /// How it ended. Errors: "video-failed" with what ffmpeg said, "file-unwritable", "cancelled".
    const base::Status &result() const { return m_result; }
    /// No more pictures; `finished` follows.
    void finish();
    void cancel();

Q_SIGNALS:
    void drained();  ///< not full any more
    void finished(); ///< see `result`

private:
    void pump();
    void onEnded(int code, QProcess::ExitStatus status);
    void removePart();
    void end(base::Status result);

    struct Waiting {
        QImage picture;
        int times;
    };
    QProcess m_process;
    std::deque<Waiting> m_waiting;
    QString m_file, m_part;
    QSize m_size;
    QByteArray m_said;
    base::Status m_result;
    qint64 m_frames = 0;
    bool m_ending = false, m_cancelled = false, m_wasFull = false;
};

}
