pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// The layers, topmost first: on and off, opacity, order, source, features, warnings.
ListView {
    id: list

    property string opened

    model: LayerModel
    clip: true
    spacing: Theme.gap / 4
    implicitHeight: contentHeight
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: true
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Layers")
    T.ScrollBar.vertical: ScrollLine { }
    moveDisplaced: Transition { NumberAnimation { property: "y"; duration: Theme.quick } }

    delegate: Rectangle {
        id: row

        required property var model
        required property int index
        readonly property bool open: list.opened === model.id
        readonly property bool current: ListView.isCurrentItem && list.activeFocus

        width: list.width - Theme.gap
        height: column.implicitHeight
        radius: Theme.radius / 2
        color: pointer.containsMouse || row.open ? Theme.raised : "transparent"
        border.width: row.current ? 2 * Theme.hair : 0
        border.color: Theme.accent
        Accessible.role: Accessible.ListItem
        Accessible.name: model.name
        Keys.onReturnPressed: list.opened = row.open ? "" : row.model.id
        Keys.onSpacePressed: LayerModel.setVisible(row.index, !row.model.visible)
        Keys.onPressed: event => {
            const step = event.modifiers & Qt.ControlModifier ? event.key === Qt.Key_Up ? -1 : event.key === Qt.Key_Down ? 1 : 0 : 0;
            const to = row.index + step;
            if (step === 0 || to < 0 || to >= list.count)
                return;
            event.accepted = true;
            LayerModel.move(row.index, to);
            list.currentIndex = to;
        }

        MouseArea {
            id: pointer
            anchors.fill: parent
            hoverEnabled: true
            onClicked: {
                list.currentIndex = row.index;
                list.opened = row.open ? "" : row.model.id;
            }
        }
        ColumnLayout {
            id: column
            width: parent.width
            spacing: 0

            RowLayout {
                spacing: 0
                Layout.fillWidth: true
                Layout.preferredHeight: Theme.touch

                Icon {
                    name: "grip"
                    color: Theme.textQuiet
                    opacity: drag.containsMouse || drag.pressed ? 1 : 0.5
                    Layout.leftMargin: Theme.gap / 4

                    MouseArea {
                        id: drag
                        anchors.fill: parent
                        anchors.margins: -Theme.gap / 2
                        hoverEnabled: true
                        cursorShape: Qt.SizeVerCursor
                        preventStealing: true
                        onPositionChanged: event => {
                            if (!drag.pressed)
                                return;
                            const at = drag.mapToItem(list.contentItem, event.x, event.y);
                            const to = list.indexAt(Theme.gap, at.y);
                            if (to >= 0 && to !== row.index)
                                LayerModel.move(row.index, to);
                        }
                    }
                }
                PushButton {
                    flat: true
                    quiet: !row.model.visible
                    // With the keys it is Space on the row.
                    focusPolicy: Qt.NoFocus
                    glyph: row.model.visible ? "eye" : "eye-off"
                    hint: row.model.visible ? qsTr("Hide %1").arg(row.model.name) : qsTr("Show %1").arg(row.model.name)
                    onClicked: LayerModel.setVisible(row.index, !row.model.visible)
                }
                Label {
                    text: row.model.name
                    font.pixelSize: Theme.control
                    color: row.model.visible ? Theme.text : Theme.textQuiet
                    elide: Text.ElideRight
                    objectName: "mayElide"
                    Layout.fillWidth: true
                    Layout.leftMargin: Theme.gap / 4
                }
                Marker {
                    visible: row.model.warnings > 0 || row.model.missing > 0
                    visual: "minor"
                    size: Math.round(Theme.control * 0.9)
                }
                Label {
                    // A server of tiles does not tell how many features it has.
                    text: row.model.tiled && row.model.features === 0 ? qsTr("in parts") : Theme.number(row.model.features)
                    quiet: true
                    Layout.leftMargin: Theme.gap / 2
                    Layout.rightMargin: Theme.gap
                }
            }
            Later {
                wanted: row.open
                fillWidth: true
                Layout.fillWidth: true
                Layout.leftMargin: Theme.gap * 1.5
                Layout.rightMargin: Theme.gap
                Layout.bottomMargin: Theme.gap
                ColumnLayout {
                    spacing: Theme.gap / 2

                    Label {
                        quiet: true
                        text: row.model.crs ? qsTr("%1 · %2").arg(row.model.source).arg(row.model.crs) : row.model.source
                        wrapMode: Text.WrapAnywhere
                        Layout.fillWidth: true
                    }
                    Label {
                        quiet: true
                        visible: row.model.tiled
                        text: qsTr("Comes in parts, by what is looked at")
                        wrapMode: Text.Wrap
                        Layout.fillWidth: true
                    }
                    Label {
                        quiet: true
                        visible: row.model.missing > 0
                        color: Theme.stateColour("minor")
                        text: qsTr("Parts that could not be had and leave holes: %1. They are tried again.").arg(Theme.number(row.model.missing))
                        wrapMode: Text.Wrap
                        Layout.fillWidth: true
                    }
                    Label {
                        quiet: true
                        visible: row.model.warnings > 0
                        color: Theme.stateColour("minor")
                        text: qsTr("Warnings: %1").arg(Theme.number(row.model.warnings))
                    }
                    RowLayout {
                        spacing: Theme.gap / 2
                        Layout.fillWidth: true

                        Label {
                            quiet: true
                            text: qsTr("Opacity")
                        }
                        Level {
                            name: qsTr("Opacity of %1").arg(row.model.name)
                            value: row.model.opacity
                            Layout.fillWidth: true
                            Layout.minimumWidth: Theme.px(60)
                            onMoved: LayerModel.setOpacity(row.index, value)
                        }
                        PushButton {
                            flat: true
                            enabled: row.index > 0
                            glyph: "arrow-up"
                            hint: qsTr("Move up")
                            onClicked: LayerModel.move(row.index, row.index - 1)
                        }
                        PushButton {
                            flat: true
                            enabled: row.index < list.count - 1
                            glyph: "arrow-down"
                            hint: qsTr("Move down")
                            onClicked: LayerModel.move(row.index, row.index + 1)
                        }
                    }
                }
            }
        }
    }
}
