#pragma once

#include <QElapsedTimer>
#include <QObject>

class QSoundEffect;

namespace app
{

/// Two tones for what has just become critical; at most once in ten seconds. Silent where the machine has no sound.
class AlarmSound : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    void play();

private:
    QSoundEffect *m_effect = nullptr; ///< made when first needed
    bool m_tried = false;
    QElapsedTimer m_since;
};

}
