pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// Type to narrow a list, arrows to go through it, Enter to take one: {id, title, detail, note, state}.
ColumnLayout {
    id: chooser

    property var all: []
    property string placeholder
    property string emptyText
    property int mostRows: 7
    readonly property var shown: {
        const words = field.text.trim().toLowerCase();
        return words === "" ? all : all.filter(each => (each.title + " " + each.detail).toLowerCase().includes(words));
    }
    readonly property var current: shown[list.currentIndex] ?? null
    signal taken(var item)

    function begin(): void { field.forceActiveFocus() }
    function step(rows: int): void { list.currentIndex = Math.max(0, Math.min(list.count - 1, list.currentIndex + rows)) }
    function take(): void {
        if (current)
            chooser.taken(current);
    }

    spacing: Theme.gap
    onShownChanged: list.currentIndex = shown.length > 0 ? 0 : -1

    Entry {
        id: field
        glyph: "search"
        placeholderText: chooser.placeholder
        Layout.fillWidth: true
        Keys.onDownPressed: chooser.step(1)
        Keys.onUpPressed: chooser.step(-1)
        Keys.onReturnPressed: chooser.take()
        Keys.onEnterPressed: chooser.take()
    }
    Label {
        visible: chooser.shown.length === 0
        text: chooser.emptyText
        quiet: true
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    ListView {
        id: list
        model: chooser.shown.length
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        highlightMoveDuration: 0
        Layout.fillWidth: true
        Layout.preferredHeight: Math.min(chooser.mostRows, Math.max(1, count)) * Theme.px(Theme.wall ? 66 : 46)
        Accessible.role: Accessible.List
        Accessible.name: chooser.placeholder
        T.ScrollBar.vertical: ScrollLine { }

        delegate: StateRow {
            required property int index
            readonly property var it: chooser.shown[index] ?? ({})
            width: list.width - Theme.gap
            height: Theme.px(Theme.wall ? 66 : 46)
            visual: it.state ?? ""
            title: it.title ?? ""
            detail: it.detail ?? ""
            note: it.note ?? ""
            divided: index > 0
            selected: ListView.isCurrentItem
            onPicked: {
                list.currentIndex = index;
                chooser.take();
            }
        }
    }
}
