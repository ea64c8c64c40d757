#include "formats/citygml/GmlAppearance.h"

#include "formats/citygml/GmlGeometry.h"

#include <QByteArrayMatcher>
#include <QXmlStreamReader>

#include <map>

namespace formats
{

/// Takes appearances off a stream without keeping their trees: those of a city may be half the file.
class GmlAppearance::Pass
{
public:
    Pass(QFile &file, Paints &paints) : m_reader(&file), m_paints(paints) {}

    GmlAppearance run()
    {
        while (!m_reader.atEnd()) {
            const auto token = m_reader.readNext();
            if (token == QXmlStreamReader::StartElement)
                start();
            else if (token == QXmlStreamReader::EndElement)
                end();
        }
        // The theme that says most of rings; materials of the same theme go with it.
        GmlAppearance best;
        for (auto &[name, theme] : m_themes) {
            if (theme.m_rings.size() > best.m_rings.size() ||
                (best.m_rings.isEmpty() && theme.m_surfaces.size() > best.m_surfaces.size()))
                best = std::move(theme);
        }
        best.m_unsupported = m_unsupported;
        return best;
    }

private:
    static QString idOf(QStringView reference)
    {
        const QStringView trimmed = reference.trimmed();
        return trimmed.mid(trimmed.lastIndexOf(u'#') + 1).toString();
    }

    QString text() { return m_reader.readElementText(QXmlStreamReader::SkipChildElements).trimmed(); }

    void start()
    {
        const QStringView name = m_reader.name();
        if (name == QLatin1String("Appearance")) {
            m_inside = true;
            m_theme.clear();
        }
        if (!m_inside)
            return;
        if (name == QLatin1String("ParameterizedTexture") || name == QLatin1String("X3DMaterial")) {
            m_data = Data();
            m_data.isPicture = name == QLatin1String("ParameterizedTexture");
        } else if (name == QLatin1String("GeoreferencedTexture") || name == QLatin1String("TexCoordGen")) {
            ++m_unsupported;
        } else if (name == QLatin1String("theme")) {
            m_theme = text();
        } else if (name == QLatin1String("imageURI")) {
            m_data.image = text();
        } else if (name == QLatin1String("wrapMode")) {
            m_data.wrap = text();
        } else if (name == QLatin1String("isFront")) {
            const QString front = text();
            m_data.isFront = front != QLatin1String("false") && front != QLatin1String("0");
        } else if (name == QLatin1String("diffuseColor")) {
            m_data.colour = text();
        } else if (name == QLatin1String("target")) { // 1.0, 2.0: an attribute, and of materials the text
            const QString uri = m_reader.attributes().value(QLatin1String("uri")).toString();
            if (!uri.isEmpty())
                m_data.surfaces.append(idOf(uri));
            else
                m_data.surfaces.append(idOf(text()));
        } else if (name == QLatin1String("textureCoordinates")) {
            const QString ring = m_reader.attributes().value(QLatin1String("ring")).toString();
            if (!ring.isEmpty())
                m_rings.append(idOf(ring));
            m_coordinates.push_back(text());
        } else if (name == QLatin1String("ring")) { // 3.0: beside the coordinates, in their order
            m_rings.append(idOf(text()));
        }
    }

    void end()
    {
        const QStringView name = m_reader.name();
        if (name == QLatin1String("Appearance")) {
            m_inside = false;
        } else if (name == QLatin1String("TexCoordList")) {
            for (qsizetype i = 0; i < std::min(m_rings.size(), m_coordinates.size()); ++i)
                m_data.rings.append({m_rings[i], m_coordinates[i]});
            m_rings.clear();
            m_coordinates.clear();
        } else if (m_inside &&
                   (name == QLatin1String("ParameterizedTexture") || name == QLatin1String("X3DMaterial"))) {
            finish();
        }
    }

    void finish()
    {
        if (!m_data.isFront) // what the inner side looks like, which nobody sees
            return;
        GmlAppearance &theme = m_themes[m_theme];
        if (!m_data.isPicture) {
            std::vector<double> parts;
            std::array<float, 4> colour{0.8f, 0.8f, 0.8f, 1.0f}; // the default of X3D
            if (!m_data.colour.isEmpty() && parseNumbers(m_data.colour, parts) && parts.size() >= 3)
                colour = {float(parts[0]), float(parts[1]), float(parts[2]), 1.0f};
            const qint32 paint = m_paints.colour(colour);
            for (const QString &surface : m_data.surfaces)
                theme.m_surfaces.insert(surface, paint);
            return;
        }
        if (m_data.image.isEmpty())
            return;
        const bool repeats = m_data.wrap == QLatin1String("wrap") || m_data.wrap == QLatin1String("mirror");
        const qint32 paint = m_paints.picture(m_data.image, repeats);
        for (const auto &[ring, coordinates] : m_data.rings) {
            std::vector<double> numbers;
            if (!parseNumbers(coordinates, numbers) || numbers.size() < 6 || numbers.size() % 2 != 0)
                continue;
            Ring made;
            made.paint = paint;
            for (size_t i = 0; i < numbers.size(); i += 2)
                made.texCoords.emplace_back(numbers[i], numbers[i + 1]);
            theme.m_rings.insert(ring, std::move(made));
        }
    }

    struct Data {
        bool isPicture = false, isFront = true;
        QString image, wrap, colour;
        QStringList surfaces;
        QList<std::pair<QString, QString>> rings;
    };

    QXmlStreamReader m_reader;
    Paints &m_paints;
    std::map<QString, GmlAppearance> m_themes;
    Data m_data;
    QStringList m_rings, m_coordinates;
    QString m_theme;
    bool m_inside = false;
    int m_unsupported = 0;
};

GmlAppearance GmlAppearance::read(QFile &file, Paints &paints)
{
    const qint64 size = file.size();
    const uchar *bytes = size > 0 ? file.map(0, size) : nullptr;
    bool any = false;
    if (bytes) {
        const auto text = QByteArray::fromRawData(reinterpret_cast<const char *>(bytes), size);
        any = QByteArrayMatcher("Appearance>").indexIn(text) >= 0;
        file.unmap(const_cast<uchar *>(bytes));
    }
    if (!any)
        return {};
    file.seek(0);
    GmlAppearance found = Pass(file, paints).run();
    file.seek(0);
    return found;
}

const GmlAppearance::Ring *GmlAppearance::ring(const QString &id) const
{
    const auto found = m_rings.constFind(id);
    return found == m_rings.constEnd() ? nullptr : &*found;
}

}
