pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// The public warnings in force, each with the time it has left.
Sheet {
    id: sheet

    title: qsTr("Public warnings")
    preferredWidth: Theme.px(Theme.wall ? 760 : 560)

    Label {
        visible: AlertModel.count === 0
        text: qsTr("No public warning is in force.")
        quiet: true
        Layout.fillWidth: true
    }
    ListView {
        id: list
        model: AlertModel
        clip: true
        focus: true
        boundsBehavior: Flickable.StopAtBounds
        implicitHeight: Math.min(contentHeight, Theme.viewHeight * 0.6)
        Layout.fillWidth: true
        Layout.fillHeight: true
        Accessible.role: Accessible.List
        Accessible.name: sheet.title
        T.ScrollBar.vertical: ScrollLine { }
        Keys.onReturnPressed: (currentItem as StateRow)?.picked()

        delegate: StateRow {
            required property var model
            required property int index
            width: list.width - Theme.gap
            visual: model.visual
            shape: model.shape
            title: model.title
            detail: model.detail
            age: model.left
            divided: index > 0
            current: ListView.isCurrentItem && list.activeFocus
            onPicked: {
                Selection.select("alert", model.id);
                sheet.close();
            }
        }
    }
}
