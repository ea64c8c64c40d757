pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// The saved views, and a name for a new one.
Sheet {
    id: sheet

    function save(): void {
        if (name.text.trim() === "")
            return;
        Session.saveView(name.text.trim());
        name.clear();
    }

    title: qsTr("Views")
    preferredWidth: Theme.px(Theme.wall ? 640 : 420)

    // A positioner: rows of a layout that are exchanged while it is being resized are still known to it when they are gone
    // (a crash in Qt 6.4).
    Column {
        id: list
        visible: Session.savedViews.length > 0
        spacing: Theme.gap
        Layout.fillWidth: true

        Repeater {
            model: Session.savedViews
            PushButton {
                required property var modelData
                required property int index
                width: list.width
                text: modelData.name
                glyph: "bookmark"
                onClicked: {
                    sheet.close();
                    Session.goToView(index);
                }
            }
        }
    }
    RowLayout {
        spacing: Theme.gap
        Layout.fillWidth: true
        Layout.topMargin: Theme.gap

        Entry {
            id: name
            placeholderText: qsTr("Name of this view")
            Layout.fillWidth: true
            onAccepted: sheet.save()
        }
        PushButton {
            text: qsTr("Save")
            enabled: name.text.trim() !== ""
            primary: enabled
            onClicked: sheet.save()
        }
    }
}
