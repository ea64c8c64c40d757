#include "ReadFile.h"

#include <sys/stat.h>

#include <cstdio>
#include <memory>

namespace reader
{

bool isRegular(const char *path, size_t *size)
{
    struct stat info = {};
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode))
        return false;
    if (size)
        *size = size_t(info.st_size);
    return true;
}

bool readFile(const std::string &path, std::vector<char> &bytes, size_t most)
{
    size_t size = 0;
    if (!isRegular(path.c_str(), &size) || size > most)
        return false;
    const std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(std::fopen(path.c_str(), "rb"), std::fclose);
    if (!file)
        return false;
    bytes.resize(size);
    return std::fread(bytes.data(), 1, size, file.get()) == size;
}

}
