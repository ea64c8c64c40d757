pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// The words of the current slide in both languages, how long it stays, and what it says of the map.
Panel {
    id: editor

    readonly property var slide: Storyboard.slide
    readonly property string first: Theme.chinese ? "zh_CN" : "en"
    readonly property string second: Theme.chinese ? "en" : "zh_CN"
    signal closed

    function begin(): void { title.focusFirst() }
    function word(what: string, language: string): string {
        const key = what + (language === "en" ? "En" : "Zh");
        return editor.slide[key] ?? "";
    }
    function languageName(language: string): string { return language === "en" ? qsTr("English") : qsTr("Chinese") }

    objectName: "panel slide editor"
    title: qsTr("Slide %1 of %2").arg(Storyboard.current + 1).arg(Storyboard.count)
    color: Theme.alpha(Theme.panelSolid, Theme.dark ? 0.92 : 0.97)
    tools: PushButton {
        flat: true
        quiet: true
        glyph: "close"
        hint: qsTr("Close")
        onClicked: editor.closed()
    }

    component Field: ColumnLayout {
        id: field
        property string what
        property string language
        property bool many: false
        readonly property string value: editor.word(what, language)

        function focusFirst(): void {
            if (!field.many)
                line.forceActiveFocus();
        }
        function say(text: string): void {
            if (field.what === "title")
                Storyboard.setTitle(Storyboard.current, field.language, text);
            else
                Storyboard.setText(Storyboard.current, field.language, text);
        }
        function show(): void {
            if (!field.many && line.text !== field.value)
                line.text = field.value;
            if (field.many && box.text !== field.value)
                box.text = field.value;
        }

        spacing: Theme.gap / 2
        Layout.fillWidth: true
        onValueChanged: show()
        Component.onCompleted: show()

        Label {
            text: field.what === "title" ? qsTr("Title · %1").arg(editor.languageName(field.language)) : qsTr("Text · %1").arg(editor.languageName(field.language))
            quiet: true
            Layout.fillWidth: true
        }
        Entry {
            id: line
            visible: !field.many
            givesBack: true
            Accessible.name: qsTr("Title · %1").arg(editor.languageName(field.language))
            Layout.fillWidth: true
            onTextEdited: field.say(text)
        }
        TextBox {
            id: box
            visible: field.many
            givesBack: true
            name: qsTr("Text · %1").arg(editor.languageName(field.language))
            placeholder: qsTr("A line each; \"- \" makes a point")
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: Theme.px(60)
            onEdited: text => field.say(text)
        }
    }

    Field {
        id: title
        what: "title"
        language: editor.first
    }
    Field {
        what: "text"
        language: editor.first
        many: true
        Layout.fillHeight: true
    }
    Field {
        what: "title"
        language: editor.second
    }
    Field {
        what: "text"
        language: editor.second
        many: true
        Layout.fillHeight: true
    }
    RowLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        Label {
            text: qsTr("Stays for")
            quiet: true
        }
        PushButton {
            flat: true
            quiet: true
            glyph: "minus"
            hint: qsTr("A second less")
            enabled: (editor.slide.seconds ?? 0) > 0
            onClicked: Storyboard.setSeconds(Storyboard.current, Math.max(0, (editor.slide.seconds ?? 0) - 1))
        }
        Label {
            text: (editor.slide.seconds ?? 0) > 0 ? qsTr("%1 s").arg(editor.slide.seconds) : qsTr("until a key")
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Theme.control
            Layout.minimumWidth: Theme.px(100)
        }
        PushButton {
            flat: true
            quiet: true
            glyph: "plus"
            hint: qsTr("A second more")
            onClicked: Storyboard.setSeconds(Storyboard.current, (editor.slide.seconds ?? 0) + 1)
        }
        Item { Layout.fillWidth: true }
    }
    Label {
        text: qsTr("The slide sets")
        quiet: true
        Layout.fillWidth: true
    }
    Flow {
        id: chips
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Repeater {
            model: [
                { id: "time", label: editor.slide.timeText ?? "" },
                { id: "selected", label: editor.slide.selectedName ?? "" },
                { id: "theme", label: editor.slide.theme === "plan" ? qsTr("Light") : editor.slide.theme === "command" ? qsTr("Dark") : "" },
                { id: "colouring", label: (Session.colourings.find(each => each.id === editor.slide.colouring && each.id !== "plain") ?? { label: "" }).label },
                { id: "indicator", label: editor.slide.indicator ? IndicatorMap.name : "" },
                { id: "hidden", label: editor.slide.hidden > 0 ? qsTr("%1 layers hidden").arg(editor.slide.hidden) : "" }
            ].filter(each => each.label !== "")

            PushButton {
                id: chip
                required property var modelData
                text: whole.elidedText
                glyph: "close"

                // A slide may speak of what is not known now: its code is longer than there is room for.
                TextMetrics {
                    id: whole
                    text: chip.modelData.label
                    font.family: Theme.family
                    font.pixelSize: Theme.control
                    elide: Text.ElideMiddle
                    elideWidth: chips.width - Theme.touch - Theme.gap * 3
                }
                hint: qsTr("Leave it as it is when the slide comes")
                onClicked: Storyboard.forget(Storyboard.current, chip.modelData.id)
            }
        }
    }
}
