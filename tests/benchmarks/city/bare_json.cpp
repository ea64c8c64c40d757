// `bare_json FILE`: what the text alone costs to parse: simdjson's document of it, nothing taken out. One line of JSON.
#include "Bare.h"

#include <simdjson.h>

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: bare_json FILE\n");
        return 2;
    }
    const auto start = bare::Clock::now();
    const double cpu = bare::cpuMs();
    simdjson::dom::parser parser;
    simdjson::dom::element document;
    if (const auto error = parser.load(argv[1]).get(document)) {
        std::fprintf(stderr, "%s: %s\n", argv[1], simdjson::error_message(error));
        return 1;
    }
    std::printf("{\"parseMs\": %.1f, \"cpuMs\": %.1f, \"seconds\": %.3f, \"peakMiB\": %.1f}\n", bare::msSince(start),
                bare::cpuMs() - cpu, bare::processAgeMs() / 1000, bare::peakMiB());
}
