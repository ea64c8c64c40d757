#include "IfcMeshing.h"
#include "Limits.h"
#include "formats/mesh/MeshExchange.h"

#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>

using formats::exchange::Exit;

// Meshes an IFC file into the records of IfcExchange.h. Started by the program, one for each file:
//   yunjie-ifc-reader --memory MIB --cpu SECONDS --output FILE [--from ID] [--plain ID] ... INPUT
// Apart from yunjie-reader, since what IFC++ leaves in the memory at its start changes how Assimp reads damaged files.

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
    reader::IfcOrder order;
    const char *output = nullptr, *input = nullptr;
    for (int i = 1; i < argc; ++i) {
        const bool more = i + 1 < argc;
        if (more && std::strcmp(argv[i], "--memory") == 0)
            memory = reader::number(argv[++i]);
        else if (more && std::strcmp(argv[i], "--cpu") == 0)
            cpu = reader::number(argv[++i]);
        else if (more && std::strcmp(argv[i], "--output") == 0)
            output = argv[++i];
        else if (more && std::strcmp(argv[i], "--from") == 0)
            order.from = uint32_t(reader::number(argv[++i]));
        else if (more && std::strcmp(argv[i], "--plain") == 0)
            order.plain.insert(uint32_t(reader::number(argv[++i])));
        else
            input = argv[i];
    }
    if (memory <= 0 || cpu <= 0 || !output || !input) {
        std::fputs(
            "usage: yunjie-ifc-reader --memory MIB --cpu SECONDS --output FILE [--from ID] [--plain ID] ... INPUT\n",
            stderr);
        return Exit::Usage;
    }
    reader::restrictMyself(memory, cpu);
    std::set_new_handler([] { _exit(Exit::OutOfMemory); });
    const int status = meshIfc(input, order, output);
    std::fflush(stderr);
    _exit(status); // IFC++'s model needs no tidying
}
