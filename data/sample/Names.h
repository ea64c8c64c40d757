#pragma once

#include "sample/Model.h"

#include <map>
#include <set>

/// Names that could be, but are not: roads, quarters, buildings. Chinese and English, no persons.
namespace sample
{

/// Gives names from the pools, each once, then with a number.
class Names
{
public:
    explicit Names(Random random);

    /// The community's that lies there, each once.
    LocalizedText community(const Vec2 &middle);
    LocalizedText quarter(bool village);
    LocalizedText officeTower();
    LocalizedText hotel();
    LocalizedText mall();
    LocalizedText factory();

private:
    LocalizedText next(const std::vector<LocalizedText> &pool, size_t &at, const std::vector<LocalizedText> &suffixes);

    Random m_random;
    std::set<QString> m_used;
    std::map<QString, int> m_phases;
    std::vector<LocalizedText> m_roots, m_trades;
    size_t m_root = 0, m_trade = 0, m_village = 0;
};

inline LocalizedText both(const char *en, const char *zh)
{
    return {QString::fromUtf8(en), QString::fromUtf8(zh)};
}

}
