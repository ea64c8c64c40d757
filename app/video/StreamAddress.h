#pragma once

#include <QString>
#include <QUrl>

namespace app
{

/// Where a camera's picture comes from, as data have it: "rtsp://user:password@host/path", an HTTP address (HLS), or a
/// file. User names and passwords are kept apart from all that is shown.
class StreamAddress
{
public:
    enum class Kind : quint8 {
        None,   ///< there is none
        Broken, ///< not understood
        Rtsp,   ///< also over TLS
        Http,   ///< HLS or a file on a server
        File    ///< a recording
    };

    StreamAddress() = default;
    /// Passwords with characters that an URL should have escaped ("p@ss:1") are understood as people write them.
    explicit StreamAddress(const QString &text);

    Kind kind() const { return m_kind; }
    bool isRecording() const { return m_kind == Kind::File; }
    /// With user name and password: for connecting only.
    const QUrl &url() const { return m_url; }
    /// For the player: RTSP goes over TCP, which passes routers and loses nothing.
    QUrl played() const;
    /// Host, or the file's name: for messages.
    QString host() const;
    bool hasCredentials() const { return !m_url.userInfo().isEmpty(); }
    bool operator==(const StreamAddress &) const = default;

private:
    Kind m_kind = Kind::None;
    QUrl m_url;
};

/// A text (a log line, an error) in which addresses have lost user name, password and secrets of their query.
QString withoutCredentials(QString text);
/// From now on no message of the program's log has a camera's password in it: libraries log addresses as they got them.
void keepCredentialsOutOfLogs();

}
