pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Yunjie

/// One of several: `choices` is a list of {id, label}, `value` the id chosen.
T.ComboBox {
    id: control

    property var choices: []
    property string value
    property string glyph
    property string name
    signal chosen(string id)

    function rowOf(id: string): int {
        for (let i = 0; i < choices.length; ++i) {
            if (choices[i].id === id)
                return i;
        }
        return -1;
    }

    model: choices
    textRole: "label"
    currentIndex: rowOf(value)
    implicitWidth: Theme.px(150)
    implicitHeight: Theme.touch
    leftPadding: Theme.gap * 1.25
    rightPadding: Theme.gap * 3.5
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    font.family: Theme.family
    font.pixelSize: Theme.control
    Accessible.name: name
    onActivated: index => {
        control.chosen(control.choices[index].id);
        // What is shown is the value, which may have stayed: a list of things to do has none.
        currentIndex = Qt.binding(() => control.rowOf(control.value));
    }

    background: Rectangle {
        radius: Theme.radius * 0.75
        color: control.down ? Theme.pressed : control.hovered ? Theme.hover : Theme.raised
        border.width: control.visualFocus ? 2 * Theme.hair : Theme.hair
        border.color: control.visualFocus ? Theme.accent : Theme.line
    }
    contentItem: Row {
        spacing: Theme.gap * 0.75

        Icon {
            id: sign
            visible: control.glyph !== ""
            name: control.glyph
            color: Theme.textQuiet
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            text: control.currentIndex >= 0 ? control.displayText : control.name
            font: control.font
            elide: Text.ElideRight
            anchors.verticalCenter: parent.verticalCenter
            width: control.availableWidth - (sign.visible ? sign.width + parent.spacing : 0)
        }
    }
    indicator: Icon {
        name: "chevron-down"
        size: Math.round(Theme.control * 1.1)
        color: Theme.textQuiet
        x: control.width - width - Theme.gap
        anchors.verticalCenter: parent.verticalCenter
    }
    delegate: T.ItemDelegate {
        id: item
        required property var modelData
        required property int index
        width: ListView.view ? ListView.view.width : 0
        implicitHeight: Theme.touch
        highlighted: control.highlightedIndex === index
        hoverEnabled: true
        Accessible.name: modelData.label
        background: Rectangle {
            radius: Theme.radius / 2
            color: item.highlighted ? Theme.hover : "transparent"
        }
        contentItem: Label {
            leftPadding: Theme.gap * 1.25
            rightPadding: Theme.gap
            text: item.modelData.label
            font: control.font
            color: control.currentIndex === item.index ? Theme.accent : Theme.text
            elide: Text.ElideRight
        }
    }
    popup: T.Popup {
        y: control.height + Theme.gap / 2
        width: Math.max(control.width, Theme.px(190))
        height: Math.min(contentItem.implicitHeight + Theme.gap, Theme.viewHeight * 0.5)
        margins: Theme.gap
        padding: Theme.gap / 2
        // Its keys (Esc, arrows) are the list's while it is open, however it was opened; then they are again whose they were.
        property Item before: null
        onAboutToShow: {
            before = control.Window.activeFocusItem;
            control.forceActiveFocus();
        }
        onOpened: Shell.drops += 1
        onClosed: {
            Shell.drops -= 1;
            if (control.activeFocus)
                before?.forceActiveFocus();
        }
        Component.onDestruction: {
            if (opened)
                Shell.drops -= 1;
        }
        enter: Transition { NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.quick / 2 } }
        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: control.delegateModel
            currentIndex: control.highlightedIndex
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollLine { }
        }
        background: Rectangle {
            color: Theme.sheet
            radius: Theme.radius
            border.width: Theme.hair
            border.color: Theme.line
        }
    }
}
