pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// The walls that this seat leads, what they follow, and how another is joined.
ColumnLayout {
    spacing: Theme.gap

    Repeater {
        model: Remote.walls
        RowLayout {
            id: wall
            required property var modelData
            readonly property bool wanted: modelData.state === "leading" || modelData.state === "connecting"
            spacing: Theme.gap
            Layout.fillWidth: true

            Marker { visual: wall.modelData.visual }
            ColumnLayout {
                spacing: 0
                Layout.fillWidth: true

                Label {
                    text: qsTr("%1 · %2", "name and address of a wall").arg(wall.modelData.name).arg(wall.modelData.address)
                    font.pixelSize: Theme.control
                    elide: Text.ElideRight
                    Layout.fillWidth: true
                }
                Label {
                    text: wall.modelData.stateText
                    quiet: true
                    wrapMode: Text.Wrap
                    Layout.fillWidth: true
                }
            }
            PushButton {
                text: wall.wanted ? qsTr("Stop") : qsTr("Lead")
                primary: !wall.wanted
                onClicked: wall.wanted ? Remote.stop(wall.modelData.id) : Remote.lead(wall.modelData.id)
            }
            PushButton {
                text: qsTr("Forget")
                onClicked: Remote.forgetWall(wall.modelData.id)
            }
        }
    }
    Label {
        text: qsTr("What the walls follow")
        font.pixelSize: Theme.control
        strong: true
    }
    Flow {
        spacing: Theme.gap * 2
        Layout.fillWidth: true

        Repeater {
            model: Remote.allParts
            Toggle {
                required property var modelData
                text: modelData.label
                checked: Remote.parts.includes(modelData.id)
                onToggled: Remote.parts = checked ? [...Remote.parts, modelData.id] : Remote.parts.filter(each => each !== modelData.id)
            }
        }
    }
    Rectangle {
        color: Theme.divider
        implicitHeight: Theme.hair
        Layout.fillWidth: true
    }
    Label {
        text: qsTr("Another wall")
        font.pixelSize: Theme.control
        strong: true
    }
    Label {
        quiet: true
        wrapMode: Text.Wrap
        Layout.fillWidth: true
        text: qsTr("On the wall, open this sheet and choose \"Let a seat in\"; type here the address and the code that it shows.")
    }
    RowLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        Entry {
            id: address
            placeholderText: qsTr("Address, such as 192.168.1.20:8317")
            onAccepted: code.forceActiveFocus()
            Layout.fillWidth: true
        }
        Entry {
            id: code
            placeholderText: qsTr("Six-digit code")
            inputMethodHints: Qt.ImhDigitsOnly
            maximumLength: 7
            onAccepted: join.clicked()
            Layout.preferredWidth: Theme.px(Theme.wall ? 260 : 160)
        }
        PushButton {
            id: join
            text: Remote.pairing ? qsTr("Asking …") : qsTr("Join")
            enabled: !Remote.pairing && address.text.trim() !== "" && code.text.trim() !== ""
            onClicked: {
                if (enabled)
                    Remote.pair(address.text, code.text);
                code.clear();
            }
        }
    }
    Label {
        visible: Remote.refusal !== ""
        text: Remote.refusal
        color: Theme.stateColour("major")
        font.pixelSize: Theme.control
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
}
