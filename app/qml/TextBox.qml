import QtQuick
import QtQuick.Templates as T
import Yunjie

/// Several lines of text to type. Tab goes on to the next field.
T.ScrollView {
    id: box

    property alias text: area.text
    property string name
    property string placeholder
    /// In a panel: Esc gives the keys back to what is worked on.
    property bool givesBack: false
    readonly property bool typing: area.activeFocus
    signal edited(string text)

    implicitHeight: Theme.px(150)
    contentWidth: availableWidth
    clip: true
    T.ScrollBar.vertical: ScrollLine {
        parent: box
        x: box.width - width
        height: box.height
        // The view keeps it in step with a flickable that it had before the words were there (Qt 6.4).
        interactive: false
        size: box.contentItem?.visibleArea.heightRatio ?? 1
        position: box.contentItem?.visibleArea.yPosition ?? 0
    }

    background: Rectangle {
        radius: Theme.radius * 0.75
        color: Theme.raised
        border.width: area.activeFocus ? 2 * Theme.hair : Theme.hair
        border.color: area.activeFocus ? Theme.accent : Theme.line
    }
    T.TextArea {
        id: area
        padding: Theme.gap
        color: Theme.text
        selectionColor: Theme.accent
        selectedTextColor: Theme.accentInk
        font.family: Theme.family
        font.pixelSize: Theme.control
        wrapMode: TextEdit.Wrap
        textFormat: TextEdit.PlainText
        selectByMouse: true
        activeFocusOnTab: true
        KeyNavigation.priority: KeyNavigation.BeforeItem
        KeyNavigation.tab: area.nextItemInFocusChain(true)
        KeyNavigation.backtab: area.nextItemInFocusChain(false)
        Accessible.name: box.name
        // Before it takes one level up.
        Keys.onShortcutOverride: event => event.accepted = box.givesBack && event.key === Qt.Key_Escape
        Keys.onEscapePressed: event => {
            if (box.givesBack)
                Shell.keysBack();
            else
                event.accepted = false;
        }
        onTextChanged: {
            if (activeFocus)
                box.edited(text);
        }

        Label {
            x: area.padding
            y: area.padding
            width: area.width - 2 * area.padding
            visible: area.text === "" && area.preeditText === ""
            text: box.placeholder
            color: Theme.textQuiet
            font: area.font
            wrapMode: Text.Wrap
        }
    }
}
