pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// Alarms beside the map: what calls for a hand first, incidents folded, what is shelved or suppressed folded away.
ColumnLayout {
    id: panel

    function move(rows: int): void {
        list.forceActiveFocus();
        panel.show(place.next(rows, list.count));
    }
    function show(row: int): void {
        if (row < 0 || row >= list.count)
            return;
        panel.stand(row);
        const item = list.itemAtIndex(row) as AlarmRow;
        if (item && !item.group) {
            Selection.select(item.kind, AlarmModel.idAt(row));
            rest.restart();
        }
    }
    function stand(row: int): void {
        place.keep(row);
        list.currentIndex = row;
        list.positionViewAtIndex(row, ListView.Contain);
    }
    function takeKeys(): void {
        list.forceActiveFocus();
        if (AlarmModel.rowOf(place.id) < 0)
            panel.show(0);
    }

    spacing: Theme.gap

    ListPlace {
        id: place
        source: AlarmModel
    }

    Connections {
        target: Work
        function onMoveWanted(rows: int): void { panel.move(rows) }
        function onListWanted(): void { panel.takeKeys() }
    }
    Connections {
        target: CurrentAlarm
        function onChanged(): void {
            const row = AlarmModel.rowOf(CurrentAlarm.id);
            if (row >= 0 && !list.activeFocus)
                panel.stand(row);
        }
    }
    Binding { target: Work; property: "listed"; value: list.activeFocus; when: list.activeFocus }
    Timer {
        id: rest
        interval: 450
        onTriggered: {
            if (Selection.id !== "" && !Card.anchorValid)
                Selection.flyTo(Selection.kind, Selection.id);
        }
    }

    AlarmLoad {
        brief: panel.height < Theme.px(320)
        Layout.fillWidth: true
    }
    FilterBar {
        id: filters
        source: AlarmModel
        placeholder: qsTr("Filter alarms")
        third: AlarmModel.filterRule
        thirdName: qsTr("Rule")
        thirdChoices: AlarmModel.rules
        Layout.fillWidth: true
        onTaken: panel.takeKeys()
        onThirdChosen: id => AlarmModel.filterRule = id
    }
    PushButton {
        visible: filters.opened
        text: qsTr("Alarm rules …")
        glyph: "edit"
        onClicked: Shell.toggle("rules")
    }
    Label {
        visible: list.count === 0
        quiet: true
        text: AlarmModel.narrowed ? qsTr("No alarm matches.") : qsTr("No alarm.")
        Layout.fillWidth: true
    }
    ListView {
        id: list
        model: AlarmModel
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
        Accessible.name: qsTr("Alarms")
        T.ScrollBar.vertical: ScrollLine { }
        Keys.onDownPressed: panel.move(1)
        Keys.onUpPressed: panel.move(-1)
        Keys.onRightPressed: panel.fold(false)
        Keys.onLeftPressed: panel.fold(true)
        Keys.onReturnPressed: panel.open(AlarmModel.rowOf(place.id))
        Keys.onEnterPressed: panel.open(AlarmModel.rowOf(place.id))
        Keys.onSpacePressed: {
            for (const id of AlarmModel.alarmsOf(AlarmModel.rowOf(place.id)))
                Work.mark("alarm", id);
            panel.move(1);
        }

        delegate: AlarmRow {
            id: row
            width: list.width - Theme.gap
            current: place.id === model.id && list.activeFocus
            onPicked: {
                list.forceActiveFocus();
                panel.stand(index);
                panel.open(index);
            }
        }
    }
    MarkedLine { Layout.fillWidth: true }

    /// Folds what can be; flies to an alarm or incident.
    function open(row: int): void {
        const item = list.itemAtIndex(row) as AlarmRow;
        if (item && item.folds)
            AlarmModel.toggle(AlarmModel.idAt(row));
        if (item && !item.group)
            Selection.flyTo(item.kind, AlarmModel.idAt(row));
    }
    function fold(folded: bool): void {
        const item = list.itemAtIndex(AlarmModel.rowOf(place.id)) as AlarmRow;
        if (item && item.folds && item.model.folded !== folded)
            AlarmModel.toggle(place.id);
    }
}
