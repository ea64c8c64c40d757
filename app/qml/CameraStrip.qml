pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// The cameras nearest to what is selected, else to what is looked at; as many as there is room for. Hidden where the
/// district has no camera with a stream.
Panel {
    id: strip

    /// As many side by side as can be made out, one below the other as there is room.
    readonly property int columns: Math.max(1, Math.round((width - 2 * padding + Theme.gap) / (Theme.px(Theme.wall ? 206 : 150) + Theme.gap)))
    readonly property int tileWidth: Math.floor((width - 2 * padding + Theme.gap) / columns) - Theme.gap
    readonly property int lines: Math.max(1, Math.floor((area.height + Theme.gap + 1) / (Math.round(tileWidth * 9 / 16) + Theme.gap)))
    /// What is left over makes them a little higher; pictures are cut at their sides then.
    readonly property int tileHeight: area.height <= 0 ? Math.round(tileWidth * 9 / 16) : Math.min(Math.round(tileWidth * 0.74), Math.floor((area.height + Theme.gap) / lines) - Theme.gap)

    function show(index: int): void {
        const camera = CameraModel.idAt(index);
        if (camera === "")
            return;
        list.currentIndex = index;
        Selection.flyTo("thing", camera);
    }

    title: qsTr("Cameras")
    note: CameraModel.offline > 0 ? qsTr("%1 offline").arg(Theme.number(CameraModel.offline)) : CameraModel.around
    objectName: "panel cameras"
    visible: CameraModel.total > 0
    spacing: 0
    tools: Row {
        PushButton {
            flat: true
            quiet: !Patrol.running
            glyph: "patrol"
            hint: Patrol.running ? qsTr("End the patrol (F9)") : qsTr("Patrol (F9)")
            onClicked: Patrol.toggle()
        }
        PushButton {
            flat: true
            quiet: true
            glyph: "edit"
            hint: qsTr("Routes of patrols (Shift+F9)")
            onClicked: Shell.sheet = "patrol"
        }
    }
    Binding { target: CameraModel; property: "most"; value: strip.columns * strip.lines; when: strip.visible && strip.width > 0 }

    Item {
        id: area
        implicitHeight: Math.round(strip.tileWidth * 9 / 16)
        Layout.fillWidth: true
        Layout.fillHeight: true

        GridView {
            id: list
            // The last column's gap is outside.
            width: parent.width + Theme.gap
            height: parent.height
            cellWidth: strip.tileWidth + Theme.gap
            cellHeight: strip.tileHeight + Theme.gap
            interactive: false
            clip: true
            model: CameraModel
            currentIndex: -1
            activeFocusOnTab: count > 0
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Cameras")
            onActiveFocusChanged: {
                if (activeFocus && currentIndex < 0)
                    currentIndex = 0;
            }
            Keys.onLeftPressed: currentIndex = Math.max(0, currentIndex - 1)
            Keys.onRightPressed: currentIndex = Math.min(count - 1, currentIndex + 1)
            Keys.onUpPressed: currentIndex = Math.max(0, currentIndex - strip.columns)
            Keys.onDownPressed: currentIndex = Math.min(count - 1, currentIndex + strip.columns)
            Keys.onReturnPressed: strip.show(currentIndex)
            Keys.onEnterPressed: strip.show(currentIndex)
            Keys.onSpacePressed: Patrol.addStop(CameraModel.idAt(currentIndex))

            delegate: T.AbstractButton {
                id: tile
                required property var model
                required property int index
                readonly property bool chosen: Selection.kind === "thing" && Selection.id === model.id
                width: strip.tileWidth
                height: strip.tileHeight
                focusPolicy: Qt.NoFocus
                Accessible.role: Accessible.Button
                Accessible.name: qsTr("%1, %2").arg(model.name).arg(model.distanceText)
                Accessible.description: qsTr("%1. %2").arg(model.statusName).arg(picture.words)
                onClicked: strip.show(index)
                onDoubleClicked: picture.enlarge()

                CameraView {
                    id: picture
                    anchors.fill: parent
                    camera: tile.model.id
                    live: false
                    cover: true
                    captioned: false
                    covered: plate.height
                    detailed: false
                    enlargeable: false
                }
                Rectangle {
                    id: plate
                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.bottom: parent.bottom
                    height: name.implicitHeight + Theme.gap / 4
                    color: Theme.alpha(Theme.panelSolid, 0.8)

                    Marker {
                        id: sign
                        visible: tile.model.visual !== "normal"
                        visual: tile.model.visual
                        size: Math.round(Theme.secondary * 0.8)
                        x: Theme.gap / 2
                        anchors.verticalCenter: parent.verticalCenter
                    }
                    Label {
                        id: name
                        // The kind of the device says nothing here.
                        text: tile.model.place !== "" ? tile.model.place : tile.model.name
                        font.pixelSize: Theme.secondary
                        wrapMode: Text.Wrap
                        maximumLineCount: 2
                        lineHeight: 0.9
                        elide: Text.ElideRight
                        objectName: "mayElide"
                        anchors.left: sign.visible ? sign.right : parent.left
                        anchors.right: distance.left
                        anchors.leftMargin: Theme.gap / 2
                        anchors.rightMargin: Theme.gap / 2
                        anchors.verticalCenter: parent.verticalCenter
                    }
                    Label {
                        id: distance
                        text: tile.model.distanceText
                        font.pixelSize: Theme.secondary
                        anchors.right: parent.right
                        anchors.rightMargin: Theme.gap / 2
                        // Beside the last line of the name.
                        anchors.baseline: parent.bottom
                        anchors.baselineOffset: -Math.round(Theme.secondary * 0.4)
                    }
                }
                Rectangle {
                    anchors.fill: parent
                    color: "transparent"
                    radius: Theme.radius / 2
                    border.width: tile.chosen || (tile.GridView.isCurrentItem && list.activeFocus) ? 2 * Theme.hair : tile.hovered ? Theme.hair : 0
                    border.color: Theme.accent
                }
            }
        }
    }
}
