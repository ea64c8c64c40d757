#include "base/Checksum.h"

#include <QIODevice>

#include <xxhash.h>

namespace base
{

void Checksum::Free::operator()(XXH3_state_s *state) const
{
    XXH3_freeState(state);
}

Checksum::Checksum() : m_state(XXH3_createState())
{
    XXH3_128bits_reset(m_state.get());
}

void Checksum::add(QByteArrayView bytes)
{
    XXH3_128bits_update(m_state.get(), bytes.data(), size_t(bytes.size()));
}

bool Checksum::add(QIODevice &device)
{
    constexpr qint64 Step = 256 * 1024; // stays in the processor's cache
    QByteArray some(Step, Qt::Uninitialized);
    for (;;) {
        const qint64 got = device.read(some.data(), Step);
        if (got <= 0)
            return got == 0;
        add(QByteArrayView(some.constData(), qsizetype(got)));
    }
}

QByteArray Checksum::result() const
{
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(m_state.get()));
    return {reinterpret_cast<const char *>(canonical.digest), Bytes};
}

QByteArray Checksum::of(QByteArrayView bytes)
{
    Checksum sum;
    sum.add(bytes);
    return sum.result();
}

}
