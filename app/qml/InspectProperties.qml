pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// Everything known of what is selected; or, while one searches, what of the whole building has such a property.
ColumnLayout {
    id: tab

    readonly property bool searching: Inspector.query !== ""

    spacing: Theme.gap
    Component.onCompleted: Inspector.active = true
    Component.onDestruction: Inspector.active = false

    Entry {
        visible: Inside.active
        glyph: "search"
        placeholderText: qsTr("FireRating, IsExternal=true, >2.5")
        text: Inspector.query
        Layout.fillWidth: true
        onTextChanged: Inspector.query = text
    }
    RowLayout {
        visible: tab.searching && Inside.active
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Label {
            text: Inspector.hitsText
            quiet: true
            Layout.fillWidth: true
        }
        PushButton {
            text: qsTr("Only these")
            glyph: "isolate"
            enabled: Inspector.hits.count > 0
            onClicked: ElementTree.isolateIds(Inspector.hitIds())
        }
        PushButton {
            glyph: "eye"
            hint: qsTr("Show everything")
            enabled: ElementTree.anyHidden
            onClicked: ElementTree.showAll()
        }
    }
    ListView {
        id: hits
        visible: tab.searching && Inside.active
        model: Inspector.hits
        clip: true
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Layout.fillWidth: true
        Layout.fillHeight: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Found")
        T.ScrollBar.vertical: ScrollLine { }

        delegate: InspectRow {
            required property var model
            required property int index
            width: hits.width - Theme.gap
            title: model.name
            value: model.value
            detail: [model.type, model.storey, model.property].filter(each => each !== "").join(" · ")
            selected: Selection.kind === model.kind && Selection.id === model.id
            current: ListView.isCurrentItem && hits.activeFocus
            Keys.onReturnPressed: picked()
            onPicked: {
                hits.currentIndex = index;
                Selection.flyTo(model.kind, model.id);
            }
        }
    }
    RowLayout {
        visible: !tab.searching
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Column {
            Layout.fillWidth: true
            Label {
                width: parent.width
                text: Inspector.title
                strong: true
                elide: Text.ElideRight
                objectName: "mayElide"
            }
            Label {
                visible: text !== ""
                width: parent.width
                text: Inspector.type
                quiet: true
                elide: Text.ElideRight
                objectName: "mayElide"
            }
        }
        PushButton {
            visible: Inspector.properties.count > 0
            flat: true
            quiet: true
            glyph: "copy"
            hint: qsTr("Copy")
            onClicked: Inspector.copyProperties()
        }
    }
    InspectHint {
        visible: !tab.searching && Inspector.properties.count === 0
        text: qsTr("Select a building, a room, a door or an element.")
    }
    ListView {
        id: list
        visible: !tab.searching
        model: Inspector.properties
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Layout.fillWidth: true
        Layout.fillHeight: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Properties")
        T.ScrollBar.vertical: ScrollLine { }

        delegate: Item {
            id: property
            required property var model
            width: list.width - Theme.gap
            readonly property real begin: heading.visible ? heading.height + heading.y : 0
            implicitHeight: begin + Math.max(name.implicitHeight, value.implicitHeight) + Theme.gap / 2
            Accessible.role: Accessible.ListItem
            Accessible.name: qsTr("%1: %2").arg(model.name).arg(model.value)

            Label {
                id: heading
                visible: text !== ""
                y: property.model.index > 0 ? Theme.gap : 0
                width: parent.width
                height: implicitHeight + Theme.gap / 2
                text: property.model.heading
                quiet: true
                strong: true
                elide: Text.ElideRight
                objectName: "mayElide"
            }
            Label {
                id: name
                width: parent.width * 0.44
                y: property.begin + Theme.gap / 4
                text: property.model.name
                color: Theme.textQuiet
                font.pixelSize: Theme.control
                elide: Text.ElideRight
                objectName: "mayElide"
            }
            Marker {
                id: sign
                visible: visual !== ""
                anchors.left: name.right
                anchors.leftMargin: Theme.gap / 2
                anchors.verticalCenter: name.verticalCenter
                visual: property.model.visual
                size: Theme.control
            }
            Label {
                id: value
                anchors.left: name.right
                anchors.leftMargin: sign.visible ? Theme.gap * 1.5 + Theme.control : Theme.gap / 2
                anchors.right: parent.right
                y: property.begin + Theme.gap / 4
                text: property.model.value
                color: property.model.visual === "" || property.model.visual === "normal" ? Theme.text : Theme.stateColour(property.model.visual)
                font.pixelSize: Theme.control
                wrapMode: Text.Wrap
            }
        }
    }
}
