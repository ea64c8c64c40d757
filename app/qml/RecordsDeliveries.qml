pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// Who is told outside the program, and what came of it.
ColumnLayout {
    id: part

    /// A target that the project no longer names keeps its code.
    function nameOf(target: string): string { return Notifier.targets.find(each => each.id === target)?.name ?? target }

    spacing: Theme.gap

    Repeater {
        model: Notifier.targets
        RowLayout {
            id: target
            required property var modelData
            spacing: Theme.gap
            Layout.fillWidth: true

            Marker { visual: target.modelData.state === "failing" ? "critical" : target.modelData.state === "waiting" ? "minor" : target.modelData.state === "off" ? "stale" : "normal" }
            Label {
                text: qsTr("%1 · %2 · %3").arg(target.modelData.name).arg(target.modelData.host).arg(target.modelData.minimumName)
                font.pixelSize: Theme.control
                elide: Text.ElideRight
                objectName: "mayElide"
                Layout.fillWidth: true
            }
            Label {
                text: target.modelData.text
                quiet: true
            }
            PushButton {
                text: qsTr("Send a test")
                onClicked: Notifier.test(target.modelData.id)
            }
        }
    }
    RecordsList {
        source: DeliveryModel
        emptyText: Notifier.targets.length === 0 ? qsTr("The project names nobody to be told (\"notify\").") : qsTr("Nothing has been sent yet.")
        Layout.fillWidth: true
        Layout.fillHeight: true
        delegate: StateRow {
            required property var model
            required property int index
            width: ListView.view.width - Theme.gap
            visual: model.visual
            title: model.text
            detail: [model.stateName, part.nameOf(model.target), model.reason].filter(word => word !== "").join(" · ")
            note: model.attempts > 1 ? qsTr("×%1").arg(model.attempts) : ""
            age: model.when
            divided: index > 0
        }
    }
}
