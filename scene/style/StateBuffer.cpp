#include "scene/style/StateBuffer.h"

#include <algorithm>

namespace scene
{

StateBuffer::StateBuffer(size_t features)
    : m_features(features), m_rows(std::max(1, int((features + StateColumns - 1) / StateColumns)))
{
    m_texels.fill(0, qsizetype(m_rows) * StateColumns * 4);
    m_lastDirty = m_rows - 1;
}

void StateBuffer::beginWith(const QByteArray &texels)
{
    Q_ASSERT(texels.size() == m_texels.size());
    m_texels = texels;
    m_firstDirty = 0;
    m_lastDirty = -1;
}

void StateBuffer::touch(size_t feature)
{
    if (!m_many) {
        m_changed.push_back(uint32_t(feature));
        m_many = m_changed.size() > Few;
    }
    const int row = int(feature / StateColumns);
    if (m_lastDirty < m_firstDirty) {
        m_firstDirty = m_lastDirty = row;
        return;
    }
    m_firstDirty = std::min(m_firstDirty, row);
    m_lastDirty = std::max(m_lastDirty, row);
}

void StateBuffer::setColour(size_t feature, const glm::vec3 &colour)
{
    const glm::vec3 bytes = glm::round(glm::clamp(colour, 0.0f, 1.0f) * 255.0f);
    uchar *to = texel(feature);
    const uchar rgb[3] = {uchar(bytes.r), uchar(bytes.g), uchar(bytes.b)};
    if (std::equal(rgb, rgb + 3, to))
        return;
    std::copy(rgb, rgb + 3, to);
    touch(feature);
}

glm::vec3 StateBuffer::colour(size_t feature) const
{
    const uchar *from = bytes(feature);
    return glm::vec3(from[0], from[1], from[2]) / 255.0f;
}

void StateBuffer::setFlag(size_t feature, StateFlag flag, bool on)
{
    uchar &flags = texel(feature)[3];
    const uchar now = on ? uchar(flags | flag) : uchar(flags & ~flag);
    if (now == flags)
        return;
    flags = now;
    touch(feature);
}

bool StateBuffer::hasFlag(size_t feature, StateFlag flag) const
{
    return (uchar(m_texels.at(qsizetype(4 * feature + 3))) & flag) != 0;
}

void StateBuffer::clearFlag(StateFlag flag)
{
    for (size_t i = 0; i < m_features; ++i)
        setFlag(i, flag, false);
}

bool StateBuffer::takeChanged(std::vector<uint32_t> &few)
{
    const bool any = m_many || !m_changed.empty();
    few.clear();
    if (!m_many)
        few = m_changed;
    m_changed.clear();
    m_many = false;
    return any;
}

void StateBuffer::setTexel(size_t feature, const uchar (&rgba)[4])
{
    uchar *to = texel(feature);
    if (std::equal(rgba, rgba + 4, to))
        return;
    std::copy(rgba, rgba + 4, to);
    const int row = int(feature / StateColumns);
    m_firstDirty = m_lastDirty < m_firstDirty ? row : std::min(m_firstDirty, row);
    m_lastDirty = std::max(m_lastDirty, row);
}

bool StateBuffer::flush(Engine &engine, int layer)
{
    if (m_lastDirty < m_firstDirty)
        return false;
    const qsizetype row = qsizetype(StateColumns) * 4;
    const int rows = m_lastDirty - m_firstDirty + 1;
    engine.updateState(layer, m_firstDirty, rows, m_texels.mid(m_firstDirty * row, rows * row));
    m_firstDirty = 0;
    m_lastDirty = -1;
    return true;
}

}
