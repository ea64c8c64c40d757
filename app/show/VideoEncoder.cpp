#include "show/VideoEncoder.h"

#include "core/Text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <cerrno>
#include <cstdio>
#include <utility>

namespace app
{

static VideoMeans lookForMeans()
{
    VideoMeans means;
    means.program = QStandardPaths::findExecutable(QStringLiteral("ffmpeg"));
    if (means.program.isEmpty())
        return means;
    QProcess process;
    process.start(means.program, {QStringLiteral("-hide_banner"), QStringLiteral("-encoders")});
    constexpr int PatienceMs = 10000;
    if (!process.waitForFinished(PatienceMs))
        return {};
    QStringList known;
    for (const QByteArray &line : process.readAllStandardOutput().split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' '); // " V....D libx264   words ..."
        if (words.size() > 1 && words[0].startsWith('V'))
            known.append(QString::fromLatin1(words[1]));
    }
    const auto first = [&known](std::initializer_list<const char *> names) {
        for (const char *name : names) {
            if (known.contains(QLatin1String(name)))
                return QString::fromLatin1(name);
        }
        return QString();
    };
    means.h264 = first({"libx264", "libopenh264"}); // those that need no particular hardware
    means.vp = first({"libvpx-vp9", "libvpx"});
    return means;
}

const VideoMeans &videoMeans()
{
    static const VideoMeans means = lookForMeans();
    return means;
}

bool VideoMeans::canWrite(const QString &ending) const
{
    return !program.isEmpty() && !(ending == QLatin1String("mp4") ? h264 : vp).isEmpty();
}

VideoEncoder::VideoEncoder(QObject *parent) : QObject(parent)
{
    connect(&m_process, &QProcess::bytesWritten, this, &VideoEncoder::pump);
    connect(&m_process, &QProcess::finished, this, &VideoEncoder::onEnded);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) // nothing is told of its end then
            end(base::failure(QStringLiteral("video-failed"),
                              translate("app", "ffmpeg stopped: %1").arg(m_process.errorString()), m_file));
    });
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    connect(&m_process, &QProcess::readyRead, this, [this] {
        constexpr qsizetype Most = 4000; // what it said last is why
        m_said = (m_said + m_process.readAll()).right(Most);
    });
}

VideoEncoder::~VideoEncoder()
{
    m_process.disconnect(this);
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
    removePart();
}

void VideoEncoder::removePart()
{
    if (!m_part.isEmpty())
        QFile::remove(m_part);
    m_part.clear();
}

base::Status VideoEncoder::start(const QString &file, const QSize &size, int framesPerSecond, const QString &title)
{
    const VideoMeans &means = videoMeans();
    if (means.program.isEmpty())
        return base::failure(QStringLiteral("ffmpeg-missing"),
                             translate("app", "videos are made by ffmpeg, which is not there"), file, {},
                             translate("app", "install ffmpeg"));
    const bool isMp4 = file.endsWith(QLatin1String(".mp4"), Qt::CaseInsensitive);
    const QString encoder = isMp4 ? means.h264 : means.vp;
    if (encoder.isEmpty())
        return base::failure(QStringLiteral("encoder-missing"),
                             translate("app", "this ffmpeg has no encoder for %1")
                                 .arg(isMp4 ? QStringLiteral("H.264") : QStringLiteral("VP9")),
                             file, {},
                             isMp4 ? translate("app", "write .webm instead") : translate("app", "write .mp4 instead"));
    m_file = file;
    const QFileInfo info(file);
    m_part = info.dir().filePath(QStringLiteral(".%1.part.%2").arg(info.completeBaseName(), info.suffix().toLower()));
    {
        QFile probe(m_part);
        if (!probe.open(QIODevice::WriteOnly)) {
            m_part.clear();
            return base::failure(QStringLiteral("file-unwritable"),
                                 translate("app", "the file could not be written: %1").arg(probe.errorString()), file,
                                 {}, translate("app", "choose another folder"));
        }
    }
    m_size = size;
    QStringList arguments{QStringLiteral("-hide_banner"),
                          QStringLiteral("-loglevel"),
                          QStringLiteral("error"),
                          QStringLiteral("-xerror"),
                          QStringLiteral("-y"),
                          QStringLiteral("-f"),
                          QStringLiteral("rawvideo"),
                          QStringLiteral("-pix_fmt"),
                          QStringLiteral("bgra"),
                          QStringLiteral("-s"),
                          QStringLiteral("%1x%2").arg(size.width()).arg(size.height()),
                          QStringLiteral("-r"),
                          QString::number(framesPerSecond),
                          QStringLiteral("-i"),
                          QStringLiteral("-"),
                          QStringLiteral("-an"),
                          QStringLiteral("-c:v"),
                          encoder};
    if (encoder == QLatin1String("libx264"))
        arguments += {QStringLiteral("-preset"), QStringLiteral("medium"), QStringLiteral("-crf"),
                      QStringLiteral("19"),      QStringLiteral("-tune"),  QStringLiteral("animation")};
    else if (encoder == QLatin1String("libopenh264"))
        arguments += {QStringLiteral("-b:v"), QStringLiteral("6M")};
    else
        arguments +=
            {QStringLiteral("-crf"),    QStringLiteral("30"), QStringLiteral("-b:v"),      QStringLiteral("0"),
             QStringLiteral("-row-mt"), QStringLiteral("1"),  QStringLiteral("-cpu-used"), QStringLiteral("4")};
    // Colours as screens have them; players that are told nothing guess by the height.
    arguments += {QStringLiteral("-vf"),
                  QStringLiteral("scale=out_color_matrix=bt709:out_range=tv"),
                  QStringLiteral("-colorspace"),
                  QStringLiteral("bt709"),
                  QStringLiteral("-color_primaries"),
                  QStringLiteral("bt709"),
                  QStringLiteral("-color_trc"),
                  QStringLiteral("bt709"),
                  QStringLiteral("-pix_fmt"),
                  QStringLiteral("yuv420p")};
    if (isMp4)
        arguments += {QStringLiteral("-movflags"), QStringLiteral("+faststart")};
    arguments += {QStringLiteral("-metadata"), QStringLiteral("title=%1").arg(title), m_part};
    m_process.start(means.program, arguments);
    return {};
}

void VideoEncoder::add(const QImage &picture, int times)
{
    if (times <= 0 || m_ending || m_cancelled)
        return;
    QImage as = picture.convertToFormat(QImage::Format_RGB32);
    if (as.size() != m_size)
        as = as.scaled(m_size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    m_waiting.push_back({as, times});
    pump();
}

bool VideoEncoder::isFull() const
{
    constexpr size_t Most = 4;
    return m_waiting.size() >= Most;
}

void VideoEncoder::pump()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    const bool was = isFull() || m_wasFull;
    while (!m_waiting.empty()) {
        Waiting &next = m_waiting.front();
        const qint64 bytes = next.picture.sizeInBytes();
        if (m_process.bytesToWrite() > bytes) // one under way, one behind it
            break;
        m_process.write(reinterpret_cast<const char *>(next.picture.constBits()), bytes);
        ++m_frames;
        if (--next.times == 0)
            m_waiting.pop_front();
    }
    m_wasFull = isFull();
    if (m_ending && m_waiting.empty() && m_process.bytesToWrite() == 0)
        m_process.closeWriteChannel();
    if (was && !m_wasFull)
        Q_EMIT drained();
}

void VideoEncoder::finish()
{
    m_ending = true;
    pump();
}

void VideoEncoder::cancel()
{
    m_cancelled = true;
    m_waiting.clear();
    if (m_process.state() != QProcess::NotRunning)
        m_process.kill();
    else
        removePart();
}

void VideoEncoder::end(base::Status result)
{
    if (!result)
        removePart();
    m_waiting.clear();
    m_part.clear();
    m_result = std::move(result);
    Q_EMIT finished();
}

void VideoEncoder::onEnded(int code, QProcess::ExitStatus status)
{
    if (m_cancelled) {
        end(base::failure(QStringLiteral("cancelled"), translate("app", "cancelled"), m_file));
    } else if (m_said.contains("No space left on device")) {
        // In English whatever the machine's language, and with 0 where only the end of the file is missing.
        end(base::failure(QStringLiteral("file-unwritable"), translate("app", "the disk is full"), m_file, {},
                          translate("app", "choose another folder")));
    } else if (code != 0 || status != QProcess::NormalExit || !m_ending) {
        const QString said = QString::fromLocal8Bit(m_said).simplified().right(400);
        end(base::failure(QStringLiteral("video-failed"), translate("app", "ffmpeg stopped: %1").arg(said), m_file));
    } else if (std::rename(QFile::encodeName(m_part).constData(), QFile::encodeName(m_file).constData()) != 0) {
        // The system's own renaming, since that takes the place of an older file in one step.
        end(base::failure(QStringLiteral("file-unwritable"),
                          translate("app", "the file could not be written: %1").arg(qt_error_string(errno)), m_file));
    } else {
        end({});
    }
}

}
