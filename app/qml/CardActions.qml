pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// What can be done with the selected object; stays in sight while the card is scrolled. An event or alarm is worked
/// first: the ways to it are small then.
Column {
    id: actions

    readonly property var work: Work.revision < 0 || Work.selectedKind === "" ? [] : Work.selectedKind === "event" ? Operations.eventActions(Work.selectedIds) : Operations.alarmActions(Work.selectedIds)
    readonly property var glyphs: ({ fly: "fly", place: "places", copy: "copy", enter: "inside", ways: "ways-out", table: "table", walk: "walk", leave: "leave", up: "arrow-up" })

    readonly property int count: ways.count + work.length

    visible: count > 0
    spacing: Theme.gap

    WorkButtons {
        actions: actions.work
        kind: Work.selectedKind
        ids: Work.selectedIds
        width: parent.width
    }
    Flow {
        width: parent.width
        spacing: actions.work.length > 0 ? Theme.gap / 2 : Theme.gap

        Repeater {
            id: ways
            model: Card.actions
            PushButton {
                required property var modelData
                required property int index
                readonly property bool small: actions.work.length > 0 && (actions.glyphs[modelData.id] ?? "") !== ""
                text: small ? "" : modelData.label
                glyph: small ? actions.glyphs[modelData.id] : ""
                hint: small ? modelData.label : ""
                flat: small
                primary: index === 0 && actions.work.length === 0
                onClicked: Card.trigger(modelData.id)
            }
        }
    }
}
