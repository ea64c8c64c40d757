#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace app
{

/// A table as RFC 4180 has it, in UTF-8 with its mark, by which spreadsheets know Chinese. A cell that a spreadsheet
/// would take for a formula gets a tab before it; numbers stay as they are.
QByteArray csv(const QStringList &heads, const QList<QStringList> &rows);

}
