#pragma once

#include <QCollator>
#include <QDeadlineTimer>
#include <QFutureWatcher>
#include <QSortFilterProxyModel>
#include <QTimer>

#include <vector>

namespace app
{

/// A list over a table of rows, as QSortFilterProxyModel makes it. Of small tables a change is there at once. Of large
/// ones what takes time is done bit by bit, while what was shown stays: the texts that words are looked for in are made
/// once and kept, rows are tried a few thousand at a time, and texts are ordered by a worker. Then all is shown anew.
/// Main thread.
class LargeProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /// Whether what is shown is not what is asked for yet.
    bool isFiltering() const { return m_stage != Stage::Done; }

protected:
    /// The table is set by who derives, once it can answer: `setSourceModel(table)`.
    LargeProxy(QAbstractItemModel *table, QObject *parent);
    /// What words are looked for in, of a row of the table.
    virtual QString searchedText(int row) const = 0;
    /// What the row is ordered by; only asked where `isOrderedByText`.
    virtual QString orderedText(int row) const = 0;
    virtual bool isOrderedByText() const = 0;
    virtual QString language() const = 0; ///< whose order of texts holds
    /// Whether a row of the table is shown.
    virtual bool accepts(int row) const = 0;

    /// Filters changed.
    void filterAnew(bool byText);
    /// The order changed.
    void orderAnew();
    /// Whether a row's text has the word, which is folded.
    bool holds(int row, const QString &folded) const;
    /// By `orderedText`: below 0, 0, above 0.
    int compareTexts(int left, int right) const;
    bool filterAcceptsRow(int row, const QModelIndex &parent) const final;

private:
    enum class Stage : quint8 { Done, Texts, Filter, Order, Ranking };
    bool isLarge() const;
    void begin(Stage stage);
    void goOn();
    void showAnew();
    const QString &textOf(int row) const;
    void forget(int first, int last);

    QTimer m_slice;
    Stage m_stage = Stage::Done;
    bool m_byText = false, m_orders = false;
    int m_next = 0;
    mutable std::vector<QString> m_texts; ///< folded; null: not made yet
    std::vector<quint32> m_ranks;         ///< by `orderedText`; empty: not ordered by it
    std::vector<char> m_accepted;         ///< while all is shown anew
    std::vector<QString> m_ordered;
    QFutureWatcher<std::vector<quint32>> m_ranking;
    mutable QCollator m_collator;
};

}
