#include "session/AlarmSound.h"

#include <QAudioDevice>
#include <QMediaDevices>
#include <QSoundEffect>
#include <QUrl>

namespace app
{

void AlarmSound::play(domain::Severity severity)
{
    if (severity == domain::Severity::Normal)
        return;
    constexpr qint64 PauseMs = 10000;
    const size_t level = size_t(severity) - size_t(domain::Severity::Minor);
    for (size_t worse = level; worse < Levels; ++worse) {
        if (m_since[worse].isValid() && m_since[worse].elapsed() < PauseMs)
            return;
    }
    if (!m_tried) {
        m_tried = true;
        if (!QMediaDevices::defaultAudioOutput().isNull()) {
            static constexpr std::array<const char *, Levels> Files = {"alarm-minor", "alarm-major", "alarm"};
            for (size_t i = 0; i < Levels; ++i) {
                m_effects[i] = new QSoundEffect(this);
                m_effects[i]->setSource(QUrl(QStringLiteral("qrc:/sounds/%1.wav").arg(QLatin1String(Files[i]))));
                m_effects[i]->setVolume(0.6);
            }
        }
    }
    if (!m_effects[level])
        return;
    m_since[level].start();
    m_effects[level]->play();
}

}
