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
    /// What the engine has already, of so many rows: only what differs is sent.
    void beginWith(const QByteArray &texels);
    int rows() const { return m_rows; }
    void setColour(size_t feature, const glm::vec3 &colour);
    glm::vec3 colour(size_t feature) const;
    void setFlag(size_t feature, StateFlag flag, bool on);
    bool hasFlag(size_t feature, StateFlag flag) const;
    /// Takes the flag from all.
    void clearFlag(StateFlag flag);
    /// What was written since it was last asked, by feature, or nothing where that is more than a few; true where it is
    /// anything.
    bool takeChanged(std::vector<uint32_t> &few);
    const uchar *bytes(size_t feature) const
    {
        return reinterpret_cast<const uchar *>(m_texels.constData()) + 4 * feature;
    }
    /// The four bytes of a feature at once.
    void setTexel(size_t feature, const uchar (&rgba)[4]);
    /// Sends what changed; returns whether there was anything.
    bool flush(Engine &engine, int layer);

private:
    uchar *texel(size_t feature) { return reinterpret_cast<uchar *>(m_texels.data()) + 4 * feature; }
    void touch(size_t feature);

    QByteArray m_texels;
    size_t m_features = 0;
    int m_rows = 1;
    int m_firstDirty = 0, m_lastDirty = -1; ///< rows
    static constexpr size_t Few = 2048;
    std::vector<uint32_t> m_changed; ///< at most Few: then it is many
    bool m_many = true;
};

}
