import QtQuick
import Yunjie

/// One step of the closed loop: its count, its name, and how long the oldest has waited there.
Rectangle {
    id: cell

    required property var step
    property string key
    property bool checked: false
    /// The age below the name, where all steps stand in one line.
    property bool stacked: false
    readonly property bool late: (step.overdue ?? 0) > 0
    readonly property real needed: Math.max(called.advanceWidth, count.implicitWidth, below.implicitWidth) + Theme.gap
    signal picked

    implicitHeight: words.implicitHeight + Theme.gap * 0.75
    radius: Theme.radius / 2
    color: checked ? Theme.chosen : pointer.containsMouse ? Theme.hover : Theme.raised
    border.width: activeFocus ? 2 * Theme.hair : checked ? Theme.hair : 0
    border.color: Theme.accent
    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.name: (step.overdue ?? 0) > 0 ? qsTr("%1: %2, %3 overdue").arg(step.label).arg(step.count).arg(step.overdue) : qsTr("%1: %2").arg(step.label).arg(step.count)
    Accessible.onPressAction: picked()
    Keys.onReturnPressed: picked()
    Keys.onSpacePressed: picked()

    TextMetrics {
        id: called
        font: name.font
        text: name.text
    }
    MouseArea {
        id: pointer
        anchors.fill: parent
        hoverEnabled: true
        onClicked: cell.picked()
    }
    Column {
        id: words
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width

        Row {
            id: figures
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.gap / 2

            Label {
                id: count
                text: Theme.number(cell.step.count ?? 0)
                strong: true
                font.pixelSize: Theme.wall ? Theme.px(28) : Theme.px(16)
            }
            Label {
                visible: !cell.stacked && below.text !== ""
                text: below.text
                quiet: true
                color: cell.late ? Theme.stateColour("major") : Theme.textQuiet
                font.pixelSize: Theme.wall ? Theme.secondary : Theme.secondary - Theme.hair
                anchors.verticalCenter: parent.verticalCenter
            }
        }
        Label {
            id: name
            width: parent.width - Theme.gap / 2
            horizontalAlignment: Text.AlignHCenter
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.wall ? Theme.secondary : Math.round(Theme.secondary * 0.8)
            text: cell.key === "" ? cell.step.label ?? "" : qsTr("%1 %2", "key, step").arg(cell.key).arg(cell.step.label ?? "")
            quiet: true
        }
        Label {
            id: below
            anchors.horizontalCenter: parent.horizontalCenter
            visible: cell.stacked
            text: cell.step.oldestText ?? ""
            quiet: true
            color: cell.late ? Theme.stateColour("major") : Theme.textQuiet
        }
    }
}
