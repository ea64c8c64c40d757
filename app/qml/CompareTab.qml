pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// Another version of the entered building: what was added, removed, moved, changed.
ColumnLayout {
    id: tab

    spacing: Theme.gap

    FilePicker {
        id: chooser
        title: qsTr("Another version of this building")
        filters: [qsTr("Building models (*.ifc *.ifczip *.gml *.xml *.json *.jsonl)"), qsTr("All files (*)")]
        onAccepted: Compare.compareWith(chosen)
    }
    InspectHint {
        text: !Inside.active ? qsTr("Enter a building to compare it with another version.")
            : !Compare.active && !Compare.running ? qsTr("Choose another file of this building: IFC, CityGML, CityJSON or a project. What differs is coloured and listed.") : ""
    }
    RowLayout {
        visible: Inside.active
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        PushButton {
            text: qsTr("Choose a file …")
            glyph: "open"
            primary: !Compare.active
            enabled: !Compare.running
            onClicked: chooser.open()
        }
        Item { Layout.fillWidth: true }
        PushButton {
            visible: Compare.active || Compare.running || Compare.error !== ""
            text: Compare.running ? qsTr("Cancel") : qsTr("End")
            onClicked: Compare.close()
        }
    }
    Label {
        visible: text !== ""
        text: Compare.running ? qsTr("Reading %1").arg(Compare.file) : Compare.file
        quiet: true
        elide: Text.ElideMiddle
        objectName: "mayElide"
        Layout.fillWidth: true
    }
    InspectHint {
        text: Compare.error
        color: Theme.stateColour("critical")
    }
    InspectHint { text: Compare.remark }
    Toggle {
        visible: Compare.active
        text: qsTr("The other file is the newer one")
        checked: Compare.otherIsNewer
        onToggled: Compare.otherIsNewer = checked
    }
    Flow {
        visible: Compare.active
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Repeater {
            model: Compare.kinds.length
            PushButton {
                id: kind
                required property int index
                readonly property var what: Compare.kinds[index]
                text: qsTr("%1 %2 %3", "sign, kind of change, how many").arg(what.sign).arg(what.label).arg(Theme.number(what.count))
                checked: what.shown
                enabled: what.count > 0
                hint: what.shown ? qsTr("Hide these") : qsTr("Show these")
                onClicked: Compare.toggleKind(kind.what.id)

                Rectangle {
                    visible: kind.what.visual !== "" && kind.what.count > 0
                    x: Theme.gap
                    anchors.bottom: parent.bottom
                    anchors.bottomMargin: Theme.hair * 2
                    width: parent.width - 2 * x
                    height: 2 * Theme.hair
                    color: Theme.stateColour(kind.what.visual)
                }
            }
        }
    }
    ListView {
        id: list
        visible: Compare.active
        model: Compare.rows
        clip: true
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Layout.fillWidth: true
        Layout.fillHeight: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Differences")
        T.ScrollBar.vertical: ScrollLine { }

        delegate: Item {
            id: row
            required property var model
            required property int index
            width: list.width - Theme.gap
            implicitHeight: line.implicitHeight

            Label {
                id: sign
                width: Theme.gap * 3
                anchors.verticalCenter: line.verticalCenter
                text: row.model.sign
                color: Theme.stateColour(row.model.visual)
                font.pixelSize: Theme.titleSize
                strong: true
                horizontalAlignment: Text.AlignHCenter
                Accessible.ignored: true
            }
            InspectRow {
                id: line
                anchors.left: sign.right
                anchors.right: parent.right
                title: row.model.name
                value: row.model.change
                detail: row.model.detail === "" ? row.model.type : qsTr("%1 · %2").arg(row.model.type).arg(row.model.detail)
                selected: Selection.kind === row.model.kind && Selection.id === row.model.id
                current: row.ListView.isCurrentItem && list.activeFocus
                onPicked: {
                    list.currentIndex = row.index;
                    Selection.select(row.model.kind, row.model.id);
                    Compare.goTo(row.index);
                }
            }
            Keys.onReturnPressed: line.picked()
        }
    }
    Item {
        visible: !Compare.active
        Layout.fillHeight: true
    }
}
