pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// Who sits here, in which role: asked at the first start, and again from the settings or after logging out.
Sheet {
    id: sheet

    property string role: Access.role
    readonly property bool ready: who.text.trim() !== ""

    function finish(): void {
        if (!ready)
            return;
        Access.logIn(who.text, role);
        Shell.sheet = "";
    }

    title: qsTr("Who is at this seat?")
    // Nothing lies behind it that may be seen by whoever came last.
    closable: Access.loggedIn
    preferredWidth: Theme.px(Theme.wall ? 760 : 520)
    // Who changes only the role leaves with Esc, which would empty the line first.
    onOpened: {
        if (Access.loggedIn)
            options.itemAt(Access.roles.findIndex(each => each.id === sheet.role))?.forceActiveFocus(Qt.TabFocusReason);
        else
            who.forceActiveFocus();
    }

    Entry {
        id: who
        placeholderText: qsTr("Your name, as the journal shall have it")
        // Whoever comes after somebody who logged out types a name of their own.
        text: Access.loggedIn ? Access.name : ""
        Layout.fillWidth: true
        Keys.onReturnPressed: sheet.finish()
        Keys.onEnterPressed: sheet.finish()
    }
    T.ButtonGroup { id: roles }
    Repeater {
        id: options
        model: Access.roles

        T.RadioButton {
            id: option
            required property var modelData
            checked: sheet.role === modelData.id
            padding: Theme.gap
            hoverEnabled: true
            focusPolicy: Qt.StrongFocus
            implicitHeight: words.implicitHeight + 2 * padding
            Layout.fillWidth: true
            T.ButtonGroup.group: roles
            Accessible.name: modelData.label
            Accessible.description: modelData.detail
            onToggled: sheet.role = modelData.id
            Keys.onReturnPressed: sheet.finish()
            Keys.onEnterPressed: sheet.finish()

            background: Rectangle {
                radius: Theme.radius * 0.75
                color: option.checked ? Theme.chosen : option.hovered ? Theme.hover : Theme.raised
                border.width: option.visualFocus ? 2 * Theme.hair : Theme.hair
                border.color: option.visualFocus || option.checked ? Theme.accent : Theme.line
            }
            indicator: Rectangle {
                x: option.padding
                anchors.verticalCenter: parent.verticalCenter
                width: Math.round(Theme.control * 1.2)
                height: width
                radius: width / 2
                color: "transparent"
                border.width: 2 * Theme.hair
                border.color: option.checked ? Theme.accent : Theme.textQuiet

                Rectangle {
                    anchors.centerIn: parent
                    visible: option.checked
                    width: Math.round(parent.width / 2)
                    height: width
                    radius: width / 2
                    color: Theme.accent
                }
            }
            contentItem: Column {
                id: words
                leftPadding: Theme.control * 1.2 + Theme.gap

                Label {
                    text: option.modelData.label
                    strong: true
                    font.pixelSize: Theme.control
                }
                Label {
                    text: option.modelData.detail
                    quiet: true
                    wrapMode: Text.Wrap
                    width: option.availableWidth - parent.leftPadding
                }
            }
        }
    }
    RowLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        Label {
            text: sheet.ready ? qsTr("Kept on this machine until somebody else logs in.") : qsTr("A name is needed.")
            quiet: true
            wrapMode: Text.Wrap
            Layout.fillWidth: true
        }
        PushButton {
            text: qsTr("Log in")
            key: qsTr("Enter")
            primary: true
            enabled: sheet.ready
            onClicked: sheet.finish()
        }
    }
}
