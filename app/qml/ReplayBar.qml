import QtQuick
import QtQuick.Layouts
import Yunjie

/// The time of the twin: live, or a replay that can be stopped, sped up and moved in.
Rectangle {
    id: bar

    property bool compact: false
    readonly property bool ranged: Session.replay && Session.replayEnd > Session.replayStart
    readonly property int stepMs: 600000

    /// By whole steps of the clock: 14:56 and one on is 15:00.
    function step(by: int): void {
        const to = by > 0 ? Math.floor(Session.timeMs / bar.stepMs) + 1 : Math.ceil(Session.timeMs / bar.stepMs) - 1;
        Session.seek(Math.max(Session.replayStart, Math.min(Session.replayEnd, to * bar.stepMs)));
    }

    objectName: "panel replay"
    visible: FeedModel.count > 0
    implicitHeight: Theme.touch + Theme.gap
    color: Theme.panel
    radius: Theme.radius
    border.width: Theme.hair
    border.color: Theme.line

    MouseArea {
        anchors.fill: parent
        acceptedButtons: Qt.AllButtons
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap * 1.5
        spacing: Theme.gap

        PushButton {
            visible: bar.ranged
            flat: true
            glyph: Session.paused ? "play" : "pause"
            hint: Session.paused ? qsTr("Go on (P)") : qsTr("Stop (P)")
            onClicked: Session.togglePause()
        }
        Marker {
            visual: Session.paused ? "stale" : "normal"
            size: Math.round(Theme.control * 0.9)
            Layout.leftMargin: bar.ranged ? 0 : Theme.gap
        }
        Label {
            text: Session.replay ? (Session.paused ? qsTr("Stopped") : qsTr("Replay")) : qsTr("Live")
            font.pixelSize: Theme.control
            color: Session.paused ? Theme.textQuiet : Theme.stateColour("normal")
        }
        PushButton {
            visible: bar.ranged
            flat: true
            quiet: true
            glyph: "minus"
            hint: qsTr("Ten minutes back")
            autoRepeat: true
            onClicked: bar.step(-1)
        }
        Level {
            id: slider
            visible: bar.ranged
            name: qsTr("Time of the replay")
            from: 0
            to: 1
            // A replay of weeks is longer than a screen has pixels: arrows go by ten minutes.
            stepSize: bar.ranged ? bar.stepMs / (Session.replayEnd - Session.replayStart) : 0
            // By whole pixels: a frame for less than one would show nothing new.
            value: bar.ranged ? Math.round((Session.timeMs - Session.replayStart) / (Session.replayEnd - Session.replayStart) * Math.max(1, width)) / Math.max(1, width) : 0
            Layout.fillWidth: true
            onMoved: Session.seek(Session.replayStart + value * (Session.replayEnd - Session.replayStart))
        }
        PushButton {
            visible: bar.ranged
            flat: true
            quiet: true
            glyph: "plus"
            hint: qsTr("Ten minutes on")
            autoRepeat: true
            onClicked: bar.step(1)
        }
        Item {
            visible: !bar.ranged
            Layout.fillWidth: true
        }
        Label {
            text: Session.timeText
            quiet: true
            font.pixelSize: bar.compact ? Theme.secondary : Theme.control
        }
        Choice {
            visible: bar.ranged
            name: qsTr("Speed")
            implicitWidth: Theme.px(Theme.wall ? 130 : 86)
            value: String(Session.speed)
            choices: {
                const speeds = [1, 10, 60, 300, 600, 1800, 3600];
                if (!speeds.includes(Session.speed))
                    speeds.unshift(Session.speed);
                return speeds.map(x => ({ id: String(x), label: qsTr("%1×").arg(x) }));
            }
            onChosen: id => Session.setSpeed(Number(id))
        }
    }
}
