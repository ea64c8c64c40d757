import QtQuick
import QtQuick.Templates as T
import Yunjie

/// One indicator: its figure with its unit, its name, how it has changed since yesterday and last week. Its definition
/// while the pointer or the keys are on it; a click shows it on the map by areas.
T.AbstractButton {
    id: tile

    /// A row of IndicatorModel, or null.
    property var what: null
    readonly property bool isThere: (what?.name ?? "") !== ""
    readonly property bool compared: what?.trendDay?.known === true || what?.trendWeek?.known === true

    hoverEnabled: true
    focusPolicy: isThere ? Qt.TabFocus : Qt.NoFocus
    enabled: isThere
    checked: isThere && IndicatorMap.indicator === what.id
    implicitHeight: value.implicitHeight + name.implicitHeight + (compared ? trends.implicitHeight : 0)
    Accessible.role: Accessible.Button
    Accessible.name: isThere ? qsTr("%1: %2 %3").arg(what.name).arg(what.valueText).arg(what.unit) : ""
    Accessible.description: isThere ? (what.trendText === "" ? what.definition : qsTr("%1. %2", "trend, definition").arg(what.trendText).arg(what.definition)) : ""
    Keys.onReturnPressed: tile.clicked()
    Keys.onEnterPressed: tile.clicked()
    onClicked: IndicatorMap.toggle(what.id)

    component Trend: Row {
        id: trend
        property string since
        property var by: ({})
        property bool fits: true
        readonly property real wanted: first.implicitWidth + spacing + second.implicitWidth
        visible: trend.by?.known === true && trend.fits
        spacing: Theme.gap / 4

        Label {
            id: first
            text: trend.since
            quiet: true
        }
        Label {
            id: second
            text: trend.by?.changeText ?? ""
            quiet: true
            color: trend.by?.mood === "good" ? Theme.stateColour("normal") : trend.by?.mood === "bad" ? Theme.stateColour("major") : Theme.textQuiet
        }
    }

    background: Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.gap / 2
        radius: Theme.radius / 2
        color: tile.checked ? Theme.chosen : tile.hovered ? Theme.hover : "transparent"
        border.width: tile.visualFocus ? 2 * Theme.hair : 0
        border.color: Theme.accent
    }
    contentItem: Item {
        Label {
            id: value
            // A figure says nothing without its unit: it is the figure that gets smaller.
            width: Math.min(implicitWidth, tile.width - (unit.text === "" ? 0 : unit.implicitWidth + Theme.gap / 2))
            text: tile.what?.valueText ?? " "
            strong: true
            font.pixelSize: Theme.figure
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.body
        }
        Label {
            id: unit
            anchors.left: value.right
            anchors.leftMargin: Theme.gap / 2
            anchors.baseline: value.baseline
            text: tile.what?.unit ?? ""
            quiet: true
        }
        Label {
            id: name
            anchors.top: value.bottom
            anchors.topMargin: -Theme.gap / 2
            width: tile.width
            text: tile.what?.name ?? ""
            quiet: true
            wrapMode: Text.Wrap
            maximumLineCount: tile.compared || tile.height < value.implicitHeight + 2.6 * Theme.secondary ? 1 : 2
            lineHeight: 0.9
            elide: Text.ElideRight
            objectName: "mayElide"
        }
        Row {
            id: trends
            anchors.top: name.bottom
            visible: tile.compared
            spacing: Theme.gap

            Trend {
                id: day
                since: qsTr("d", "change since yesterday, short")
                by: tile.what?.trendDay
            }
            // Where there is no room for both its description says it.
            Trend {
                fits: !day.visible || day.wanted + trends.spacing + wanted <= tile.width
                since: qsTr("w", "change since last week, short")
                by: tile.what?.trendWeek
            }
        }
    }

    Loader {
        active: tile.isThere && (tile.hovered || tile.visualFocus)
        anchors.fill: parent
        sourceComponent: IndicatorHint { visible: true }
        onLoaded: (item as IndicatorHint).what = Qt.binding(() => tile.what)
    }
}
