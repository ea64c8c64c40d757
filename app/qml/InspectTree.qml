pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// What the entered building is made of, by storey and type, to be found, hidden, isolated.
ColumnLayout {
    id: tab

    function reveal(): void {
        const index = ElementTree.find(Selection.kind, Selection.id);
        if (!index.valid)
            return;
        tree.expandToIndex(index);
        if (Selection.kind === "storey")
            tree.expand(tree.rowAtIndex(index));
        tree.forceLayout();
        tree.positionViewAtRow(tree.rowAtIndex(index), TableView.Contain);
    }
    readonly property string selected: Selection.kind + "/" + Selection.id
    onSelectedChanged: later.restart()

    spacing: Theme.gap
    Component.onCompleted: {
        ElementTree.active = true;
        later.restart();
    }
    Component.onDestruction: ElementTree.active = false

    Timer {
        id: later
        interval: 0
        onTriggered: tab.reveal()
    }
    InspectHint {
        visible: !Inside.active
        text: qsTr("Enter a building to see what it is made of.")
    }
    RowLayout {
        visible: Inside.active
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Entry {
            glyph: "search"
            placeholderText: qsTr("Name, type or id")
            text: ElementTree.filter
            Layout.fillWidth: true
            Layout.minimumWidth: Theme.px(90)
            onTextChanged: ElementTree.filter = text
        }
        PushButton {
            glyph: "eye"
            hint: qsTr("Show everything")
            enabled: ElementTree.anyHidden
            onClicked: ElementTree.showAll()
        }
    }
    TreeView {
        id: tree
        visible: Inside.active
        model: ElementTree
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        columnWidthProvider: () => tree.width
        rowHeightProvider: () => Math.round(Theme.touch * 0.9)
        activeFocusOnTab: true
        selectionModel: ItemSelectionModel { model: ElementTree }
        Layout.fillWidth: true
        Layout.fillHeight: true
        Accessible.role: Accessible.Tree
        Accessible.name: qsTr("Elements")
        T.ScrollBar.vertical: ScrollLine { }
        Keys.onReturnPressed: {
            const item = tree.itemAtCell(Qt.point(tree.currentColumn, tree.currentRow)) as InspectTreeRow;
            if (item)
                item.pick();
        }
        delegate: InspectTreeRow { }

        // What is found is shown at once.
        Connections {
            target: ElementTree
            function onModelReset(): void {
                if (ElementTree.filter !== "" && ElementTree.count < 200)
                    opening.restart();
            }
        }
        Timer {
            id: opening
            interval: 0
            onTriggered: tree.expandRecursively()
        }
    }
    Label {
        visible: Inside.active
        text: ElementTree.count === 0 ? qsTr("Nothing found") : qsTr("%1 parts").arg(Theme.number(ElementTree.count))
        quiet: true
    }
}
