#include "remote/Pairing.h"

#include <QRandomGenerator>

#include <algorithm>

namespace app
{

QString Pairing::open()
{
    if (isPaused())
        return {};
    constexpr quint32 Codes = 1'000'000;
    constexpr int Digits = 6;
    m_code = QStringLiteral("%1").arg(QRandomGenerator::system()->bounded(Codes), Digits, 10, QLatin1Char('0'));
    m_codeEnd = m_clock->nowMs() + CodeMs;
    m_wrong = 0;
    return m_code;
}

void Pairing::close()
{
    m_code.clear();
    m_codeEnd = 0;
}

QString Pairing::code() const
{
    return m_clock->nowMs() < m_codeEnd ? m_code : QString();
}

bool Pairing::isPaused() const
{
    return m_clock->nowMs() < m_pauseEnd;
}

qint64 Pairing::leftMs() const
{
    const qint64 end = isPaused() ? m_pauseEnd : code().isEmpty() ? 0 : m_codeEnd;
    return std::max<qint64>(0, end - m_clock->nowMs());
}

Pairing::Verdict Pairing::check(const QString &code)
{
    if (isPaused())
        return Verdict::Paused;
    const QString shown = this->code();
    if (shown.isEmpty())
        return Verdict::Closed;
    if (code == shown) {
        close();
        m_pause = FirstPauseMs;
        return Verdict::Right;
    }
    if (++m_wrong < Tries)
        return Verdict::Wrong;
    close();
    m_pauseEnd = m_clock->nowMs() + m_pause;
    m_pause = std::min(2 * m_pause, LongestPauseMs);
    return Verdict::Paused;
}

}
