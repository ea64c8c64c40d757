#pragma once

#include "base/Warnings.h"
#include "formats/tiles3d/Subtree.h"

#include <map>

namespace formats::tiles3d
{

/// Buffers, their views and accessors of a glTF asset (glTF 2.0, 3.6): bytes where they lie, read with every bound
/// checked. Belongs to one thread; the asset's bytes must outlive it.
class GltfBuffers
{
public:
    /// `binary`: the GLB's second chunk, or empty.
    GltfBuffers(const dom::object &root, QByteArrayView binary, ReadFile read);

    /// Nothing where it is not there, or broken. Unpacked where it is compressed (EXT_meshopt_compression).
    std::optional<QByteArrayView> view(qint64 index);
    /// `components` numbers an element as floats, integers scaled where they are normalised; empty where broken.
    std::vector<float> floats(qint64 accessor, size_t components);
    std::vector<double> doubles(qint64 accessor, size_t components);
    std::vector<quint32> wholes(qint64 accessor);
    size_t countOf(qint64 accessor) const;
    size_t componentsOf(qint64 accessor) const; ///< 3 for VEC3; 0 where broken
    /// The first file that could not be had.
    const std::optional<base::Error> &trouble() const { return m_trouble; }

private:
    std::optional<QByteArrayView> buffer(qint64 index);
    std::optional<QByteArrayView> slice(const dom::object &from);
    QByteArray unpack(const dom::object &compressed);
    bool isSound(qint64 accessor, size_t components);
    template <typename T> std::vector<T> numbers(qint64 accessor, size_t components);
    /// Calls `take(index, component, value)` for all numbers; false where the accessor is broken.
    template <typename Take> bool read(qint64 accessor, size_t components, Take &&take);

    JsonList m_buffers, m_views, m_accessors;
    QByteArrayView m_binary;
    ReadFile m_read;
    std::map<qint64, QByteArray> m_files, m_unpacked;
    std::optional<base::Error> m_trouble;
};

}
