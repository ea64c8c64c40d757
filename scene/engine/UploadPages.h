#pragma once

#include <cstddef>

namespace scene
{

/// Memory for bytes on their way to the GPU. Once they are there their pages go back to the system: the address stays
/// good, reads give zeros. Software GL keeps a copy of its own, so that a city would be in memory twice.
class UploadPages
{
public:
    explicit UploadPages(size_t bytes);
    ~UploadPages();
    UploadPages(const UploadPages &) = delete;
    UploadPages &operator=(const UploadPages &) = delete;

    char *data() { return m_data; }
    const char *data() const { return m_data; }
    size_t size() const { return m_size; }
    /// Any thread, once nobody writes.
    void release() const;

private:
    char *m_data = nullptr;
    size_t m_size = 0;
};

}
