pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// The public warnings in force, the gravest first, with area and the time they have left; beside them rain, river and
/// ponding: of each the gauge that stands worst, with its last hours and the next limit.
Panel {
    id: panel

    readonly property int lineHeight: Math.round(Theme.secondary * 1.45)
    readonly property int gaugeCount: GaugeModel.gauges.length
    /// One warning is always there, two before gauges get more than a line.
    readonly property int firstRows: Math.min(AlertModel.count, Math.max(1, Math.min(2, Math.floor((room.height - gaugeCount * Theme.px(32)) / Math.max(1, sample.implicitHeight)))))
    readonly property int gaugeHeight: Math.max(Theme.px(30), Math.min(Theme.px(112), Math.floor((room.height - (AlertModel.count > 0 ? firstRows * sample.implicitHeight : none.implicitHeight + Theme.gap)) / Math.max(1, gaugeCount))))
    /// Gauges say where they stand and how they change where there is room, and have their curve below where there is more.
    readonly property bool roomy: gaugeHeight >= Theme.px(58)
    readonly property bool tall: gaugeHeight >= Theme.px(90)

    title: qsTr("Weather and water")
    note: AlertModel.count > 0 ? qsTr("warnings: %1").arg(Theme.number(AlertModel.count)) : ""
    spacing: 0

    Item {
        id: room
        Layout.fillWidth: true
        Layout.fillHeight: true

        ListView {
            id: warnings
            readonly property int rows: Math.min(AlertModel.count, Math.max(panel.firstRows, Math.floor((room.height - gauges.height + 1) / Math.max(1, sample.implicitHeight))))
            width: parent.width
            height: rows * sample.implicitHeight
            model: AlertModel
            interactive: false
            clip: true
            activeFocusOnTab: AlertModel.count > 0
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Public warnings")
            Keys.onReturnPressed: (currentItem as StateRow)?.picked()

            delegate: StateRow {
                required property var model
                required property int index
                width: warnings.width
                visual: model.visual
                shape: model.shape
                title: model.title
                detail: model.detail
                age: model.left
                divided: index > 0
                current: ListView.isCurrentItem && warnings.activeFocus
                selected: Selection.kind === "alert" && Selection.id === model.id
                onPicked: Selection.select("alert", model.id)
            }
        }
        StateRow {
            id: sample
            visible: false
            width: Theme.px(300)
            title: " "
            detail: " "
            Accessible.ignored: true
        }
        Label {
            id: none
            visible: AlertModel.count === 0
            width: parent.width
            text: qsTr("No public warning is in force.")
            quiet: true
            wrapMode: Text.Wrap
        }
        Column {
            id: gauges
            anchors.bottom: parent.bottom
            width: parent.width

            Repeater {
                model: panel.gaugeCount

                Item {
                    id: gauge
                    required property int index
                    readonly property var what: GaugeModel.gauges[index] ?? ({ points: [] })
                    readonly property bool calm: (what.visual ?? "normal") === "normal"
                    width: gauges.width
                    height: panel.gaugeHeight
                    activeFocusOnTab: true
                    Accessible.role: Accessible.Link
                    Accessible.name: qsTr("%1: %2, %3").arg(what.label ?? "").arg(what.valueText ?? "").arg(what.name ?? "")
                    Accessible.description: what.limitText ?? ""
                    Accessible.onPressAction: go()
                    Keys.onReturnPressed: go()

                    function go(): void { Selection.flyTo("thing", gauge.what.thing) }

                    Rectangle {
                        anchors.fill: parent
                        radius: Theme.radius / 2
                        color: over.hovered ? Theme.hover : "transparent"
                        border.width: gauge.activeFocus ? 2 * Theme.hair : 0
                        border.color: Theme.accent
                    }
                    HoverHandler { id: over; cursorShape: Qt.PointingHandCursor }
                    TapHandler { onTapped: gauge.go() }
                    Rectangle {
                        width: parent.width
                        height: Theme.hair
                        color: Theme.divider
                    }
                    Marker {
                        id: sign
                        visual: gauge.what.visual ?? "stale"
                        size: Theme.secondary
                        x: Theme.gap / 2
                        y: (first.height - height) / 2 + first.y
                    }
                    Item {
                        id: first
                        x: sign.x + sign.width + Theme.gap
                        y: panel.roomy ? Theme.gap / 4 : (parent.height - height) / 2
                        width: (panel.tall ? parent.width - Theme.gap / 2 : curve.x - Theme.gap) - x
                        height: figure.implicitHeight

                        Label {
                            width: parent.width - figure.width - Theme.gap
                            anchors.verticalCenter: parent.verticalCenter
                            text: gauge.what.label ?? ""
                            font.pixelSize: Theme.wall ? Theme.px(20) : Theme.control
                            fontSizeMode: Text.HorizontalFit
                            minimumPixelSize: Theme.secondary
                            elide: Text.ElideRight
                            objectName: "mayElide"
                        }
                        Label {
                            id: figure
                            anchors.right: parent.right
                            anchors.verticalCenter: parent.verticalCenter
                            text: gauge.what.valueText === undefined || gauge.what.valueText === "" ? qsTr("no reading") : gauge.what.valueText
                            font.pixelSize: Theme.wall ? Theme.px(22) : Theme.body
                            strong: true
                            color: gauge.calm ? Theme.text : Theme.stateColour(gauge.what.visual)
                        }
                    }
                    Label {
                        visible: panel.roomy
                        x: first.x
                        y: first.y + first.height - Theme.px(3)
                        width: gauge.width - x - rise.width - Theme.gap * 1.5
                        text: gauge.what.name ?? ""
                        quiet: true
                        elide: Text.ElideRight
                        objectName: "mayElide"
                    }
                    Label {
                        id: rise
                        visible: panel.roomy
                        anchors.right: parent.right
                        anchors.rightMargin: Theme.gap / 2
                        y: first.y + first.height - Theme.px(3)
                        text: gauge.what.riseText ?? ""
                        quiet: true
                    }
                    ChartSpark {
                        id: curve
                        x: parent.width - width - Theme.gap / 2
                        y: panel.tall ? first.y + first.height + panel.lineHeight : first.y
                        width: panel.tall ? parent.width - first.x - Theme.gap / 2 : Math.round(parent.width * 0.3)
                        height: panel.tall ? parent.height - y - Theme.gap / 2 : first.height
                        title: qsTr("%1, %2", "what is measured, where").arg(gauge.what.label ?? "").arg(gauge.what.name ?? "")
                        name: gauge.what.label ?? ""
                        points: gauge.what.points ?? []
                        zeroBased: true
                        colour: gauge.calm ? Theme.accent : Theme.stateColour(gauge.what.visual)
                        limit: gauge.what.limit ?? NaN
                        limitColour: Theme.stateColour(gauge.what.limitVisual ?? "minor")
                        xText: x => GaugeModel.clock(x)
                        yText: y => GaugeModel.reading(gauge.what.id, y)
                        Accessible.name: qsTr("%1, last hours").arg(gauge.what.label ?? "")
                    }
                }
            }
        }
    }
}
