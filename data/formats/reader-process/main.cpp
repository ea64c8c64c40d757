#include "AssimpImport.h"
#include "Limits.h"

#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>

using formats::exchange::Exit;

// Reads one mesh file and writes what it found as formats::exchange::Scene. Started by the program, one for each file:
//   yunjie-reader --memory MIB --cpu SECONDS --output FILE INPUT
// Whatever a broken file does to the library, it does it here, within these limits.

int main(int argc, char **argv)
{
    long memory = 0, cpu = 0;
    const char *output = nullptr, *input = nullptr;
    for (int i = 1; i < argc; ++i) {
        const bool more = i + 1 < argc;
        if (more && std::strcmp(argv[i], "--memory") == 0)
            memory = reader::number(argv[++i]);
        else if (more && std::strcmp(argv[i], "--cpu") == 0)
            cpu = reader::number(argv[++i]);
        else if (more && std::strcmp(argv[i], "--output") == 0)
            output = argv[++i];
        else
            input = argv[i];
    }
    if (memory <= 0 || cpu <= 0 || !output || !input) {
        std::fputs("usage: yunjie-reader --memory MIB --cpu SECONDS --output FILE INPUT\n", stderr);
        return Exit::Usage;
    }
    reader::restrictMyself(memory, cpu);
    std::set_new_handler([] { _exit(Exit::OutOfMemory); });

    formats::exchange::Scene scene;
    std::string why;
    try {
        if (!reader::import(input, scene, why)) {
            std::fprintf(stderr, "%.1000s\n", why.c_str());
            return Exit::Unreadable;
        }
    } catch (const std::bad_alloc &) {
        return Exit::OutOfMemory;
    } catch (const std::length_error &) {
        return Exit::OutOfMemory; // a container asked for more than there can be
    } catch (const std::exception &error) {
        std::fprintf(stderr, "%.1000s\n", error.what());
        return Exit::Unreadable;
    }
    if (scene.parts.empty())
        return Exit::Nothing;
    const std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(std::fopen(output, "wb"), std::fclose);
    if (!file || !formats::exchange::write(scene, file.get()) || std::fflush(file.get()) != 0)
        return Exit::OutputFailed;
    std::fflush(stderr);
    _exit(Exit::Done); // Assimp's tables need no tidying
}
