#pragma once

#include "scene/engine/Engine.h"

namespace scene
{

/// The colours and flags of a layer's features, kept here and sent to the engine by whole rows, only those that
/// changed.
class StateBuffer
{
public:
    explicit StateBuffer(size_t features = 0);
    int rows() const { return m_rows; }
    void setColour(size_t feature, const glm::vec3 &colour);
    glm::vec3 colour(size_t feature) const;
    void setFlag(size_t feature, StateFlag flag, bool on);
    bool hasFlag(size_t feature, StateFlag flag) const;
    /// Takes the flag from all.
    void clearFlag(StateFlag flag);
    /// Sends what changed; returns whether there was anything.
    bool flush(Engine &engine, int layer);

private:
    uchar *texel(size_t feature) { return reinterpret_cast<uchar *>(m_texels.data()) + 4 * feature; }
    void touch(size_t feature);

    QByteArray m_texels;
    size_t m_features = 0;
    int m_rows = 1;
    int m_firstDirty = 0, m_lastDirty = -1; ///< rows
};

}
