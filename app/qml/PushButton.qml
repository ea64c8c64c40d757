import QtQuick
import QtQuick.Templates as T
import Yunjie

/// A button with a word, an icon, or both. Icon-only ones say in `hint` what they do.
T.Button {
    id: control

    property string glyph
    property string hint
    property string key ///< that does the same, shown beside the word
    property bool primary: false
    property bool quiet: false
    readonly property color ink: !enabled ? Theme.alpha(Theme.text, 0.5) : primary ? Theme.accentInk : checked ? Theme.accent : quiet && !hovered ? Theme.textQuiet : Theme.text

    implicitWidth: Math.max(Theme.touch, line.implicitWidth + (text === "" ? 0 : 3 * Theme.gap))
    implicitHeight: Theme.touch
    padding: 0
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    font.family: Theme.family
    font.pixelSize: Theme.control
    Accessible.name: text === "" ? hint : text
    Accessible.description: key === "" ? hint : qsTr("Key %1").arg(key)
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    background: Rectangle {
        radius: Theme.radius * 0.75
        color: control.primary && control.enabled ? control.down ? Qt.darker(Theme.accent, 1.15) : control.hovered ? Qt.lighter(Theme.accent, 1.08) : Theme.accent
             : control.down ? Theme.pressed : control.checked ? Theme.chosen : control.hovered ? Theme.hover
             : control.flat ? "transparent" : Theme.raised
        border.width: control.visualFocus ? 2 * Theme.hair : control.flat || control.primary ? 0 : Theme.hair
        border.color: control.visualFocus ? (control.primary ? Theme.text : Theme.accent) : Theme.line
    }
    contentItem: Item {
        implicitWidth: line.implicitWidth
        implicitHeight: line.implicitHeight

        Row {
            id: line
            anchors.centerIn: parent
            spacing: Theme.gap * 0.75

            Icon {
                visible: control.glyph !== ""
                name: control.glyph
                color: control.ink
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                visible: control.text !== ""
                text: control.text
                font: control.font
                color: control.ink
                anchors.verticalCenter: parent.verticalCenter
            }
            KeyCap {
                key: control.key
                ink: control.primary && control.enabled ? Theme.accentInk : Theme.textQuiet
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }

    Loader {
        active: control.hint !== "" && (control.hovered || control.visualFocus)
        anchors.fill: parent
        sourceComponent: Hint { visible: true }
        onLoaded: (item as Hint).text = control.hint
    }
}
