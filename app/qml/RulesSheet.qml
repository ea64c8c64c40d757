pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// The alarm rules: changed here, tried on what was recorded, then saved and in force at once.
Sheet {
    id: sheet

    property string chosen
    property var draft: null

    function edit(id: string): void {
        sheet.chosen = id;
        sheet.draft = id === "" ? RuleEditor.blank() : RuleEditor.rule(id);
    }

    title: qsTr("Alarm rules")
    preferredWidth: Theme.px(Theme.wall ? 1240 : 960)
    preferredHeight: Theme.px(Theme.wall ? 860 : 760)

    Label {
        text: RuleEditor.place
        quiet: true
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    RowLayout {
        spacing: Theme.gap * 2
        Layout.fillWidth: true
        Layout.fillHeight: true

        ColumnLayout {
            spacing: Theme.gap
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.px(Theme.wall ? 480 : 340)
            Layout.maximumWidth: Theme.px(Theme.wall ? 480 : 340)

            ListView {
                id: list
                model: RuleEditor
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                activeFocusOnTab: true
                Layout.fillWidth: true
                Layout.fillHeight: true
                Accessible.role: Accessible.List
                Accessible.name: sheet.title
                T.ScrollBar.vertical: ScrollLine { }
                Keys.onReturnPressed: (currentItem as StateRow)?.picked()

                delegate: StateRow {
                    required property var model
                    required property int index
                    width: ListView.view.width - Theme.gap
                    visual: model.enabled ? model.severity : "stale"
                    title: model.name
                    detail: model.condition
                    note: model.edited ? qsTr("not saved") : model.enabled ? "" : qsTr("off")
                    divided: index > 0
                    selected: sheet.chosen === model.id
                    current: ListView.isCurrentItem && ListView.view.activeFocus
                    onPicked: sheet.edit(model.id)
                }
            }
            PushButton {
                text: qsTr("New rule")
                glyph: "plus"
                enabled: Access.mayAdminister
                onClicked: sheet.edit("")
            }
        }
        RuleForm {
            visible: sheet.draft !== null
            draft: sheet.draft ?? ({})
            Layout.fillWidth: true
            Layout.fillHeight: true
            onChanged: (name, value) => {
                const next = Object.assign({}, sheet.draft);
                next[name] = value;
                sheet.draft = next;
            }
            onRemoved: {
                RuleEditor.remove(sheet.draft.id);
                sheet.draft = null;
                sheet.chosen = "";
            }
        }
        Label {
            visible: sheet.draft === null
            text: qsTr("Choose a rule.")
            quiet: true
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
    }
    RowLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        Label {
            text: !Access.mayAdminister ? Access.whyNotAdminister : RuleEditor.dirty ? qsTr("Changes take effect once they are saved.") : ""
            quiet: true
            Layout.fillWidth: true
        }
        PushButton {
            text: qsTr("Drop changes")
            enabled: RuleEditor.dirty
            onClicked: {
                RuleEditor.revert();
                if (sheet.chosen !== "")
                    sheet.edit(sheet.chosen);
            }
        }
        PushButton {
            text: qsTr("Save")
            primary: true
            enabled: RuleEditor.dirty && !RuleEditor.busy
            onClicked: RuleEditor.save()
        }
    }
}
