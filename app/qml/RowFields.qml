pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// Labels at the left, values at the right: a list of {label, value, unit, state}.
Column {
    id: fields

    property var rows: []

    spacing: Theme.gap / (Theme.wall ? 4 : 2)

    Repeater {
        model: fields.rows

        Item {
            id: field
            required property var modelData
            readonly property string mood: modelData.state ?? ""
            readonly property string url: modelData.url ?? ""
            readonly property bool leads: (field.modelData.id ?? "") !== "" || url !== ""
            width: fields.width
            activeFocusOnTab: leads
            Accessible.role: leads ? Accessible.Link : Accessible.StaticText
            Accessible.name: qsTr("%1: %2").arg(field.modelData.label).arg(field.modelData.value)
            Accessible.onPressAction: go()
            Keys.onReturnPressed: go()
            height: Math.max(name.implicitHeight, value.implicitHeight)

            function go(): void {
                if (url !== "")
                    Qt.openUrlExternally(url);
                else if (field.leads)
                    Selection.flyTo(field.modelData.kind, field.modelData.id);
            }

            Rectangle {
                visible: field.leads && (over.hovered || field.activeFocus)
                anchors.fill: parent
                anchors.margins: -Theme.gap / 4
                radius: Theme.radius / 2
                color: Theme.hover
                border.width: field.activeFocus ? 2 * Theme.hair : 0
                border.color: Theme.accent
            }
            HoverHandler {
                id: over
                enabled: field.leads
                cursorShape: Qt.PointingHandCursor
            }
            TapHandler {
                enabled: field.leads
                onTapped: field.go()
            }
            Label {
                id: name
                text: field.modelData.label
                quiet: true
                wrapMode: Text.Wrap
                // A long one (doors of models) leaves its value what that needs, half the row at the least.
                width: Math.min(called.advanceWidth + 1, fields.width - Theme.gap - Math.min(natural.advanceWidth + 1 + value.extra, fields.width / 2))
            }
            TextMetrics {
                id: called
                font: name.font
                text: field.modelData.label
            }
            Row {
                id: value
                anchors.right: parent.right
                spacing: Theme.gap / 2
                readonly property real room: fields.width - name.width - Theme.gap
                readonly property real extra: (sign.visible ? sign.width + value.spacing : 0) + (unit.visible ? unit.width + value.spacing : 0)

                Marker {
                    id: sign
                    visible: field.mood !== "" && field.mood !== "normal"
                    visual: field.mood
                    size: Theme.secondary
                    anchors.verticalCenter: parent.verticalCenter
                }
                Label {
                    text: field.modelData.value
                    color: field.leads ? Theme.accent : Theme.text
                    font.pixelSize: Theme.control
                    horizontalAlignment: Text.AlignRight
                    wrapMode: Text.Wrap
                    width: Math.min(natural.advanceWidth + 1, value.room - value.extra)
                }
                TextMetrics {
                    id: natural
                    font.family: Theme.family
                    font.pixelSize: Theme.control
                    text: field.modelData.value
                }
                Label {
                    id: unit
                    visible: text !== ""
                    text: field.modelData.unit ?? ""
                    quiet: true
                }
            }
        }
    }
}
