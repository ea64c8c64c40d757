#include "formats/tiles3d/Subtree.h"

#include <QCoreApplication>
#include <QtEndian>

namespace formats::tiles3d
{

quint64 mortonOf(const std::array<quint64, 3> &at, bool octree)
{
    const int axes = octree ? 3 : 2;
    quint64 code = 0;
    for (int bit = 0; bit < 21; ++bit) {
        for (int axis = 0; axis < axes; ++axis)
            code |= ((at[size_t(axis)] >> bit) & 1) << (bit * axes + axis);
    }
    return code;
}

QString filledIn(QString address, int level, const std::array<quint64, 3> &at)
{
    return address.replace(QLatin1String("{level}"), QString::number(level))
        .replace(QLatin1String("{x}"), QString::number(at[0]))
        .replace(QLatin1String("{y}"), QString::number(at[1]))
        .replace(QLatin1String("{z}"), QString::number(at[2]));
}

base::Result<Subtree> Subtree::parse(const QByteArray &data, const ImplicitTiling &tiling, const ReadFile &read,
                                     const QString &source)
{
    const auto broken = [&source](const QString &why) {
        return base::failure(QStringLiteral("subtree-broken"),
                             QCoreApplication::translate("formats", "a subtree that cannot be read: %1").arg(why),
                             source);
    };
    QByteArrayView text(data), binary;
    if (data.startsWith("subt")) {
        constexpr qsizetype Header = 24;
        if (data.size() < Header)
            return broken(QStringLiteral("cut short"));
        const quint64 jsonLength = qFromLittleEndian<quint64>(data.constData() + 8);
        const quint64 binaryLength = qFromLittleEndian<quint64>(data.constData() + 16);
        const auto rest = quint64(data.size() - Header);
        if (jsonLength > rest || binaryLength > rest - jsonLength)
            return broken(QStringLiteral("cut short"));
        text = QByteArrayView(data).sliced(Header, qsizetype(jsonLength));
        binary = QByteArrayView(data).sliced(Header + qsizetype(jsonLength), qsizetype(binaryLength));
    }
    QString why;
    const auto document = JsonDocument::parse(text, &why);
    if (!document)
        return broken(why);
    const dom::object root = document->root();
    const JsonList buffers(root, "buffers"), views(root, "bufferViews");

    std::vector<QByteArray> files; // those already read, by buffer
    const auto bytesOf = [&](qint64 view) -> base::Result<QByteArray> {
        const auto object = views[view];
        const qint64 buffer = object ? indexAt(*object, "buffer") : -1;
        const auto place = buffers[buffer];
        if (!place)
            return broken(QStringLiteral("bufferView"));
        QByteArrayView whole = binary;
        if (const QString uri = textAt(*place, "uri"); !uri.isEmpty()) {
            if (size_t(buffer) >= files.size())
                files.resize(size_t(buffer) + 1);
            QByteArray &file = files[size_t(buffer)];
            if (file.isNull()) {
                auto got = read(uri);
                if (!got)
                    return tl::unexpected(got.error());
                file = std::move(*got);
            }
            whole = file;
        }
        const qint64 from = std::max<qint64>(0, indexAt(*object, "byteOffset"));
        const qint64 length = indexAt(*object, "byteLength");
        if (length < 0 || from > whole.size() || length > whole.size() - from)
            return broken(QStringLiteral("bufferView"));
        return whole.sliced(from, length).toByteArray();
    };

    Subtree made;
    made.m_bits = tiling.octree ? 3 : 2;
    const auto bitsOf = [&](const dom::object &availability, quint64 count) -> base::Result<Bits> {
        Bits bits;
        qint64 view = indexAt(availability, "bitstream");
        if (view < 0)
            view = indexAt(availability, "bufferView"); // the extension to 1.0
        if (view < 0) {
            bits.constant = indexAt(availability, "constant") == 1;
            return bits;
        }
        auto bytes = bytesOf(view);
        if (!bytes)
            return tl::unexpected(bytes.error());
        if (quint64(bytes->size()) < (count + 7) / 8)
            return broken(QStringLiteral("availability"));
        bits.bits = std::move(*bytes);
        return bits;
    };
    const quint64 tiles = made.offset(tiling.subtreeLevels), below = quint64(1) << (made.m_bits * tiling.subtreeLevels);
    const auto tileBits = objectAt(root, "tileAvailability"), childBits = objectAt(root, "childSubtreeAvailability");
    if (!tileBits || !childBits)
        return broken(QStringLiteral("tileAvailability"));
    auto got = bitsOf(*tileBits, tiles);
    if (!got)
        return tl::unexpected(got.error());
    made.m_tiles = std::move(*got);
    got = bitsOf(*childBits, below);
    if (!got)
        return tl::unexpected(got.error());
    made.m_subtrees = std::move(*got);

    JsonList contents(root, "contentAvailability");
    if (const auto extension = extensionAt(root, "3DTILES_multiple_contents"); extension && contents.size() == 0)
        contents = JsonList(*extension, "contentAvailability");
    std::vector<std::optional<dom::object>> each(contents.begin(), contents.end());
    if (const auto one = objectAt(root, "contentAvailability")) // the extension to 1.0
        each.push_back(*one);
    for (const auto &content : each) {
        if (!content)
            continue;
        got = bitsOf(*content, tiles);
        if (!got)
            return tl::unexpected(got.error());
        made.m_contents.push_back(std::move(*got));
    }
    return made;
}

}
