pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// Alarms beside the map: what calls for a hand first, incidents folded, what is shelved or suppressed folded away.
ColumnLayout {
    id: panel

    function move(rows: int): void {
        const at = AlarmModel.rowOf(CurrentAlarm.id);
        const from = list.activeFocus && list.currentIndex >= 0 ? list.currentIndex : at;
        list.forceActiveFocus();
        panel.show(Math.max(0, Math.min(list.count - 1, from + rows)));
    }
    function show(row: int): void {
        if (row < 0 || row >= list.count)
            return;
        list.currentIndex = row;
        list.positionViewAtIndex(row, ListView.Contain);
        const item = list.itemAtIndex(row) as AlarmRow;
        if (item && !item.group) {
            Selection.select(item.kind, AlarmModel.idAt(row));
            rest.restart();
        }
    }
    function takeKeys(): void {
        list.forceActiveFocus();
        if (list.currentIndex < 0)
            panel.show(0);
    }

    spacing: Theme.gap

    Connections {
        target: Work
        function onMoveWanted(rows: int): void { panel.move(rows) }
        function onListWanted(): void { panel.takeKeys() }
    }
    Connections {
        target: CurrentAlarm
        function onChanged(): void {
            const row = AlarmModel.rowOf(CurrentAlarm.id);
            if (row >= 0 && !list.activeFocus) {
                list.currentIndex = row;
                list.positionViewAtIndex(row, ListView.Contain);
            }
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

    AlarmLoad { Layout.fillWidth: true }
    FilterBar {
        id: filters
        source: AlarmModel
        placeholder: qsTr("Filter alarms")
        third: AlarmModel.filterRule
        thirdName: qsTr("Rule")
        thirdChoices: AlarmModel.rules
        Layout.fillWidth: true
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
        Keys.onReturnPressed: panel.open(currentIndex)
        Keys.onEnterPressed: panel.open(currentIndex)
        Keys.onSpacePressed: {
            for (const id of AlarmModel.alarmsOf(currentIndex))
                Work.mark("alarm", id);
            panel.move(1);
        }

        delegate: AlarmRow {
            id: row
            width: list.width - Theme.gap
            current: ListView.isCurrentItem && list.activeFocus
            onPicked: {
                list.forceActiveFocus();
                list.currentIndex = index;
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
        const item = list.itemAtIndex(list.currentIndex) as AlarmRow;
        if (item && item.folds && item.model.folded !== folded)
            AlarmModel.toggle(AlarmModel.idAt(list.currentIndex));
    }
}
