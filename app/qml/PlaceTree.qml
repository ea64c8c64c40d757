import QtQuick
import QtQuick.Templates as T
import Yunjie

/// The drill path as a tree. Click flies there, double click enters.
TreeView {
    id: tree

    function reveal(): void {
        const index = PlaceTreeModel.find(Selection.kind, Selection.id);
        if (!index.valid)
            return;
        tree.expandToIndex(index);
        tree.forceLayout();
        tree.positionViewAtRow(tree.rowAtIndex(index), TableView.Contain);
    }
    /// A new tree shows what stands below its root; what the user folds later stays folded.
    property bool fresh: true
    function openRoot(): void {
        if (!tree.fresh)
            return;
        // After a reset the rows of before are counted until the view is laid out.
        tree.forceLayout();
        if (tree.rows === 0)
            return;
        tree.fresh = false;
        // A whole city without areas is one group: sorting a hundred thousand names waits until it is opened.
        const few = 1000;
        if (tree.rows < 4 && PlaceTreeModel.rowCount(PlaceTreeModel.index(0, 0)) < few)
            tree.expand(0);
    }

    readonly property string selected: Selection.kind + "/" + Selection.id
    onSelectedChanged: later.restart()

    model: PlaceTreeModel
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    columnWidthProvider: () => tree.width
    rowHeightProvider: () => Theme.touch
    activeFocusOnTab: true
    selectionModel: ItemSelectionModel { model: PlaceTreeModel }
    Accessible.role: Accessible.Tree
    Accessible.name: qsTr("Places")
    onRowsChanged: opening.restart()
    Component.onCompleted: opening.restart()
    T.ScrollBar.vertical: ScrollLine { }
    Keys.onReturnPressed: {
        const item = tree.itemAtCell(Qt.point(tree.currentColumn, tree.currentRow)) as PlaceRow;
        if (item)
            Selection.flyTo(item.model.kind, item.model.id);
    }

    Connections {
        target: PlaceTreeModel
        function onModelReset(): void {
            tree.fresh = true;
            opening.restart();
        }
    }
    Timer {
        id: later
        interval: 0
        onTriggered: tree.reveal()
    }
    Timer {
        id: opening
        interval: 0
        onTriggered: tree.openRoot()
    }

    delegate: PlaceRow { }
}
