pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// Routes of patrols: those that are kept, and one that is put together from cameras that are near or selected.
Sheet {
    id: sheet

    readonly property bool cameraSelected: Selection.kind === "thing" && CameraModel.hasStream(Selection.id)

    function go(started: bool): void {
        if (started)
            sheet.close();
    }

    title: qsTr("Patrols")
    preferredWidth: Theme.px(Theme.wall ? 900 : 620)

    Label {
        visible: Patrol.routes.length === 0
        text: qsTr("No route is kept yet.")
        quiet: true
        Layout.fillWidth: true
    }
    // A positioner: rows of a layout that are exchanged while it is being resized are still known to it when they are gone
    // (a crash in Qt 6.4).
    Column {
        id: kept
        visible: Patrol.routes.length > 0
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Repeater {
            model: Patrol.routes
            RowLayout {
                id: route
                required property var modelData
                width: kept.width
                spacing: Theme.gap

                PushButton {
                    text: route.modelData.name
                    glyph: "patrol"
                    Layout.fillWidth: true
                    onClicked: sheet.go(Patrol.startRoute(route.modelData.name))
                }
                Label {
                    text: qsTr("%1 cameras, %2 s each").arg(route.modelData.count).arg(route.modelData.dwell)
                    quiet: true
                }
                PushButton {
                    flat: true
                    glyph: "edit"
                    hint: qsTr("Change %1").arg(route.modelData.name)
                    onClicked: {
                        Patrol.loadRoute(route.modelData.name);
                        name.text = route.modelData.name;
                    }
                }
                PushButton {
                    flat: true
                    glyph: "trash"
                    hint: qsTr("Remove %1").arg(route.modelData.name)
                    onClicked: Patrol.removeRoute(route.modelData.name)
                }
            }
        }
    }
    Rectangle {
        color: Theme.divider
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.hair
    }
    RowLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        Label {
            text: qsTr("Cameras of the route")
            strong: true
            font.pixelSize: Theme.control
            Layout.fillWidth: true
        }
        PushButton {
            text: qsTr("Those that are near")
            glyph: "plus"
            onClicked: Patrol.addNear()
        }
        PushButton {
            text: qsTr("The selected one")
            glyph: "plus"
            enabled: sheet.cameraSelected
            onClicked: Patrol.addStop(Selection.id)
        }
    }
    Label {
        visible: Patrol.stops.length === 0
        text: qsTr("None yet. Without a route, a patrol goes through the cameras that are near.")
        quiet: true
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    Flickable {
        id: stops
        visible: Patrol.stops.length > 0
        contentHeight: list.implicitHeight
        clip: true
        interactive: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        implicitHeight: Math.min(list.implicitHeight, Math.max(Theme.touch * 3, Theme.viewHeight * 0.32))
        Layout.fillWidth: true
        T.ScrollBar.vertical: ScrollLine { }

        Column {
            id: list
            width: stops.width - Theme.gap

            Repeater {
                model: Patrol.stops
                RowLayout {
                    id: stop
                    required property var modelData
                    required property int index
                    width: list.width
                    spacing: Theme.gap / 2

                    Label {
                        text: String(stop.index + 1)
                        quiet: true
                        horizontalAlignment: Text.AlignRight
                        Layout.preferredWidth: Theme.px(Theme.wall ? 40 : 26)
                    }
                    Label {
                        text: stop.modelData.name
                        font.pixelSize: Theme.control
                        elide: Text.ElideRight
                        Layout.fillWidth: true
                        Layout.leftMargin: Theme.gap / 2
                    }
                    Label {
                        visible: !stop.modelData.streams
                        text: qsTr("no stream")
                        quiet: true
                    }
                    PushButton {
                        flat: true
                        quiet: true
                        glyph: "arrow-up"
                        hint: qsTr("Earlier")
                        enabled: stop.index > 0
                        onClicked: Patrol.moveStop(stop.index, stop.index - 1)
                    }
                    PushButton {
                        flat: true
                        quiet: true
                        glyph: "arrow-down"
                        hint: qsTr("Later")
                        enabled: stop.index + 1 < Patrol.stops.length
                        onClicked: Patrol.moveStop(stop.index, stop.index + 1)
                    }
                    PushButton {
                        flat: true
                        quiet: true
                        glyph: "close"
                        hint: qsTr("Leave %1 out").arg(stop.modelData.name)
                        onClicked: Patrol.removeStop(stop.index)
                    }
                }
            }
        }
    }
    RowLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        Label {
            text: qsTr("Stay at each")
            font.pixelSize: Theme.control
        }
        Segments {
            value: String(Patrol.dwellSeconds)
            choices: {
                const usual = [6, 12, 20, 30, 60];
                if (!usual.includes(Patrol.dwellSeconds))
                    usual.unshift(Patrol.dwellSeconds);
                return usual.map(s => ({ id: String(s), label: qsTr("%1 s").arg(s) }));
            }
            onChosen: id => Patrol.dwellSeconds = Number(id)
        }
        Item { Layout.fillWidth: true }
    }
    RowLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        Entry {
            id: name
            placeholderText: qsTr("Name of this route")
            enabled: Patrol.stops.length > 0
            Layout.fillWidth: true
            onAccepted: keep.clicked()
        }
        PushButton {
            id: keep
            text: qsTr("Keep")
            enabled: name.text.trim() !== "" && Patrol.stops.length > 0
            onClicked: {
                Patrol.saveRoute(name.text);
                name.clear();
            }
        }
        PushButton {
            text: qsTr("Start")
            glyph: "play"
            key: "F9"
            primary: true
            onClicked: sheet.go(Patrol.start())
        }
    }
}
