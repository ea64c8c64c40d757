pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Yunjie

/// Name, address, code, pinyin or initials; the results below it. Enter flies to the one marked.
Entry {
    id: box

    property bool dropsDown: true
    signal done

    function go(row: int): void {
        const item = results.itemAtIndex(row) as SearchRow;
        if (!item)
            return;
        // A unit is looked at from within its building.
        if (item.model.kind === "unit")
            Selection.enter(item.model.kind, item.model.id);
        else
            Selection.flyTo(item.model.kind, item.model.id);
        popup.close();
        Shell.mapWanted();
        box.done();
    }

    glyph: "search"
    givesBack: true
    placeholderText: qsTr("Name, address, code or pinyin")
    onTextChanged: {
        SearchModel.query = text;
        results.currentIndex = 0;
        if (text !== "")
            popup.open();
        else
            popup.close();
    }
    onActiveFocusChanged: {
        if (activeFocus && text !== "")
            popup.open();
    }
    Keys.onDownPressed: results.currentIndex = Math.min(results.count - 1, results.currentIndex + 1)
    Keys.onUpPressed: results.currentIndex = Math.max(0, results.currentIndex - 1)
    Keys.onReturnPressed: go(results.currentIndex)
    Keys.onEnterPressed: go(results.currentIndex)

    T.Popup {
        id: popup
        y: box.height + Theme.gap / 2
        width: Math.max(box.width, Theme.px(Theme.wall ? 420 : 320))
        height: Math.min(Theme.viewHeight * 0.5, contentItem.implicitHeight + Theme.gap)
        padding: Theme.gap / 2
        margins: Theme.gap
        onOpened: Shell.drops += 1
        onClosed: Shell.drops -= 1
        Component.onDestruction: {
            if (opened)
                Shell.drops -= 1;
        }
        closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent
        background: Rectangle {
            objectName: "drop"
            color: Theme.sheet
            radius: Theme.radius
            border.width: Theme.hair
            border.color: Theme.line
        }
        contentItem: Item {
            implicitHeight: results.implicitHeight + foot.height

            ListView {
                id: results
                anchors.fill: parent
                anchors.bottomMargin: foot.height
                implicitHeight: Math.max(contentHeight, note.visible ? note.implicitHeight + 2 * Theme.gap : 0)
                clip: true
                model: SearchModel
                boundsBehavior: Flickable.StopAtBounds
                highlightMoveDuration: 0
                Accessible.role: Accessible.List
                Accessible.name: qsTr("Results")
                T.ScrollBar.vertical: ScrollLine { }
                onCountChanged: {
                    if (count > 0 && currentIndex < 0)
                        currentIndex = 0;
                }

                Label {
                    id: note
                    visible: results.count === 0
                    anchors.fill: parent
                    anchors.margins: Theme.gap
                    quiet: true
                    wrapMode: Text.Wrap
                    text: SearchModel.busy ? qsTr("Searching …") : SearchModel.note !== "" ? qsTr("Nothing found. %1").arg(SearchModel.note)
                        : qsTr("Nothing found. Try a part of the name, or the initials of its pinyin.")
                }
                delegate: SearchRow {
                    width: results.width
                    marked: results.currentIndex === index
                    onPicked: box.go(index)
                }
            }
            Label {
                id: foot
                // A large layer is asked when the rest has long been found.
                visible: results.count > 0 && text !== ""
                height: visible ? implicitHeight + Theme.gap : 0
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.bottom: parent.bottom
                anchors.leftMargin: Theme.gap
                anchors.rightMargin: Theme.gap
                quiet: true
                wrapMode: Text.Wrap
                text: SearchModel.busy ? qsTr("Searching …") : SearchModel.note
            }
        }
    }
}
