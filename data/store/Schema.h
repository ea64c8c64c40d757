#pragma once

#include <QStringList>

/// The tables of a store, in both languages of SQL, and how one version becomes the next. docs/store.md shows them.
namespace store
{

enum class Dialect : quint8 { Sqlite, Postgresql };

/// The version that this program reads and writes. A store with a newer one is refused.
inline constexpr int SchemaVersion = 2;

/// The statements that make version `version` of the version before it; one transaction.
QStringList migration(Dialect dialect, int version);

/// Length of an aggregate, ms: `observation_quarter.start` is a multiple of it.
inline constexpr qint64 QuarterMs = 15 * 60 * 1000;

}
