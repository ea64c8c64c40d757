#include "scene/engine/Engine.h"

#include "scene/CityView.h"
#include "scene/chunks/MeshWriter.h"

#include <QGuiApplication>
#include <QImage>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>
#include <QTest>

#include <glm/gtc/matrix_transform.hpp>

using geometry::Vec2;
using geometry::Vec3;
using scene::Engine;

/// What is asked of the engine is on its picture after one frame. Needs OpenGL 3.3.
class EngineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void showsInTheFirstFrame();
    void drawsAPartAtAScale();
    void distantLooksAlike();
    void pointLooksLikeItsBox_data();
    void pointLooksLikeItsBox();
    void layerGoesWithMeshesThatWereNeverDrawn();

private:
    QImage picture();
    QRgb middle() { return picture().pixel(m_engine->drawnSize().width() / 2, m_engine->drawnSize().height() / 2); }
    int addBlock(scene::Surface surface, double half, double top);
    void look(const Vec3 &from);

    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<QOffscreenSurface> m_surface;
    std::unique_ptr<QOpenGLContext> m_context;
    QStringList m_failures;
    int m_layer = 0;
};

static const QSize Size(320, 240);

void EngineTest::initTestCase()
{
    m_engine = std::make_unique<Engine>([this](const QString &reason) { m_failures.append(reason); });
    m_surface = std::make_unique<QOffscreenSurface>();
    m_surface->create();
    m_context = std::make_unique<QOpenGLContext>();
    m_context->setShareContext(QOpenGLContext::globalShareContext());
    QVERIFY(m_context->create());
    scene::FrameLook plain;
    plain.light = {0.4f, 0.5f, 0.1f, 0};
    plain.haze = {0.1f, 0.2f, 0.3f, 1e6f};
    m_engine->setLook(plain);
    m_engine->resize(Size);
    m_layer = m_engine->addLayer(1);
    QByteArray state(scene::StateColumns * 4, '\0'), info(scene::StateColumns * 16, '\0');
    const uchar orange[4] = {230, 120, 30, 0};
    std::copy_n(orange, 4, reinterpret_cast<uchar *>(state.data()));
    const float storeys[4] = {0, 3, 30, 0};
    std::copy_n(storeys, 4, reinterpret_cast<float *>(info.data()));
    m_engine->updateState(m_layer, 0, 1, state);
    m_engine->updateInfo(m_layer, 0, 1, info);
    look({0, -90, 80});
    for (int i = 0; i < 3; ++i) // the first frames make the target
        m_engine->renderFrame();
}

void EngineTest::cleanup()
{
    QVERIFY2(m_failures.isEmpty(), qPrintable(m_failures.join(QLatin1Char('\n'))));
}

void EngineTest::look(const Vec3 &from)
{
    m_engine->setCamera(glm::lookAt(from, Vec3(0, 0, 15), Vec3(0, 0, 1)),
                        glm::perspective(glm::radians(45.0), 4.0 / 3.0, 1.0, 10'000.0));
}

int EngineTest::addBlock(scene::Surface surface, double half, double top)
{
    auto mesh = std::make_shared<scene::ChunkMesh>();
    scene::MeshWriter writer(mesh->vertices, mesh->indices, Vec3(0.0));
    writer.box(Vec2(0, 0), Vec2(1, 0), Vec2(half, half), 0, top, scene::SurfaceKind::Plain, scene::SurfaceKind::Roof);
    scene::MeshData data;
    data.surface = surface;
    data.vertices = mesh->vertices.data();
    data.vertexCount = mesh->vertices.size();
    data.vertexBytes = mesh->vertices.size() * sizeof(scene::ChunkGeometry::Vertex);
    data.indices = mesh->indices.data();
    data.indexCount = mesh->indices.size();
    data.bounds.add(Vec3(-half, -half, 0));
    data.bounds.add(Vec3(half, half, top));
    data.keepAlive = mesh;
    return m_engine->addMesh(m_layer, data);
}

QImage EngineTest::picture()
{
    m_engine->finish();
    m_context->makeCurrent(m_surface.get());
    QOpenGLExtraFunctions *gl = m_context->extraFunctions();
    GLuint buffer = 0;
    gl->glGenFramebuffers(1, &buffer);
    gl->glBindFramebuffer(GL_FRAMEBUFFER, buffer);
    gl->glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, m_engine->texture(), 0);
    const QSize size = m_engine->drawnSize();
    QImage image(size, QImage::Format_RGBA8888);
    gl->glReadPixels(0, 0, size.width(), size.height(), GL_RGBA, GL_UNSIGNED_BYTE, image.bits());
    gl->glBindFramebuffer(GL_FRAMEBUFFER, 0);
    gl->glDeleteFramebuffers(1, &buffer);
    m_context->doneCurrent();
    return image.mirrored();
}

static bool isOrange(QRgb pixel)
{
    return qRed(pixel) > 2 * qBlue(pixel) && qRed(pixel) > qGreen(pixel);
}

void EngineTest::showsInTheFirstFrame()
{
    QVERIFY(!isOrange(middle()));
    const int block = addBlock(scene::Surface::City, 20, 30);
    m_engine->renderFrame();
    QVERIFY2(isOrange(middle()), "a mesh shows in the frame after it was added");
    m_engine->setMeshVisible(block, false);
    m_engine->renderFrame();
    QVERIFY2(!isOrange(middle()), "hidden at once");
    m_engine->setMeshVisible(block, true);
    m_engine->renderFrame();
    QVERIFY2(isOrange(middle()), "shown at once");
    m_engine->setLayerVisible(m_layer, false);
    m_engine->renderFrame();
    QVERIFY(!isOrange(middle()));
    m_engine->setLayerVisible(m_layer, true);
    m_engine->renderFrame();
    QVERIFY(isOrange(middle()));
    QByteArray state(scene::StateColumns * 4, '\0');
    const uchar blue[4] = {30, 60, 230, 0}, orange[4] = {230, 120, 30, 0};
    std::copy_n(blue, 4, reinterpret_cast<uchar *>(state.data()));
    m_engine->updateState(m_layer, 0, 1, state);
    m_engine->renderFrame();
    QVERIFY2(qBlue(middle()) > qRed(middle()), "another colour at once");
    std::copy_n(orange, 4, reinterpret_cast<uchar *>(state.data()));
    m_engine->updateState(m_layer, 0, 1, state);
    m_engine->removeMesh(block);
    m_engine->renderFrame();
    QVERIFY2(!isOrange(middle()), "gone at once");
}

/// The largest mean difference of a colour between two pictures, of 255.
static double difference(const QImage &a, const QImage &b)
{
    double sum[3] = {};
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            sum[0] += std::abs(qRed(p) - qRed(q));
            sum[1] += std::abs(qGreen(p) - qGreen(q));
            sum[2] += std::abs(qBlue(p) - qBlue(q));
        }
    }
    return *std::max_element(sum, sum + 3) / (a.width() * a.height());
}

void EngineTest::drawsAPartAtAScale()
{
    const int block = addBlock(scene::Surface::City, 20, 30);
    m_engine->renderFrame();
    const QImage whole = picture();
    for (const double scale : {0.5, 0.62, 0.86}) {
        m_engine->setScale(scale);
        m_engine->renderFrame();
        QCOMPARE(m_engine->size(), Size);
        QCOMPARE(m_engine->drawnSize(), QSize(qRound(Size.width() * scale), qRound(Size.height() * scale)));
        const QImage part = picture();
        const double away =
            difference(part, whole.scaled(part.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
        QVERIFY2(away < 3, qPrintable(QString::number(away)));
    }
    m_engine->setScale(1);
    m_engine->renderFrame();
    QVERIFY(difference(picture(), whole) < 0.01);
    m_engine->removeMesh(block);
}

/// A tile that is let go of in the frame that its meshes came in: the next frame crashed.
void EngineTest::layerGoesWithMeshesThatWereNeverDrawn()
{
    const int kept = m_layer;
    for (int i = 0; i < 20; ++i) {
        m_layer = m_engine->addLayer(1);
        m_engine->renderFrame();
        for (int k = 0; k < 4; ++k)
            addBlock(k % 2 ? scene::Surface::City : scene::Surface::Solid, 5, 10);
        m_engine->removeLayer(m_layer);
        m_engine->renderFrame();
    }
    m_layer = kept;
    m_engine->renderFrame();
}

void EngineTest::distantLooksAlike()
{
    look({60, -90, 80});
    const int near = addBlock(scene::Surface::City, 20, 30);
    m_engine->renderFrame();
    const QImage whole = picture();
    m_engine->setMeshDistant(near, true);
    m_engine->renderFrame();
    const double away = difference(picture(), whole);
    QVERIFY2(away < 2, qPrintable(QString::number(away)));
    m_engine->setMeshDistant(near, false);
    m_engine->renderFrame();
    QVERIFY(difference(picture(), whole) < 0.01);
    m_engine->removeMesh(near);
}

void EngineTest::pointLooksLikeItsBox_data()
{
    QTest::addColumn<float>("x");
    QTest::addColumn<float>("y");
    QTest::addColumn<float>("z");
    QTest::newRow("from the south") << 0.f << -300.f << 250.f;
    QTest::newRow("over a corner") << 300.f << -200.f << 150.f;
    QTest::newRow("from behind") << -250.f << 200.f << 300.f;
    QTest::newRow("from above") << 0.f << -30.f << 500.f;
    QTest::newRow("from below its roof") << 420.f << 60.f << 16.f;
}

void EngineTest::pointLooksLikeItsBox()
{
    QFETCH(float, x);
    QFETCH(float, y);
    QFETCH(float, z);
    constexpr float Half = 12, Top = 30;
    look({x, y, z});
    const auto seen = [this] {
        m_engine->renderFrame();
        const QPoint middle(m_engine->drawnSize().width() / 2, m_engine->drawnSize().height() / 2);
        return picture().copy(QRect(middle - QPoint(24, 24), middle + QPoint(24, 24)));
    };
    const QImage nothing = seen();
    const int box = addBlock(scene::Surface::Distant, double(Half), double(Top));
    const QImage asBox = seen();
    m_engine->removeMesh(box);
    const auto vertex = std::make_shared<scene::BlockVertex>(scene::BlockVertex{0, 0, 0, Half, 0, Half, Top, 0});
    scene::MeshData data;
    data.surface = scene::Surface::Block;
    data.vertices = vertex.get();
    data.vertexCount = 1;
    data.vertexBytes = sizeof(scene::BlockVertex);
    data.bounds.add(Vec3(double(-Half), double(-Half), 0));
    data.bounds.add(Vec3(double(Half), double(Half), double(Top)));
    data.keepAlive = vertex;
    const int point = m_engine->addMesh(m_layer, data);
    const QImage asPoint = seen();
    m_engine->removeMesh(point);
    look({0, -90, 80});
    const double shows = difference(asBox, nothing), away = difference(asPoint, asBox);
    QVERIFY2(shows > 10 && away < 0.12 * shows, qPrintable(QStringLiteral("%1 of %2").arg(away).arg(shows)));
}

int main(int argc, char **argv)
{
    scene::CityView::prepareApplication();
    QGuiApplication app(argc, argv);
    EngineTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "EngineTest.moc"
