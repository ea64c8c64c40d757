import QtQuick
import Yunjie

/// Asks for a project or data files.
FilePicker {
    title: qsTr("Open a district")
    mode: FilePicker.OpenSeveral
    onAccepted: {
        Session.open(allChosen);
        Shell.choosing = false;
    }
    onRejected: Shell.choosing = false
    Component.onCompleted: open()
}
