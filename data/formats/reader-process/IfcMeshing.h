#pragma once

#include <cstdint>
#include <cstdio>
#include <set>
#include <string>

namespace reader
{

/// What the program learnt from an earlier try.
struct IfcOrder {
    uint32_t from = 0;        ///< products with smaller STEP ids are done
    std::set<uint32_t> plain; ///< to be meshed without their openings, which crashed or hung
};

/// Meshes the products of an IFC file by IFC++, in the order of their STEP ids, into records of IfcExchange.h. False
/// with `why` where the file is none. May crash or hang in any product; that is named before.
bool meshIfc(const std::string &input, const IfcOrder &order, std::FILE *output, std::string &why);

}
