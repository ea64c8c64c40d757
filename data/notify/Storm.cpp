#include "notify/Storm.h"

#include <algorithm>

namespace notify
{

std::optional<Message> Storm::take(const Message &message, qint64 now)
{
    while (!m_sent.empty() && m_sent.front() <= now - m_span)
        m_sent.pop_front();
    if (m_held.empty() && int(m_sent.size()) < m_most) {
        m_sent.push_back(now);
        return message;
    }
    if (m_held.empty())
        m_began = now;
    m_held.push_back(message);
    return {};
}

std::optional<Message> Storm::takeSummary(qint64 now)
{
    if (m_held.empty() || now < due())
        return {};
    constexpr qsizetype MostPlaces = 5;
    std::vector<Message> held;
    held.swap(m_held);
    m_sent.push_back(now);
    if (held.size() == 1)
        return held.front();
    Message summary;
    summary.id = QStringLiteral("summary:%1").arg(held.front().id);
    summary.kind = QStringLiteral("summary");
    summary.severity = domain::Severity::Normal;
    summary.subject = held.front().subject;
    summary.url = held.front().url;
    summary.district = held.front().district;
    summary.time = held.front().time;
    summary.count = int(held.size());
    QStringList en, zh;
    for (const Message &each : held) {
        summary.severity = std::max(summary.severity, each.severity);
        const QString one = each.text.in(QStringLiteral("en")), two = each.text.in(QStringLiteral("zh_CN"));
        if (en.size() < MostPlaces && !en.contains(one)) {
            en.append(one);
            zh.append(two);
        }
    }
    // Data for whoever receives it, in both languages whatever the interface speaks.
    summary.text = {
        QStringLiteral("%1 more in the last minute: %2").arg(held.size()).arg(en.join(QStringLiteral("; "))),
        QStringLiteral("一分钟内另有 %1 条：%2").arg(held.size()).arg(zh.join(u'；'))};
    return summary;
}

}
