#pragma once

#include <QString>

#include <memory>
#include <vector>

class QSettings;

namespace app
{

/// What two programs know each other by once they are paired, kept in `remote.ini` beside the settings, for the user
/// alone to read: on a wall the seats that may lead it, at a seat the walls that it may lead.
class RemoteKeys
{
public:
    explicit RemoteKeys(const QString &folder);
    ~RemoteKeys();

    /// This program's own, made once.
    QString id() const;

    struct Peer {
        QString id, name;
        QByteArray token;
        QString address; ///< of walls: "HOST:PORT"
    };
    std::vector<Peer> seats() const { return peers("seats"); }
    std::vector<Peer> walls() const { return peers("walls"); }
    void keepSeat(const Peer &seat) { keep("seats", seat); }
    void keepWall(const Peer &wall) { keep("walls", wall); }
    void forgetSeat(const QString &id) { forget("seats", id); }
    void forgetWall(const QString &id) { forget("walls", id); }

    bool isServing() const; ///< off unless it was switched on
    void setServing(bool serving);
    QString scope() const; ///< "loopback" (default) or "network"
    void setScope(const QString &scope);
    int port() const;
    void setPort(int port);

    static constexpr int UsualPort = 8317;

private:
    std::vector<Peer> peers(const char *group) const;
    void keep(const char *group, const Peer &peer);
    void forget(const char *group, const QString &id);
    void save();

    std::unique_ptr<QSettings> m_file;
};

}
