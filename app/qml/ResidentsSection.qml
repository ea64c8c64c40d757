pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// On the card of a unit or building: who lives there, masked, for roles that may ask; the way to the sheet.
ColumnLayout {
    id: section

    readonly property bool lists: Residents.kind === "unit" && Residents.state === "masked"
    readonly property int most: 6

    visible: Residents.available && Residents.id !== "" && Session.layout === "desk" && Residents.state !== "barred"
    spacing: Theme.gap / 2

    Rectangle {
        color: Theme.divider
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.hair
    }
    RowLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        Label {
            text: qsTr("Residents")
            quiet: true
            Layout.fillWidth: true
        }
        PushButton {
            text: qsTr("Look")
            glyph: "eye"
            flat: true
            hint: qsTr("Who lives here, masked; whole for a reason")
            onClicked: Shell.sheet = "residents"
        }
    }
    Repeater {
        model: section.lists ? Residents : null
        ResidentRow {
            required property var model
            required property int index
            visible: index < section.most
            name: model.name
            kind: model.kind
            telephone: model.telephone
            Layout.fillWidth: true
        }
    }
    Label {
        visible: text !== ""
        text: section.lists && Residents.count > section.most ? qsTr("and %1 more").arg(Residents.count - section.most) : Residents.text
        quiet: true
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
}
