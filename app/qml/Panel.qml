import QtQuick
import QtQuick.Layouts
import Yunjie

/// A translucent frame over the city with a title, a note at its right, and a column of contents.
Rectangle {
    id: panel

    property string title
    property string note
    property string noteState
    property color outline: Theme.line
    property int padding: Theme.gap * 2
    property alias spacing: body.spacing
    property alias tools: tools.data
    default property alias contents: body.data

    objectName: "panel"
    color: Theme.panel
    radius: Theme.radius
    border.width: Theme.hair
    border.color: outline
    implicitWidth: column.implicitWidth + 2 * padding
    implicitHeight: column.implicitHeight + 2 * padding

    // The map below gets nothing of what happens on a panel.
    MouseArea {
        anchors.fill: parent
        acceptedButtons: Qt.AllButtons
        hoverEnabled: true
        onWheel: event => event.accepted = true
    }

    ColumnLayout {
        id: column
        anchors.fill: parent
        anchors.margins: panel.padding
        spacing: Theme.gap

        RowLayout {
            visible: panel.title !== ""
            Layout.fillWidth: true
            spacing: Theme.gap

            Label {
                text: panel.title
                strong: true
                font.pixelSize: Theme.titleSize
                elide: Text.ElideRight
                Layout.fillWidth: true
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            Label {
                visible: text !== ""
                text: panel.note
                quiet: true
                color: panel.noteState === "" ? Theme.textQuiet : Theme.stateColour(panel.noteState)
            }
            Row {
                id: tools
                spacing: Theme.gap / 2
            }
        }
        ColumnLayout {
            id: body
            spacing: Theme.gap
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
    }
}
