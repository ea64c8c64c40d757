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
    /// The panels that it takes turns with; null: it stands alone.
    property Deck deck: null
    readonly property bool looked: looking.hovered
    default property alias contents: body.data

    objectName: "panel"
    color: Theme.panel
    radius: Theme.radius
    border.width: Theme.hair
    border.color: outline
    implicitWidth: column.implicitWidth + 2 * padding
    implicitHeight: column.implicitHeight + 2 * padding

    HoverHandler { id: looking }
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

        // By anchors: a RowLayout whose note appears before the window's first frame leaves it on top of the title.
        Item {
            visible: panel.title !== ""
            implicitWidth: heading.implicitWidth + note.implicitWidth + tools.implicitWidth + dots.width + 2 * Theme.gap
            implicitHeight: Math.max(heading.implicitHeight, note.implicitHeight, tools.implicitHeight, dots.height)
            Layout.fillWidth: true

            Label {
                id: heading
                text: panel.title
                strong: true
                font.pixelSize: Theme.titleSize
                // A little smaller beside a long note rather than cut.
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.secondary
                elide: Text.ElideRight
                anchors.left: parent.left
                anchors.right: note.left
                anchors.rightMargin: Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            Label {
                id: note
                text: panel.note
                quiet: true
                color: panel.noteState === "" ? Theme.textQuiet : Theme.stateColour(panel.noteState)
                anchors.right: tools.left
                anchors.rightMargin: tools.width + dots.width > 0 ? Theme.gap : 0
                anchors.verticalCenter: parent.verticalCenter
            }
            Row {
                id: tools
                spacing: Theme.gap / 2
                anchors.right: dots.left
                anchors.verticalCenter: parent.verticalCenter
            }
            DeckDots {
                id: dots
                deck: panel.deck
                visible: count > 1
                width: visible ? implicitWidth : 0
                height: visible ? implicitHeight : 0
                anchors.right: parent.right
                anchors.rightMargin: visible ? -Theme.gap / 2 : 0
                anchors.verticalCenter: parent.verticalCenter
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
