#pragma once

#include "base/Result.h"
#include "base/Warnings.h"

#include <QJsonObject>

namespace project
{

/// Checks a document against a JSON Schema (draft 7). A wrong type or value is error "project-invalid" with its JSON
/// pointer (RFC 6901) as feature; keys that the schema does not know are warnings "project-key-unknown" that name the
/// nearest known one.
base::Status checkSchema(const QJsonObject &document, const QJsonObject &schema, const QString &source,
                         base::Warnings &warnings);

}
