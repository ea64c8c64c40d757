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
#include <Qt3DRender/QPointSize>
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
    m_entries[size_t(Surface::Block)] = make("block.vert", "block.frag", {}, true);
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

    m_sky = make("sky.vert", "sky.frag", {}, true);
    m_mean = make("mean.vert", "mean.frag", {}, false);
    addMean();
}

static QRenderPass *passNamed(const QString &name, QShaderProgram *program)
{
    auto *pass = new QRenderPass;
    pass->setShaderProgram(program);
    auto *key = new QFilterKey;
    key->setName(QStringLiteral("pass"));
    key->setValue(name);
    pass->addFilterKey(key);
    return pass;
}

static void addDepthTest(QRenderPass *pass, QDepthTest::DepthFunction function)
{
    auto *depth = new QDepthTest;
    depth->setDepthFunction(function);
    pass->addRenderState(depth);
}

static void addBlending(QRenderPass *pass, QBlendEquationArguments::Blending alphaFrom,
                        QBlendEquationArguments::Blending alphaTo)
{
    auto *blend = new QBlendEquationArguments;
    blend->setSourceRgb(QBlendEquationArguments::SourceAlpha);
    blend->setDestinationRgb(QBlendEquationArguments::OneMinusSourceAlpha);
    blend->setSourceAlpha(alphaFrom);
    blend->setDestinationAlpha(alphaTo);
    pass->addRenderState(blend);
    auto *equation = new QBlendEquation;
    equation->setBlendFunction(QBlendEquation::Add);
    pass->addRenderState(equation);
}

void Materials::addMean()
{
    QRenderPass *pass = passNamed(QStringLiteral("mean"), program(m_mean, {}, {}));
    addDepthTest(pass, QDepthTest::Always);
    pass->addRenderState(new QNoDepthMask);
    addBlending(pass, QBlendEquationArguments::One, QBlendEquationArguments::OneMinusSourceAlpha);
    m_mean.technique->addRenderPass(pass);
}

void Materials::addSky(int variant, const QByteArray &constants)
{
    QRenderPass *pass = passNamed(QStringLiteral("sky%1").arg(variant), program(m_sky, constants, {}));
    addDepthTest(pass, QDepthTest::LessOrEqual);
    pass->addRenderState(new QNoDepthMask);
    m_sky.technique->addRenderPass(pass);
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

QShaderProgram *Materials::program(const Entry &entry, const QByteArray &constants, const QByteArray &defines)
{
    const QByteArray all = entry.defines + defines;
    const QByteArray name =
        entry.vertex + ' ' + entry.fragment + ' ' + QByteArray(all).replace("#define ", "").replace('\n', ' ');
    QShaderProgram *&program = m_programs[name + constants];
    if (program)
        return program;
    const QByteArray head = "#version 330 core\n" + all + constants,
                     frame = entry.framed ? shaderText("frame.glsl") : QByteArray();
    program = new QShaderProgram(m_parent);
    program->setVertexShaderCode(head + "#define VERTEX\n" + frame + shaderText("depth.glsl") +
                                 shaderText(entry.vertex));
    program->setFragmentShaderCode(head + frame + shaderText(entry.fragment));
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

static QByteArray constant(const char *name, const float *values, int count)
{
    const QByteArray type = count == 1 ? QByteArray("float") : "vec" + QByteArray::number(count);
    QByteArrayList texts;
    for (int i = 0; i < count; ++i)
        texts.append(QByteArray::number(values[i], 'f', 6));
    return "const " + type + ' ' + name + " = " + type + '(' + texts.join(", ") + ");\n";
}

QByteArray Materials::constants(const FrameLook &look)
{
    QByteArray all;
    const std::pair<const char *, const glm::vec3 *> threes[] = {
        {"skyTop", &look.skyTop},           {"accent", &look.accent},         {"dimmed", &look.dimmed},
        {"foliageGain", &look.foliageGain}, {"insideEdge", &look.insideEdge}, {"insideCut", &look.insideCut}};
    for (const auto &[name, value] : threes)
        all += constant(name, &value->x, 3);
    const std::pair<const char *, const glm::vec4 *> fours[] = {
        {"light", &look.light}, {"vignette", &look.vignette}, {"skyMirror", &look.skyMirror},
        {"glass", &look.glass}, {"lamp", &look.lamp},         {"shell", &look.shell}};
    for (const auto &[name, value] : fours)
        all += constant(name, &value->x, 4);
    const std::pair<const char *, const float *> ones[] = {{"edgeGain", &look.edgeGain},
                                                           {"grain", &look.grain},
                                                           {"shadeOnGround", &look.shadeOnGround},
                                                           {"imageryTone", &look.imageryTone},
                                                           {"modelTone", &look.modelTone}};
    for (const auto &[name, value] : ones)
        all += constant(name, value, 1);
    return all + constant("hazeColour", &look.haze.x, 3);
}

int Materials::prepare(const Effects &effects, bool imagery, bool hole, const QByteArray &constants)
{
    QByteArray defines;
    if (effects.ambient || effects.shadows)
        defines += "#define SHADE\n";
    if (effects.shadows)
        defines += "#define SHADOWS\n";
    const QByteArray draped = imagery ? "#define IMAGERY\n" : "", hollow = hole ? "#define HOLE\n" : "";
    const QByteArray all = defines + draped + hollow + constants;
    if (const auto known = m_prepared.constFind(all); known != m_prepared.constEnd())
        return *known;
    const int variant = int(m_prepared.size());
    m_prepared.insert(all, variant);
    addSky(variant, constants);
    for (size_t i = 0; i < m_entries.size(); ++i) {
        Entry &entry = m_entries[i];
        const bool ground = entry.vertex == "ground.vert", green = entry.defines.contains("GREEN");
        QByteArray more = entry.imagery ? draped : QByteArray();
        if (ground)
            more += hollow;
        if (green || !more.isEmpty())
            more += "#define PLACED\n";
        addPasses(entry, i == SurfaceCount ? Surface::Model : Surface(i), variant, constants,
                  entry.framed ? defines + more : QByteArray());
    }
    return variant;
}

void Materials::addPasses(Entry &entry, Surface surface, int variant, const QByteArray &constants,
                          const QByteArray &defines)
{
    QShaderProgram *shader = program(entry, constants, defines);
    const auto add = [&](const QString &name) {
        QRenderPass *pass = passNamed(name.arg(variant), shader);
        addDepthTest(pass, QDepthTest::LessOrEqual);
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
        if (surface == Surface::Block) {
            auto *size = new QPointSize;
            size->setSizeMode(QPointSize::Programmable);
            pass->addRenderState(size);
        }
        entry.technique->addRenderPass(pass);
        return pass;
    };
    const auto addBlended = [&](const QString &name) {
        QRenderPass *pass = add(name);
        addBlending(pass, QBlendEquationArguments::Zero, QBlendEquationArguments::One);
        return pass;
    };
    if (surface == Surface::Line || surface == Surface::InsideLine || surface == Surface::Shell) {
        addBlended(surface == Surface::Shell ? QStringLiteral("blend%1") : QStringLiteral("line%1"))
            ->addRenderState(new QNoDepthMask);
        return;
    }
    // What lies on the ground comes after what stands on it, and the ground last: the depth test then saves their
    // pixels.
    const bool base = surface == Surface::Base || surface == Surface::Beyond || surface == Surface::Terrain;
    const bool flat = surface == Surface::Ground || surface == Surface::Water || surface == Surface::Green;
    add(base ? QStringLiteral("base%1") : flat ? QStringLiteral("flat%1") : QStringLiteral("opaque%1"));
    addBlended(QStringLiteral("blend%1"));
}

}
