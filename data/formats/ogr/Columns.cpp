#include "formats/ogr/Columns.h"

#include <QCoreApplication>

#include <ogrsf_frmts.h>

#include <cmath>

namespace formats
{

namespace
{

constexpr int MaxAttributes = 200;

/// Names of the layer's columns, and the row number's name where that is one ("fid", "ogc_fid").
QStringList columnNames(OGRLayer &layer)
{
    QStringList names;
    const OGRFeatureDefn *defn = layer.GetLayerDefn();
    for (int i = 0; i < defn->GetFieldCount(); ++i)
        names.append(QString::fromUtf8(defn->GetFieldDefn(i)->GetNameRef()));
    const QString fid = QString::fromUtf8(layer.GetFIDColumn());
    if (!fid.isEmpty() && !names.contains(fid))
        names.append(fid);
    return names;
}

bool isNumber(OGRFieldType type)
{
    return type == OFTInteger || type == OFTInteger64 || type == OFTReal;
}

}

Columns::Columns(OGRLayer &layer, domain::LayerKind kind, const QHash<QString, QString> &fields, const QString &source,
                 domain::AttributeTable &attributes, base::Warnings &warnings)
    : m_names(columnNames(layer)), m_match(m_names, kind, fields, source, warnings)
{
    const OGRFeatureDefn *defn = layer.GetLayerDefn();
    const int count = defn->GetFieldCount();
    if (m_names.size() > count)
        m_fid = count;
    m_partIsFlag =
        has(Field::Part) && m_names[m_match.column(Field::Part)].contains(QLatin1String("part"), Qt::CaseInsensitive);
    m_numeric.resize(size_t(count));
    m_whole.resize(size_t(count));
    for (int i = 0; i < count; ++i) {
        const OGRFieldType type = defn->GetFieldDefn(i)->GetType();
        m_numeric[size_t(i)] = isNumber(type);
        m_whole[size_t(i)] = type == OFTInteger || type == OFTInteger64;
        if (m_names[i] == QLatin1String("other_tags")) {
            m_tags = i;
            continue;
        }
        // What tells an area's level may tell more ("type": residential quarter or urban village): kept for filters.
        const bool tellsLevel = has(Field::Level) && m_match.column(Field::Level) == i;
        if ((m_match.isMatched(i) && !tellsLevel) || type == OFTBinary)
            continue;
        if (int(m_copied.size()) == MaxAttributes) {
            warnings.add(QStringLiteral("columns-capped"), source, {},
                         QCoreApplication::translate("formats", "The table has %1 columns; the first %2 are kept")
                             .arg(count)
                             .arg(MaxAttributes));
            break;
        }
        m_copied.push_back({i, attributes.addColumn(m_names[i], isNumber(type)), isNumber(type)});
    }
}

int Columns::index(const OGRFeature &feature, Field field) const
{
    const int column = m_match.column(field);
    return column >= 0 && column != m_fid && feature.IsFieldSetAndNotNull(column) ? column : -1;
}

QString Columns::text(const OGRFeature &feature, Field field) const
{
    if (m_fid >= 0 && m_match.column(field) == m_fid)
        return QString::number(feature.GetFID());
    const int column = index(feature, field);
    if (column >= 0 && m_whole[size_t(column)])
        return QString::number(qint64(feature.GetFieldAsInteger64(column)));
    return column < 0 ? QString() : QString::fromUtf8(feature.GetFieldAsString(column)).trimmed();
}

std::pair<QString, QString> Columns::names(const OGRFeature &feature) const
{
    return namesOf(text(feature, Field::Name), text(feature, Field::NameEn), text(feature, Field::NameZh));
}

std::optional<double> Columns::length(const OGRFeature &feature, Field field) const
{
    const int column = index(feature, field);
    if (column < 0)
        return std::nullopt;
    if (m_numeric[size_t(column)])
        return feature.GetFieldAsDouble(column) * m_match.metres(field);
    const QString value = QString::fromUtf8(feature.GetFieldAsString(column)).trimmed();
    if (value.isEmpty())
        return std::nullopt;
    bool bare = false;
    const double number = value.toDouble(&bare);
    return bare ? number * m_match.metres(field) : parseLength(value);
}

std::optional<double> Columns::number(const OGRFeature &feature, Field field) const
{
    const int column = index(feature, field);
    if (column < 0)
        return std::nullopt;
    if (m_numeric[size_t(column)])
        return feature.GetFieldAsDouble(column);
    bool ok = false;
    const double value = QString::fromUtf8(feature.GetFieldAsString(column)).trimmed().toDouble(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

std::optional<int> Columns::count(const OGRFeature &feature, Field field) const
{
    const int column = index(feature, field);
    if (column < 0)
        return std::nullopt;
    if (m_numeric[size_t(column)]) {
        const double value = feature.GetFieldAsDouble(column);
        return std::abs(value) < 1e9 ? std::optional(int(std::lround(value))) : std::nullopt;
    }
    bool ok = false;
    const int value = parseCount(QString::fromUtf8(feature.GetFieldAsString(column)), &ok);
    return ok ? std::optional(value) : std::nullopt;
}

void Columns::copyAttributes(const OGRFeature &feature, size_t row, domain::AttributeTable &attributes) const
{
    for (const Copied &copied : m_copied) {
        if (!feature.IsFieldSetAndNotNull(copied.column))
            continue;
        if (copied.numeric)
            attributes.setNumber(row, copied.into, feature.GetFieldAsDouble(copied.column));
        else
            attributes.setText(row, copied.into, QString::fromUtf8(feature.GetFieldAsString(copied.column)));
    }
}

QString Columns::packedTags(const OGRFeature &feature) const
{
    return m_tags >= 0 && feature.IsFieldSetAndNotNull(m_tags) ? QString::fromUtf8(feature.GetFieldAsString(m_tags))
                                                               : QString();
}

}
