import QtQuick
import Yunjie

/// The keys of cameras and patrols, for desk and wall: F9 begins and ends a patrol.
Item {
    id: keys

    required property bool free
    readonly property bool ready: Session.layout !== "briefing"

    Shortcut { sequence: "F9"; enabled: keys.ready; onActivated: { Shell.sheet = ""; Patrol.toggle(); } }
    Shortcut { sequence: "Shift+F9"; enabled: keys.ready; onActivated: Shell.toggle("patrol") }
    Shortcut { sequence: "Shift+F12"; enabled: Session.layout === "desk"; onActivated: Shell.cameraDock = !Shell.cameraDock }
    Shortcut { sequence: "F10"; enabled: keys.ready && Patrol.running; onActivated: Patrol.togglePause() }
    Shortcut { sequence: "Ctrl+Right"; enabled: keys.ready && keys.free && Patrol.running; onActivated: Patrol.next() }
    Shortcut { sequence: "Ctrl+Left"; enabled: keys.ready && keys.free && Patrol.running; onActivated: Patrol.previous() }
    Shortcut {
        sequence: "F12"
        enabled: keys.ready
        onActivated: {
            if (Shell.sheet === "camera") {
                Shell.sheet = "";
                return;
            }
            const selected = Selection.kind === "thing" && CameraModel.hasStream(Selection.id) ? Selection.id : CameraModel.idAt(0);
            if (selected === "")
                return;
            Shell.camera = selected;
            Shell.sheet = "camera";
        }
    }
}
