pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// The slides in a row, with what is done to them: chosen by a click, moved by dragging or Alt and an arrow.
Rectangle {
    id: strip

    property bool editing: false
    property bool listOnly: false ///< beside what is presented: only to choose from
    signal editWanted

    function takeKeys(): void { slides.forceActiveFocus() }

    implicitHeight: column.implicitHeight + 2 * Theme.gap
    color: Theme.alpha(Theme.panelSolid, Theme.dark ? 0.86 : 0.94)
    radius: Theme.radius
    border.width: Theme.hair
    border.color: Theme.line

    MouseArea {
        anchors.fill: parent
        acceptedButtons: Qt.AllButtons
        onWheel: event => event.accepted = true
    }
    ColumnLayout {
        id: column
        anchors.fill: parent
        anchors.margins: Theme.gap
        spacing: Theme.gap

        RowLayout {
            id: tools
            visible: !strip.listOnly
            spacing: Theme.gap / 2
            Layout.fillWidth: true

            PushButton {
                text: qsTr("Present")
                glyph: "play"
                hint: qsTr("Full screen, from the chosen slide (Shift+F7); Ctrl+F7 from the first")
                primary: enabled
                enabled: Storyboard.count > 0
                onClicked: Presenter.start(false)
            }
            PushButton {
                text: qsTr("Take this view")
                glyph: "photo"
                hint: qsTr("A new slide of what is seen (Insert)")
                enabled: Session.complete
                onClicked: Storyboard.takeView()
            }
            PushButton {
                flat: true
                quiet: true
                glyph: "edit"
                hint: qsTr("Words of the slide (F2)")
                checked: strip.editing
                enabled: Storyboard.current >= 0
                onClicked: {
                    if (strip.editing)
                        Shell.slideWords = false;
                    else
                        strip.editWanted();
                }
            }
            PushButton {
                flat: true
                quiet: true
                glyph: "retake"
                hint: qsTr("Take the view of this slide anew; its words stay")
                enabled: Storyboard.current >= 0
                onClicked: {
                    Storyboard.retake(Storyboard.current);
                    Shell.slideRetaken();
                }
            }
            PushButton {
                flat: true
                quiet: true
                glyph: "copy"
                hint: qsTr("Duplicate the slide")
                enabled: Storyboard.current >= 0
                onClicked: Storyboard.duplicate(Storyboard.current)
            }
            PushButton {
                flat: true
                quiet: true
                glyph: "trash"
                hint: qsTr("Delete the slide (Del)")
                enabled: Storyboard.current >= 0
                onClicked: Storyboard.remove(Storyboard.current)
            }
            PushButton {
                flat: true
                quiet: true
                glyph: "undo"
                hint: qsTr("Undo (Ctrl+Z)")
                enabled: Storyboard.canUndo
                onClicked: Storyboard.undo()
            }
            PushButton {
                flat: true
                quiet: true
                glyph: "redo"
                hint: qsTr("Redo (Ctrl+Shift+Z)")
                enabled: Storyboard.canRedo
                onClicked: Storyboard.redo()
            }
            Item { Layout.fillWidth: true }
            PushButton {
                text: boardName.elidedText
                glyph: "briefing"
                hint: qsTr("Briefings: choose, save, open, write as PDF or video")
                onClicked: Shell.toggle("briefings")

                TextMetrics {
                    id: boardName
                    text: Storyboard.name === "" ? qsTr("Briefings") : Storyboard.name
                    font.family: Theme.family
                    font.pixelSize: Theme.control
                    elide: Text.ElideRight
                    elideWidth: strip.width * 0.3
                }
            }
        }
        ListView {
            id: slides
            readonly property int cellWidth: Theme.px(190)
            property int target: -1 ///< where the dragged slide would go
            orientation: ListView.Horizontal
            model: Storyboard
            spacing: Theme.gap
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            interactive: contentWidth > width
            activeFocusOnTab: true
            currentIndex: Storyboard.current
            highlightMoveDuration: Theme.quick
            implicitHeight: Theme.px(128)
            Layout.fillWidth: true
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Slides")
            T.ScrollBar.horizontal: ScrollLine { }
            onCurrentIndexChanged: positionViewAtIndex(currentIndex, ListView.Contain)
            Keys.onPressed: event => {
                const by = event.key === Qt.Key_Left || event.key === Qt.Key_Up ? -1 : event.key === Qt.Key_Right || event.key === Qt.Key_Down ? 1 : 0;
                event.accepted = true;
                if (by !== 0 && (event.modifiers & Qt.AltModifier))
                    Storyboard.move(Storyboard.current, Storyboard.current + by);
                else if (by !== 0)
                    Presenter.goTo(Math.max(0, Math.min(Storyboard.count - 1, Storyboard.current + by)));
                else if (event.key === Qt.Key_Home)
                    Presenter.goTo(0);
                else if (event.key === Qt.Key_End)
                    Presenter.goTo(Storyboard.count - 1);
                else if (event.key === Qt.Key_Delete && !strip.listOnly)
                    Storyboard.remove(Storyboard.current);
                else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
                    strip.editWanted();
                else
                    event.accepted = false;
            }

            Label {
                visible: Storyboard.count === 0
                width: slides.width
                height: slides.height
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                text: qsTr("Turn the map until it shows what you want to say, then take this view.")
                quiet: true
            }
            Rectangle {
                id: mark
                parent: slides.contentItem
                visible: slides.target >= 0
                color: Theme.accent
                width: Theme.px(4)
                height: slides.height
                z: 3
                x: slides.target * (slides.cellWidth + slides.spacing) - slides.spacing / 2 - width / 2
            }

            delegate: Item {
                id: cell
                required property int index
                required property int number
                required property string title
                required property string timeText
                required property string theme
                required property string slideId
                readonly property var picture: Shell.slidePictures[Storyboard.boardId + "/" + slideId]
                readonly property bool chosen: index === Storyboard.current
                width: slides.cellWidth
                height: slides.height
                z: drag.active ? 2 : 0
                Accessible.role: Accessible.ListItem
                Accessible.name: qsTr("Slide %1: %2").arg(number).arg(title)
                Accessible.focusable: true
                Accessible.selected: chosen
                Accessible.onPressAction: Presenter.goTo(cell.index)

                Rectangle {
                    id: card
                    width: parent.width
                    height: parent.height
                    radius: Theme.radius * 0.75
                    color: cell.chosen ? Theme.chosen : over.hovered ? Theme.hover : Theme.raised
                    border.width: cell.chosen ? 2 * Theme.hair : Theme.hair
                    border.color: cell.chosen ? Theme.accent : Theme.line
                    opacity: drag.active ? 0.85 : 1
                    x: drag.active ? drag.activeTranslation.x : 0

                    Item {
                        visible: cell.picture !== undefined && cell.picture !== null
                        anchors.fill: parent
                        anchors.margins: card.border.width
                        clip: true

                        // Cut by hand: what was grabbed is found under no other fill mode.
                        Image {
                            readonly property real factor: Math.max(parent.width / Math.max(1, implicitWidth), parent.height / Math.max(1, implicitHeight))
                            source: cell.picture?.source ?? ""
                            anchors.centerIn: parent
                            width: implicitWidth * factor
                            height: implicitHeight * factor
                            mipmap: true
                        }
                        Rectangle {
                            anchors.fill: parent
                            color: Theme.alpha(Theme.panelSolid, cell.chosen ? 0 : 0.2)
                        }
                        // What is written on the picture is read on these.
                        Rectangle {
                            width: nth.x + nth.width + Theme.gap * 0.75
                            height: nth.y + nth.height
                            color: Theme.alpha(Theme.panelSolid, 0.82)
                        }
                        Rectangle {
                            anchors.right: parent.right
                            visible: time.text !== ""
                            width: time.width + Theme.gap * 1.75
                            height: nth.y + nth.height
                            color: Theme.alpha(Theme.panelSolid, 0.82)
                        }
                        Rectangle {
                            anchors.bottom: parent.bottom
                            width: parent.width
                            height: caption.height + Theme.gap
                            color: Theme.alpha(Theme.panelSolid, 0.82)
                        }
                    }
                    Label {
                        id: nth
                        x: Theme.gap
                        y: Theme.gap * 0.75
                        text: cell.number
                        strong: true
                        font.pixelSize: Theme.secondary
                        color: cell.chosen ? Theme.accent : Theme.textQuiet
                    }
                    Label {
                        id: time
                        anchors.right: parent.right
                        anchors.rightMargin: Theme.gap
                        y: nth.y
                        text: cell.timeText.slice(-5)
                        quiet: true
                    }
                    Label {
                        id: caption
                        x: Theme.gap
                        // Below the number; at the foot of a picture.
                        y: cell.picture ? parent.height - height - Theme.gap / 2 : nth.y + nth.height + Theme.gap / 2
                        width: parent.width - 2 * Theme.gap
                        height: Math.min(implicitHeight, parent.height - nth.y - nth.height - Theme.gap)
                        text: cell.title === "" ? qsTr("No title yet") : cell.title
                        color: cell.title === "" ? Theme.textQuiet : Theme.text
                        font.pixelSize: Theme.control
                        verticalAlignment: Text.AlignTop
                        wrapMode: Text.Wrap
                        elide: Text.ElideRight
                        maximumLineCount: 2
                        objectName: "mayElide"
                    }
                }
                HoverHandler { id: over }
                TapHandler {
                    onTapped: {
                        slides.forceActiveFocus();
                        Presenter.goTo(cell.index);
                    }
                    onDoubleTapped: strip.editWanted()
                }
                DragHandler {
                    id: drag
                    enabled: !strip.listOnly
                    target: null
                    yAxis.enabled: false
                    onActiveTranslationChanged: {
                        if (active)
                            slides.target = Math.max(0, Math.min(slides.count, Math.round((cell.x + slides.cellWidth / 2 + activeTranslation.x) / (slides.cellWidth + slides.spacing))));
                    }
                    onActiveChanged: {
                        if (active || slides.target < 0)
                            return;
                        const to = slides.target > cell.index ? slides.target - 1 : slides.target;
                        slides.target = -1;
                        Storyboard.move(cell.index, to);
                    }
                }
            }
        }
    }
}
