pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// What is wrong in the data: file and feature of each.
Sheet {
    id: sheet

    title: qsTr("What is wrong in the data")
    preferredWidth: Theme.px(Theme.wall ? 980 : 680)
    preferredHeight: Theme.viewHeight * 0.7

    Label {
        visible: list.count === 0
        text: qsTr("Nothing. All sources were read whole.")
        quiet: true
    }
    ListView {
        id: list
        model: WarningModel
        clip: true
        spacing: Theme.gap / 2
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Layout.fillWidth: true
        Layout.fillHeight: true
        Accessible.role: Accessible.List
        Accessible.name: sheet.title
        T.ScrollBar.vertical: ScrollLine { }

        delegate: Rectangle {
            id: row
            required property var model
            required property int index
            width: list.width - 1.5 * Theme.gap
            height: words.implicitHeight + 2 * Theme.gap
            radius: Theme.radius / 2
            color: Theme.raised
            border.width: ListView.isCurrentItem && list.activeFocus ? 2 * Theme.hair : 0
            border.color: Theme.accent
            Accessible.role: Accessible.ListItem
            Accessible.name: model.message

            Marker {
                id: sign
                x: Theme.gap
                y: Theme.gap * 1.25
                visual: row.model.severity
                size: Theme.control
            }
            Column {
                id: words
                anchors.left: sign.right
                anchors.leftMargin: Theme.gap * 1.5
                anchors.right: parent.right
                anchors.rightMargin: Theme.gap
                y: Theme.gap
                spacing: Theme.gap / 4

                Label {
                    width: parent.width
                    text: row.model.count > 1 ? qsTr("%1 (%2 times)").arg(row.model.message).arg(Theme.number(row.model.count)) : row.model.message
                    font.pixelSize: Theme.control
                    wrapMode: Text.Wrap
                }
                Label {
                    width: parent.width
                    text: row.model.feature !== "" ? qsTr("%1 · %2").arg(row.model.source).arg(row.model.feature) : row.model.source
                    quiet: true
                    wrapMode: Text.WrapAnywhere
                }
            }
        }
    }
}
