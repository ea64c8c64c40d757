#include "store/TableWriter.h"

#include "store/Tr.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <cmath>

namespace store
{

base::Error unwritable(const QString &file, const QString &why)
{
    return {QStringLiteral("file-unwritable"),
            tr("it cannot be written: %1").arg(why),
            file,
            {},
            tr("choose another folder or make room on the disk")};
}

namespace
{

using Kind = TableColumn::Kind;

bool isNone(const TableColumn &column, const QVariant &value)
{
    switch (column.kind) {
    case Kind::Text:
        return value.toString().isEmpty();
    case Kind::Integer:
        return value.isNull();
    case Kind::Real:
        return value.isNull() || !std::isfinite(value.toDouble());
    case Kind::Time:
        return value.toLongLong() == 0;
    }
    return true;
}

/// Text written to a file that takes its place when it is whole.
class TextWriter : public TableWriter
{
public:
    TextWriter(const QString &file, const std::vector<TableColumn> &columns, const QTimeZone &zone)
        : m_columns(columns), m_zone(zone), m_file(file)
    {
    }

    base::Status open(const QByteArray &begin)
    {
        if (!m_file.open(QIODevice::WriteOnly))
            return tl::unexpected(unwritable(m_file.fileName(), m_file.errorString()));
        return write(begin);
    }

protected:
    base::Status write(const QByteArray &text)
    {
        if (m_file.write(text) != text.size())
            return tl::unexpected(unwritable(m_file.fileName(), m_file.errorString()));
        return {};
    }
    base::Status commit()
    {
        if (!m_file.commit())
            return tl::unexpected(unwritable(m_file.fileName(), m_file.errorString()));
        return {};
    }
    QDateTime timeOf(const QVariant &value) const { return QDateTime::fromMSecsSinceEpoch(value.toLongLong(), m_zone); }

    std::vector<TableColumn> m_columns;
    QTimeZone m_zone;

private:
    QSaveFile m_file;
};

/// RFC 4180.
class CsvWriter : public TextWriter
{
public:
    using TextWriter::TextWriter;

    base::Status begin(bool placed)
    {
        m_placed = placed;
        // Without the mark, spreadsheets on Windows take UTF-8 for the system's own encoding.
        QByteArray line = "\xEF\xBB\xBF";
        for (size_t i = 0; i < m_columns.size(); ++i)
            line += (i > 0 ? "," : "") + quoted(m_columns[i].name);
        if (m_placed) {
            for (const char *name : {QT_TRANSLATE_NOOP("store", "Longitude"), QT_TRANSLATE_NOOP("store", "Latitude")})
                line += ',' + quoted(tr(name));
        }
        return open(line + "\r\n");
    }

    base::Status add(const TableRow &row) override
    {
        QByteArray line;
        for (size_t i = 0; i < m_columns.size(); ++i) {
            if (i > 0)
                line += ',';
            const QVariant &value = row.values[qsizetype(i)];
            if (isNone(m_columns[i], value))
                continue;
            switch (m_columns[i].kind) {
            case Kind::Text:
                line += quoted(harmless(value.toString()));
                break;
            case Kind::Integer:
                line += QByteArray::number(value.toLongLong());
                break;
            case Kind::Real:
                line += QByteArray::number(value.toDouble(), 'g', 12);
                break;
            case Kind::Time:
                line += timeOf(value).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")).toLatin1();
                break;
            }
        }
        if (row.hasPosition)
            line += ',' + QByteArray::number(row.longitude, 'f', 7) + ',' + QByteArray::number(row.latitude, 'f', 7);
        else if (m_placed)
            line += ",,";
        return write(line + "\r\n");
    }

    base::Status finish() override { return commit(); }

private:
    static QByteArray quoted(QString text)
    {
        const bool needed = text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r');
        if (!needed)
            return text.toUtf8();
        return '"' + text.replace(u'"', QLatin1String("\"\"")).toUtf8() + '"';
    }
    /// What residents write must not become a formula where the table is opened.
    static QString harmless(const QString &text)
    {
        static const QString signs = QStringLiteral("=+-@\t\r");
        return signs.contains(text.at(0)) ? u'\'' + text : text;
    }

    bool m_placed = false;
};

/// RFC 7946: WGS 84, longitude first; a row without a position has a null geometry (3.2).
class GeoJsonWriter : public TextWriter
{
public:
    using TextWriter::TextWriter;

    base::Status begin(const QString &title)
    {
        const QByteArray name = QJsonDocument(QJsonArray{title}).toJson(QJsonDocument::Compact);
        return open("{\"type\":\"FeatureCollection\",\"name\":" + name.mid(1, name.size() - 2) + ",\"features\":[");
    }

    base::Status add(const TableRow &row) override
    {
        QJsonObject properties;
        for (size_t i = 0; i < m_columns.size(); ++i) {
            const QVariant &value = row.values[qsizetype(i)];
            if (isNone(m_columns[i], value))
                continue;
            properties.insert(QLatin1String(m_columns[i].id), m_columns[i].kind == Kind::Time
                                                                  ? QJsonValue(timeOf(value).toString(Qt::ISODate))
                                                                  : QJsonValue::fromVariant(value));
        }
        // Seven digits are a centimetre (11.2 asks for no more than is known).
        const auto rounded = [](double degrees) { return std::round(degrees * 1e7) / 1e7; };
        const QJsonValue geometry =
            row.hasPosition ? QJsonValue(QJsonObject{{QStringLiteral("type"), QStringLiteral("Point")},
                                                     {QStringLiteral("coordinates"),
                                                      QJsonArray{rounded(row.longitude), rounded(row.latitude)}}})
                            : QJsonValue(QJsonValue::Null);
        const QJsonObject feature{{QStringLiteral("type"), QStringLiteral("Feature")},
                                  {QStringLiteral("geometry"), geometry},
                                  {QStringLiteral("properties"), properties}};
        const QByteArray text = QJsonDocument(feature).toJson(QJsonDocument::Compact);
        return write((std::exchange(m_any, true) ? ",\n" : "\n") + text);
    }

    base::Status finish() override
    {
        const base::Status status = write("\n]}\n");
        return status ? commit() : status;
    }

private:
    bool m_any = false;
};

}

base::Result<std::unique_ptr<TableWriter>> TableWriter::make(const QString &file, const QString &title,
                                                             const std::vector<TableColumn> &columns, bool placed,
                                                             const QTimeZone &zone)
{
    const auto endsWith = [&file](const char *ending) {
        return file.endsWith(QLatin1String(ending), Qt::CaseInsensitive);
    };
    if (endsWith(".csv")) {
        auto writer = std::make_unique<CsvWriter>(file, columns, zone);
        if (const base::Status status = writer->begin(placed); !status)
            return tl::unexpected(status.error());
        return writer;
    }
    if (endsWith(".geojson") || endsWith(".json")) {
        auto writer = std::make_unique<GeoJsonWriter>(file, columns, zone);
        if (const base::Status status = writer->begin(title); !status)
            return tl::unexpected(status.error());
        return writer;
    }
    if (endsWith(".gpkg"))
        return makeGeoPackage(file, title, columns, placed);
    return base::failure(QStringLiteral("format-unknown"), tr("the name says no format that can be written"), file, {},
                         tr("let it end in .csv, .gpkg or .geojson"));
}

}
