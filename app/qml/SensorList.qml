pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// Devices beside the map: filter, sort, click to fly. Every reading has its age.
ColumnLayout {
    id: panel

    spacing: Theme.gap

    FilterBar {
        source: ThingModel
        placeholder: qsTr("Filter sensors")
        third: ThingModel.filterKind
        thirdName: qsTr("Kind")
        thirdChoices: ThingModel.kinds
        sorts: [
            { id: "severity", label: qsTr("Worst first") }, { id: "age", label: qsTr("Newest first") }, { id: "kind", label: qsTr("By kind") },
            { id: "place", label: qsTr("By place") }, { id: "name", label: qsTr("By name") }, { id: "value", label: qsTr("By value") }
        ]
        Layout.fillWidth: true
        onThirdChosen: id => ThingModel.filterKind = id
    }
    Label {
        visible: list.count === 0
        quiet: true
        text: qsTr("No sensor matches.")
        Layout.fillWidth: true
    }
    ListView {
        id: list
        model: ThingModel
        clip: true
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Layout.fillWidth: true
        Layout.fillHeight: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Sensors")
        T.ScrollBar.vertical: ScrollLine { }

        delegate: StateRow {
            id: row
            required property var model
            required property int index
            width: list.width - Theme.gap
            visual: model.visual
            shape: model.shape
            title: model.rule !== "" ? qsTr("%1 · %2").arg(model.kindName).arg(model.rule) : model.value === "" ? qsTr("%1 · %2").arg(model.kindName).arg(model.statusName) : qsTr("%1 · %2").arg(model.kindName).arg(model.value)
            detail: model.place
            age: model.ageText
            divided: index > 0
            selected: Selection.kind === "thing" && Selection.id === model.id
            current: ListView.isCurrentItem && list.activeFocus
            Keys.onReturnPressed: picked()
            onPicked: {
                list.currentIndex = index;
                Selection.flyTo("thing", model.id);
            }
            onOpened: Selection.enter("thing", model.id)
            onHoveredOver: inside => inside ? Selection.hover("thing", row.model.id) : Selection.hover("", "")
        }
    }
}
