pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// How the entered building is shown: spread, plan, section, walk, what rooms are coloured by; where it comes from.
Rectangle {
    id: bar

    property real maximumWidth: 900
    readonly property bool narrow: maximumWidth < Theme.px(Theme.wall ? 900 : 760)

    component Divider: Rectangle {
        color: Theme.divider
        width: Theme.hair
        height: Theme.touch * 0.6
        anchors.verticalCenter: parent?.verticalCenter
    }

    objectName: "panel inside"
    visible: Inside.building !== ""
    implicitWidth: Math.min(maximumWidth, flow.childrenRect.width + Theme.gap)
    implicitHeight: flow.implicitHeight + Theme.gap / 2
    color: Theme.panel
    radius: Theme.radius
    border.width: Theme.hair
    border.color: Theme.line
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Inside the building")

    MouseArea {
        anchors.fill: parent
        acceptedButtons: Qt.AllButtons
        hoverEnabled: true
        onWheel: event => event.accepted = true
    }
    Flow {
        id: flow
        x: Theme.gap / 2
        y: Theme.gap / 4
        width: bar.maximumWidth - Theme.gap

        PushButton {
            flat: true
            glyph: "leave"
            hint: qsTr("Leave the building (Esc)")
            onClicked: Inside.leave()
        }
        Label {
            visible: Inside.opening
            height: Theme.touch
            leftPadding: Theme.gap
            rightPadding: Theme.gap * 2
            text: qsTr("Opening %1 …").arg(Inside.title)
            quiet: true
        }
        Row {
            visible: Inside.active
            height: Theme.touch

            Divider { }
            Segments {
                iconsOnly: true
                value: Inside.spread
                choices: [
                    { id: "", label: qsTr("As it stands (X)"), glyph: "spread-none" },
                    { id: "up", label: qsTr("Storeys fanned upwards (X)"), glyph: "spread-up" },
                    { id: "sideways", label: qsTr("Storeys side by side (X)"), glyph: "spread-sideways" }
                ]
                onChosen: id => Inside.spread = id
            }
            Divider { }
            PushButton {
                flat: true
                glyph: "plan"
                checked: Inside.plan
                hint: qsTr("Plan: a storey alone is cut at 1.2 m (O)")
                onClicked: Inside.plan = !Inside.plan
            }
            PushButton {
                flat: true
                glyph: "shell"
                checked: Inside.shell
                hint: qsTr("Outer shell as glass (G)")
                onClicked: Inside.shell = !Inside.shell
            }
        }
        Row {
            visible: Inside.active
            height: Theme.touch

            Divider { }
            Choice {
                glyph: "section"
                name: qsTr("Section (C)")
                implicitWidth: Theme.px(Theme.wall ? 190 : 132)
                value: Inside.section
                choices: [
                    { id: "", label: qsTr("No section") }, { id: "x", label: qsTr("Across") },
                    { id: "y", label: qsTr("Lengthwise") }, { id: "z", label: qsTr("Level") },
                    { id: "view", label: qsTr("Facing me") }
                ]
                onChosen: id => Inside.section = id
            }
            PushButton {
                flat: true
                glyph: "walk"
                checked: Inside.walking
                hint: qsTr("Walk through (V)")
                onClicked: Inside.walking = !Inside.walking
            }
        }
        Row {
            visible: Inside.active
            height: Theme.touch

            Divider { }
            Choice {
                glyph: "palette"
                name: qsTr("Colour of rooms")
                implicitWidth: Theme.px(Theme.wall ? 220 : 160)
                value: Inside.paint
                choices: Inside.paints
                onChosen: id => Inside.paint = id
            }
            PushButton {
                flat: true
                glyph: "table"
                checked: Inside.table
                hint: qsTr("Building table (B)")
                onClicked: Inside.table = !Inside.table
            }
        }
        Row {
            visible: Inside.active && Inside.schematic
            height: Theme.touch
            leftPadding: Theme.gap / 2
            rightPadding: Theme.gap / 2

            Rectangle {
                width: words.implicitWidth + 2 * Theme.gap
                height: Math.round(Theme.secondary * 1.7)
                radius: Theme.radius / 2
                color: "transparent"
                border.width: Theme.hair
                border.color: Theme.stateColour("minor")
                anchors.verticalCenter: parent.verticalCenter

                Label {
                    id: words
                    anchors.centerIn: parent
                    text: qsTr("Schematic")
                    color: Theme.stateColour("minor")
                    font.pixelSize: Theme.secondary
                }
                HoverHandler { id: why }
                Loader {
                    active: why.hovered
                    anchors.fill: parent
                    sourceComponent: Hint { visible: true; text: Inside.reason }
                }
            }
        }
    }
}
