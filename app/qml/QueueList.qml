pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// The queue of events beside the map, in step with it both ways.
ColumnLayout {
    id: panel

    /// Goes `rows` on from what is selected; the map follows where it is out of sight.
    function move(rows: int): void {
        // Where the list stands without anything selected is the first to look at.
        const at = EventModel.rowOf(place.id);
        const next = at >= 0 && (Selection.kind !== "event" || Selection.id !== place.id) ? at : place.next(rows, list.count);
        list.forceActiveFocus();
        const id = EventModel.idAt(next);
        if (id === "")
            return;
        panel.stand(next);
        Selection.select("event", id);
        rest.restart();
    }
    function fly(): void {
        if (place.id !== "")
            Selection.flyTo("event", place.id);
    }
    function stand(row: int): void {
        place.keep(row);
        list.currentIndex = row;
        list.positionViewAtIndex(row, ListView.Contain);
    }
    function takeKeys(): void {
        list.forceActiveFocus();
        if (EventModel.rowOf(place.id) < 0 && list.count > 0)
            panel.stand(0);
    }

    spacing: Theme.gap

    ListPlace {
        id: place
        source: EventModel
    }
    Connections {
        target: Work
        function onMoveWanted(rows: int): void { panel.move(rows) }
        function onListWanted(): void { panel.takeKeys() }
    }
    Connections {
        target: Selection
        function onCurrentChanged(): void {
            if (Selection.kind !== "event")
                return;
            const row = EventModel.rowOf(Selection.id);
            if (row >= 0)
                panel.stand(row);
            else
                place.leave();
        }
    }
    Binding { target: Work; property: "listed"; value: list.activeFocus; when: list.activeFocus }
    // Whoever goes through quickly does not drag the camera along.
    Timer {
        id: rest
        interval: 450
        onTriggered: {
            if (Selection.kind === "event" && !Card.anchorValid)
                Selection.flyTo("event", Selection.id);
        }
    }

    QueueFilter {
        low: Card.visible && Theme.viewHeight < Theme.px(800)
        Layout.fillWidth: true
        onTaken: {
            panel.takeKeys();
            if (Selection.kind !== "event" || EventModel.rowOf(Selection.id) < 0)
                panel.move(1);
        }
    }
    Label {
        visible: list.count === 0
        quiet: true
        text: EventModel.mine ? qsTr("Nothing of this is yours.") : qsTr("No event matches.")
        Layout.fillWidth: true
    }
    ListView {
        id: list
        model: EventModel
        clip: true
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        currentIndex: -1
        // The card above has grown.
        onHeightChanged: positionViewAtIndex(currentIndex, ListView.Contain)
        Layout.fillWidth: true
        Layout.fillHeight: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Events")
        T.ScrollBar.vertical: ScrollLine { }
        Keys.onDownPressed: panel.move(1)
        Keys.onUpPressed: panel.move(-1)
        Keys.onReturnPressed: panel.fly()
        Keys.onEnterPressed: panel.fly()
        Keys.onPressed: event => {
            if (!event.matches(StandardKey.SelectAll))
                return;
            Operations.markOnly("event", Array.from({ length: list.count }, (_, row) => EventModel.idAt(row)));
            event.accepted = true;
        }
        Keys.onSpacePressed: {
            Work.mark("event", place.id);
            panel.move(1);
        }

        delegate: StateRow {
            id: row
            required property var model
            required property int index
            width: list.width - Theme.gap
            visual: model.visual
            shape: model.shape
            title: model.title
            note: model.level > 0 ? qsTr("%1 ↑%2", "class, levels up").arg(model.klass).arg(model.level) : model.klass
            detail: {
                const who = model.open && model.assignee !== "" ? model.assignee : model.address;
                return who === "" ? model.stateName : qsTr("%1 · %2").arg(model.stateName).arg(who);
            }
            age: model.overdue ? qsTr("overdue") : model.ageText
            overdue: model.overdue
            divided: index > 0
            marked: Operations.marked.includes(model.id)
            selected: Selection.kind === "event" && Selection.id === model.id
            current: place.id === model.id && list.activeFocus
            onPicked: {
                list.forceActiveFocus();
                panel.stand(index);
                Selection.flyTo("event", model.id);
            }
            onOpened: Selection.enter("event", model.id)
            onHoveredOver: inside => inside ? Selection.hover("event", row.model.id) : Selection.hover("", "")
        }
    }
    MarkedLine { Layout.fillWidth: true }
}
