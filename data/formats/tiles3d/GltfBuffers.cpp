#include "formats/tiles3d/GltfBuffers.h"

#include <meshoptimizer.h>

#include <cmath>

namespace formats::tiles3d
{

namespace
{

constexpr size_t MostBytes = size_t(512) << 20; // of an unpacked view or an accessor's values

// glTF 2.0, 3.6.2.2 "Accessor data types".
size_t sizeOf(qint64 componentType)
{
    switch (componentType) {
    case 5120:
    case 5121:
        return 1;
    case 5122:
    case 5123:
        return 2;
    case 5125:
    case 5126:
        return 4;
    default:
        return 0;
    }
}

template <typename T> double load(const char *at)
{
    T value;
    memcpy(&value, at, sizeof value);
    return double(value);
}

// glTF 2.0, 3.6.2.1: normalised integers.
double valueAt(const char *at, qint64 componentType, bool normalized)
{
    const auto scaled = [normalized](double value, double most) {
        return normalized ? std::max(value / most, -1.0) : value;
    };
    switch (componentType) {
    case 5120:
        return scaled(load<qint8>(at), 127);
    case 5121:
        return scaled(load<quint8>(at), 255);
    case 5122:
        return scaled(load<qint16>(at), 32767);
    case 5123:
        return scaled(load<quint16>(at), 65535);
    case 5125:
        return scaled(load<quint32>(at), 4294967295.0);
    default:
        return load<float>(at);
    }
}

size_t componentsNamed(const QString &type)
{
    return type == QLatin1String("SCALAR") ? 1
           : type == QLatin1String("VEC2") ? 2
           : type == QLatin1String("VEC3") ? 3
           : type == QLatin1String("VEC4") ? 4
                                           : 0;
}

}

GltfBuffers::GltfBuffers(const dom::object &root, QByteArrayView binary, ReadFile read)
    : m_buffers(root, "buffers"), m_views(root, "bufferViews"), m_accessors(root, "accessors"), m_binary(binary),
      m_read(std::move(read))
{
}

std::optional<QByteArrayView> GltfBuffers::buffer(qint64 index)
{
    const auto object = m_buffers[index];
    if (!object)
        return std::nullopt;
    const QString uri = textAt(*object, "uri");
    if (uri.isEmpty())
        return index == 0 && !m_binary.isEmpty() ? std::optional(m_binary) : std::nullopt;
    auto known = m_files.find(index);
    if (known == m_files.end()) {
        auto got = m_read(uri);
        if (!got && !m_trouble)
            m_trouble = got.error();
        known = m_files.emplace(index, got ? std::move(*got) : QByteArray()).first;
    }
    return QByteArrayView(known->second);
}

std::optional<QByteArrayView> GltfBuffers::slice(const dom::object &from)
{
    const auto whole = buffer(indexAt(from, "buffer"));
    const qint64 offset = std::max<qint64>(0, indexAt(from, "byteOffset")), length = indexAt(from, "byteLength");
    if (!whole || length < 0 || offset > whole->size() || length > whole->size() - offset)
        return std::nullopt;
    return whole->sliced(offset, length);
}

std::optional<QByteArrayView> GltfBuffers::view(qint64 index)
{
    const auto object = m_views[index];
    if (!object)
        return std::nullopt;
    const auto compressed = extensionAt(*object, "EXT_meshopt_compression");
    if (!compressed)
        return slice(*object);
    const auto known = m_unpacked.find(index);
    if (known != m_unpacked.end())
        return known->second.isNull() ? std::nullopt : std::optional(QByteArrayView(known->second));
    const QByteArray &place = m_unpacked[index] = unpack(*compressed);
    return place.isNull() ? std::nullopt : std::optional(QByteArrayView(place));
}

// EXT_meshopt_compression: modes and filters. What the library only asserts is checked here.
QByteArray GltfBuffers::unpack(const dom::object &compressed)
{
    const auto packed = slice(compressed);
    const qint64 stride = indexAt(compressed, "byteStride"), count = indexAt(compressed, "count");
    const QString mode = textAt(compressed, "mode"), filter = textAt(compressed, "filter");
    if (!packed || stride <= 0 || stride > 256 || count <= 0 || size_t(count) > MostBytes / size_t(stride))
        return {};
    QByteArray out(count * stride, 0);
    const auto *from = reinterpret_cast<const unsigned char *>(packed->data());
    const auto length = size_t(packed->size());
    int failed = 1;
    if (mode == QLatin1String("ATTRIBUTES") && stride % 4 == 0)
        failed = meshopt_decodeVertexBuffer(out.data(), size_t(count), size_t(stride), from, length);
    else if (mode == QLatin1String("TRIANGLES") && count % 3 == 0 && (stride == 2 || stride == 4))
        failed = meshopt_decodeIndexBuffer(out.data(), size_t(count), size_t(stride), from, length);
    else if (mode == QLatin1String("INDICES") && (stride == 2 || stride == 4))
        failed = meshopt_decodeIndexSequence(out.data(), size_t(count), size_t(stride), from, length);
    if (failed)
        return {};
    if (filter == QLatin1String("OCTAHEDRAL") && (stride == 4 || stride == 8))
        meshopt_decodeFilterOct(out.data(), size_t(count), size_t(stride));
    else if (filter == QLatin1String("QUATERNION") && stride == 8)
        meshopt_decodeFilterQuat(out.data(), size_t(count), size_t(stride));
    else if (filter == QLatin1String("EXPONENTIAL") && stride % 4 == 0)
        meshopt_decodeFilterExp(out.data(), size_t(count), size_t(stride));
    else if (!filter.isEmpty() && filter != QLatin1String("NONE"))
        return {};
    return out;
}

size_t GltfBuffers::countOf(qint64 accessor) const
{
    const auto object = m_accessors[accessor];
    return object ? size_t(std::max<qint64>(0, indexAt(*object, "count"))) : 0;
}

// Room for its values is only made where the bytes for them are there.
bool GltfBuffers::isSound(qint64 accessor, size_t components)
{
    const auto object = m_accessors[accessor];
    if (!object || componentsOf(accessor) != components)
        return false;
    const qint64 index = indexAt(*object, "bufferView");
    const auto bytes = index < 0 ? std::nullopt : view(index);
    constexpr size_t MostSparse = 1'000'000;
    return countOf(accessor) <= (bytes ? size_t(bytes->size()) : MostSparse);
}

size_t GltfBuffers::componentsOf(qint64 accessor) const
{
    const auto object = m_accessors[accessor];
    return object ? componentsNamed(textAt(*object, "type")) : 0;
}

template <typename Take> bool GltfBuffers::read(qint64 accessor, size_t components, Take &&take)
{
    const auto object = m_accessors[accessor];
    if (!object || componentsNamed(textAt(*object, "type")) != components || components == 0)
        return false;
    const qint64 type = indexAt(*object, "componentType");
    const size_t size = sizeOf(type), count = countOf(accessor);
    const bool normalized = boolAt(*object, "normalized");
    if (size == 0)
        return false;
    const size_t packed = size * components;
    if (const qint64 index = indexAt(*object, "bufferView"); index >= 0 && count > 0) {
        const auto bytes = view(index);
        const auto described = m_views[index];
        if (!bytes || !described)
            return false;
        size_t stride = size_t(std::max<qint64>(0, indexAt(*described, "byteStride")));
        if (stride == 0)
            stride = packed;
        const size_t offset = size_t(std::max<qint64>(0, indexAt(*object, "byteOffset")));
        const auto length = size_t(bytes->size());
        if (offset > length || length - offset < packed || (length - offset - packed) / stride < count - 1)
            return false;
        const char *at = bytes->data() + offset;
        for (size_t i = 0; i < count; ++i, at += stride) {
            for (size_t c = 0; c < components; ++c)
                take(i, c, valueAt(at + c * size, type, normalized));
        }
    } else if (!objectAt(*object, "sparse") && count > 0) {
        return false; // nothing but zeros says nothing
    }
    const auto sparse = objectAt(*object, "sparse");
    if (!sparse)
        return true;
    const auto indices = objectAt(*sparse, "indices"), values = objectAt(*sparse, "values");
    const qint64 changed = indexAt(*sparse, "count");
    if (!indices || !values || changed < 0 || size_t(changed) > count)
        return false;
    const auto where = view(indexAt(*indices, "bufferView")), what = view(indexAt(*values, "bufferView"));
    const qint64 indexType = indexAt(*indices, "componentType");
    const size_t indexSize = sizeOf(indexType);
    const size_t whereFrom = size_t(std::max<qint64>(0, indexAt(*indices, "byteOffset")));
    const size_t whatFrom = size_t(std::max<qint64>(0, indexAt(*values, "byteOffset")));
    if (!where || !what || indexSize == 0 || whereFrom > size_t(where->size()) || whatFrom > size_t(what->size()) ||
        (size_t(where->size()) - whereFrom) / indexSize < size_t(changed) ||
        (size_t(what->size()) - whatFrom) / packed < size_t(changed))
        return false;
    for (size_t i = 0; i < size_t(changed); ++i) {
        const double index = valueAt(where->data() + whereFrom + i * indexSize, indexType, false);
        if (!(index >= 0 && index < double(count)))
            return false;
        for (size_t c = 0; c < components; ++c)
            take(size_t(index), c, valueAt(what->data() + whatFrom + i * packed + c * size, type, normalized));
    }
    return true;
}

template <typename T> std::vector<T> GltfBuffers::numbers(qint64 accessor, size_t components)
{
    const size_t count = countOf(accessor);
    if (!isSound(accessor, components))
        return {};
    std::vector<T> values(count * components, T(0));
    if (!read(accessor, components, [&](size_t i, size_t c, double v) { values[i * components + c] = T(v); }))
        return {};
    return values;
}

std::vector<float> GltfBuffers::floats(qint64 accessor, size_t components)
{
    return numbers<float>(accessor, components);
}

std::vector<double> GltfBuffers::doubles(qint64 accessor, size_t components)
{
    return numbers<double>(accessor, components);
}

std::vector<quint32> GltfBuffers::wholes(qint64 accessor)
{
    const size_t count = countOf(accessor);
    if (!isSound(accessor, 1))
        return {};
    std::vector<quint32> values(count, 0);
    constexpr double Most = 4294967295.0;
    if (!read(accessor, 1, [&](size_t i, size_t, double v) {
            values[i] = v >= 0 && v <= Most ? quint32(std::llround(v)) : quint32(Most);
        }))
        return {};
    return values;
}

}
