pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// The words of a slide over the map: title, text, which slide it is of how many.
Item {
    id: view

    property int margin: Theme.gap * 6
    /// Kept free at the foot and at the right: for what is there while slides are worked on.
    property real foot: 0
    property real aside: 0
    readonly property var slide: Storyboard.slide
    readonly property real half: Theme.wide ? width / 2 - margin * 2 : width - aside - 2 * margin
    readonly property real below: height - foot - margin
    /// Where the words stand.
    readonly property rect taken: Qt.rect(words.x, words.y, words.visible ? words.width : 0, words.visible ? words.height : 0)
    readonly property real titleBottom: head.y + head.height

    Column {
        id: head
        x: view.margin
        y: view.margin * 0.7
        width: view.half
        spacing: Theme.gap * 0.75
        opacity: Presenter.words

        Label {
            width: parent.width
            text: view.slide.title ?? ""
            visible: text !== ""
            strong: true
            font.pixelSize: Theme.px(54)
            fontSizeMode: Text.Fit
            minimumPixelSize: Theme.px(34)
            height: Math.min(implicitHeight, Theme.px(136))
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
            objectName: "slide title"
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        Row {
            spacing: Theme.gap * 2

            Label {
                text: Session.title
                quiet: true
                font.pixelSize: Theme.px(20)
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                visible: text !== ""
                text: view.slide.timeText ?? ""
                font.pixelSize: Theme.px(20)
                color: Theme.text
                anchors.verticalCenter: parent.verticalCenter
            }
            SimulatedBadge { anchors.verticalCenter: parent.verticalCenter }
        }
    }
    Panel {
        id: words
        objectName: "panel slide"
        visible: (view.slide.text ?? "") !== "" && opacity > 0
        opacity: Presenter.words
        padding: Theme.gap * 2.5
        x: view.margin
        width: Math.min(Theme.sideWidth + Theme.px(120), Theme.px(580), view.half)
        height: Math.min(lines.implicitHeight + 2 * padding, view.below - view.titleBottom - Theme.gap * 3)
        y: view.below - height
        clip: true

        ColumnLayout {
            id: lines
            spacing: Theme.gap * 1.25
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop

            Repeater {
                model: (view.slide.text ?? "").split("\n")

                RowLayout {
                    id: line
                    required property string modelData
                    readonly property bool point: /^\s*[-•·]\s+/.test(modelData)
                    readonly property int size: Theme.px((view.slide.text ?? "").length > 260 ? 21 : 26)
                    spacing: Theme.gap * 1.5
                    Layout.fillWidth: true

                    Rectangle {
                        visible: line.point
                        color: Theme.accent
                        radius: height / 2
                        Layout.preferredWidth: Theme.px(8)
                        Layout.preferredHeight: Theme.px(8)
                        Layout.alignment: Qt.AlignTop
                        Layout.topMargin: line.size * 0.55
                    }
                    Label {
                        text: line.point ? line.modelData.replace(/^\s*[-•·]\s+/, "") : line.modelData
                        font.pixelSize: line.size
                        wrapMode: Text.Wrap
                        lineHeight: 1.05
                        objectName: "slide text"
                        Layout.fillWidth: true
                    }
                }
            }
        }
    }
    Label {
        id: number
        visible: view.foot === 0 && Storyboard.count > 0
        text: qsTr("%1 / %2").arg(Storyboard.current + 1).arg(Storyboard.count)
        quiet: true
        font.pixelSize: Theme.px(20)
        x: view.width - view.margin - width
        y: view.height - view.margin * 0.5 - height
        Accessible.name: qsTr("Slide %1 of %2").arg(Storyboard.current + 1).arg(Storyboard.count)
    }
    Rectangle {
        visible: number.visible
        color: Theme.accent
        height: Theme.px(4)
        width: view.width * (Storyboard.current + 1) / Math.max(1, Storyboard.count)
        y: view.height - height
    }
}
