import QtQuick
import Yunjie

/// A line of a list of events or devices: sign, what, where, how long.
Item {
    id: row

    property string visual: "normal"
    property string shape: Theme.stateShape(visual)
    property string title
    property string detail
    /// What has to be seen before the detail: people inside, say.
    property string alert
    property string age
    /// Small, at the end of the title: a class, a count.
    property string note
    property bool overdue: false
    property bool selected: false
    property bool current: false
    property bool divided: false
    property bool marked: false
    property int indent: 0
    /// How long stands beside what where the place would be cut otherwise, and what has room left.
    readonly property bool lifted: where.visible && where.implicitWidth + where.x + age.width + Theme.gap > words.width
                                   && what.implicitWidth + (note.text === "" ? 0 : note.width + Theme.gap) + age.width + Theme.gap <= words.width
    property int textSize: Theme.wall ? Theme.body : Theme.control + 1
    signal picked
    /// Twice: into the building that it stands in.
    signal opened
    signal hoveredOver(bool inside)

    implicitHeight: words.implicitHeight + Theme.gap * (Theme.wall ? 1.1 : 1.25)
    Accessible.role: Accessible.ListItem
    // By the row: some of its words have the same names.
    Accessible.name: qsTr("%1, %2, %3").arg(row.title).arg(row.alert === "" ? row.detail : qsTr("%1, %2").arg(row.alert).arg(row.detail)).arg(row.age)
    Accessible.selectable: true
    Accessible.selected: row.selected
    Accessible.onPressAction: picked()

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius / 2
        color: row.selected ? Theme.chosen : pointer.containsMouse ? Theme.hover : "transparent"
        border.width: row.current ? 2 * Theme.hair : 0
        border.color: Theme.accent
    }
    Rectangle {
        visible: row.divided
        width: parent.width
        height: Theme.hair
        color: Theme.divider
    }
    MouseArea {
        id: pointer
        anchors.fill: parent
        hoverEnabled: true
        onClicked: row.picked()
        onDoubleClicked: row.opened()
        onContainsMouseChanged: row.hoveredOver(containsMouse)
    }
    Rectangle {
        visible: row.marked
        width: Theme.gap / 2
        height: parent.height
        color: Theme.accent
    }
    Marker {
        id: sign
        x: Theme.gap / 2 + (row.marked ? Theme.gap / 2 : 0) + row.indent * Theme.gap * 2
        anchors.verticalCenter: parent.verticalCenter
        visual: row.visual
        shape: row.shape
        size: Math.round(row.textSize * 1.1)
    }
    Column {
        id: words
        anchors.left: sign.right
        anchors.leftMargin: Theme.gap * 1.25
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap / 2
        anchors.verticalCenter: parent.verticalCenter

        Label {
            id: what
            width: (where.visible && !row.lifted ? parent.width : parent.width - age.width - Theme.gap) - (note.text === "" ? 0 : note.width + Theme.gap)
            text: row.title
            font.pixelSize: row.textSize
            // A little smaller rather than cut.
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.wall ? Theme.secondary : Math.round(row.textSize * 0.85)
            // The longest rules have long names; the card has them whole.
            objectName: "mayElide"
            elide: Text.ElideRight
        }
        Label {
            id: where
            x: alert.width
            width: (row.lifted ? parent.width : parent.width - age.width - Theme.gap) - x
            visible: text !== "" || alert.text !== ""
            text: row.detail
            quiet: true
            font.pixelSize: Theme.wall ? Theme.secondary : Theme.secondary - Theme.hair
            elide: Text.ElideRight
            objectName: "mayElide"

            Label {
                id: alert
                x: -width
                width: text === "" ? 0 : implicitWidth + Theme.gap
                height: parent.height
                text: row.alert
                font.pixelSize: where.font.pixelSize
                color: Theme.stateColour("critical")
            }
        }
    }
    Label {
        id: note
        anchors.right: row.lifted ? age.left : parent.right
        anchors.rightMargin: row.lifted ? Theme.gap : Theme.gap / 2
        y: where.visible ? words.y + (what.height - height) / 2 : (row.height - height) / 2
        text: row.note
        quiet: true
    }
    Label {
        id: age
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap / 2
        // Beside where it is: what it is has the whole width.
        y: row.lifted ? words.y + (what.height - height) / 2 : where.visible ? words.y + where.y + (where.height - height) / 2 : (row.height - height) / 2
        text: row.age
        quiet: true
        color: row.overdue ? Theme.stateColour("major") : Theme.textQuiet
    }
}
