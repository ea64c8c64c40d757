pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// This screen as a wall: whether seats may lead it, the code that lets one in, and who they are.
ColumnLayout {
    id: part

    spacing: Theme.gap

    Toggle {
        text: qsTr("Let paired seats lead this screen")
        checked: Remote.serving
        onToggled: {
            Remote.serving = checked;
            checked = Qt.binding(() => Remote.serving);
        }
    }
    RowLayout {
        spacing: Theme.gap

        Label {
            text: qsTr("Reached from")
            font.pixelSize: Theme.control
        }
        Segments {
            value: Remote.scope
            choices: [{ id: "loopback", label: qsTr("This machine") }, { id: "network", label: qsTr("The local network") }]
            onChosen: id => Remote.scope = id
        }
    }
    Label {
        visible: Remote.error !== ""
        text: Remote.error
        color: Theme.stateColour("major")
        font.pixelSize: Theme.control
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    ColumnLayout {
        visible: Remote.serving
        spacing: Theme.gap
        Layout.fillWidth: true

        RowLayout {
            spacing: Theme.gap * 2
            Layout.fillWidth: true

            Label {
                text: qsTr("Address")
                font.pixelSize: Theme.control
            }
            Label {
                text: Remote.addresses.join("   ")
                font.pixelSize: Theme.headline
                wrapMode: Text.Wrap
                Layout.fillWidth: true
            }
            PushButton {
                text: Remote.code === "" ? qsTr("Let a seat in") : qsTr("Done")
                primary: Remote.code === ""
                enabled: !Remote.pausing
                onClicked: Remote.code === "" ? Remote.startPairing() : Remote.stopPairing()
            }
        }
        Rectangle {
            visible: Remote.code !== ""
            color: Theme.raised
            radius: Theme.radius
            implicitHeight: digits.implicitHeight + left.implicitHeight + 3 * Theme.gap
            Layout.fillWidth: true

            Label {
                id: digits
                anchors.horizontalCenter: parent.horizontalCenter
                y: Theme.gap
                text: qsTr("%1 %2", "halves of a code of six digits").arg(Remote.code.slice(0, 3)).arg(Remote.code.slice(3))
                font.pixelSize: Math.min(Theme.px(Theme.wall ? 150 : 88), part.width / 5)
                strong: true
                color: Theme.accent
                Accessible.role: Accessible.StaticText
                Accessible.name: qsTr("Code %1").arg(Remote.code)
            }
            Label {
                id: left
                anchors.horizontalCenter: parent.horizontalCenter
                anchors.top: digits.bottom
                text: qsTr("Type this at the seat within %1 min %2 s. It lets in one seat.").arg(Math.floor(Remote.secondsLeft / 60)).arg(Remote.secondsLeft % 60)
                quiet: true
            }
        }
        Label {
            visible: Remote.pausing
            text: qsTr("Too many wrong codes: the next can be shown in %1 s.").arg(Remote.secondsLeft)
            color: Theme.stateColour("major")
            font.pixelSize: Theme.control
            wrapMode: Text.Wrap
            Layout.fillWidth: true
        }
        Label {
            quiet: true
            wrapMode: Text.Wrap
            Layout.fillWidth: true
            text: Remote.seats.length === 0 ? qsTr("No seat has been let in yet.") : qsTr("Seats that may lead this screen; the last that takes the lead is followed.")
        }
        Repeater {
            model: Remote.seats
            RowLayout {
                id: seat
                required property var modelData
                spacing: Theme.gap
                Layout.fillWidth: true

                Marker { visual: seat.modelData.leading ? "normal" : seat.modelData.connected ? "in-hand" : "offline" }
                Label {
                    text: seat.modelData.name
                    font.pixelSize: Theme.control
                    elide: Text.ElideRight
                    Layout.fillWidth: true
                }
                Label {
                    text: seat.modelData.leading ? qsTr("leads") : seat.modelData.connected ? qsTr("connected") : qsTr("not here")
                    quiet: true
                }
                PushButton {
                    visible: seat.modelData.leading
                    text: qsTr("Let go")
                    onClicked: Remote.letGo()
                }
                PushButton {
                    text: qsTr("Forget")
                    onClicked: Remote.forgetSeat(seat.modelData.id)
                }
            }
        }
    }
    Label {
        quiet: true
        wrapMode: Text.Wrap
        Layout.fillWidth: true
        text: qsTr("A seat that leads sets view, selection, layout, colours and the time of the replay. Nothing about persons is sent.")
    }
}
