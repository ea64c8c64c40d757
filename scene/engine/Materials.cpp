#include "scene/engine/Materials.h"

#include <QCoreApplication>
#include <QFile>
#include <QVector>
#include <Qt3DRender/QBlendEquation>
#include <Qt3DRender/QBlendEquationArguments>
#include <Qt3DRender/QClipPlane>
#include <Qt3DRender/QColorMask>
#include <Qt3DRender/QCullFace>
#include <Qt3DRender/QDepthTest>
#include <Qt3DRender/QFilterKey>
#include <Qt3DRender/QGraphicsApiFilter>
#include <Qt3DRender/QNoDepthMask>
#include <Qt3DRender/QRenderPass>
#include <Qt3DRender/QShaderProgram>

using namespace Qt3DRender;

namespace scene
{

static QByteArray shaderText(const QByteArray &name)
{
    QFile file(QStringLiteral(":/yunjie/shaders/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Materials::Materials(Qt3DCore::QNode *parent, std::function<void(const QString &)> failed)
    : m_parent(parent), m_failed(std::move(failed))
{
    m_entries[size_t(Surface::City)] = make("city.vert", "city.frag", {}, true);
    m_entries[size_t(Surface::Distant)] = make("distant.vert", "distant.frag", {}, true);
    m_entries[size_t(Surface::Base)] = make("ground.vert", "ground.frag", {}, true);
    m_entries[size_t(Surface::Beyond)] = make("ground.vert", "ground.frag", "#define BEYOND\n", true);
    m_entries[size_t(Surface::Solid)] = make("city.vert", "city.frag", "#define TWO_SIDED\n", true);
    m_entries[size_t(Surface::Painted)] = make("city.vert", "city.frag", "#define TWO_SIDED\n#define PAINTED\n", true);
    m_entries[size_t(Surface::Ground)] = make("ground.vert", "ground.frag", {}, true);
    m_entries[size_t(Surface::Water)] = make("ground.vert", "ground.frag", "#define WATER\n", true);
    m_entries[size_t(Surface::Green)] = make("ground.vert", "ground.frag", "#define GREEN\n", true);
    m_entries[size_t(Surface::Terrain)] = make("ground.vert", "ground.frag", {}, true);
    m_entries[size_t(Surface::Terrain)].imagery = true;
    m_entries[size_t(Surface::Line)] = make("line.vert", "line.frag", {}, false);
    m_entries[size_t(Surface::Inside)] = make("inside.vert", "inside.frag", "#define CUT\n", true);
    m_entries[size_t(Surface::InsideLine)] = make("line.vert", "line.frag", "#define INSIDE\n", false);
    m_entries[size_t(Surface::Section)] = make("inside.vert", "inside.frag", "#define TOP\n", true);
    m_entries[size_t(Surface::Ceiling)] = make("inside.vert", "inside.frag", "#define CUT\n", true);
    m_entries[size_t(Surface::Shell)] = make("shell.vert", "shell.frag", {}, true);
    m_entries[size_t(Surface::Model)] = make("model.vert", "model.frag", {}, true);
    m_entries[SurfaceCount] = make("model.vert", "model.frag", "#define TEXTURED\n", true);

    QRenderPass *sky = nullptr, *mean = nullptr;
    m_sky = fullScreen("sky", true, sky);
    auto *depth = new QDepthTest;
    depth->setDepthFunction(QDepthTest::LessOrEqual);
    sky->addRenderState(depth);
    sky->addRenderState(new QNoDepthMask);
    m_mean = fullScreen("mean", false, mean);
    auto *always = new QDepthTest;
    always->setDepthFunction(QDepthTest::Always);
    mean->addRenderState(always);
    mean->addRenderState(new QNoDepthMask);
    auto *blend = new QBlendEquationArguments;
    blend->setSourceRgb(QBlendEquationArguments::SourceAlpha);
    blend->setDestinationRgb(QBlendEquationArguments::OneMinusSourceAlpha);
    blend->setSourceAlpha(QBlendEquationArguments::One);
    blend->setDestinationAlpha(QBlendEquationArguments::OneMinusSourceAlpha);
    mean->addRenderState(blend);
    auto *equation = new QBlendEquation;
    equation->setBlendFunction(QBlendEquation::Add);
    mean->addRenderState(equation);
}

QEffect *Materials::fullScreen(const QByteArray &name, bool framed, QRenderPass *&pass)
{
    const Entry entry = make(name + ".vert", name + ".frag", {}, framed);
    pass = new QRenderPass;
    pass->setShaderProgram(program(entry.vertex, entry.fragment, {}, framed));
    auto *key = new QFilterKey;
    key->setName(QStringLiteral("pass"));
    key->setValue(QString::fromLatin1(name));
    pass->addFilterKey(key);
    entry.technique->addRenderPass(pass);
    return entry.effect;
}

Qt3DRender::QEffect *Materials::effect(Surface surface, bool textured)
{
    return m_entries[textured && surface == Surface::Model ? SurfaceCount : size_t(surface)].effect;
}

Materials::Entry Materials::make(const QByteArray &vertex, const QByteArray &fragment, const QByteArray &defines,
                                 bool framed)
{
    Entry entry;
    entry.vertex = vertex;
    entry.fragment = fragment;
    entry.defines = defines;
    entry.framed = framed;
    entry.technique = new QTechnique;
    entry.technique->graphicsApiFilter()->setApi(QGraphicsApiFilter::OpenGL);
    entry.technique->graphicsApiFilter()->setMajorVersion(3);
    entry.technique->graphicsApiFilter()->setMinorVersion(3);
    entry.technique->graphicsApiFilter()->setProfile(QGraphicsApiFilter::CoreProfile);
    entry.effect = new QEffect(m_parent);
    entry.effect->addTechnique(entry.technique);
    return entry;
}

QShaderProgram *Materials::program(const QByteArray &vertex, const QByteArray &fragment, const QByteArray &defines,
                                   bool framed)
{
    const QByteArray name =
        vertex + ' ' + fragment + ' ' + QByteArray(defines).replace("#define ", "").replace('\n', ' ');
    QShaderProgram *&program = m_programs[name];
    if (program)
        return program;
    const QByteArray head = "#version 330 core\n" + defines, frame = framed ? shaderText("frame.glsl") : QByteArray();
    const bool litByCorner = vertex == "distant.vert" || defines.contains("BEYOND");
    program = new QShaderProgram(m_parent);
    program->setVertexShaderCode(head + (litByCorner ? "#define VERTEX\n" + frame : QByteArray()) + shaderText(vertex));
    program->setFragmentShaderCode(head + frame + shaderText(fragment));
    // An error in a shader reaches nobody but standard error, and its objects are just missing: so say it.
    QObject::connect(program, &QShaderProgram::statusChanged, program,
                     [failed = m_failed, program, name](QShaderProgram::Status status) {
                         if (status == QShaderProgram::Error)
                             failed(
                                 QCoreApplication::translate("scene", "The graphics driver refused a shader (%1): %2")
                                     .arg(QString::fromLatin1(name).trimmed(), program->log().trimmed()));
                     });
    return program;
}

int Materials::prepare(const Effects &effects, bool imagery, bool hole)
{
    const int variant = int(effects.ambient) | int(effects.shadows) << 1 | int(imagery) << 2 | int(hole) << 3;
    if (m_prepared.contains(variant))
        return variant;
    m_prepared.append(variant);
    QByteArray defines;
    if (effects.ambient || effects.shadows)
        defines += "#define SHADE\n";
    if (effects.shadows)
        defines += "#define SHADOWS\n";
    for (size_t i = 0; i < m_entries.size(); ++i) {
        Entry &entry = m_entries[i];
        QByteArray more = imagery && entry.imagery ? "#define IMAGERY\n" : "";
        if (hole && entry.vertex == "ground.vert")
            more += "#define HOLE\n";
        addPasses(entry, i == SurfaceCount ? Surface::Model : Surface(i), variant,
                  entry.framed ? defines + more : QByteArray());
    }
    return variant;
}

void Materials::addPasses(Entry &entry, Surface surface, int variant, const QByteArray &defines)
{
    QShaderProgram *shader = program(entry.vertex, entry.fragment, entry.defines + defines, entry.framed);
    const auto add = [&](const QString &name, QShaderProgram *with) {
        auto *pass = new QRenderPass;
        pass->setShaderProgram(with);
        auto *key = new QFilterKey;
        key->setName(QStringLiteral("pass"));
        key->setValue(name);
        pass->addFilterKey(key);
        auto *depth = new QDepthTest;
        depth->setDepthFunction(QDepthTest::LessOrEqual);
        pass->addRenderState(depth);
        auto *cull = new QCullFace;
        const bool closed = surface == Surface::City || surface == Surface::Distant || surface == Surface::Shell ||
                            surface == Surface::Ceiling;
        cull->setMode(closed ? QCullFace::Back : QCullFace::NoCulling);
        pass->addRenderState(cull);
        const bool cutTwice = surface == Surface::Shell || surface == Surface::InsideLine;
        const bool cut = surface == Surface::Inside || surface == Surface::Ceiling || surface == Surface::Section;
        const int planes = cutTwice ? 2 : cut ? 1 : 0;
        for (int plane = 0; plane < planes; ++plane) {
            auto *clip = new QClipPlane;
            clip->setPlaneIndex(plane);
            pass->addRenderState(clip);
        }
        return pass;
    };
    const auto addBlending = [](QRenderPass *pass) {
        auto *blend = new QBlendEquationArguments;
        blend->setSourceRgb(QBlendEquationArguments::SourceAlpha);
        blend->setDestinationRgb(QBlendEquationArguments::OneMinusSourceAlpha);
        blend->setSourceAlpha(QBlendEquationArguments::Zero);
        blend->setDestinationAlpha(QBlendEquationArguments::One);
        pass->addRenderState(blend);
        auto *equation = new QBlendEquation;
        equation->setBlendFunction(QBlendEquation::Add);
        pass->addRenderState(equation);
    };
    if (surface == Surface::Line || surface == Surface::InsideLine || surface == Surface::Shell) {
        const QString when = surface == Surface::Shell ? QStringLiteral("blend%1") : QStringLiteral("line%1");
        QRenderPass *pass = add(when.arg(variant), shader);
        addBlending(pass);
        pass->addRenderState(new QNoDepthMask);
        entry.technique->addRenderPass(pass);
        return;
    }
    // What lies on the ground comes after what stands on it, and the ground last: the depth test then saves their
    // pixels.
    const bool base = surface == Surface::Base || surface == Surface::Beyond || surface == Surface::Terrain;
    const bool flat = surface == Surface::Ground || surface == Surface::Water || surface == Surface::Green;
    const QString name = base ? QStringLiteral("base%1") : flat ? QStringLiteral("flat%1") : QStringLiteral("opaque%1");
    entry.technique->addRenderPass(add(name.arg(variant), shader));
    QRenderPass *blended = add(QStringLiteral("blend%1").arg(variant), shader);
    addBlending(blended);
    entry.technique->addRenderPass(blended);
}

}
