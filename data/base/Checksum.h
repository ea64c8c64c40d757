#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

class QIODevice;
struct XXH3_state_s;

namespace base
{

/// A checksum of 128 bits (XXH3), made as fast as memory is read. It tells what has changed or was damaged, not what
/// somebody made to deceive.
class Checksum
{
public:
    static constexpr qsizetype Bytes = 16;

    Checksum();
    void add(QByteArrayView bytes);
    /// What is left of it; false where it cannot be read to its end.
    bool add(QIODevice &device);
    QByteArray result() const;
    static QByteArray of(QByteArrayView bytes);

private:
    struct Free {
        void operator()(XXH3_state_s *state) const;
    };
    std::unique_ptr<XXH3_state_s, Free> m_state;
};

}
