#pragma once

#include "feeds/Feed.h"

#include <QAbstractListModel>
#include <QPointer>

namespace app
{

class Session;

/// How each feed is: connected, silent since, failed because.
class FeedModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        IdRole = Qt::UserRole + 1,
        NameRole,
        TypeRole,
        StateRole, ///< "connecting", "connected", "silent", "failed", "paused", "finished"
        StateTextRole,
        VisualRole,
        PerMinuteRole,
        ReceivedRole,
        RejectedRole,
        DuplicatesRole,
        LateRole,
        LastSuccessRole, ///< "3 min ago": the last answer of a polled feed that could be read; "" of others
        SkewRole,        ///< "ahead by 42 s", "behind by 2 min": the source's clock; "" where it is right
        DetailRole       ///< the figures above in a line
    };

    explicit FeedModel(QObject *parent = nullptr, Session *session = nullptr);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return rowCount(); }
    void setStatus(const std::vector<feeds::FeedStatus> &status);

Q_SIGNALS:
    void countChanged();

private:
    QPointer<Session> m_session;
    std::vector<feeds::FeedStatus> m_rows;
};

/// "connected", "silent since 14:02", "failed because ..." in the language installed.
QString feedStateText(const feeds::FeedStatus &status);

}
