pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// A storey's plan as PDF or DXF to scale, and what is selected as a model file.
ColumnLayout {
    id: tab

    property string scale: "0"
    property string paper: ""
    property string ending: "pdf"

    function write(kind: string): void {
        tab.ending = kind;
        saver.suggestion = Exporter.suggestion(kind);
        saver.open();
    }

    spacing: Theme.gap

    FilePicker {
        id: saver
        title: tab.ending === "glb" ? qsTr("Save as a model") : qsTr("Save the plan")
        mode: FilePicker.Save
        suffix: tab.ending
        filters: tab.ending === "pdf" ? [qsTr("PDF (*.pdf)")] : tab.ending === "dxf" ? [qsTr("DXF (*.dxf)")] : [qsTr("glTF (*.glb)")]
        onAccepted: tab.ending === "glb" ? Exporter.writeSelection(chosen) : Exporter.writePlan(chosen, Number(tab.scale), tab.paper)
    }

    Label {
        text: qsTr("Storey plan")
        strong: true
    }
    InspectHint {
        text: Exporter.storeyName === "" ? qsTr("Enter a building whose storeys are known.") : qsTr("%1 · %2: cut 1.2 m above the floor, walls filled, rooms with name and area.").arg(Inside.title).arg(Exporter.storeyName)
    }
    RowLayout {
        visible: Exporter.storeyName !== ""
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Choice {
            name: qsTr("Scale")
            choices: Exporter.scales
            value: tab.scale
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            onChosen: id => tab.scale = id
        }
        Choice {
            name: qsTr("Paper")
            choices: Exporter.papers
            value: tab.paper
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            onChosen: id => tab.paper = id
        }
    }
    Row {
        visible: Exporter.storeyName !== ""
        spacing: Theme.gap / 2
        PushButton {
            text: qsTr("As PDF …")
            enabled: !Exporter.busy
            primary: true
            onClicked: tab.write("pdf")
        }
        PushButton {
            text: qsTr("As DXF …")
            enabled: !Exporter.busy
            onClicked: tab.write("dxf")
        }
    }
    Rectangle {
        color: Theme.divider
        implicitHeight: Theme.hair
        Layout.fillWidth: true
    }
    Label {
        text: qsTr("Model of what is selected")
        strong: true
    }
    InspectHint {
        text: Exporter.selectionName === "" ? qsTr("Select an element, a room, a storey or a building.") : Exporter.selectionName
    }
    PushButton {
        visible: Exporter.selectionName !== ""
        text: qsTr("As glTF …")
        enabled: !Exporter.busy
        onClicked: tab.write("glb")
    }
    Item { Layout.fillHeight: true }
}
