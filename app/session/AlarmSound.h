#pragma once

#include "domain/Things.h"

#include <QElapsedTimer>
#include <QObject>

#include <array>

class QSoundEffect;

namespace app
{

/// Tones for what has just happened, by how bad it is; each at most once in ten seconds, and nothing milder right after
/// something worse. Silent where the machine has no sound.
class AlarmSound : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    void play(domain::Severity severity);

private:
    static constexpr size_t Levels = 3;             ///< minor, major, critical
    std::array<QSoundEffect *, Levels> m_effects{}; ///< made when first needed
    std::array<QElapsedTimer, Levels> m_since;
    bool m_tried = false;
};

}
