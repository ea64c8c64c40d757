import QtQuick
import QtQuick.Layouts
import Yunjie

/// The last line of what asks: why it cannot be done yet, the way out, and the doing.
RowLayout {
    id: foot

    property bool ready: true
    property string missing
    signal done

    spacing: Theme.gap
    Layout.fillWidth: true

    Label {
        text: foot.ready ? "" : foot.missing
        quiet: true
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    PushButton {
        text: qsTr("Leave")
        key: qsTr("Esc")
        onClicked: Shell.sheet = ""
    }
    PushButton {
        text: Work.label
        key: qsTr("Enter")
        primary: true
        enabled: foot.ready
        onClicked: foot.done()
    }
}
