pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// Events beside the map: filter, sort, click to fly.
ColumnLayout {
    id: panel

    spacing: Theme.gap

    FilterBar {
        source: EventModel
        placeholder: qsTr("Filter events")
        third: EventModel.filterDomain
        thirdName: qsTr("Domain")
        thirdChoices: EventModel.domains
        sorts: [
            { id: "severity", label: qsTr("Worst first") }, { id: "age", label: qsTr("Newest first") }, { id: "due", label: qsTr("Due first") },
            { id: "type", label: qsTr("By type") }, { id: "state", label: qsTr("By state") }, { id: "address", label: qsTr("By address") }
        ]
        Layout.fillWidth: true
        onThirdChosen: id => EventModel.filterDomain = id
    }
    Label {
        visible: list.count === 0
        quiet: true
        text: qsTr("No event matches.")
        Layout.fillWidth: true
    }
    ListView {
        id: list
        model: EventModel
        clip: true
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Layout.fillWidth: true
        Layout.fillHeight: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Events")
        T.ScrollBar.vertical: ScrollLine { }

        delegate: StateRow {
            id: row
            required property var model
            required property int index
            width: list.width - Theme.gap
            visual: model.visual
            shape: model.shape
            title: model.title
            detail: model.address === "" ? model.stateName : qsTr("%1 · %2").arg(model.stateName).arg(model.address)
            age: model.ageText
            overdue: model.overdue
            divided: index > 0
            selected: Selection.kind === "event" && Selection.id === model.id
            current: ListView.isCurrentItem && list.activeFocus
            Keys.onReturnPressed: picked()
            onPicked: {
                list.currentIndex = index;
                Selection.flyTo("event", model.id);
            }
            onOpened: Selection.enter("event", model.id)
            onHoveredOver: inside => inside ? Selection.hover("event", row.model.id) : Selection.hover("", "")
        }
    }
}
