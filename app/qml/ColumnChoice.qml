pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Yunjie

/// Which columns the attribute table shows.
PushButton {
    id: button

    glyph: "properties"
    hint: qsTr("Choose columns")
    checked: popup.opened
    onClicked: popup.opened ? popup.close() : popup.open()

    T.Popup {
        id: popup
        y: -height - Theme.gap / 2
        x: button.width - width
        width: Theme.px(260)
        height: Math.min(list.contentHeight + 2 * padding, Theme.viewHeight * 0.6)
        margins: Theme.gap
        padding: Theme.gap / 2
        focus: true
        onOpened: {
            Shell.drops += 1;
            list.forceActiveFocus();
        }
        onClosed: Shell.drops -= 1
        Component.onDestruction: {
            if (opened)
                Shell.drops -= 1;
        }
        background: Rectangle {
            color: Theme.sheet
            radius: Theme.radius
            border.width: Theme.hair
            border.color: Theme.line
        }
        contentItem: ListView {
            id: list
            clip: true
            model: FeatureTable.allColumns.length
            boundsBehavior: Flickable.StopAtBounds
            keyNavigationEnabled: true
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Columns")
            T.ScrollBar.vertical: ScrollLine { }
            Keys.onSpacePressed: (list.currentItem as T.CheckDelegate)?.toggled()
            Keys.onReturnPressed: (list.currentItem as T.CheckDelegate)?.toggled()
            delegate: T.CheckDelegate {
                id: item
                required property int index
                readonly property var what: FeatureTable.allColumns[index] ?? ({})
                width: list.width
                implicitHeight: Theme.touch
                focusPolicy: Qt.NoFocus
                hoverEnabled: true
                checked: what.shown ?? false
                Accessible.name: what.name ?? ""
                onClicked: item.toggled()
                onToggled: FeatureTable.setShown(what.id, !what.shown)
                background: Rectangle {
                    radius: Theme.radius / 2
                    color: item.hovered ? Theme.hover : "transparent"
                    border.width: list.activeFocus && list.currentIndex === item.index ? 2 * Theme.hair : 0
                    border.color: Theme.accent
                }
                contentItem: Row {
                    leftPadding: Theme.gap
                    spacing: Theme.gap

                    Icon {
                        name: "check"
                        opacity: item.what.shown ? 1 : 0
                        color: Theme.accent
                        anchors.verticalCenter: parent.verticalCenter
                    }
                    Label {
                        text: item.what.name ?? ""
                        font.pixelSize: Theme.control
                        elide: Text.ElideRight
                        width: item.width - Theme.gap * 6
                        objectName: "mayElide"
                        anchors.verticalCenter: parent.verticalCenter
                    }
                }
            }
        }
    }
}
