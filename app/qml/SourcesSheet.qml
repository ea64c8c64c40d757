pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// Each system that the district is fed from: who runs it, what comes from it, how new that is, what is wrong with it.
Sheet {
    id: sheet

    readonly property int stateWidth: Theme.px(Theme.wall ? 190 : 130)
    readonly property int rowsWidth: Theme.px(Theme.wall ? 420 : 280)

    title: qsTr("Source systems")
    preferredWidth: Theme.px(Theme.wall ? 1400 : 980)
    preferredHeight: Theme.viewHeight * 0.82
    onOpened: list.forceActiveFocus()

    Label {
        text: SourceModel.count === 0 ? qsTr("The project names no source systems.")
            : qsTr("%1 systems: %2 in order, %3 late, %4 failing, %5 not heard yet").arg(SourceModel.count).arg(SourceModel.ok).arg(SourceModel.stale).arg(SourceModel.failing).arg(SourceModel.unknown)
        quiet: true
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    ListView {
        id: list
        model: SourceModel
        clip: true
        spacing: Theme.gap / 2
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        keyNavigationEnabled: true
        Layout.fillWidth: true
        Layout.fillHeight: true
        Accessible.role: Accessible.List
        Accessible.name: sheet.title
        T.ScrollBar.vertical: ScrollLine { }

        delegate: Rectangle {
            id: row
            required property var model
            required property int index
            readonly property bool ill: model.state === "failing" || model.state === "stale"
            width: list.width - 1.5 * Theme.gap
            height: Math.max(what.implicitHeight, how.implicitHeight, much.implicitHeight) + 1.5 * Theme.gap
            radius: Theme.radius / 2
            color: Theme.raised
            border.width: ListView.isCurrentItem && list.activeFocus ? 2 * Theme.hair : 0
            border.color: Theme.accent
            Accessible.role: Accessible.ListItem
            Accessible.name: qsTr("%1: %2, %3").arg(model.name).arg(model.stateText).arg(model.fresh)
            Accessible.description: model.error

            Marker {
                id: sign
                x: Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                visual: row.model.visual
                size: Theme.control
            }
            Column {
                id: what
                anchors.left: sign.right
                anchors.leftMargin: Theme.gap * 1.5
                anchors.right: how.left
                anchors.rightMargin: Theme.gap * 2
                anchors.verticalCenter: parent.verticalCenter

                Label {
                    width: parent.width
                    text: row.model.name
                    font.pixelSize: Theme.control
                    strong: true
                    elide: Text.ElideRight
                }
                Label {
                    width: parent.width
                    text: row.model.owner === "" ? row.model.parts : qsTr("%1: %2", "office, what comes from it").arg(row.model.owner).arg(row.model.parts)
                    quiet: true
                    wrapMode: Text.Wrap
                }
                Label {
                    width: parent.width
                    visible: row.model.error !== ""
                    text: row.model.warnings > 1 ? qsTr("%1 (%2 times)").arg(row.model.error).arg(Theme.number(row.model.warnings)) : row.model.error
                    quiet: true
                    color: row.ill ? Theme.stateColour(row.model.visual) : Theme.textQuiet
                    wrapMode: Text.Wrap
                }
            }
            Column {
                id: how
                width: sheet.stateWidth
                anchors.right: much.left
                anchors.rightMargin: Theme.gap * 2
                anchors.verticalCenter: parent.verticalCenter

                Label {
                    width: parent.width
                    text: row.model.stateText
                    color: row.ill ? Theme.stateColour(row.model.visual) : Theme.text
                    font.pixelSize: Theme.control
                }
                Label {
                    width: parent.width
                    text: row.model.fresh
                    quiet: true
                }
            }
            Label {
                id: much
                width: sheet.rowsWidth
                anchors.right: parent.right
                anchors.rightMargin: Theme.gap * 1.5
                anchors.verticalCenter: parent.verticalCenter
                text: row.model.rowsText
                horizontalAlignment: Text.AlignRight
                font.pixelSize: Theme.control
                wrapMode: Text.Wrap
            }
        }
    }
}
