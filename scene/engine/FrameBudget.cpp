#include "scene/engine/FrameBudget.h"

#include <algorithm>

namespace scene
{

static constexpr double TooSlowMs = 2.2 * FrameBudget::WishedMs; ///< two steps at once
static constexpr double QuickMs = 0.5 * FrameBudget::WishedMs;   ///< one step more fits in
static constexpr int FirstPatience = 12, MostPatience = 400;

void FrameBudget::setSize(const QSize &pixels)
{
    if (pixels == m_size)
        return;
    m_size = pixels;
    plan();
}

void FrameBudget::plan()
{
    constexpr int Coarsest = 720;
    constexpr double Scales[Steps] = {1, 0.86, 0.74, 0.62, 0.5, 0.4}, Details[Steps] = {1, 1, 0.9, 0.8, 0.65, 0.5};
    const double least = std::min(1.0, Coarsest / double(std::max(m_size.height(), 1)));
    m_steps.clear();
    for (int i = 0; i < Steps; ++i)
        m_steps.push_back({std::max(Scales[i], least), Details[i], i + 1 < Steps});
    m_patience.fill(FirstPatience);
    m_step = std::min(m_step, int(m_steps.size()) - 1);
    m_slow = m_quick = 0;
}

bool FrameBudget::drawn(double ms)
{
    // One slow frame may have compiled a shader, or another program had the machine.
    m_slow = ms > WishedMs ? m_slow + 1 : 0;
    m_quick = ms < QuickMs ? m_quick + 1 : 0;
    const int last = int(m_steps.size()) - 1;
    if (m_slow >= 2 && m_step < last) {
        int &patience = m_patience[size_t(m_step)];
        patience = std::min(2 * patience, MostPatience);
        m_step = std::min(m_step + (ms > TooSlowMs ? 2 : 1), last);
        m_slow = m_quick = 0;
        return true;
    }
    if (m_step > 0 && m_quick >= m_patience[size_t(m_step) - 1]) {
        --m_step;
        m_slow = m_quick = 0;
        return true;
    }
    return false;
}

}
