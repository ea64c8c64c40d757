#pragma once

#include <QVariantMap>

namespace app
{

/// An entry of a drop-down list: what is chosen by it and what it says.
inline QVariantMap choice(const QString &id, const QString &label)
{
    return {{QStringLiteral("id"), id}, {QStringLiteral("label"), label}};
}

} // namespace app
