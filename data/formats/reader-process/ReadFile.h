#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace reader
{

/// Not a device, pipe or folder; its size.
bool isRegular(const char *path, size_t *size = nullptr);
/// The whole of a regular file; false for devices, pipes, folders and what cannot be read. `most`: largest size.
bool readFile(const std::string &path, std::vector<char> &bytes, size_t most);

}
