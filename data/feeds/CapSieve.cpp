#include "feeds/CapSieve.h"

#include <algorithm>

namespace feeds
{

/// Whether a language tag ("zh-CN"; none is "en-US" by the standard) is of a wanted one ("zh", "zh_CN", "zh-CN").
static bool isIn(const QString &given, const QString &wanted)
{
    const QString has = given.isEmpty() ? QStringLiteral("en-us") : given.toLower().replace(u'_', u'-');
    const QString wants = wanted.toLower().replace(u'_', u'-');
    return has == wants || has.startsWith(wants + u'-') || wants.startsWith(has + u'-');
}

void CapSieve::select(domain::Alert &alert) const
{
    alert.feed = m_feed;
    if (m_languages.isEmpty())
        return;
    const auto rank = [this](const domain::AlertInfo &info) {
        const auto found = std::find_if(m_languages.begin(), m_languages.end(),
                                        [&info](const QString &wanted) { return isIn(info.language, wanted); });
        return found - m_languages.begin();
    };
    const auto isUnwanted = [&](const domain::AlertInfo &info) { return rank(info) == m_languages.size(); };
    if (std::all_of(alert.infos.begin(), alert.infos.end(), isUnwanted))
        return;
    std::erase_if(alert.infos, isUnwanted);
    std::stable_sort(alert.infos.begin(), alert.infos.end(),
                     [&](const auto &a, const auto &b) { return rank(a) < rank(b); });
}

bool CapSieve::admit(domain::Alert &alert)
{
    if (m_known.contains(alert.id))
        return false;
    m_known.insert(alert.id);
    select(alert);
    return true;
}

}
