import QtQuick
import QtQuick.Templates as T
import Yunjie

/// What an indicator counts, and what it was yesterday and a week ago, after a moment.
T.ToolTip {
    id: hint

    /// A row of IndicatorModel.
    property var what: null

    component Line: Label {
        width: parent ? parent.width : 0
        visible: text !== ""
        font.pixelSize: Theme.secondary
        wrapMode: Text.Wrap
    }

    function before(trend: var, text: string): string {
        return trend?.known === true ? text.arg(trend.valueText).arg(trend.changeText) : "";
    }

    delay: 400
    x: 0
    y: parent ? parent.height + Theme.gap / 2 : 0
    width: Math.min(Theme.px(Theme.wall ? 520 : 360), Theme.viewWidth / 2)
    implicitHeight: words.implicitHeight + 2 * Theme.gap
    margins: Theme.gap
    padding: Theme.gap
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent
    contentItem: Column {
        id: words
        spacing: Theme.gap / 2

        Line { text: hint.what?.definition ?? "" }
        Line {
            text: hint.before(hint.what?.trendDay, qsTr("Yesterday at this time: %1 (%2)"))
            quiet: true
        }
        Line {
            text: hint.before(hint.what?.trendWeek, qsTr("A week ago at this time: %1 (%2)"))
            quiet: true
        }
        Line {
            text: qsTr("Click to see it on the map, by areas")
            quiet: true
        }
    }
    background: Rectangle {
        color: Theme.sheet
        radius: Theme.radius / 2
        border.width: Theme.hair
        border.color: Theme.line
    }
}
