pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// The first few of a filtered list of events, with how many there are.
Panel {
    id: panel

    required property EventFilter source
    property string emptyText
    /// As many as there is room for.
    readonly property int rows: Math.max(1, Math.floor(room.height / Math.max(1, sample.implicitHeight) + 0.05))

    /// Goes on in it with the keys.
    function move(rows: int): void {
        list.forceActiveFocus();
        const next = Math.max(0, Math.min(list.count - 1, list.currentIndex + rows));
        const id = source.idAt(next);
        if (id === "")
            return;
        list.currentIndex = next;
        Selection.flyTo("event", id);
    }

    spacing: 0

    Connections {
        target: Work
        enabled: Shell.list === "events"
        function onMoveWanted(rows: int): void { panel.move(rows) }
        function onListWanted(): void { list.forceActiveFocus() }
    }
    Binding { target: Work; property: "listed"; value: list.activeFocus; when: list.activeFocus }

    // How high a row is; takes no room itself.
    Item {
        opacity: 0
        Layout.preferredHeight: 0

        StateRow {
            id: sample
            width: Theme.px(300)
            enabled: false
            title: " "
            detail: " "
            Accessible.ignored: true
        }
    }
    Label {
        visible: list.count === 0
        text: panel.emptyText
        quiet: true
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    Item {
        id: room
        implicitHeight: 3 * sample.implicitHeight
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: sample.implicitHeight

        ListView {
            id: list
            width: parent.width
            height: panel.rows * sample.implicitHeight
            model: panel.source
            interactive: false
            clip: true
            activeFocusOnTab: count > 0
            currentIndex: -1
            Accessible.role: Accessible.List
            Accessible.name: panel.title
            Keys.onDownPressed: panel.move(1)
            Keys.onUpPressed: panel.move(-1)
            Keys.onReturnPressed: Selection.flyTo("event", panel.source.idAt(currentIndex))
            Keys.onSpacePressed: Work.mark("event", panel.source.idAt(currentIndex))

            delegate: StateRow {
                required property var model
                required property int index
                width: list.width
                visual: model.visual
                shape: model.shape
                title: model.title
                note: model.klass
                detail: {
                    const who = model.assignee !== "" ? model.assignee : model.address;
                    return who === "" ? model.stateName : qsTr("%1 · %2").arg(model.stateName).arg(who);
                }
                age: model.overdue ? qsTr("overdue") : model.ageText
                overdue: model.overdue
                divided: index > 0
                marked: Operations.marked.includes(model.id)
                selected: Selection.kind === "event" && Selection.id === model.id
                current: ListView.isCurrentItem && list.activeFocus
                onPicked: Selection.flyTo("event", model.id)
                onOpened: Selection.enter("event", model.id)
            }
        }
    }
}
