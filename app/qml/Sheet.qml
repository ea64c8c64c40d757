import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// A sheet over everything, with a title and a way out.
T.Popup {
    id: sheet

    property string title
    /// At the right of the map, which stays as it is: for what is to be seen there while it is chosen.
    property bool beside: false
    /// False: it stays until it has been answered.
    property bool closable: true
    property int preferredWidth: Theme.px(Theme.wall ? 760 : 520)
    property int preferredHeight: 0
    default property alias contents: body.data

    parent: T.Overlay.overlay
    width: Math.min(preferredWidth, Theme.viewWidth - 4 * Theme.gap)
    height: Math.min(preferredHeight > 0 ? preferredHeight : column.implicitHeight + 2 * padding, Theme.viewHeight - 4 * Theme.gap)
    // Where the middle is a seam, the sheet stands in the middle of the left half.
    x: sheet.beside ? Theme.viewWidth - width - 2 * Theme.gap : Math.round(Theme.wide ? Theme.viewWidth / 4 - width / 2 + Theme.sideWidth / 4 : (Theme.viewWidth - width) / 2)
    y: Math.round((Theme.viewHeight - height) / 2)
    padding: Theme.gap * 3
    modal: true
    dim: !sheet.beside
    focus: true
    // With a drop-down list open, Esc and a click beside it are the list's.
    closePolicy: Shell.drops > 0 || !closable ? T.Popup.NoAutoClose : T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    // It goes by a cut: while it faded, keys would be neither its nor anybody else's.
    enter: Transition { NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.quick } }
    T.Overlay.modal: Rectangle { color: Theme.shade }

    background: Rectangle {
        objectName: "sheet"
        color: Theme.sheet
        radius: Theme.radius
        border.width: Theme.hair
        border.color: Theme.line
    }
    contentItem: ColumnLayout {
        id: column
        spacing: Theme.gap * 2

        RowLayout {
            Layout.fillWidth: true
            Label {
                text: sheet.title
                strong: true
                font.pixelSize: Theme.headline
                Layout.fillWidth: true
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            PushButton {
                visible: sheet.closable
                flat: true
                glyph: "close"
                hint: qsTr("Close")
                onClicked: sheet.close()
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
