pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// What can be done with the selected object; stays in sight while the card is scrolled. An event or alarm is worked
/// first: the ways to it are small then.
Item {
    id: actions

    readonly property var work: Work.revision < 0 || Work.selectedKind === "" ? [] : Work.selectedKind === "event" ? Operations.eventActions(Work.selectedIds) : Operations.alarmActions(Work.selectedIds)
    readonly property var glyphs: ({ fly: "fly", place: "places", copy: "copy", enter: "inside", ways: "ways-out", table: "table", walk: "walk", leave: "leave", up: "arrow-up" })

    readonly property int count: ways.count + work.length

    visible: count > 0
    implicitWidth: lines.implicitWidth
    implicitHeight: lines.implicitHeight

    // How high buttons are is known once they have their width: a layout within a layout that is being laid out overhears
    // it, and is told again.
    Timer {
        id: settled
        interval: 0
        onTriggered: {
            actions.implicitHeight = 0;
            actions.implicitHeight = Qt.binding(() => lines.implicitHeight);
        }
    }
    Column {
        id: lines
        width: actions.width
        spacing: Theme.gap
        onImplicitHeightChanged: settled.restart()

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
}
