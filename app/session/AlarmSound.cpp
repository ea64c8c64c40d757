#include "session/AlarmSound.h"

#include <QAudioDevice>
#include <QMediaDevices>
#include <QSoundEffect>
#include <QUrl>

namespace app
{

void AlarmSound::play()
{
    constexpr qint64 PauseMs = 10000;
    if (m_since.isValid() && m_since.elapsed() < PauseMs)
        return;
    if (!m_tried) {
        m_tried = true;
        if (!QMediaDevices::defaultAudioOutput().isNull()) {
            m_effect = new QSoundEffect(this);
            m_effect->setSource(QUrl(QStringLiteral("qrc:/sounds/alarm.wav")));
            m_effect->setVolume(0.6);
        }
    }
    if (!m_effect)
        return;
    m_since.start();
    m_effect->play();
}

}
