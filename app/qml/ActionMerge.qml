import QtQuick
import QtQuick.Layouts
import Yunjie

/// Which event it is merged into: both side by side here, both on the map.
ColumnLayout {
    id: part

    signal given(var given)
    readonly property var targets: Work.targets.length > 0 ? Operations.mergeTargets(Work.targets[0]) : []
    readonly property string other: list.current ? list.current.id : ""

    function begin(): void { list.begin() }
    function finish(): void { list.take() }

    spacing: Theme.gap
    onOtherChanged: Selection.hover(other === "" ? "" : "event", other)
    Component.onDestruction: Selection.hover("", "")

    ChoiceList {
        id: list
        placeholder: qsTr("Event that stays")
        emptyText: qsTr("There is no other open event.")
        mostRows: 5
        all: part.targets.map(each => ({
            id: each.id, title: each.title, state: each.proposed ? "minor" : "in-hand", note: each.proposed ? qsTr("proposed") : "",
            detail: [each.stateName, each.distance === null || each.distance === undefined ? "" : qsTr("%1 m").arg(Math.round(each.distance)), qsTr("%1 min apart").arg(Math.round(each.minutes)), each.address].filter(s => s !== "").join(" · "),
            address: each.address
        }))
        Layout.fillWidth: true
        onTaken: item => part.given({ into: item.id })
    }
    RowLayout {
        visible: list.current !== null
        spacing: Theme.gap
        Layout.fillWidth: true

        MergeSide {
            heading: qsTr("Goes into the other")
            title: Card.title
            detail: Work.targets.length > 0 ? Operations.wordsOf(Work.targets[0]) : ""
        }
        Icon {
            name: "chevron-right"
            color: Theme.accent
        }
        MergeSide {
            heading: qsTr("Stays")
            title: list.current?.title ?? ""
            detail: part.other === "" ? "" : Operations.wordsOf(part.other)
        }
    }
    ActionFoot {
        ready: list.current !== null
        missing: qsTr("Choose the event that stays.")
        onDone: part.finish()
    }
}
