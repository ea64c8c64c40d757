pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// Title, search, colouring, views and switches along the top of the desk.
Rectangle {
    id: bar

    readonly property bool narrow: width < Theme.px(1420)

    objectName: "panel toolbar"
    implicitHeight: Theme.touch + Theme.gap * 2
    color: Theme.alpha(Theme.panelSolid, Theme.dark ? 0.9 : 0.96)

    Connections {
        target: Shell
        function onSearchWanted(): void { search.forceActiveFocus() }
    }
    MouseArea {
        anchors.fill: parent
        acceptedButtons: Qt.AllButtons
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.hair
        color: Theme.line
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap * 2
        anchors.rightMargin: Theme.gap
        spacing: Theme.gap

        Label {
            text: Session.title === "" ? qsTr("Yunjie") : Session.title
            strong: true
            font.pixelSize: Theme.headline
            elide: Text.ElideRight
            objectName: "mayElide"
            Layout.maximumWidth: Theme.px(300)
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        SimulatedBadge { }
        Item { Layout.fillWidth: true }
        SearchBox {
            id: search
            Layout.fillWidth: true
            Layout.minimumWidth: Theme.px(180)
            Layout.maximumWidth: Theme.px(380)
            Layout.preferredWidth: Theme.px(320)
        }
        Choice {
            glyph: "palette"
            name: qsTr("Colour of buildings")
            implicitWidth: Theme.px(bar.narrow ? 150 : 176)
            choices: Session.colourings
            value: Session.colouring
            onChosen: id => Session.colouring = id
        }
        PushButton {
            text: bar.narrow ? "" : qsTr("Views")
            glyph: "bookmark"
            hint: qsTr("Saved views")
            onClicked: Shell.toggle("views")
        }
        PushButton {
            text: bar.narrow ? "" : qsTr("Inspect")
            glyph: "inspect"
            checked: Inspection.tab !== ""
            visible: Access.mayInspect
            hint: qsTr("Measure, elements, sections, versions (I)")
            onClicked: Inspection.toggle()
        }
        PushButton {
            text: bar.narrow ? "" : qsTr("Table")
            glyph: "table"
            checked: Shell.tableDock
            hint: qsTr("Buildings, devices, areas and layers as a table (F4)")
            onClicked: Shell.tableDock = !Shell.tableDock
        }
        PushButton {
            text: bar.narrow ? "" : qsTr("Records")
            glyph: "note"
            hint: qsTr("Statistics, all events, councils, journal (Ctrl+R)")
            onClicked: Shell.toggle("records")
        }
        PushButton {
            text: bar.narrow ? "" : qsTr("Indicators")
            glyph: "palette"
            checked: IndicatorMap.active
            hint: qsTr("All indicators, on the map by areas (Ctrl+I)")
            onClicked: Shell.toggle("indicators")
        }
        Item { Layout.fillWidth: true }
        RemoteSign { }
        Segments {
            iconsOnly: true
            value: Session.layout
            choices: [
                { id: "desk", label: qsTr("Desk (F5)"), glyph: "desk" }, { id: "wall", label: qsTr("Wall (F6)"), glyph: "wall" },
                { id: "briefing", label: qsTr("Briefing (F7)"), glyph: "briefing" }
            ]
            onChosen: id => Session.layout = id
        }
        Rectangle {
            color: Theme.divider
            Layout.preferredWidth: Theme.hair
            Layout.preferredHeight: Theme.touch * 0.6
        }
        PushButton {
            flat: true
            glyph: Theme.dark ? "sun" : "moon"
            hint: Theme.dark ? qsTr("Light theme (F8)") : qsTr("Dark theme (F8)")
            onClicked: Session.theme = Theme.dark ? "plan" : "command"
        }
        PushButton {
            flat: true
            text: Theme.chinese ? "EN" : "中"
            hint: qsTr("Language")
            implicitWidth: Theme.touch * 1.2
            onClicked: Session.language = Theme.chinese ? "en" : "zh_CN"
        }
        PushButton {
            flat: true
            glyph: Session.soundMuted ? "muted" : "sound"
            hint: Session.soundMuted ? qsTr("Sound on (Ctrl+M)") : qsTr("Sound off (Ctrl+M)")
            onClicked: Session.soundMuted = !Session.soundMuted
        }
        PushButton {
            flat: true
            glyph: "photo"
            hint: qsTr("Picture of the screen (Ctrl+S)")
            onClicked: Session.screenshot("")
        }
        PushButton {
            flat: true
            glyph: "open"
            hint: qsTr("Open (Ctrl+O)")
            onClicked: Shell.openWanted()
        }
        PushButton {
            flat: true
            glyph: "settings"
            hint: qsTr("Settings")
            onClicked: Shell.toggle("settings")
        }
        PushButton {
            flat: true
            glyph: "help"
            hint: qsTr("Mouse and keyboard (F1)")
            onClicked: Shell.toggle("help")
        }
    }
}
