// Looking for features of a tiled layer by what they are called.
#include "formats/ogr/Sql.h"
#include "formats/tiled/OnlyColumns.h"
#include "formats/tiled/TileReading.h"

#include <ogrsf_frmts.h>

#include <algorithm>

namespace formats
{

namespace
{

constexpr Field Sought[] = {Field::Id, Field::Name, Field::Address, Field::Street, Field::HouseNumber};

/// A part of a text for LIKE, its own signs as they are.
QByteArray within(QString word)
{
    word.replace(u'\\', QLatin1String("\\\\")).replace(u'%', QLatin1String("\\%")).replace(u'_', QLatin1String("\\_"));
    return quotedText(u'%' + word + u'%');
}

QString columnText(const OGRFeature &feature, int column)
{
    return feature.IsFieldSetAndNotNull(column) ? QString::fromUtf8(feature.GetFieldAsString(column)) : QString();
}

}

/// Names in any language count: "name" has "name:en" beside it.
std::vector<int> TileReading::textColumns() const
{
    const OGRFeatureDefn &defn = *m_connection.layer->GetLayerDefn();
    std::vector<int> columns;
    for (int i = 0; i < defn.GetFieldCount(); ++i) {
        const QString name = QString::fromUtf8(defn.GetFieldDefn(i)->GetNameRef());
        const bool isField = std::any_of(std::begin(Sought), std::end(Sought), [&](Field field) {
            return m_columns.has(field) && m_columns.match().column(field) == i;
        });
        const bool isName =
            defn.GetFieldDefn(i)->GetType() == OFTString && name.startsWith(QLatin1String("name"), Qt::CaseInsensitive);
        if (isField || isName)
            columns.push_back(i);
    }
    return columns;
}

base::Status TileReading::findId(const QString &id, int most, LayerBuilder &builder)
{
    OGRLayer &layer = *m_connection.layer;
    const auto columns = builder.columnsOf(layer);
    if (!m_columns.has(Field::Id))
        return {};
    bool isNumber = false;
    const qint64 number = id.toLongLong(&isNumber);
    if (m_columns.match().column(Field::Id) >= layer.GetLayerDefn()->GetFieldCount()) { // the row's number
        if (OGRFeatureUniquePtr feature{isNumber && number > 0 ? layer.GetFeature(number) : nullptr})
            builder.add({std::move(feature), columns, {}, {}});
        QStringList unknown; // a row that is not there is no failure
        m_errors.takeFailures(unknown);
        return {};
    }
    const OGRFieldDefn &field = *layer.GetLayerDefn()->GetFieldDefn(m_columns.match().column(Field::Id));
    const bool isText = field.GetType() == OFTString;
    if (!isText && !isNumber)
        return {};
    filter(m_layer.request.extent.isEmpty() ? std::optional<geometry::Box2>() : m_layer.extent,
           quotedName(QString::fromUtf8(field.GetNameRef())) + " = " +
               (isText ? quotedText(id) : QByteArray::number(number)));
    int taken = 0;
    return loop([&](OGRFeatureUniquePtr feature) {
        builder.add({std::move(feature), columns, {}, {}});
        return ++taken < most;
    });
}

base::Status TileReading::findWords(const QStringList &words, int most, LayerBuilder &builder)
{
    OGRLayer &layer = *m_connection.layer;
    const std::vector<int> texts = textColumns();
    if (texts.empty())
        return {};
    const auto columns = builder.columnsOf(layer);
    const std::optional<geometry::Box2> where =
        m_layer.request.extent.isEmpty() ? std::optional<geometry::Box2>() : m_layer.extent;
    if (m_sql) {
        QByteArray condition;
        for (const QString &word : words) {
            QByteArrayList any;
            for (const int text : texts) {
                const OGRFieldDefn &field = *layer.GetLayerDefn()->GetFieldDefn(text);
                const QByteArray name = quotedName(QString::fromUtf8(field.GetNameRef()));
                any.append((field.GetType() == OFTString ? name : name + "::text") + " ILIKE " + within(word));
            }
            condition += (condition.isEmpty() ? "(" : " AND (") + any.join(" OR ") + ')';
        }
        filter(where, condition);
        int taken = 0;
        return loop([&](OGRFeatureUniquePtr feature) {
            builder.add({std::move(feature), columns, {}, {}});
            return ++taken < most;
        });
    }
    std::vector<qint64> found;
    {
        const OnlyColumns only(layer, texts, !m_layer.request.where.isEmpty(), where.has_value());
        filter(where);
        const auto read = loop([&](const OGRFeatureUniquePtr &feature) {
            const bool all = std::all_of(words.begin(), words.end(), [&](const QString &word) {
                return std::any_of(texts.begin(), texts.end(), [&](int text) {
                    return columnText(*feature, text).contains(word, Qt::CaseInsensitive);
                });
            });
            if (all)
                found.push_back(feature->GetFID());
            return found.size() < size_t(most);
        });
        if (!read)
            return read;
    }
    for (const qint64 row : found)
        if (OGRFeatureUniquePtr feature{layer.GetFeature(row)})
            builder.add({std::move(feature), columns, {}, {}});
    return failed();
}

base::Result<domain::Layer> TileReading::find(const QStringList &words, int most)
{
    LayerBuilder builder(m_layer.request, m_layer.kind, m_layer.frame, m_layer.shown);
    builder.setPartial();
    builder.setToScene(toScene());
    if (words.size() == 1) {
        // Not of files without an index of their own: they would be gone through twice.
        const char *driver = m_connection.source.dataset().GetDriverName();
        if (m_sql || EQUAL(driver, "GPKG") || EQUAL(driver, "SQLite")) {
            if (const auto asked = findId(words.first(), most, builder); !asked)
                return tl::unexpected(asked.error());
            domain::Layer found = finish(builder);
            if (!found.buildings.empty() || !found.features.empty())
                return found;
        }
    }
    LayerBuilder all(m_layer.request, m_layer.kind, m_layer.frame, m_layer.shown);
    all.setPartial();
    all.setToScene(toScene());
    if (const auto asked = findWords(words, most, all); !asked)
        return tl::unexpected(asked.error());
    return finish(all);
}

}
