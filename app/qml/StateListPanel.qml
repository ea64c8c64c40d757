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
    readonly property int rows: Math.max(1, Math.floor(list.height / Math.max(1, sample.implicitHeight) + 0.05))

    spacing: 0

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
    ListView {
        id: list
        model: panel.source
        interactive: false
        clip: true
        activeFocusOnTab: count > 0
        implicitHeight: 3 * sample.implicitHeight
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: sample.implicitHeight
        Accessible.role: Accessible.List
        Accessible.name: panel.title

        delegate: StateRow {
            required property var model
            required property int index
            visible: index < panel.rows
            width: list.width
            visual: model.visual
            shape: model.shape
            title: model.title
            detail: model.address === "" ? model.stateName : qsTr("%1 · %2").arg(model.stateName).arg(model.address)
            age: model.overdue ? qsTr("overdue") : model.ageText
            overdue: model.overdue
            divided: index > 0
            selected: Selection.kind === "event" && Selection.id === model.id
            current: ListView.isCurrentItem && list.activeFocus
            Keys.onReturnPressed: picked()
            onPicked: Selection.flyTo("event", model.id)
            onOpened: Selection.enter("event", model.id)
        }
    }
}
