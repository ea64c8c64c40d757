pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// One rule: its fields, what is wrong with it, and what it would have done.
ColumnLayout {
    id: form

    required property var draft
    readonly property string compare: draft.compare ?? ""
    readonly property bool hasProperty: compare !== "silence" && compare !== "share"
    readonly property bool isLevel: compare === "above" || compare === "below"
    readonly property string unit: hasProperty ? (RuleEditor.properties(draft.thing ?? "").find(each => each.id === draft.property)?.unit ?? "") : compare === "share" ? qsTr("(0 to 1)") : ""
    readonly property var problems: draft.compare === undefined ? [] : RuleEditor.check(draft)
    /// Severities as the rules have them.
    readonly property var severities: [{ id: "minor", label: qsTr("minor") }, { id: "major", label: qsTr("major") }, { id: "critical", label: qsTr("critical") }]
    signal changed(string name, var value)
    signal removed

    component Field: RowLayout {
        id: field
        property string label
        default property alias control: slot.data
        spacing: Theme.gap
        Layout.fillWidth: true
        Label {
            text: field.label
            quiet: true
            wrapMode: Text.Wrap
            Layout.preferredWidth: Theme.px(Theme.wall ? 220 : 150)
        }
        RowLayout {
            id: slot
            spacing: Theme.gap / 2
            Layout.fillWidth: true
        }
    }
    component Figure: Entry {
        id: figure
        property string name
        property var value
        implicitWidth: Theme.px(110)
        text: value === undefined || value === null ? "" : String(value)
        inputMethodHints: Qt.ImhFormattedNumbersOnly
        onEditingFinished: form.changed(name, text.trim() === "" ? null : Number(text))
        Accessible.name: name
    }

    spacing: Theme.gap

    Flickable {
        contentHeight: fields.implicitHeight
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        Layout.fillWidth: true
        Layout.fillHeight: true
        T.ScrollBar.vertical: ScrollLine { }

        ColumnLayout {
            id: fields
            width: parent.width - Theme.gap * 1.5
            spacing: Theme.gap / 2

            Field {
                label: qsTr("Code")
                Entry {
                    text: form.draft.id ?? ""
                    placeholderText: qsTr("letters and hyphens")
                    Layout.fillWidth: true
                    onEditingFinished: form.changed("id", text.trim())
                }
            }
            Field {
                label: qsTr("Name")
                Entry {
                    text: form.draft.nameZh ?? ""
                    placeholderText: qsTr("in Chinese")
                    Layout.fillWidth: true
                    onEditingFinished: form.changed("nameZh", text.trim())
                }
            }
            Field {
                label: ""
                Entry {
                    text: form.draft.nameEn ?? ""
                    placeholderText: qsTr("in English")
                    Layout.fillWidth: true
                    onEditingFinished: form.changed("nameEn", text.trim())
                }
            }
            Field {
                label: qsTr("Devices")
                Choice {
                    name: qsTr("Devices")
                    choices: RuleEditor.things
                    value: form.draft.thing ?? ""
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    onChosen: id => form.changed("thing", id)
                }
                Choice {
                    visible: form.hasProperty
                    name: qsTr("Reading")
                    choices: RuleEditor.properties(form.draft.thing ?? "")
                    value: form.draft.property ?? ""
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    onChosen: id => form.changed("property", id)
                }
            }
            Field {
                label: qsTr("Condition")
                Choice {
                    name: qsTr("Condition")
                    choices: RuleEditor.compares
                    value: form.compare
                    Layout.fillWidth: true
                    onChosen: id => form.changed("compare", id)
                }
                Figure {
                    visible: form.compare !== "silence"
                    name: "threshold"
                    value: form.draft.threshold
                }
                Label {
                    visible: form.compare !== "deviation" && text !== ""
                    text: form.unit
                    quiet: true
                }
            }
            Field {
                visible: form.isLevel || form.compare === "equals" || form.compare === "rise"
                label: qsTr("For, seconds")
                Figure { name: "seconds"; value: form.draft.seconds }
            }
            Field {
                visible: form.isLevel
                label: qsTr("Over again at")
                Figure { name: "clear"; value: form.draft.clear; placeholderText: qsTr("threshold") }
            }
            Field {
                visible: form.compare === "months"
                label: qsTr("Months in a row")
                Figure { name: "months"; value: form.draft.months }
            }
            Field {
                visible: form.compare === "deviation"
                label: qsTr("Of its last days")
                Figure { name: "days"; value: form.draft.days }
            }
            Field {
                label: qsTr("Severity")
                Segments {
                    choices: form.severities
                    value: form.draft.severity ?? ""
                    onChosen: id => form.changed("severity", id)
                }
            }
            Field {
                label: qsTr("Opens an event")
                Choice {
                    name: qsTr("Opens an event")
                    choices: RuleEditor.eventTypes
                    value: form.draft.event ?? ""
                    Layout.fillWidth: true
                    onChosen: id => form.changed("event", id)
                }
            }
            Field {
                label: ""
                Toggle {
                    text: qsTr("In force")
                    checked: form.draft.enabled ?? true
                    onToggled: form.changed("enabled", checked)
                }
            }
            RuleTrial { Layout.fillWidth: true }
        }
    }
    Label {
        visible: form.problems.length > 0
        text: form.problems.join("\n")
        color: Theme.stateColour("major")
        font.pixelSize: Theme.secondary
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    Flow {
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        PushButton {
            text: RuleEditor.trying ? qsTr("Stop trying") : qsTr("Try on the last 30 days")
            enabled: form.problems.length === 0
            onClicked: RuleEditor.trying ? RuleEditor.cancelTrial() : RuleEditor.tryRule(form.draft, 30)
        }
        PushButton {
            text: qsTr("Take over")
            primary: true
            enabled: form.problems.length === 0 && Access.mayAdminister
            onClicked: RuleEditor.put(form.draft)
        }
        PushButton {
            flat: true
            text: qsTr("Remove")
            enabled: Access.mayAdminister
            onClicked: form.removed()
        }
    }
}
