pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// A clicker's keys, and those of every program that shows slides.
Item {
    id: keys

    readonly property bool on: Presenter.playing && Shell.sheet === ""

    // A field that was typed into must not take the clicker's letters.
    Connections {
        target: Presenter
        function onPlayingChanged(): void {
            if (Presenter.playing)
                Shell.mapWanted();
        }
    }
    // Whoever has the clicker has the screen: no list or button keeps these keys.
    Shortcut { sequences: ["PgDown", "Right", "Down", "Space", "Return", "Enter", "N"]; enabled: keys.on; onActivated: Presenter.next() }
    Shortcut { sequences: ["PgUp", "Left", "Up", "Backspace", "P"]; enabled: keys.on; onActivated: Presenter.previous() }
    Shortcut { sequence: "Home"; enabled: keys.on; onActivated: Presenter.first() }
    Shortcut { sequence: "End"; enabled: keys.on; onActivated: Presenter.last() }
    Shortcut { sequences: ["B", "."]; enabled: keys.on; onActivated: Presenter.toggleBlack() }
    Shortcut { sequences: ["Esc", "F5", "Shift+F5"]; enabled: keys.on; onActivated: Presenter.stop() }
    Shortcut { sequence: "A"; enabled: keys.on; onActivated: Presenter.automatic = !Presenter.automatic }
    Shortcut { sequence: "L"; enabled: keys.on; onActivated: Shell.slideList = !Shell.slideList }
    Instantiator {
        model: 9
        delegate: Shortcut {
            required property int index
            sequence: String(index + 1)
            enabled: keys.on && index < Storyboard.count
            onActivated: Presenter.goTo(index)
        }
    }
    Shortcut { sequence: "Esc"; enabled: BriefingExporter.running; onActivated: BriefingExporter.cancel() }
}
