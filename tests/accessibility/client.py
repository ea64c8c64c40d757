"""An assistive technology, as far as a test needs one: looks at the program named NAME over AT-SPI and prints what it
finds as JSON. Commands come one a line: `tree`, `do PATH ACTION`, `key KEYSYM`, `focused`, `quit`."""

import json
import sys
import threading
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

Atspi.init()
Atspi.set_timeout(20000, 30000)  # milliseconds: a machine that builds as well is slow
focused = []


def on_event(event):
    if event.type.startswith("object:state-changed:focused") and event.detail1:
        focused.append({"role": event.source.get_role_name(), "name": event.source.get_name()})


def rect(node):
    try:
        at = node.get_extents(Atspi.CoordType.SCREEN)
        return [at.x, at.y, at.width, at.height]
    except GLib.GError:
        return None


def actions(node):
    try:
        return [Atspi.Action.get_action_name(node, i) for i in range(node.get_n_actions())]
    except GLib.GError:
        return []


def states(node):
    return [state.value_nick for state in node.get_state_set().get_states()]


KEYS = {"period": 0x2E, "comma": 0x2C, "F5": 0xFFC2, "F6": 0xFFC3, "F7": 0xFFC4, "Tab": 0xFF09}


def describe(node, path, depth, most):
    info = {
        "path": path,
        "role": node.get_role_name(),
        "name": node.get_name(),
        "description": node.get_description(),
        "rect": rect(node),
        "states": states(node),
        "actions": actions(node),
        "children": [],
    }
    if depth < most:
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child is not None:
                info["children"].append(describe(child, path + [i], depth + 1, most))
    return info


def application(name):
    until = time.monotonic() + 20
    while time.monotonic() < until:
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app is not None and app.get_name() == name:
                return app
        time.sleep(0.2)
    return None


def at(app, path):
    node = app
    for i in path:
        node = node.get_child_at_index(i)
    return node


def main():
    app = application(sys.argv[1])
    if app is None:
        print(json.dumps({"error": "the program is not on the bus"}), flush=True)
        return 1
    listener = Atspi.EventListener.new(on_event)
    listener.register("object:state-changed:focused")
    loop = GLib.MainLoop()
    threading.Thread(target=loop.run, daemon=True).start()
    print(json.dumps({"found": app.get_name()}), flush=True)
    for line in sys.stdin:
        words = line.split()
        try:
            if words[0] == "tree":
                answer = describe(app, [], 0, 40)
            elif words[0] == "do":
                node = at(app, json.loads(words[1]))
                index = actions(node).index(words[2])
                answer = {"done": node.do_action(index)}
            elif words[0] == "key":
                Atspi.generate_keyboard_event(KEYS[words[1]], None, Atspi.KeySynthType.SYM)
                answer = {"done": True}
            elif words[0] == "focused":
                answer = {"focused": list(focused)}
                focused.clear()
            else:
                loop.quit()
                return 0
        except Exception as error:  # told to the test, which fails with it
            answer = {"error": repr(error)}
        print(json.dumps(answer), flush=True)
    return 0


sys.exit(main())
