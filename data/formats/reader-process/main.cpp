#include "AssimpImport.h"
#include "IfcMeshing.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

using formats::exchange::Exit;

// Reads one mesh file and writes what it found as formats::exchange::Scene, or meshes an IFC file into the records of
// IfcExchange.h. Started by the program, one for each file:
//   yunjie-reader --memory MIB --cpu SECONDS --output FILE [--ifc [--from ID] [--plain ID] ...] INPUT
// Whatever a broken file does to the library, it does it here, within these limits.

static void limit(int what, rlim_t value)
{
    const rlimit wanted{value, value};
    setrlimit(what, &wanted);
}

static void restrictMyself(long memoryMiB, long cpuSeconds)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, rlim_t(cpuSeconds));
    limit(RLIMIT_FSIZE, rlim_t(4) << 30);
#ifndef __SANITIZE_ADDRESS__ // its shadow takes terabytes of address space
    limit(RLIMIT_AS, rlim_t(memoryMiB) << 20);
#endif
    prctl(PR_SET_PDEATHSIG, SIGKILL); // the program is gone: nobody waits for the answer
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

static long number(const char *text)
{
    char *end = nullptr;
    const long value = std::strtol(text, &end, 10);
    return end && *end == '\0' ? value : 0;
}

static int meshIfc(const char *input, const reader::IfcOrder &order, const char *output)
{
    const std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(std::fopen(output, "wb"), std::fclose);
    if (!file)
        return Exit::OutputFailed;
    std::string why;
    try {
        if (reader::meshIfc(input, order, file.get(), why))
            return Exit::Done;
    } catch (const std::bad_alloc &) {
        return Exit::OutOfMemory;
    } catch (const std::length_error &) {
        return Exit::OutOfMemory;
    } catch (const std::exception &error) {
        why = error.what();
    } catch (...) { // IFC++ throws classes of its own that are no std::exception
        why = "IFC++ gives no reason";
    }
    std::fprintf(stderr, "%.1000s\n", why.c_str());
    return Exit::Unreadable;
}

int main(int argc, char **argv)
{
    long memory = 0, cpu = 0;
    bool isIfc = false;
    reader::IfcOrder order;
    const char *output = nullptr, *input = nullptr;
    for (int i = 1; i < argc; ++i) {
        const bool more = i + 1 < argc;
        if (more && std::strcmp(argv[i], "--memory") == 0)
            memory = number(argv[++i]);
        else if (more && std::strcmp(argv[i], "--cpu") == 0)
            cpu = number(argv[++i]);
        else if (more && std::strcmp(argv[i], "--output") == 0)
            output = argv[++i];
        else if (std::strcmp(argv[i], "--ifc") == 0)
            isIfc = true;
        else if (more && std::strcmp(argv[i], "--from") == 0)
            order.from = uint32_t(number(argv[++i]));
        else if (more && std::strcmp(argv[i], "--plain") == 0)
            order.plain.insert(uint32_t(number(argv[++i])));
        else
            input = argv[i];
    }
    if (memory <= 0 || cpu <= 0 || !output || !input) {
        std::fputs("usage: yunjie-reader --memory MIB --cpu SECONDS --output FILE INPUT\n", stderr);
        return Exit::Usage;
    }
    restrictMyself(memory, cpu);
    std::set_new_handler([] { _exit(Exit::OutOfMemory); });

    if (isIfc) {
        const int status = meshIfc(input, order, output);
        std::fflush(stderr);
        _exit(status); // IFC++'s model needs no tidying
    }
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
