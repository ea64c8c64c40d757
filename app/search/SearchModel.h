#pragma once

#include "core/Twin.h"
#include "search/SearchIndex.h"

#include <QAbstractListModel>

#include <atomic>

namespace app
{

/// Answers `query` with the best results; the index is made in a worker once the city is complete, queries run in one
/// too, and the newest wins.
class SearchModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
    Q_PROPERTY(int count READ count NOTIFY resultsChanged)
    Q_PROPERTY(bool ready READ isReady NOTIFY readyChanged)
    /// A search is under way, or the index is still being made.
    Q_PROPERTY(bool busy READ isBusy NOTIFY resultsChanged)

public:
    enum Role { KindRole = Qt::UserRole + 1, KindNameRole, IdRole, TitleRole, SubtitleRole };

    explicit SearchModel(QObject *parent = nullptr, Twin *twin = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QString query() const { return m_query; }
    void setQuery(const QString &query);
    int count() const { return rowCount(); }
    bool isReady() const { return m_index != nullptr; }
    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void queryChanged();
    void resultsChanged();
    void readyChanged();

private:
    void rebuild();
    void search();
    void show(std::vector<SearchResult> results);

    Twin *m_twin;
    std::shared_ptr<const SearchIndex> m_index;
    QString m_query;
    std::vector<SearchResult> m_results;
    quint64 m_build = 0, m_search = 0;
    bool m_busy = false;
};

}
