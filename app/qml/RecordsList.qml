pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// A list that the store answers a page at a time; says when there is nothing, and why.
ColumnLayout {
    id: part

    required property var source
    required property Component delegate
    property string emptyText
    readonly property alias currentIndex: list.currentIndex
    signal chosen(int row)

    function choose(row: int): void {
        list.currentIndex = row;
        part.chosen(row);
    }

    spacing: Theme.gap / 2
    Component.onCompleted: source.active = true
    Component.onDestruction: source.active = false

    ListView {
        id: list
        model: part.source
        delegate: part.delegate
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        currentIndex: -1
        Layout.fillWidth: true
        Layout.fillHeight: true
        Accessible.role: Accessible.List
        T.ScrollBar.vertical: ScrollLine { }
        Keys.onReturnPressed: part.chosen(currentIndex)

        // Over the list and not above it: nothing moves when it comes or goes.
        Label {
            visible: part.source.error !== "" || (list.count === 0 && !part.source.busy)
            width: list.width
            text: part.source.error !== "" ? part.source.error : part.emptyText
            quiet: true
            color: part.source.error !== "" ? Theme.stateColour("major") : Theme.textQuiet
            wrapMode: Text.Wrap
        }
    }
    Label {
        text: part.source.total > 0 ? qsTr("%1 in all").arg(Theme.number(part.source.total)) : ""
        quiet: true
        Layout.fillWidth: true
    }
}
