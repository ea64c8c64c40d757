#pragma once

#include "sample/Model.h"

/// Names that could be, but are not: roads, quarters, buildings. Chinese and English, no persons.
namespace sample
{

/// Gives names from the pools, each once, then with a number.
class Names
{
public:
    explicit Names(Random random);

    LocalizedText community(int index) const;
    LocalizedText quarter(bool village);
    LocalizedText officeTower();
    LocalizedText hotel();
    LocalizedText mall();
    LocalizedText factory();

private:
    LocalizedText next(std::vector<LocalizedText> &pool, size_t &at, const LocalizedText &suffix);

    Random m_random;
    std::vector<LocalizedText> m_roots, m_trades;
    size_t m_root = 0, m_trade = 0, m_village = 0;
};

inline LocalizedText both(const char *en, const char *zh)
{
    return {QString::fromUtf8(en), QString::fromUtf8(zh)};
}

}
