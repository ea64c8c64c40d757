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

    Repeater {
        model: Session.savedViews
        PushButton {
            required property var modelData
            required property int index
            text: modelData.name
            glyph: "bookmark"
            Layout.fillWidth: true
            onClicked: {
                sheet.close();
                Session.goToView(index);
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
