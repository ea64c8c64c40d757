#pragma once

#include "scene/engine/Engine.h"

#include <Qt3DRender/QEffect>
#include <Qt3DRender/QTechnique>

#include <array>

namespace scene
{

/// The effects of all surfaces. A variant (what of Effects the shaders do) is compiled when it is first asked for.
class Materials
{
public:
    Materials(Qt3DCore::QNode *parent, std::function<void(const QString &)> failed);

    Qt3DRender::QEffect *effect(Surface surface, bool textured = false);
    Qt3DRender::QEffect *sky() { return m_sky.effect; }
    Qt3DRender::QEffect *mean() { return m_mean.effect; }
    /// What of a look shaders have as constants: fetching a uniform's component costs software GL as much as a dozen
    /// additions, for every eight pixels.
    static QByteArray constants(const FrameLook &look);
    /// Compiles what this choice of effects and of constants needs; the result is the suffix of the passes ("opaque0").
    int prepare(const Effects &effects, bool imagery, bool hole, const QByteArray &constants);

private:
    struct Entry {
        Qt3DRender::QEffect *effect = nullptr;
        Qt3DRender::QTechnique *technique = nullptr;
        QByteArray vertex, fragment, defines;
        bool framed = true;   ///< has frame.glsl, so its shader depends on the effects
        bool imagery = false; ///< may be draped
    };
    Entry make(const QByteArray &vertex, const QByteArray &fragment, const QByteArray &defines, bool framed);
    void addMean();
    void addSky(int variant, const QByteArray &constants);
    void addPasses(Entry &entry, Surface surface, int variant, const QByteArray &constants, const QByteArray &defines);
    Qt3DRender::QShaderProgram *program(const Entry &entry, const QByteArray &constants, const QByteArray &defines);

    Qt3DCore::QNode *m_parent;
    std::function<void(const QString &)> m_failed;
    std::array<Entry, SurfaceCount + 1> m_entries; ///< by Surface; the last is the textured model
    Entry m_sky, m_mean;
    QHash<QByteArray, int> m_prepared; ///< suffixes by what they stand for
    QHash<QByteArray, Qt3DRender::QShaderProgram *> m_programs;
};

}
