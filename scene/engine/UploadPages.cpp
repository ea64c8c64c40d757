#include "scene/engine/UploadPages.h"

#include <QtGlobal>

#include <new>

#ifdef Q_OS_LINUX
#include <sys/mman.h>
#endif

namespace scene
{

#ifdef Q_OS_LINUX
UploadPages::UploadPages(size_t bytes) : m_size(bytes)
{
    if (bytes == 0)
        return;
    void *pages = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED)
        throw std::bad_alloc();
    m_data = static_cast<char *>(pages);
}

UploadPages::~UploadPages()
{
    if (m_data)
        munmap(m_data, m_size);
}

void UploadPages::release() const
{
    if (m_data)
        madvise(m_data, m_size, MADV_DONTNEED);
}
#else
UploadPages::UploadPages(size_t bytes) : m_data(new char[bytes]()), m_size(bytes) {}

UploadPages::~UploadPages()
{
    delete[] m_data;
}

void UploadPages::release() const {}
#endif

}
