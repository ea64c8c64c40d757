import QtQuick
import QtQuick.Dialogs
import Yunjie

/// Asks for a project or data files.
FileDialog {
    title: qsTr("Open a district")
    fileMode: FileDialog.OpenFiles
    onAccepted: {
        Session.open(selectedFiles);
        Shell.choosing = false;
    }
    onRejected: Shell.choosing = false
    Component.onCompleted: open()
}
