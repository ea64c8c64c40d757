pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// The saved views, and a name for a new one: of a building that is entered also what is seen of its inside. The user's own
/// can be renamed and deleted.
Sheet {
    id: sheet

    /// Which of the user's own is being renamed: "PLACE" or "INSIDE" and its row.
    property string renaming
    readonly property bool inside: Inside.active && Access.mayInspect

    function save(): void {
        const wanted = name.text.trim();
        if (wanted === "")
            return;
        if (sheet.inside)
            InspectionViews.save(wanted);
        else
            Session.saveView(wanted);
        name.clear();
    }

    title: qsTr("Views")
    preferredWidth: Theme.px(Theme.wall ? 640 : 420)

    component ViewRow: Item {
        id: row

        property string key
        property string name
        property string detail
        property bool own: false
        readonly property bool renamed: sheet.renaming === key
        signal wanted
        signal renameWanted(string name)
        signal removeWanted

        implicitHeight: Theme.touch

        PushButton {
            visible: !row.renamed
            width: row.own ? tools.x - Theme.gap / 2 : parent.width
            text: row.detail === "" ? row.name : qsTr("%1 · %2").arg(row.name).arg(row.detail)
            glyph: "bookmark"
            onClicked: {
                sheet.close();
                row.wanted();
            }
        }
        Entry {
            id: words
            visible: row.renamed
            width: parent.width
            placeholderText: qsTr("Name of this view")
            onAccepted: {
                sheet.renaming = "";
                row.renameWanted(text);
            }
            givesUp: true
            onGaveUp: sheet.renaming = ""
        }
        Row {
            id: tools
            visible: row.own && !row.renamed
            anchors.right: parent.right

            PushButton {
                flat: true
                quiet: true
                glyph: "edit"
                hint: qsTr("Rename")
                onClicked: {
                    sheet.renaming = row.key;
                    words.text = row.name;
                    words.selectAll();
                    words.forceActiveFocus();
                }
            }
            PushButton {
                flat: true
                quiet: true
                glyph: "trash"
                hint: qsTr("Delete")
                onClicked: row.removeWanted()
            }
        }
    }

    // A positioner: rows of a layout that are exchanged while it is being resized are still known to it when they are gone
    // (a crash in Qt 6.4).
    Column {
        id: list
        visible: Session.savedViews.length > 0 || insideViews.count > 0
        spacing: Theme.gap
        Layout.fillWidth: true

        Repeater {
            model: Session.savedViews
            ViewRow {
                required property var modelData
                required property int index
                width: list.width
                key: "PLACE" + index
                name: modelData.name
                own: modelData.own
                onWanted: Session.goToView(index)
                onRenameWanted: name => Session.renameView(index, name)
                onRemoveWanted: Session.removeView(index)
            }
        }
        Repeater {
            id: insideViews
            model: Access.mayInspect ? InspectionViews.views : null
            ViewRow {
                required property var model
                required property int index
                width: list.width
                key: "INSIDE" + index
                name: model.name
                detail: model.detail
                own: true
                onWanted: InspectionViews.restore(index)
                onRenameWanted: name => InspectionViews.rename(index, name)
                onRemoveWanted: InspectionViews.remove(index)
            }
        }
    }
    RowLayout {
        spacing: Theme.gap
        Layout.fillWidth: true
        Layout.topMargin: Theme.gap

        Entry {
            id: name
            placeholderText: sheet.inside ? qsTr("Name of this view, with storey and section") : qsTr("Name of this view")
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
