#pragma once

#include "formats/ifc/StepFile.h"

#include <algorithm>
#include <initializer_list>

/// Small things that reading the parameters of IFC instances needs all over.
namespace formats::ifc
{

/// Null where there are fewer.
inline const step::Value &at(const std::vector<step::Value> &values, size_t index)
{
    static const step::Value none;
    return index < values.size() ? values[index] : none;
}

/// "IFCLABEL('x')" is what is in its brackets.
inline const step::Value &bare(const step::Value &value)
{
    return value.kind == step::Value::Kind::Typed && !value.list.empty() ? value.list.front() : value;
}

inline bool isOneOf(std::string_view type, std::initializer_list<std::string_view> list)
{
    return std::find(list.begin(), list.end(), type) != list.end();
}

/// Of an SI unit; 1 for none.
inline double prefixOf(std::string_view name)
{
    static constexpr std::pair<std::string_view, double> Prefixes[] = {{"MILLI", 1e-3}, {"CENTI", 1e-2}, {"DECI", 1e-1},
                                                                       {"KILO", 1e3},   {"HECTO", 1e2},  {"DECA", 1e1},
                                                                       {"MICRO", 1e-6}};
    for (const auto &[prefix, factor] : Prefixes) {
        if (prefix == name)
            return factor;
    }
    return 1;
}

}
