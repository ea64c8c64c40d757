#include "formats/cityjson/RepeatedTexts.h"

#include "formats/cityjson/JsonText.h"

#include <algorithm>

namespace formats
{

int RepeatedTexts::name(int within, std::string_view key)
{
    const auto is = [&](const Name &name) { return name.within == within && name.key == key; };
    if (m_next < m_names.size() && is(m_names[m_next]))
        return int(m_next++);
    const auto known = std::find_if(m_names.begin(), m_names.end(), is);
    m_next = size_t(known - m_names.begin()) + 1;
    if (known == m_names.end())
        m_names.push_back({within,
                           std::string(key),
                           within < 0 ? json::toText(key) : nameAt(within) + u'.' + json::toText(key),
                           {},
                           0});
    return int(m_next - 1);
}

QString RepeatedTexts::value(int name, std::string_view text)
{
    constexpr size_t Few = 8;
    Name &of = m_names[size_t(name)];
    for (const auto &[key, value] : of.values) {
        if (key == text)
            return value;
    }
    QString value = json::toText(text);
    if (of.values.size() < Few) {
        of.values.emplace_back(text, value);
    } else {
        of.values[of.oldest] = {std::string(text), value};
        of.oldest = (of.oldest + 1) % Few;
    }
    return value;
}

}
