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
    Qt3DRender::QEffect *sky() { return m_sky; }
    Qt3DRender::QEffect *mean() { return m_mean; }
    /// Compiles what this choice of effects needs; the name is the suffix of the passes ("opaque0" ...).
    int prepare(const Effects &effects, bool imagery, bool hole);

private:
    struct Entry {
        Qt3DRender::QEffect *effect = nullptr;
        Qt3DRender::QTechnique *technique = nullptr;
        QByteArray vertex, fragment, defines;
        bool framed = true;   ///< has frame.glsl, so its shader depends on the effects
        bool imagery = false; ///< may be draped
    };
    Entry make(const QByteArray &vertex, const QByteArray &fragment, const QByteArray &defines, bool framed);
    /// Of one triangle over the whole picture, drawn in the pass of its name.
    Qt3DRender::QEffect *fullScreen(const QByteArray &name, bool framed, Qt3DRender::QRenderPass *&pass);
    void addPasses(Entry &entry, Surface surface, int variant, const QByteArray &defines);
    Qt3DRender::QShaderProgram *program(const QByteArray &vertex, const QByteArray &fragment, const QByteArray &defines,
                                        bool framed);

    Qt3DCore::QNode *m_parent;
    std::function<void(const QString &)> m_failed;
    std::array<Entry, SurfaceCount + 1> m_entries; ///< by Surface; the last is the textured model
    Qt3DRender::QEffect *m_sky = nullptr, *m_mean = nullptr;
    QVector<int> m_prepared;
    QHash<QByteArray, Qt3DRender::QShaderProgram *> m_programs;
};

}
