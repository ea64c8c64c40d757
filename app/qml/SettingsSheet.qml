import QtQuick
import QtQuick.Layouts
import Yunjie

/// How the program looks, moves and sounds.
Sheet {
    id: sheet

    title: qsTr("Settings")
    // As wide as the widest line, whatever the language and the size of text.
    preferredWidth: Math.max(Theme.px(Theme.wall ? 880 : 580), Math.ceil(form.implicitWidth + Theme.gap * 1.5 + 2 * padding))

    Scroller {
        contentHeight: form.implicitHeight
        implicitHeight: form.implicitHeight
        Layout.fillWidth: true
        Layout.fillHeight: true

        GridLayout {
            id: form
            width: parent.width - Theme.gap * 1.5
            columns: 2
            columnSpacing: Theme.gap * 3
            rowSpacing: Theme.gap

            Label {
                text: qsTr("Language")
                font.pixelSize: Theme.control
            }
            Segments {
                value: Session.language
                choices: [{ id: "zh_CN", label: "中文" }, { id: "en", label: "English" }]
                onChosen: id => Session.language = id
            }
            Label {
                text: qsTr("Layout")
                font.pixelSize: Theme.control
            }
            Segments {
                value: Session.layout
                choices: [{ id: "desk", label: qsTr("Desk") }, { id: "wall", label: qsTr("Wall") }, { id: "briefing", label: qsTr("Briefing") }]
                onChosen: id => Session.layout = id
            }
            Label {
                text: qsTr("Theme")
                font.pixelSize: Theme.control
            }
            Segments {
                value: Session.theme
                choices: [{ id: "command", label: qsTr("Command (dark)") }, { id: "plan", label: qsTr("Plan (light)") }]
                onChosen: id => Session.theme = id
            }
            Label {
                text: qsTr("Colour of buildings")
                font.pixelSize: Theme.control
            }
            Choice {
                name: qsTr("Colour of buildings")
                implicitWidth: Theme.px(Theme.wall ? 320 : 220)
                choices: Session.colourings
                value: Session.colouring
                onChosen: id => Session.colouring = id
            }
            Label {
                text: qsTr("Quality")
                font.pixelSize: Theme.control
            }
            Segments {
                value: Session.quality
                choices: [{ id: "auto", label: qsTr("By machine") }, { id: "low", label: qsTr("Low") }, { id: "medium", label: qsTr("Medium") }, { id: "high", label: qsTr("High") }]
                onChosen: id => Session.quality = id
            }
            Label {
                text: qsTr("Memory for large layers")
                font.pixelSize: Theme.control
            }
            Segments {
                value: String(Session.tileMemory)
                choices: [{ id: "0", label: qsTr("Usual") }, { id: "512", label: qsTr("%1 GB").arg("0.5") }, { id: "1024", label: qsTr("%1 GB").arg("1") }, { id: "2048", label: qsTr("%1 GB").arg("2") }, { id: "4096", label: qsTr("%1 GB").arg("4") }]
                onChosen: id => Session.tileMemory = Number(id)
            }
            Label {
                text: qsTr("Text size")
                font.pixelSize: Theme.control
            }
            Segments {
                value: String(Session.textScale)
                choices: [{ id: "0.9", label: "90 %" }, { id: "1", label: "100 %" }, { id: "1.15", label: "115 %" }, { id: "1.3", label: "130 %" }]
                onChosen: id => Session.textScale = Number(id)
            }
            Label {
                text: qsTr("Scale of the desk")
                font.pixelSize: Theme.control
            }
            Segments {
                value: String(Session.screenScale)
                choices: [{ id: "0", label: qsTr("By screen") }, { id: "1", label: "100 %" }, { id: "1.25", label: "125 %" }, { id: "1.5", label: "150 %" }, { id: "2", label: "200 %" }]
                onChosen: id => Session.screenScale = Number(id)
            }
            Label {
                text: qsTr("Motion")
                font.pixelSize: Theme.control
            }
            Toggle {
                text: qsTr("Cut instead of gliding")
                checked: Session.reducedMotion
                onToggled: Session.reducedMotion = checked
            }
            Label {
                text: qsTr("Tour of the wall, untouched for")
                font.pixelSize: Theme.control
            }
            Segments {
                value: String(Tour.minutes)
                choices: [{ id: "0", label: qsTr("Off") }, { id: "2", label: qsTr("%1 min").arg(2) }, { id: "5", label: qsTr("%1 min").arg(5) }, { id: "10", label: qsTr("%1 min").arg(10) }]
                onChosen: id => Tour.minutes = Number(id)
            }
            Label {
                text: qsTr("Sound")
                font.pixelSize: Theme.control
            }
            Toggle {
                text: qsTr("Tone at critical alarms")
                checked: !Session.soundMuted
                onToggled: Session.soundMuted = !checked
            }
            Label {
                text: qsTr("Command wall")
                font.pixelSize: Theme.control
            }
            PushButton {
                text: qsTr("Lead a wall, or be one …")
                glyph: "wall"
                onClicked: Shell.sheet = "remote"
            }
            Label {
                text: qsTr("Notifications")
                font.pixelSize: Theme.control
            }
            Toggle {
                text: Notifier.desktopReason === "" ? qsTr("On the desktop too, while the window is behind") : Notifier.desktopReason
                checked: Notifier.desktop
                enabled: Notifier.desktopReason === ""
                onToggled: Notifier.desktop = checked
                Layout.fillWidth: true
            }
            Label {
                text: qsTr("Your name")
                font.pixelSize: Theme.control
            }
            ColumnLayout {
                spacing: Theme.gap / 4
                Layout.fillWidth: true

                Entry {
                    id: who
                    placeholderText: qsTr("As the journal shall have it")
                    text: Operations.who
                    onEditingFinished: {
                        Operations.who = text;
                        text = Qt.binding(() => Operations.who);
                    }
                    Layout.fillWidth: true
                }
                Label {
                    text: qsTr("What you do is kept under this name, at the seat %1.").arg(Operations.seat)
                    quiet: true
                    wrapMode: Text.Wrap
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                }
            }
            Label {
                text: qsTr("Role")
                font.pixelSize: Theme.control
            }
            RowLayout {
                spacing: Theme.gap
                Layout.fillWidth: true

                Label {
                    text: Access.roleName
                    font.pixelSize: Theme.control
                    Layout.fillWidth: true
                }
                PushButton {
                    text: qsTr("Change")
                    onClicked: Shell.sheet = "login"
                }
                PushButton {
                    text: qsTr("Log out")
                    onClicked: Access.logOut()
                }
            }
            Label {
                text: qsTr("Panels of the desk")
                font.pixelSize: Theme.control
            }
            PushButton {
                text: qsTr("As at first")
                hint: qsTr("Widths and heights at this screen, shown and put away")
                onClicked: Shell.arrangementReset()
            }
            Label {
                text: qsTr("Online maps")
                font.pixelSize: Theme.control
            }
            Entry {
                placeholderText: qsTr("Tianditu key")
                text: Session.mapKey
                echoMode: activeFocus ? TextInput.Normal : TextInput.Password
                onEditingFinished: Session.mapKey = text
                Layout.fillWidth: true
            }
        }
    }
    Label {
        text: qsTr("Drawn by %1").arg(Session.rendererText)
        visible: Session.rendererText !== ""
        quiet: true
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
}
