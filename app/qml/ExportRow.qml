pragma ComponentBehavior: Bound
import QtQuick
import Yunjie

/// Writes what is shown as a file, in each of the formats.
Row {
    id: row

    /// As StoreTools.tables has it.
    property string what
    property var filter: ({})

    spacing: Theme.gap / 2
    // The store's own words say why to whoever asks another way.
    visible: what === "statistics" || (what === "journal" ? Access.mayAdminister : Access.mayWork)

    Repeater {
        model: StoreTools.formats
        PushButton {
            required property var modelData
            text: modelData.label
            glyph: "export"
            hint: qsTr("Write what is shown as %1").arg(modelData.label)
            enabled: !StoreTools.busy
            onClicked: StoreTools.write(StoreTools.suggestion(row.what, modelData.id), row.what, row.filter)
        }
    }
}
