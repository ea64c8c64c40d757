#pragma once

#include "base/Clock.h"

#include <QString>

namespace app
{

/// The six-digit code by which a seat comes to be known at a wall. One code is for one seat and for ten minutes; three
/// wrong ones end it, and the next may be shown only after a pause that doubles each time. A value but for its clock.
class Pairing
{
public:
    explicit Pairing(const base::Clock &clock) : m_clock(&clock) {}

    static constexpr qint64 CodeMs = 600'000, FirstPauseMs = 30'000, LongestPauseMs = 900'000;
    static constexpr int Tries = 3;

    /// Makes a new code; empty during a pause.
    QString open();
    void close();
    /// The code to be shown; empty where there is none.
    QString code() const;
    /// How long the code lasts, or the pause.
    qint64 leftMs() const;
    bool isPaused() const;

    enum class Verdict : quint8 {
        Right,  ///< the code is used up by that
        Wrong,  ///< there are tries left
        Closed, ///< no code is shown
        Paused  ///< too many were wrong
    };
    Verdict check(const QString &code);

private:
    const base::Clock *m_clock;
    QString m_code;
    qint64 m_codeEnd = 0, m_pauseEnd = 0, m_pause = FirstPauseMs;
    int m_wrong = 0;
};

}
