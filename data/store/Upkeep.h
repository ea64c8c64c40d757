#pragma once

#include "store/Connection.h"

#include <QStringList>

/// What is done to a whole store: opening with migrations, checking, copying. Each waits until it is done; any thread,
/// over connections of its own where none is given.
namespace store
{

struct Opening {
    bool unclean = false; ///< whoever had it last did not close it
    QString notice;       ///< translated; what was set right, and where the rest lies; empty: nothing
};

/// Opens it for writing, makes or migrates it. A damaged file is set aside and a new one begun with what can be read of
/// its journal. Errors: as of Connection, "store-newer", "store-foreign" (it holds something else).
base::Result<Opening> openForWriting(Connection &connection);
/// Opens it for reading. Errors: as above, "store-missing".
base::Status openForReading(Connection &connection);
/// Marks it as closed in order.
void closeInOrder(Connection &connection);

/// Sets a damaged file aside ("NAME.damaged-TIME"), with what belongs to it; where it is now.
base::Result<QString> setAside(const QString &file);
/// Brings what can be read of a damaged file's journal into a new one; how many entries.
qint64 salvage(const QString &from, Connection &into);
QString damageNotice(const QString &why, const QString &aside, qint64 saved);

/// SQLite's own quick check. Empty: sound.
base::Result<QStringList> quickCheck(const Place &place);
/// The file and the journal in itself and against what is folded of it. Empty: sound.
base::Result<QStringList> checkIntegrity(const Place &place);
base::Status backup(const Place &place, const QString &file);

}
