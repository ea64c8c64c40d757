#include "session/FeedModel.h"

#include "core/Text.h"
#include "session/Session.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace app
{

using State = feeds::FeedStatus::State;

FeedModel::FeedModel(QObject *parent, Session *session) : QAbstractListModel(parent)
{
    Session *of = session ? session : Session::current();
    if (!of)
        return;
    m_session = of;
    // How a feed is shows at once; its figures, which change with every message, with the second.
    connect(&of->hub(), &feeds::FeedHub::statusChanged, this, [this, of] {
        const std::vector<feeds::FeedStatus> status = of->hub().status();
        const bool calm = std::equal(status.begin(), status.end(), m_rows.begin(), m_rows.end(),
                                     [](const auto &a, const auto &b) {
                                         return a.id == b.id && a.state == b.state && a.reason == b.reason;
                                     });
        if (!calm)
            setStatus(status);
    });
    connect(&of->twin(), &Twin::ticked, this, [this, of] { setStatus(of->hub().status()); });
    connect(of, &Session::loadingChanged, this, [this, of] { setStatus(of->hub().status()); });
    connect(of, &Session::languageChanged, this, [this] {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    });
    setStatus(of->hub().status());
}

void FeedModel::setStatus(const std::vector<feeds::FeedStatus> &status)
{
    const bool sameFeeds = std::equal(status.begin(), status.end(), m_rows.begin(), m_rows.end(),
                                      [](const auto &a, const auto &b) { return a.id == b.id; });
    if (!sameFeeds) {
        beginResetModel();
        m_rows = status;
        endResetModel();
        Q_EMIT countChanged();
        return;
    }
    for (size_t i = 0; i < status.size(); ++i) {
        if (status[i] == m_rows[i])
            continue;
        m_rows[i] = status[i];
        Q_EMIT dataChanged(index(int(i)), index(int(i)));
    }
}

int FeedModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

static QString stateName(State state)
{
    switch (state) {
    case State::Connecting:
        return QStringLiteral("connecting");
    case State::Connected:
        return QStringLiteral("connected");
    case State::Silent:
        return QStringLiteral("silent");
    case State::Failed:
        return QStringLiteral("failed");
    case State::Paused:
        return QStringLiteral("paused");
    case State::Finished:
        return QStringLiteral("finished");
    }
    return {};
}

static QString visualOf(State state)
{
    switch (state) {
    case State::Failed:
        return QStringLiteral("major");
    case State::Silent:
        return QStringLiteral("stale");
    case State::Connecting:
        return QStringLiteral("in-hand");
    case State::Paused:
    case State::Finished:
        return QStringLiteral("offline");
    case State::Connected:
        break;
    }
    return QStringLiteral("normal");
}

QString feedStateText(const feeds::FeedStatus &status)
{
    // The date only where it is not today's: the line at the edge is short.
    const auto when = [](qint64 ms) {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(ms);
        return time.date() == QDate::currentDate() ? time.toString(QStringLiteral("HH:mm"))
                                                   : time.toString(QStringLiteral("MM-dd HH:mm"));
    };
    switch (status.state) {
    case State::Connecting:
        return status.reason.isEmpty() ? translate("app", "connecting")
                                       : translate("app", "connecting again: %1").arg(status.reason);
    case State::Connected:
        return translate("app", "connected");
    case State::Silent:
        return translate("app", "silent since %1")
            .arg(when(status.lastMessage > 0 ? status.lastMessage : status.since));
    case State::Failed:
        return translate("app", "failed because %1").arg(status.reason);
    case State::Paused:
        return translate("app", "paused");
    case State::Finished:
        return translate("app", "played to the end");
    }
    return {};
}

static QString lastSuccessText(const feeds::FeedStatus &status)
{
    if (status.lastSuccess <= 0)
        return {};
    return translate("app", "%1 ago").arg(ageText(QDateTime::currentMSecsSinceEpoch() - status.lastSuccess));
}

static QString skewText(const feeds::FeedStatus &status)
{
    if (status.clockSkewSeconds == 0)
        return {};
    const QString span = ageText(qint64(std::abs(status.clockSkewSeconds) * 1000));
    return status.clockSkewSeconds > 0 ? translate("app", "ahead by %1", "a clock").arg(span)
                                       : translate("app", "behind by %1", "a clock").arg(span);
}

static QString detailText(const feeds::FeedStatus &status)
{
    QStringList parts{translate("app", "%1 received").arg(numberText(double(status.received), 0))};
    if (!status.address.isEmpty())
        parts.prepend(translate("app", "listens at %1").arg(status.address));
    const auto add = [&parts](quint64 count, const QString &text) {
        if (count > 0)
            parts.append(text.arg(numberText(double(count), 0)));
    };
    add(status.rejected, translate("app", "%1 could not be read"));
    add(status.duplicates, translate("app", "%1 said nothing new"));
    add(status.late, translate("app", "%1 came late"));
    if (const QString last = lastSuccessText(status); !last.isEmpty())
        parts.append(translate("app", "last answer %1", "age").arg(last));
    if (const QString skew = skewText(status); !skew.isEmpty())
        parts.append(translate("app", "its clock is %1", "ahead by").arg(skew));
    return parts.join(QStringLiteral(" · "));
}

QVariant FeedModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const feeds::FeedStatus &status = m_rows[size_t(index.row())];
    switch (role) {
    case IdRole:
        return status.id;
    case Qt::DisplayRole:
    case NameRole:
        return status.name.isEmpty() || !m_session ? status.id : status.name.in(m_session->language());
    case TypeRole:
        return status.type;
    case StateRole:
        return stateName(status.state);
    case StateTextRole:
        return feedStateText(status);
    case VisualRole:
        return visualOf(status.state);
    case PerMinuteRole:
        return qRound64(status.perMinute);
    case ReceivedRole:
        return status.received;
    case RejectedRole:
        return status.rejected;
    case DuplicatesRole:
        return status.duplicates;
    case LateRole:
        return status.late;
    case LastSuccessRole:
        return lastSuccessText(status);
    case SkewRole:
        return skewText(status);
    case DetailRole:
        return detailText(status);
    default:
        return {};
    }
}

QHash<int, QByteArray> FeedModel::roleNames() const
{
    return {{IdRole, "id"},
            {NameRole, "name"},
            {TypeRole, "type"},
            {StateRole, "state"},
            {StateTextRole, "stateText"},
            {VisualRole, "visual"},
            {PerMinuteRole, "perMinute"},
            {ReceivedRole, "received"},
            {RejectedRole, "rejected"},
            {DuplicatesRole, "duplicates"},
            {LateRole, "late"},
            {LastSuccessRole, "lastSuccess"},
            {SkewRole, "skew"},
            {DetailRole, "detail"}};
}

}
