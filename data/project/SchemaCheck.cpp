#include "project/SchemaCheck.h"

#include <QCoreApplication>
#include <QJsonArray>

// valijson means to be compiled by anyone, with any warnings.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"
#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include <algorithm>
#include <numeric>

namespace project
{

// Levenshtein (1966), on lower case.
static int distance(const QString &a, const QString &b)
{
    std::vector<int> row(size_t(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0];
        row[0] = int(i) + 1;
        for (qsizetype k = 0; k < b.size(); ++k) {
            const int above = row[size_t(k) + 1];
            const bool same = a[i].toLower() == b[k].toLower();
            row[size_t(k) + 1] = std::min({above + 1, row[size_t(k)] + 1, diagonal + (same ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.back();
}

static QJsonObject resolved(const QJsonObject &schema, const QJsonObject &root)
{
    const QString ref = schema.value(QLatin1String("$ref")).toString();
    if (!ref.startsWith(QLatin1String("#/definitions/")))
        return schema;
    return root.value(QLatin1String("definitions")).toObject().value(ref.mid(14)).toObject();
}

static void findUnknownKeys(const QJsonValue &value, const QJsonObject &schemaOrRef, const QJsonObject &root,
                            const QString &pointer, const QString &source, base::Warnings &warnings)
{
    const QJsonObject schema = resolved(schemaOrRef, root);
    if (value.isArray()) {
        const QJsonObject items = schema.value(QLatin1String("items")).toObject();
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            findUnknownKeys(array[i], items, root, pointer + u'/' + QString::number(i), source, warnings);
        return;
    }
    const QJsonObject known = schema.value(QLatin1String("properties")).toObject();
    if (!value.isObject() || known.isEmpty())
        return;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString at = pointer + u'/' + it.key();
        if (known.contains(it.key())) {
            findUnknownKeys(*it, known.value(it.key()).toObject(), root, at, source, warnings);
            continue;
        }
        if (it.key().startsWith(u'$') || it.key() == QLatin1String("comment"))
            continue;
        const QStringList names = known.keys();
        const auto nearest = std::min_element(names.begin(), names.end(), [&](const QString &a, const QString &b) {
            return distance(a, it.key()) < distance(b, it.key());
        });
        warnings.add(
            QStringLiteral("project-key-unknown"), source, at,
            QCoreApplication::translate("project", "unknown key \"%1\", ignored; the nearest known one is \"%2\"")
                .arg(it.key(), *nearest));
    }
}

static QString pointerOf(const std::vector<std::string> &context)
{
    QString pointer;
    for (const std::string &step : context) {
        QString text = QString::fromStdString(step);
        if (text.startsWith(u'[') && text.endsWith(u']'))
            text = text.mid(1, text.size() - 2);
        if (text != QLatin1String("<root>"))
            pointer += u'/' + text;
    }
    return pointer.isEmpty() ? QStringLiteral("/") : pointer;
}

base::Status checkSchema(const QJsonObject &document, const QJsonObject &schemaObject, const QString &source,
                         base::Warnings &warnings)
{
    findUnknownKeys(document, schemaObject, schemaObject, {}, source, warnings);
    try {
        const QJsonValue schemaValue(schemaObject), documentValue(document);
        valijson::Schema schema;
        valijson::SchemaParser parser;
        const valijson::adapters::QtJsonAdapter schemaAdapter(schemaValue);
        parser.populateSchema(schemaAdapter, schema);
        valijson::Validator validator;
        valijson::ValidationResults results;
        const valijson::adapters::QtJsonAdapter target(documentValue);
        if (validator.validate(schema, target, &results))
            return {};
        // The deepest one says it best: those above only tell that something below is wrong.
        valijson::ValidationResults::Error error, deepest;
        while (results.popError(error)) {
            if (error.context.size() >= deepest.context.size())
                deepest = error;
        }
        return base::failure(
            QStringLiteral("project-invalid"), QString::fromStdString(deepest.description), source,
            pointerOf(deepest.context),
            QCoreApplication::translate("project", "see docs/project-file.md for what may stand here"));
    } catch (const std::exception &problem) {
        return base::failure(QStringLiteral("project-invalid"), QString::fromUtf8(problem.what()), source);
    }
}

}
