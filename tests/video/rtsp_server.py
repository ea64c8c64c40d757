"""A real RTSP server (GStreamer's) on free ports of the loopback: cameras that work, and cameras that do not.

Prints "OPEN_PORT LOCKED_PORT" and serves until its standard input is closed. Every second port wants the user "watcher"
with the password "se:cret@1"."""

import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

Gst.init(None)
loop = GLib.MainLoop()
LIVE = "videotestsrc is-live=true pattern=ball ! video/x-raw,width=640,height=360,framerate=15/1 ! "
FULL = "videotestsrc is-live=true pattern=smpte ! video/x-raw,width=1920,height=1080,framerate=25/1 ! "
H264 = "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=15 ! rtph264pay config-interval=1 pt=96 "


def server_on_free_port():
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service("0")
    server.get_thread_pool().set_max_threads(8)
    return server


def add(server, path, launch, shared=False, roles=()):
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch("( " + launch + " )")
    factory.set_shared(shared)
    if roles:
        permissions = GstRtspServer.RTSPPermissions()
        for role in roles:
            permissions.add_role(role)
            permissions.add_permission_for_role(role, "media.factory.access", True)
            permissions.add_permission_for_role(role, "media.factory.construct", True)
        factory.set_permissions(permissions)
    server.get_mount_points().add_factory(path, factory)
    return factory


def stall(media, after_ms):
    tap = media.get_element().get_by_name("tap")

    def close():
        tap.set_property("drop", True)
        return False

    GLib.timeout_add(after_ms, close)


open_to_all = server_on_free_port()
for number in range(1, 9):
    add(open_to_all, "/live%d" % number, LIVE + H264 + "name=pay0")
add(open_to_all, "/full", FULL + H264 + "name=pay0", shared=True)
add(open_to_all, "/sound", "audiotestsrc is-live=true ! alawenc ! rtppcmapay name=pay0")
add(open_to_all, "/unknown", LIVE + H264 + '! capssetter name=pay0 caps="application/x-rtp,media=video,'
    'encoding-name=YJ99,clock-rate=90000"')
add(open_to_all, "/ends", LIVE.replace("pattern", "num-buffers=30 pattern") + H264 + "name=pay0")
add(open_to_all, "/stalls", LIVE + "valve name=tap ! " + H264 + "name=pay0").connect(
    "media-configure", lambda factory, media: stall(media, 1500))

locked = server_on_free_port()
auth = GstRtspServer.RTSPAuth()
token = GstRtspServer.RTSPToken()
token.set_string("media.factory.role", "user")
auth.add_basic(GstRtspServer.RTSPAuth.make_basic("watcher", "se:cret@1"), token)
locked.set_auth(auth)
add(locked, "/live", LIVE + H264 + "name=pay0", roles=("user",))

open_to_all.attach(None)
locked.attach(None)
print(open_to_all.get_bound_port(), locked.get_bound_port(), flush=True)
GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IOCondition.HUP | GLib.IOCondition.IN,
                  lambda *_: loop.quit())
loop.run()
