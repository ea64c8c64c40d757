// `bare_city FILE [--layer NAME] [--frames N] [--size WxH] [--picture OUT.ppm]`: what a city alone costs to draw: OGR,
// ear clipping, one upload, plain OpenGL off screen, nothing culled and nothing simplified. One line of JSON: seconds
// from the start of the process to the first frame, frames while orbiting the whole and at street level, the peak of
// memory.
#include "Bare.h"
#include "BareMesh.h"

#define EGL_EGLEXT_PROTOTYPES
#include <EGL/egl.h>
#include <EGL/eglext.h>
#define GL_GLEXT_PROTOTYPES
#include <GL/glcorearb.h>
#include <glm/glm.hpp>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/gtc/type_ptr.hpp>

#include <cstdlib>
#include <optional>
#include <string>

static constexpr const char *VertexShader = R"(#version 330 core
layout(location = 0) in vec3 position;
layout(location = 1) in vec4 normal;
layout(location = 2) in uint feature;
uniform mat4 camera;
flat out vec3 colour;
void main()
{
    float light = 0.45 + 0.55 * max(dot(normal.xyz, normalize(vec3(-0.5, -0.5, 0.7))), 0.0);
    colour = light * mix(vec3(0.55, 0.65, 0.8), vec3(0.9, 0.85, 0.75), float(feature * 2654435761u >> 24) / 255.0);
    gl_Position = camera * vec4(position, 1.0);
})";
static constexpr const char *FragmentShader = R"(#version 330 core
flat in vec3 colour;
out vec4 pixel;
void main() { pixel = vec4(colour, 1.0); })";

struct Options {
    std::string file, layer, picture;
    int frames = 30, width = 1920, height = 1080;
};

static std::optional<Options> parse(int argc, char **argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const char *value = i + 1 < argc ? argv[i + 1] : nullptr;
        if (word.rfind("--", 0) != 0) {
            options.file = word;
            continue;
        }
        if (!value)
            return {};
        ++i;
        if (word == "--frames")
            options.frames = std::max(1, std::atoi(value));
        else if (word == "--picture")
            options.picture = value;
        else if (word == "--layer")
            options.layer = value;
        else if (word != "--size" || std::sscanf(value, "%dx%d", &options.width, &options.height) != 2)
            return {};
    }
    if (options.file.empty())
        return {};
    return options;
}

/// A context without a window: of the X server's driver where there is one, else of the first device.
static bool makeContext()
{
    EGLDisplay display = EGL_NO_DISPLAY;
    if (std::getenv("DISPLAY"))
        display = eglGetDisplay(EGL_DEFAULT_DISPLAY);
    if (display == EGL_NO_DISPLAY || !eglInitialize(display, nullptr, nullptr)) {
        EGLDeviceEXT device = nullptr;
        EGLint count = 0;
        const auto devices = reinterpret_cast<PFNEGLQUERYDEVICESEXTPROC>(eglGetProcAddress("eglQueryDevicesEXT"));
        if (!devices || !devices(1, &device, &count) || count < 1)
            return false;
        display = eglGetPlatformDisplay(EGL_PLATFORM_DEVICE_EXT, device, nullptr);
        if (display == EGL_NO_DISPLAY || !eglInitialize(display, nullptr, nullptr))
            return false;
    }
    if (!eglBindAPI(EGL_OPENGL_API))
        return false;
    const EGLint wanted[] = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (!eglChooseConfig(display, wanted, &config, 1, &count) || count < 1)
        return false;
    const EGLint version[] = {
        EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    const EGLContext context = eglCreateContext(display, config, EGL_NO_CONTEXT, version);
    return context != EGL_NO_CONTEXT && eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context);
}

static GLuint makeProgram()
{
    const GLuint program = glCreateProgram();
    for (const auto &[kind, source] :
         {std::pair{GL_VERTEX_SHADER, VertexShader}, {GL_FRAGMENT_SHADER, FragmentShader}}) {
        const GLuint shader = glCreateShader(GLenum(kind));
        glShaderSource(shader, 1, &source, nullptr);
        glCompileShader(shader);
        glAttachShader(program, shader);
    }
    glLinkProgram(program);
    GLint linked = 0;
    glGetProgramiv(program, GL_LINK_STATUS, &linked);
    return linked ? program : 0;
}

static bool makeTarget(int width, int height)
{
    GLuint frame = 0, buffers[2] = {};
    glGenFramebuffers(1, &frame);
    glBindFramebuffer(GL_FRAMEBUFFER, frame);
    glGenRenderbuffers(2, buffers);
    const std::pair<GLenum, GLenum> parts[] = {{GL_RGBA8, GL_COLOR_ATTACHMENT0},
                                               {GL_DEPTH_COMPONENT24, GL_DEPTH_ATTACHMENT}};
    for (int i = 0; i < 2; ++i) {
        glBindRenderbuffer(GL_RENDERBUFFER, buffers[i]);
        glRenderbufferStorage(GL_RENDERBUFFER, parts[i].first, width, height);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, parts[i].second, GL_RENDERBUFFER, buffers[i]);
    }
    glViewport(0, 0, width, height);
    return glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
}

static void upload(const bare::Mesh &mesh)
{
    GLuint array = 0, buffers[2] = {};
    glGenVertexArrays(1, &array);
    glBindVertexArray(array);
    glGenBuffers(2, buffers);
    glBindBuffer(GL_ARRAY_BUFFER, buffers[0]);
    glBufferData(GL_ARRAY_BUFFER, GLsizeiptr(mesh.vertices.size() * sizeof(bare::Vertex)), mesh.vertices.data(),
                 GL_STATIC_DRAW);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, buffers[1]);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, GLsizeiptr(mesh.indices.size() * sizeof(std::uint32_t)), mesh.indices.data(),
                 GL_STATIC_DRAW);
    const auto offset = [](std::size_t bytes) { return reinterpret_cast<const void *>(bytes); };
    glVertexAttribPointer(0, 3, GL_FLOAT, GL_FALSE, sizeof(bare::Vertex), offset(0));
    glVertexAttribPointer(1, 4, GL_BYTE, GL_TRUE, sizeof(bare::Vertex), offset(offsetof(bare::Vertex, normal)));
    glVertexAttribIPointer(2, 1, GL_UNSIGNED_INT, sizeof(bare::Vertex), offset(offsetof(bare::Vertex, feature)));
    for (GLuint i = 0; i < 3; ++i)
        glEnableVertexAttribArray(i);
}

/// The camera about the middle of the city, so many degrees from north, looking down by `pitch` degrees.
static glm::mat4 cameraAt(double heading, double pitch, double distance, double aspect)
{
    const double h = glm::radians(heading), p = glm::radians(pitch);
    const glm::dvec3 eye = distance * glm::dvec3(-std::sin(h) * std::cos(p), -std::cos(h) * std::cos(p), std::sin(p));
    return glm::mat4(glm::perspective(glm::radians(45.0), aspect, distance * 0.01, distance * 4 + 8000) *
                     glm::lookAt(eye, glm::dvec3(0.0), glm::dvec3(0, 0, 1)));
}

struct Frames {
    std::vector<double> ms;
    double cpuMs = 0; ///< a frame's mean
};

int main(int argc, char **argv)
{
    const auto options = parse(argc, argv);
    if (!options) {
        std::fprintf(stderr, "usage: bare_city FILE [--layer NAME] [--frames N] [--size WxH] [--picture OUT.ppm]\n");
        return 2;
    }
    bare::Mesh mesh = bare::readMesh(options->file, options->layer);
    if (mesh.indices.empty()) {
        std::fprintf(stderr, "%s: no polygon in it\n", options->file.c_str());
        return 1;
    }
    const auto uploading = bare::Clock::now();
    const GLuint program = makeContext() ? makeProgram() : 0;
    if (!program || !makeTarget(options->width, options->height)) {
        std::fprintf(stderr, "no OpenGL 3.3 without a window here\n");
        return 1;
    }
    upload(mesh);
    const double uploadMs = bare::msSince(uploading);
    const auto count = GLsizei(mesh.indices.size());
    mesh.vertices = {};
    mesh.indices = {};
    glUseProgram(program);
    glEnable(GL_DEPTH_TEST);
    glClearColor(0.05f, 0.08f, 0.12f, 1);
    const GLint place = glGetUniformLocation(program, "camera");
    const double aspect = double(options->width) / options->height;
    const auto draw = [&](double heading, double pitch, double distance) {
        const glm::mat4 camera = cameraAt(heading, pitch, distance, aspect);
        glUniformMatrix4fv(place, 1, GL_FALSE, glm::value_ptr(camera));
        glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
        glDrawElements(GL_TRIANGLES, count, GL_UNSIGNED_INT, nullptr);
        glFinish();
    };
    const auto orbit = [&](double pitch, double distance) {
        Frames frames;
        const double cpu = bare::cpuMs();
        for (int i = 0; i < options->frames; ++i) {
            const auto start = bare::Clock::now();
            draw(20 + 360.0 * (i + 1) / options->frames, pitch, distance);
            frames.ms.push_back(bare::msSince(start));
        }
        frames.cpuMs = (bare::cpuMs() - cpu) / options->frames;
        return frames;
    };
    const double whole = 0.9 * std::max(mesh.width, mesh.depth);
    draw(20, 35, whole);
    const double firstSeconds = bare::processAgeMs() / 1000, loadCpu = bare::cpuMs() / 1000;
    if (!options->picture.empty()) {
        std::vector<unsigned char> pixels(std::size_t(options->width) * std::size_t(options->height) * 3);
        glPixelStorei(GL_PACK_ALIGNMENT, 1);
        glReadPixels(0, 0, options->width, options->height, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
        FILE *file = std::fopen(options->picture.c_str(), "wb");
        if (!file)
            return 1;
        std::fprintf(file, "P6\n%d %d\n255\n", options->width, options->height);
        for (int row = options->height - 1; row >= 0; --row)
            std::fwrite(pixels.data() + std::size_t(row) * std::size_t(options->width) * 3, 1,
                        std::size_t(options->width) * 3, file);
        std::fclose(file);
    }
    const Frames orbiting = orbit(35, whole), street = orbit(5, 150);
    std::printf("{\"firstFrameSeconds\": %.3f, \"loadCpuSeconds\": %.3f, \"readMs\": %.1f, \"buildMs\": %.1f, "
                "\"uploadMs\": %.1f, \"frameMs\": {\"median\": %.2f, \"p95\": %.2f, \"cpuMean\": %.2f}, \"streetMs\": "
                "{\"median\": %.2f, \"p95\": %.2f, \"cpuMean\": %.2f}, \"buildings\": %u, \"triangles\": %d, "
                "\"peakMiB\": %.1f, \"renderer\": \"%s\"}\n",
                firstSeconds, loadCpu, mesh.readMs, mesh.buildMs, uploadMs, bare::quantile(orbiting.ms, 0.5),
                bare::quantile(orbiting.ms, 0.95), orbiting.cpuMs, bare::quantile(street.ms, 0.5),
                bare::quantile(street.ms, 0.95), street.cpuMs, mesh.buildings, count / 3, bare::peakMiB(),
                reinterpret_cast<const char *>(glGetString(GL_RENDERER)));
}
