#pragma once

#include <QSize>

#include <array>
#include <vector>

namespace scene
{

/// How roughly a picture in motion is drawn.
struct FrameChoice {
    double scale = 1;   ///< of the sides: pixels drawn by pixels shown
    double detail = 1;  ///< features count as this much smaller than they are where the level of detail is chosen
    bool shaded = true; ///< ambient shading and shadows, where the quality has them
    bool operator==(const FrameChoice &) const = default;
};

/// Decides by the time that frames took how roughly the next ones are drawn while something moves: fewer pixels and
/// triangles where the machine is too slow, all of them again once there is time. It climbs slowly, and the slower the
/// more often it had to come down, so that the picture does not waver. A picture at rest is never drawn roughly.
class FrameBudget
{
public:
    static constexpr double WishedMs = 40; ///< what takes longer in a row is too slow

    /// Pixels of the picture: below 720 rows in motion it would be too coarse to steer by.
    void setSize(const QSize &pixels);
    /// A frame drawn as chosen took so long, from its beginning to the screen. Returns whether the choice changed.
    bool drawn(double ms);
    const FrameChoice &choice() const { return m_steps[size_t(m_step)]; }

private:
    static constexpr int Steps = 6;
    void plan();

    QSize m_size;
    std::vector<FrameChoice> m_steps{FrameChoice{}};
    std::array<int, Steps> m_patience{}; ///< quick frames in a row before a step is tried again
    int m_step = 0, m_slow = 0, m_quick = 0;
};

}
