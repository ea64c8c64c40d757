import QtQuick
import QtQuick.Templates as T
import Yunjie

/// A line of text to type, with an icon before it and a button that empties it.
T.TextField {
    id: control

    property string glyph
    /// In a panel, where no sheet is to be closed: Esc in the empty line gives the keys back to what is worked on.
    property bool givesBack: false
    /// Esc is told with `gaveUp`, and is nobody else's.
    property bool givesUp: false
    signal gaveUp
    /// What is written is kept, as a title or a day, and not only looked for: Esc leaves it as it is.
    readonly property bool kept: glyph !== "search"

    implicitWidth: Theme.px(200)
    implicitHeight: Theme.touch
    leftPadding: glyph === "" ? Theme.gap : Theme.gap * 1.5 + Theme.control * 1.4
    rightPadding: text === "" ? Theme.gap : Theme.touch
    verticalAlignment: TextInput.AlignVCenter
    color: Theme.text
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentInk
    placeholderTextColor: Theme.textQuiet
    font.family: Theme.family
    font.pixelSize: Theme.control
    selectByMouse: true
    hoverEnabled: true
    activeFocusOnTab: true
    Accessible.name: placeholderText
    // Before it takes one level up.
    Keys.onShortcutOverride: event => event.accepted = (control.givesBack || control.givesUp) && event.key === Qt.Key_Escape
    Keys.onEscapePressed: event => {
        if (control.text !== "" && !control.kept)
            control.empty();
        else if (control.givesUp)
            control.gaveUp();
        else if (control.givesBack)
            Shell.keysBack();
        else
            event.accepted = false;
    }

    /// As if it had been typed.
    function empty(): void {
        control.clear();
        control.textEdited();
    }

    background: Rectangle {
        radius: Theme.radius * 0.75
        color: control.hovered ? Theme.hover : Theme.raised
        border.width: control.activeFocus ? 2 * Theme.hair : Theme.hair
        border.color: control.activeFocus ? Theme.accent : Theme.line
    }

    Icon {
        x: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        name: control.glyph
        color: Theme.textQuiet
    }
    Label {
        x: control.leftPadding
        width: control.width - control.leftPadding - Theme.gap
        height: control.height
        visible: control.text === "" && control.preeditText === ""
        text: control.placeholderText
        color: Theme.textQuiet
        font: control.font
        elide: Text.ElideRight
        objectName: "mayElide"
    }
    PushButton {
        visible: control.text !== ""
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        flat: true
        quiet: true
        glyph: "close"
        hint: qsTr("Clear")
        // Esc does the same, or Backspace: Tab goes on to the next field, and not to a button that Space would empty this one with.
        focusPolicy: Qt.NoFocus
        activeFocusOnTab: false
        onClicked: control.empty()
    }
}
