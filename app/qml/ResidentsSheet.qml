pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// Who lives in the unit or building of the card: masked, and for a minute whole once a reason is in the journal.
Sheet {
    id: sheet

    property string said
    readonly property bool shown: Residents.state === "shown"

    function follow(): void {
        if (Residents.id === "" || Session.layout !== "desk")
            sheet.close();
        else if (Residents.state === "")
            Residents.look();
    }
    function reveal(): void {
        if (why.text.trim() !== "" && Residents.mayReveal) {
            sheet.said = "";
            Residents.reveal(why.text);
        }
    }

    title: qsTr("Residents · %1").arg(Residents.title)
    preferredWidth: Theme.px(Theme.wall ? 860 : 640)
    preferredHeight: Theme.px(620)
    onOpened: {
        sheet.follow();
        why.begin();
    }
    onAboutToHide: Residents.hide()
    onShownChanged: {
        why.text = "";
        if (sheet.shown)
            mask.forceActiveFocus();
        else if (sheet.opened)
            why.begin();
    }

    Connections {
        target: Residents
        function onChanged(): void { sheet.follow() }
    }
    // The shade lies over what passes.
    Connections {
        target: Operations
        function onRefused(text: string): void { sheet.said = text }
    }
    Connections {
        target: Session
        function onLayoutChanged(): void { sheet.follow() }
    }

    Label {
        text: qsTr("%1 by the district's own figures").arg(Theme.number(Residents.known))
        quiet: true
        Layout.fillWidth: true
    }
    Label {
        visible: text !== ""
        text: Residents.text !== "" ? Residents.text : sheet.said
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    ListView {
        id: list
        model: Residents
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Layout.fillWidth: true
        Layout.fillHeight: true
        Accessible.role: Accessible.List
        Accessible.name: sheet.title
        T.ScrollBar.vertical: ScrollLine { }

        delegate: ResidentRow {
            required property var model
            required property int index
            width: ListView.view.width - Theme.gap
            name: model.name
            kind: model.kind
            identity: model.identity
            telephone: model.telephone
            born: model.born
            care: model.care
            place: Residents.kind === "building" ? model.unitName : ""
            divided: index > 0
        }
    }
    // While it is shown: how long still, and the way to end it.
    RowLayout {
        visible: sheet.shown
        spacing: Theme.gap
        Layout.fillWidth: true

        Marker {
            visual: "major"
            size: Theme.control
        }
        Label {
            text: qsTr("Masked again in %1 s. This look is in the journal.").arg(Residents.secondsLeft)
            wrapMode: Text.Wrap
            Layout.fillWidth: true
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        PushButton {
            id: mask
            text: qsTr("Mask now")
            glyph: "eye-off"
            primary: true
            onClicked: Residents.hide()
        }
    }
    WordsEntry {
        id: why
        visible: !sheet.shown
        placeholder: qsTr("What you need names and numbers for")
        list: [qsTr("An emergency on the spot"), qsTr("Checking a report"), qsTr("Visiting who is looked after"), qsTr("Asked by the resident")]
        Layout.fillWidth: true
        onDone: sheet.reveal()
    }
    RowLayout {
        visible: !sheet.shown
        spacing: Theme.gap
        Layout.fillWidth: true

        Label {
            text: why.text.trim() === "" ? qsTr("A reason is needed: it is written down with your name before anything is shown.") : ""
            quiet: true
            wrapMode: Text.Wrap
            Layout.fillWidth: true
        }
        PushButton {
            text: qsTr("Show for a minute")
            glyph: "eye"
            key: qsTr("Enter")
            primary: true
            enabled: why.text.trim() !== "" && Residents.mayReveal
            onClicked: sheet.reveal()
        }
    }
}
