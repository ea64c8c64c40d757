import QtQuick
import QtQuick.Layouts
import Yunjie

/// An attachment by its address.
ColumnLayout {
    id: part

    signal given(var given)
    readonly property bool ready: /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(address.text.trim())

    function begin(): void { address.forceActiveFocus() }
    function finish(): void {
        if (ready)
            part.given({ url: address.text.trim(), title: name.text.trim() });
    }

    spacing: Theme.gap

    Entry {
        id: address
        placeholderText: qsTr("https://…")
        Layout.fillWidth: true
        Keys.onReturnPressed: part.finish()
        Keys.onEnterPressed: part.finish()
    }
    Entry {
        id: name
        placeholderText: qsTr("What it shows")
        Layout.fillWidth: true
        Keys.onReturnPressed: part.finish()
        Keys.onEnterPressed: part.finish()
    }
    ActionFoot {
        ready: part.ready
        missing: qsTr("A whole address is needed.")
        onDone: part.finish()
    }
}
