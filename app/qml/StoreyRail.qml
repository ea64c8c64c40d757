pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// The storeys of the entered building, the topmost first: how each stands, which one is shown alone.
Panel {
    id: rail

    /// The room there is for it.
    property real maximumHeight: 600
    property bool hidden: false
    readonly property var storeys: Inside.storeys ?? []
    readonly property int row: Theme.wall ? Math.max(40, Theme.px(38)) : Theme.px(26)

    function reveal(): void {
        for (let i = 0; i < storeys.length; ++i) {
            if (storeys[i].current)
                list.positionViewAtIndex(i, ListView.Contain);
        }
    }

    objectName: "panel storeys"
    visible: !hidden && Inside.active && storeys.length > 0
    padding: Theme.gap * 0.75
    spacing: Theme.gap / 2
    width: Theme.px(Theme.wall ? 172 : 124)
    height: Math.min(maximumHeight, list.contentHeight + whole.implicitHeight + spacing + 2 * padding)
    onStoreysChanged: soon.restart()

    Timer {
        id: soon
        interval: 0
        onTriggered: rail.reveal()
    }
    PushButton {
        id: whole
        text: qsTr("All storeys")
        hint: qsTr("All storeys (Home)")
        flat: true
        checked: Inside.storey === 0
        Layout.fillWidth: true
        onClicked: Inside.all()
    }
    ListView {
        id: list
        // A number: a list would make every row anew with every change of state, and lose its place.
        model: rail.storeys.length
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        activeFocusOnTab: count > 0
        keyNavigationEnabled: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Storeys")
        T.ScrollBar.vertical: ScrollLine { }
        Layout.fillWidth: true
        Layout.fillHeight: true

        delegate: Item {
            id: storey
            required property int index
            readonly property var what: rail.storeys[index] ?? ({})
            readonly property bool chosen: what.current ?? false
            readonly property string mood: what.state ?? ""
            width: list.width - (list.contentHeight > list.height ? Theme.gap : 0)
            height: rail.row
            Accessible.role: Accessible.ListItem
            Accessible.name: what.name ?? ""
            Accessible.onPressAction: pick()
            Keys.onReturnPressed: pick()

            function pick(): void { Inside.storey = storey.chosen ? 0 : storey.what.number; }

            Rectangle {
                anchors.fill: parent
                anchors.margins: Theme.hair
                radius: Theme.radius / 2
                color: storey.chosen ? Theme.chosen : over.hovered ? Theme.hover : "transparent"
                border.width: storey.chosen || (storey.ListView.isCurrentItem && list.activeFocus) ? Theme.hair * (list.activeFocus ? 2 : 1) : 0
                border.color: Theme.accent
            }
            // The ground: what is below lies under this line.
            Rectangle {
                visible: (storey.what.number ?? 0) < 0 && (rail.storeys[storey.index - 1]?.number ?? 0) > 0
                width: parent.width
                height: 2 * Theme.hair
                color: Theme.textQuiet
            }
            HoverHandler {
                id: over
                cursorShape: Qt.PointingHandCursor
                onHoveredChanged: Selection.hover(hovered ? "storey" : "", hovered ? storey.what.id : "")
            }
            TapHandler { onTapped: storey.pick() }
            Label {
                anchors.left: parent.left
                anchors.leftMargin: Theme.gap
                anchors.right: sign.visible ? sign.left : parent.right
                anchors.rightMargin: Theme.gap / 2
                anchors.verticalCenter: parent.verticalCenter
                text: storey.what.name ?? ""
                strong: storey.chosen
                font.pixelSize: Theme.control
                elide: Text.ElideRight
                objectName: "mayElide"
            }
            Marker {
                id: sign
                visible: storey.mood !== "" && storey.mood !== "normal"
                visual: storey.mood
                size: Math.round(Theme.control * 0.95)
                anchors.right: parent.right
                anchors.rightMargin: Theme.gap
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
}
