#include "feeds/Delimited.h"

#include <algorithm>
#include <array>

namespace feeds
{

char Delimited::sniff(std::string_view text)
{
    const std::string_view header = text.substr(0, text.find('\n'));
    char best = ',';
    auto most = std::count(header.begin(), header.end(), best);
    for (const char candidate : {';', '\t', '|'}) {
        const auto count = std::count(header.begin(), header.end(), candidate);
        if (count > most) {
            most = count;
            best = candidate;
        }
    }
    return best;
}

std::string_view Delimited::quoted()
{
    const size_t begin = ++m_at; // behind the opening quote
    bool doubled = false;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (c == '\n')
            ++m_nextLine;
        if (c == '"') {
            if (m_at + 1 >= m_text.size() || m_text[m_at + 1] != '"')
                break;
            doubled = true;
            ++m_at;
        }
        ++m_at;
    }
    const std::string_view inside = m_text.substr(begin, m_at - begin);
    // What stands between the closing quote and the delimiter is not allowed, and is passed over.
    while (m_at < m_text.size() && m_text[m_at] != m_delimiter && m_text[m_at] != '\n')
        ++m_at;
    if (!doubled)
        return inside;
    std::string &plain = m_undone.emplace_back();
    plain.reserve(inside.size());
    for (size_t i = 0; i < inside.size(); ++i) {
        plain += inside[i];
        if (inside[i] == '"')
            ++i;
    }
    return plain;
}

bool Delimited::next(std::vector<std::string_view> &fields)
{
    fields.clear();
    if (!m_undone.empty())
        m_undone.clear();
    while (m_at < m_text.size() && (m_text[m_at] == '\n' || m_text[m_at] == '\r')) {
        if (m_text[m_at] == '\n')
            ++m_nextLine;
        ++m_at;
    }
    if (m_at >= m_text.size())
        return false;
    m_start = m_at;
    m_line = m_nextLine;
    for (;;) {
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            fields.push_back(quoted());
        } else {
            const size_t begin = m_at;
            while (m_at < m_text.size() && m_text[m_at] != m_delimiter && m_text[m_at] != '\n')
                ++m_at;
            std::string_view field = m_text.substr(begin, m_at - begin);
            if ((m_at >= m_text.size() || m_text[m_at] == '\n') && field.ends_with('\r'))
                field.remove_suffix(1);
            fields.push_back(field);
        }
        if (m_at >= m_text.size())
            return true;
        if (m_text[m_at++] == '\n') {
            ++m_nextLine;
            return true;
        }
    }
}

}
