#pragma once

#include <QJsonObject>
#include <QLatin1String>
#include <QUrl>

/// What a seat and a wall say to each other: a JSON object a text frame (docs/command-wall.md).
namespace app::remote
{

inline constexpr int Version = 1;
inline constexpr int LargestMessage = 64 * 1024;
inline constexpr int PatienceMs = 10'000; ///< to say who one is
inline constexpr int BeatMs = 5'000;      ///< between two pings; after three without an answer the other is gone
/// What a program of ours gives as the origin: browsers give their page's, and are turned away.
inline const QLatin1String Origin("yunjie");

/// Reads one; empty where it is none of ours.
QJsonObject read(const QString &text);
QString write(const char *type, QJsonObject body = {});

/// Proves that one knows the token without saying it: HMAC-SHA-256 (RFC 2104) of the wall's nonce, hexadecimal.
QString proofOf(const QByteArray &token, const QString &nonce);
QByteArray randomBytes(int count);
/// Of equal length in equal time.
bool isSame(const QString &a, const QString &b);

/// "HOST:PORT", "HOST" or "ws://HOST:PORT"; the usual port where none is named. Invalid where it is none of these.
QUrl urlOf(const QString &address);

}
