#pragma once

#include "core/Twin.h"
#include "search/TiledSearch.h"

#include <QAbstractListModel>
#include <QTimer>

#include <atomic>

namespace app
{

/// Answers `query` with the best results; the index is made in a worker once the city is complete, queries run in one
/// too, and the newest wins. Sources of layers that come by what is looked at are asked as well, for so many seconds,
/// once nobody types any more; what they tell of a result can be looked up from then on, before its tile is there.
class SearchModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
    Q_PROPERTY(int count READ count NOTIFY resultsChanged)
    Q_PROPERTY(bool ready READ isReady NOTIFY readyChanged)
    /// A search is under way, or the index is still being made.
    Q_PROPERTY(bool busy READ isBusy NOTIFY resultsChanged)
    /// What was not looked through, in words; "" usually.
    Q_PROPERTY(QString note READ note NOTIFY resultsChanged)

public:
    enum Role { KindRole = Qt::UserRole + 1, KindNameRole, IdRole, TitleRole, SubtitleRole };

    explicit SearchModel(QObject *parent = nullptr, Twin *twin = nullptr);
    ~SearchModel() override;
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QString query() const { return m_query; }
    void setQuery(const QString &query);
    int count() const { return rowCount(); }
    bool isReady() const { return m_index != nullptr; }
    bool isBusy() const { return m_busy; }
    QString note() const;

Q_SIGNALS:
    void queryChanged();
    void resultsChanged();
    void readyChanged();

private:
    void rebuild();
    void search();
    void show(std::vector<SearchResult> results);
    void askTiles();
    void takeTiles(TiledFindings findings);
    void keep(const std::vector<std::shared_ptr<const domain::Layer>> &contents);

    Twin *m_twin;
    std::shared_ptr<const SearchIndex> m_index;
    QString m_query;
    std::vector<SearchResult> m_results;
    quint64 m_build = 0, m_search = 0;
    bool m_busy = false;
    QTimer m_typing;   ///< until sources are asked
    QTimer m_patience; ///< until they are asked no more
    std::shared_ptr<base::Job> m_asking;
    bool m_partly = false; ///< a source was not looked through
    /// Where `m_kept` is: contents of results that need not be in memory otherwise.
    std::shared_ptr<domain::ResidentTiles> m_resident;
    std::vector<std::shared_ptr<const domain::Layer>> m_kept;
};

}
