#pragma once

#include "tables/FeatureTable.h"

#include <QDeadlineTimer>

namespace app
{

/// A going-through of all rows by filter and order, as far as it has come. Small tables are gone through at once; of
/// large ones a few thousand rows at a time, so that typing and the map go on meanwhile.
struct FeatureTable::Pass {
    enum class Stage { Texts, Filter, Keys, Ranking, Order };
    Stage stage = Stage::Texts;
    std::vector<bool> inPlace; ///< areas, by node of the place tree
    QStringList words;
    std::vector<std::vector<char>> holding; ///< one a word: rows that have it in a text that stays
    size_t next = 0;                        ///< row
    std::vector<int> shown;
    std::vector<double> numbers; ///< what a column of numbers is sorted by
    std::vector<QString> texts;
};

/// The same of what the foot sums; kept once done, since of what is live alone the sums change.
struct FeatureTable::FootPass {
    struct Sum {
        double sum = 0;
        size_t known = 0;
    };
    std::vector<int> rows;
    std::vector<Sum> sums; ///< one a shown column
    size_t next = 0;       ///< of `rows`
    bool onlyLive = false;
    bool isDone() const { return next == rows.size(); }
};

}
