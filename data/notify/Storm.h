#pragma once

#include "notify/Delivery.h"

#include <deque>
#include <optional>

namespace notify
{

/// Keeps a storm of alarms from becoming a storm of messages: up to `most` a minute go by themselves, the rest of the
/// minute is summed up in one. Pure: times are given.
class Storm
{
public:
    explicit Storm(int most = 10, qint64 spanMs = 60000) : m_most(most), m_span(spanMs) {}
    /// The message where it may go by itself; nothing where it was put with the others.
    std::optional<Message> take(const Message &message, qint64 now);
    /// The summary once its time has come.
    std::optional<Message> takeSummary(qint64 now);
    /// When `takeSummary` is to be asked, ms UTC; 0: nothing is held.
    qint64 due() const { return m_held.empty() ? 0 : m_began + m_span; }

private:
    int m_most;
    qint64 m_span;
    std::deque<qint64> m_sent;
    std::vector<Message> m_held;
    qint64 m_began = 0; ///< when the first was held
};

}
