#include "formats/tiles3d/Content.h"

#include "formats/Tr.h"

#include <QtEndian>

#include <cmath>

namespace formats::tiles3d
{

bool BinaryTable::has(std::string_view key) const
{
    dom::element value;
    return m_json && !root().at_key(key).get(value);
}

namespace
{

struct Component {
    const char *name;
    size_t size;
    double (*read)(const char *);
};

template <typename T> double readAs(const char *at)
{
    if constexpr (std::is_floating_point_v<T>) {
        T value;
        memcpy(&value, at, sizeof value); // the file is little-endian, as this program's machines are
        return double(value);
    } else {
        return double(qFromLittleEndian<T>(at));
    }
}

// 3D Tiles 1.0, 9.3.2.2 "Binary body reference".
const Component Components[] = {{"BYTE", 1, readAs<qint8>},   {"UNSIGNED_BYTE", 1, readAs<quint8>},
                                {"SHORT", 2, readAs<qint16>}, {"UNSIGNED_SHORT", 2, readAs<quint16>},
                                {"INT", 4, readAs<qint32>},   {"UNSIGNED_INT", 4, readAs<quint32>},
                                {"FLOAT", 4, readAs<float>},  {"DOUBLE", 8, readAs<double>}};

}

std::vector<double> BinaryTable::numbers(const dom::object &reference, size_t rows, size_t components,
                                         const char *usual) const
{
    const qint64 offset = indexAt(reference, "byteOffset");
    QString type = textAt(reference, "componentType");
    if (type.isEmpty())
        type = QString::fromLatin1(usual);
    for (const Component &component : Components) {
        if (type != QLatin1String(component.name))
            continue;
        const size_t values = rows * components; // rows are at most 2^32, and components few
        if (offset < 0 || offset > m_binary.size() || size_t(m_binary.size() - offset) / component.size < values)
            return {};
        std::vector<double> numbers(values);
        for (size_t i = 0; i < values; ++i)
            numbers[i] = component.read(m_binary.data() + offset + qsizetype(i * component.size));
        return numbers;
    }
    return {};
}

std::vector<double> BinaryTable::numbers(std::string_view key, size_t rows, size_t components, const char *usual) const
{
    const auto reference = m_json ? objectAt(root(), key) : std::nullopt;
    return reference ? numbers(*reference, rows, components, usual) : std::vector<double>();
}

qint64 BinaryTable::count(std::string_view key) const
{
    if (!m_json)
        return -1;
    if (const qint64 given = indexAt(root(), key); given >= 0)
        return given;
    const auto stored = numbers(key, 1, 1, "UNSIGNED_INT");
    return stored.empty() ? -1 : qint64(stored.front());
}

std::optional<Vec3> BinaryTable::vector(std::string_view key) const
{
    if (!m_json)
        return std::nullopt;
    if (const auto given = vectorAt(root(), key))
        return given;
    const auto stored = numbers(key, 1, 3, "FLOAT");
    if (stored.empty() || !std::isfinite(stored[0] + stored[1] + stored[2]))
        return std::nullopt;
    return Vec3(stored[0], stored[1], stored[2]);
}

static tl::unexpected<base::Error> broken(const QString &source, const QString &why)
{
    return base::failure(QStringLiteral("tile-broken"), why, source, {},
                         tr("the file is damaged, or not what its name says"));
}

// 3D Tiles 1.0, "Quantized positions": the volume is divided by the largest number of 16 bits.
base::Result<std::vector<double>> BinaryTable::positions(size_t rows, const QString &source) const
{
    auto positions = numbers("POSITION", rows, 3, "FLOAT");
    if (positions.empty()) {
        constexpr double Most = 65535;
        positions = numbers("POSITION_QUANTIZED", rows, 3, "UNSIGNED_SHORT");
        const auto offset = vector("QUANTIZED_VOLUME_OFFSET"), scale = vector("QUANTIZED_VOLUME_SCALE");
        if (!offset || !scale)
            positions.clear();
        for (size_t i = 0; i < positions.size(); ++i)
            positions[i] = positions[i] / Most * (*scale)[int(i % 3)] + (*offset)[int(i % 3)];
    }
    if (positions.size() != rows * 3)
        return broken(source, tr("its feature table does not say where they stand"));
    return positions;
}

namespace
{

constexpr size_t MostRows = 100'000'000; // points or features of a tile: more is a damaged number

quint32 wordAt(QByteArrayView data, qsizetype at)
{
    return qFromLittleEndian<quint32>(data.data() + at);
}

/// The header after magic and version: the whole length, and those of the four tables.
struct Parts {
    QByteArrayView body;
    BinaryTable features, batch;
};

base::Result<Parts> partsOf(QByteArrayView data, qsizetype header, const QString &source)
{
    if (data.size() < header)
        return broken(source, tr("it is cut short"));
    Parts parts;
    qsizetype at = header;
    QByteArrayView tables[4];
    for (qsizetype i = 0; i < 4; ++i) {
        const qint64 length = wordAt(data, 12 + 4 * i);
        if (length > data.size() - at)
            return broken(source, tr("it is cut short"));
        tables[i] = data.sliced(at, length);
        at += length;
    }
    const auto tableOf = [](QByteArrayView json, QByteArrayView binary) -> std::optional<BinaryTable> {
        if (json.isEmpty())
            return BinaryTable();
        auto document = JsonDocument::parse(json);
        if (!document)
            return std::nullopt;
        return BinaryTable(std::make_shared<const JsonDocument>(std::move(*document)), binary);
    };
    const auto features = tableOf(tables[0], tables[1]), batch = tableOf(tables[2], tables[3]);
    if (!features)
        return broken(source, tr("its feature table is not JSON"));
    parts.features = *features;
    parts.batch = batch.value_or(BinaryTable()); // a tile without attributes still shows
    parts.body = data.sliced(at);
    return parts;
}

base::Result<void> unpack(QByteArrayView data, const QString &source, int depth, std::vector<Piece> &pieces,
                          base::Warnings &warnings);

base::Result<void> unpackComposite(QByteArrayView data, const QString &source, int depth, std::vector<Piece> &pieces,
                                   base::Warnings &warnings)
{
    constexpr qsizetype Header = 16;
    constexpr int Deepest = 8;
    if (data.size() < Header || depth > Deepest)
        return broken(source, tr("it is cut short"));
    const quint32 count = wordAt(data, 12);
    qsizetype at = Header;
    std::optional<base::Error> first;
    for (quint32 i = 0; i < count; ++i) {
        if (data.size() - at < 12)
            return broken(source, tr("it is cut short"));
        const qint64 length = wordAt(data, at + 8);
        if (length < 12 || length > data.size() - at)
            return broken(source, tr("it is cut short"));
        if (auto inner = unpack(data.sliced(at, length), source, depth + 1, pieces, warnings); !inner) {
            if (!first)
                first = inner.error();
            warnings.add(inner.error().code, source, {}, inner.error().message);
        }
        at += length;
    }
    return pieces.empty() && first ? base::Result<void>(tl::unexpected(*first)) : base::Result<void>();
}

base::Result<void> unpack(QByteArrayView data, const QString &source, int depth, std::vector<Piece> &pieces,
                          base::Warnings &warnings)
{
    constexpr qsizetype Least = 12;
    if (data.size() < Least)
        return broken(source, tr("it is cut short"));
    const QByteArrayView magic = data.first(4);
    const auto cut = [&data] { // to the length that the header says
        const qint64 length = wordAt(data, 8);
        if (length >= Least && length < data.size())
            data = data.first(length);
    };
    Piece piece;
    if (magic == QByteArrayView("glTF")) {
        piece.gltf = data;
    } else if (magic == QByteArrayView("b3dm") || magic == QByteArrayView("i3dm") || magic == QByteArrayView("pnts")) {
        cut();
        const bool instances = magic == QByteArrayView("i3dm");
        auto parts = partsOf(data, instances ? 32 : 28, source);
        if (!parts)
            return tl::unexpected(parts.error());
        piece.isOld = true;
        piece.features = parts->features;
        piece.batch = parts->batch;
        piece.kind = instances                         ? Piece::Kind::Instances
                     : magic == QByteArrayView("pnts") ? Piece::Kind::Points
                                                       : Piece::Kind::Gltf;
        const char *length = instances                           ? "INSTANCES_LENGTH"
                             : piece.kind == Piece::Kind::Points ? "POINTS_LENGTH"
                                                                 : "BATCH_LENGTH";
        const qint64 rows = piece.features.count(length);
        if (rows > qint64(MostRows) || (rows < 0 && piece.kind != Piece::Kind::Gltf))
            return broken(source, tr("its feature table does not say how many there are"));
        piece.batchLength = size_t(std::max<qint64>(rows, 0));
        if (instances && wordAt(data, 28) == 0)
            piece.gltfAddress =
                QString::fromUtf8(parts->body.data(), parts->body.size()).section(QChar(0), 0, 0).trimmed();
        else
            piece.gltf = parts->body;
    } else if (magic == QByteArrayView("cmpt")) {
        cut();
        return unpackComposite(data, source, depth, pieces, warnings);
    } else {
        const auto document = JsonDocument::parse(data);
        if (!document) {
            return base::failure(QStringLiteral("tile-unsupported"),
                                 tr("its content is none of b3dm, i3dm, pnts, cmpt and glTF"), source);
        }
        if (!objectAt(document->root(), "asset")) {
            return base::failure(QStringLiteral("tile-unsupported"),
                                 textAt(document->root(), "type").isEmpty()
                                     ? tr("its content is none of b3dm, i3dm, pnts, cmpt and glTF")
                                     : tr("GeoJSON in tiles is not shown"),
                                 source);
        }
        piece.gltf = data;
    }
    pieces.push_back(std::move(piece));
    return {};
}

}

base::Result<std::vector<Piece>> unpackContent(const QByteArray &data, const QString &source, base::Warnings &warnings)
{
    std::vector<Piece> pieces;
    if (auto done = unpack(data, source, 0, pieces, warnings); !done)
        return tl::unexpected(done.error());
    return pieces;
}

bool isTilesetText(const QByteArray &data)
{
    const QByteArray head = data.left(64).trimmed();
    if (!head.startsWith('{') && !head.startsWith("\xEF\xBB\xBF"))
        return false;
    const auto document = JsonDocument::parse(data);
    return document && isTileset(document->root());
}

}
