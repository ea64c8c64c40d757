import QtQuick
import QtQuick.Templates as T
import Yunjie

/// What can be made of a chart.
T.Popup {
    id: menu

    signal copyWanted
    signal saveWanted
    property Item before: null

    x: parent ? parent.width - width : 0
    y: parent ? Math.max(0, parent.height - height) : 0
    margins: Theme.gap
    padding: Theme.gap / 2
    implicitWidth: contentItem.implicitWidth + 2 * padding
    implicitHeight: contentItem.implicitHeight + 2 * padding
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    onAboutToShow: before = menu.parent?.Window.activeFocusItem ?? null
    onOpened: {
        Shell.drops += 1;
        copy.forceActiveFocus(Qt.TabFocusReason);
    }
    onClosed: {
        Shell.drops -= 1;
        before?.forceActiveFocus();
    }
    Component.onDestruction: {
        if (opened)
            Shell.drops -= 1;
    }

    contentItem: Column {
        PushButton {
            id: copy
            flat: true
            glyph: "copy"
            text: qsTr("Copy as picture")
            Keys.onDownPressed: save.forceActiveFocus(Qt.TabFocusReason)
            onClicked: {
                menu.close();
                menu.copyWanted();
            }
        }
        PushButton {
            id: save
            flat: true
            glyph: "table"
            text: qsTr("Save as table (CSV)")
            Keys.onUpPressed: copy.forceActiveFocus(Qt.TabFocusReason)
            onClicked: {
                menu.close();
                menu.saveWanted();
            }
        }
    }
    background: Rectangle {
        color: Theme.sheet
        radius: Theme.radius
        border.width: Theme.hair
        border.color: Theme.line
    }
}
