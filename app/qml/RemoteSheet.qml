pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// A wall that follows a desk seat: what this screen lets in, and which walls this seat leads.
Sheet {
    id: sheet

    property string tab: Theme.wall ? "wall" : "seat"

    title: qsTr("Command wall")
    preferredWidth: Theme.px(Theme.wall ? 980 : 640)
    onOpened: tabs.forceActiveFocus()
    onClosed: Remote.stopPairing()

    Segments {
        id: tabs
        value: sheet.tab
        choices: [{ id: "seat", label: qsTr("Lead a wall from here") }, { id: "wall", label: qsTr("This screen is a wall") }]
        onChosen: id => sheet.tab = id
    }
    Loader {
        sourceComponent: sheet.tab === "wall" ? asWall : asSeat
        Layout.fillWidth: true
    }

    component Hint: Label {
        quiet: true
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }

    Component {
        id: asWall

        ColumnLayout {
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
                        font.pixelSize: Math.min(Theme.px(Theme.wall ? 150 : 88), sheet.width / 5)
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
                Hint {
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
            Hint {
                text: qsTr("A seat that leads sets view, selection, layout, colours and the time of the replay. Nothing about persons is sent.")
            }
        }
    }

    Component {
        id: asSeat

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
            Hint {
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
    }
}
