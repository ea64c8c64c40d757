pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// The briefings of the project: choose, name, copy, save and open; write the one that is open.
Sheet {
    id: sheet

    property string format: "pdf"

    title: qsTr("Briefings")
    preferredWidth: Theme.px(Theme.wall ? 920 : 600)

    FilePicker {
        id: saver
        title: qsTr("Save the briefing as a file")
        mode: FilePicker.Save
        suffix: "json"
        filters: [qsTr("Briefings (*.json)")]
        onAccepted: Storyboard.saveAs(chosen)
    }
    FilePicker {
        id: opener
        title: qsTr("Open a briefing")
        filters: [qsTr("Briefings (*.json)")]
        onAccepted: Storyboard.openFile(chosen)
    }
    FilePicker {
        id: writer
        title: qsTr("Write the briefing")
        mode: FilePicker.Save
        suffix: sheet.format
        filters: ["*." + sheet.format]
        onAccepted: {
            sheet.close();
            BriefingExporter.write(chosen);
        }
    }
    FilePicker {
        id: folder
        mode: FilePicker.Folder
        title: qsTr("Folder for the PNG files")
        onAccepted: {
            sheet.close();
            BriefingExporter.write(chosen);
        }
    }

    Column {
        id: list
        visible: Storyboard.boards.length > 0
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Repeater {
            model: Storyboard.boards
            PushButton {
                required property var modelData
                width: list.width
                text: modelData.own ? qsTr("%1 · %2 slides · own").arg(modelData.name).arg(modelData.slides) : qsTr("%1 · %2 slides").arg(modelData.name).arg(modelData.slides)
                checked: modelData.id === Storyboard.boardId
                Accessible.role: Accessible.RadioButton
                onClicked: Storyboard.boardId = modelData.id
            }
        }
    }
    Flow {
        spacing: Theme.gap
        Layout.fillWidth: true

        PushButton {
            text: qsTr("New")
            glyph: "plus"
            onClicked: {
                Storyboard.newBoard();
                const name = Theme.chinese ? zh : en;
                name.forceActiveFocus();
                name.selectAll();
            }
        }
        PushButton {
            text: qsTr("Copy")
            glyph: "copy"
            enabled: Storyboard.boardId !== ""
            onClicked: Storyboard.duplicateBoard()
        }
        PushButton {
            text: qsTr("Open ...")
            glyph: "open"
            onClicked: opener.open()
        }
        PushButton {
            text: qsTr("Save as ...")
            glyph: "export"
            enabled: Storyboard.boardId !== ""
            onClicked: {
                saver.suggestion = Storyboard.suggestion();
                saver.open();
            }
        }
        PushButton {
            text: Storyboard.fromProject ? qsTr("Back to the project's") : qsTr("Delete")
            glyph: "trash"
            enabled: Storyboard.own
            onClicked: Storyboard.removeBoard()
        }
        PushButton {
            text: qsTr("Undo")
            glyph: "undo"
            enabled: Storyboard.canUndo
            onClicked: Storyboard.undo()
        }
    }
    Label {
        text: qsTr("Name")
        strong: true
        visible: Storyboard.boardId !== ""
        Layout.topMargin: Theme.gap
    }
    RowLayout {
        visible: Storyboard.boardId !== ""
        spacing: Theme.gap
        Layout.fillWidth: true

        Entry {
            id: zh
            placeholderText: qsTr("Chinese")
            text: Storyboard.nameZh
            Accessible.name: qsTr("Name in Chinese")
            Layout.fillWidth: true
            onTextEdited: Storyboard.renameBoard("zh_CN", text)
        }
        Entry {
            id: en
            placeholderText: qsTr("English")
            text: Storyboard.nameEn
            Accessible.name: qsTr("Name in English")
            Layout.fillWidth: true
            onTextEdited: Storyboard.renameBoard("en", text)
        }
    }
    Label {
        text: qsTr("Write it")
        strong: true
        visible: Storyboard.count > 0
        Layout.topMargin: Theme.gap
    }
    Flow {
        visible: Storyboard.count > 0
        spacing: Theme.gap
        Layout.fillWidth: true

        Repeater {
            model: BriefingExporter.formats
            PushButton {
                required property var modelData
                text: modelData.label
                glyph: "export"
                onClicked: {
                    sheet.format = modelData.id;
                    if (modelData.id === "png") {
                        folder.open();
                        return;
                    }
                    writer.suggestion = BriefingExporter.suggestion(modelData.id);
                    writer.open();
                }
            }
        }
    }
    Label {
        visible: Storyboard.count > 0 && text !== ""
        text: BriefingExporter.missing
        quiet: true
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    Label {
        text: qsTr("Personal data is never in a briefing: names stay masked, and numbers of identity cards and telephones keep their last four digits.")
        quiet: true
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
}
