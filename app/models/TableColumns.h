#pragma once

#include "domain/Places.h"

#include <QHash>
#include <QStringList>

#include <vector>

namespace app
{

/// Where units stand in the table of a building: one column for those that lie one above the other, which their
/// numbers tell ("703" and "803" are both 03; "2-703" is 03 of entrance 2). A unit that is two made one ("703-704")
/// takes both columns. Numbers that tell nothing of the kind are put in the order of each storey.
struct TableColumns {
    struct Place {
        int column = 0, span = 1;
        bool operator==(const Place &) const = default;
    };
    QStringList labels;           ///< of the columns, left to right
    QHash<QString, Place> places; ///< unit -> where

    explicit TableColumns(const std::vector<domain::Unit> &units);
    TableColumns() = default;
};

}
