#pragma once

#include "ReadFile.h"

#include <assimp/DefaultIOSystem.h>

#include <string>
#include <vector>

namespace reader
{

/// What Assimp opens files with: only regular ones (a model may name /dev/zero as its buffer), and the model itself
/// from memory where it was rewritten.
class FileAccess final : public Assimp::DefaultIOSystem
{
public:
    bool Exists(const char *file) const override;
    Assimp::IOStream *Open(const char *file, const char *mode = "rb") override;
    /// `file` is to be read as these bytes.
    void replace(const std::string &file, std::vector<char> bytes);

private:
    std::string m_replaced;
    std::vector<char> m_bytes;
};

/// OBJ files of surveys stand in map coordinates, which Assimp reads in single precision: half a metre off at
/// 6,200,000. Where any coordinate is larger than 10 km, returns the file with its vertices moved to about 0, and by
/// how much.
bool movedToOrigin(const std::vector<char> &obj, double shift[3], std::vector<char> &moved);

}
