#pragma once

#include "core/SourceHealth.h"

#include <QAbstractListModel>
#include <QTimer>

namespace app
{

/// The systems that the district is fed from: how each is, how new its news, what comes from it, what is wrong. Those
/// that call for a hand first, else in the project's order. Ages are by the twin's clock. Main thread.
class SourceModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(int ok READ ok NOTIFY changed)
    Q_PROPERTY(int stale READ stale NOTIFY changed)
    Q_PROPERTY(int failing READ failing NOTIFY changed)
    Q_PROPERTY(int unknown READ unknown NOTIFY changed)

public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        NameRole,
        OwnerRole,
        StateRole,     ///< "ok", "unknown", "stale", "failing"
        StateTextRole, ///< the same in words
        VisualRole,    ///< how the theme draws it: "normal", "offline", "minor", "major"
        LiveRole,      ///< news is expected of it; else it is read once
        NewestRole,    ///< ms UTC; 0: none
        FreshRole,     ///< "3 min ago"; of what is read once "read once"; "nothing yet"
        RowsRole,      ///< a number
        RowsTextRole,  ///< "1,447 devices, 97.2 % online · 12 events today"
        WarningsRole,
        ErrorRole, ///< the worst that is known; "": nothing is wrong
        PartsRole  ///< what of the twin comes from it, by name, in a line
    };

    explicit SourceModel(QObject *parent = nullptr, Twin *twin = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return rowCount(); }
    int ok() const { return countOf(SourceHealth::State::Ok); }
    int stale() const { return countOf(SourceHealth::State::Stale); }
    int failing() const { return countOf(SourceHealth::State::Failing); }
    int unknown() const { return countOf(SourceHealth::State::Unknown); }

    /// How the feeds are now.
    void setFeeds(const std::vector<feeds::FeedStatus> &feeds);

Q_SIGNALS:
    void changed();

private:
    struct Row {
        size_t source = 0; ///< of the city's
        SourceHealth health;
    };
    int countOf(SourceHealth::State state) const;
    void refresh();
    QString freshText(const Row &row) const;
    QString rowsText(const Row &row) const;
    QString partsText(const domain::SourceSystem &system) const;

    Twin *m_twin;
    std::vector<feeds::FeedStatus> m_feeds;
    std::vector<Row> m_rows;
    QTimer m_soon; ///< changes come ten times a second; figures follow once a second
};

}
