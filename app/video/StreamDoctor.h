#pragma once

#include "video/StreamAddress.h"
#include "video/StreamHealth.h"

#include <QObject>

#include <functional>

namespace app
{

/// Finds out why a stream does not play by asking its server, as players tell no more than that something failed, and
/// in the words of their libraries. RTSP: RFC 2326, with basic and digest authentication (RFC 7617, RFC 7616), and the
/// description (SDP, RFC 8866) read for what is sent. HTTP: its status. Files: whether they are there.
///
/// Calls `done` once, later; not at all when `context` has gone. Main thread; waits for nothing. `played`: the player
/// itself said that it failed, it did not just wait in vain.
void askWhy(const StreamAddress &address, bool played, int patienceMs, QObject *context,
            std::function<void(StreamFault, QString detail)> done);

}
