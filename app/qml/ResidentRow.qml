import QtQuick
import Yunjie

/// One resident, masked or not: who, what of, and how to reach them.
Item {
    id: row

    property string name
    property string kind
    property string identity
    property string telephone
    property string born
    property string care
    property string place
    property bool divided: false

    function joined(words: var, between: string): string { return words.filter(word => word !== "").join(between) }

    implicitHeight: words.implicitHeight + Theme.gap * 1.25
    Accessible.role: Accessible.ListItem
    Accessible.name: row.joined([name, kind, place, numbers.text], ", ")

    Rectangle {
        visible: row.divided
        width: parent.width
        height: Theme.hair
        color: Theme.divider
    }
    Column {
        id: words
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter

        Item {
            width: parent.width
            height: Math.max(who.height, where.height)

            Label {
                id: who
                text: row.name
                font.pixelSize: Theme.control + 1
            }
            Label {
                id: where
                anchors.right: parent.right
                anchors.baseline: who.baseline
                text: row.joined([row.kind, row.place], " · ")
                quiet: true
            }
        }
        Label {
            id: numbers
            width: parent.width
            text: row.joined([row.identity === "" ? "" : qsTr("ID %1").arg(row.identity), row.telephone === "" ? "" : qsTr("Tel. %1").arg(row.telephone), row.born === "" ? "" : qsTr("born %1").arg(row.born), row.care], " · ")
            quiet: true
            wrapMode: Text.Wrap
        }
    }
}
