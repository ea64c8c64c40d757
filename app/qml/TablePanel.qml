pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// The attribute table along the foot of the desk, in step with the map both ways.
Panel {
    id: panel

    property bool filtering: false
    /// Other rows are on their way.
    property bool fresh: false
    readonly property int rowHeight: Math.round(Theme.touch * 0.9)
    readonly property bool narrow: width < Theme.px(900)

    readonly property var widths: FeatureTable.columns.map((what, column) => panel.widthOf(column))

    function widthOf(column: int): real {
        const what = FeatureTable.columns[column];
        return what ? Math.round(Math.max(3, what.width) * Theme.control * 0.62 + 2 * Theme.gap) : 0;
    }
    function reveal(): void {
        if (FeatureTable.currentRow < 0)
            return;
        const y = FeatureTable.currentRow * panel.rowHeight;
        // What is out of sight comes to the middle; the rest stays where it is.
        if (y < table.contentY || y + panel.rowHeight > table.contentY + table.height)
            table.contentY = Math.max(0, Math.min(FeatureTable.count * panel.rowHeight - table.height, y - (table.height - panel.rowHeight) / 2));
    }
    function takeKeys(): void { table.forceActiveFocus() }

    objectName: "panel attributes"
    padding: Theme.gap * 1.25
    spacing: Theme.gap / 2
    color: Theme.alpha(Theme.panelSolid, Theme.dark ? 0.92 : 0.96)
    Component.onCompleted: FeatureTable.active = true
    Component.onDestruction: FeatureTable.active = false

    Connections {
        target: FeatureTable
        function onCurrentRowChanged(): void { later.restart() }
        function onColumnsChanged(): void { layouts.restart() }
        function onFilterChanged(): void { panel.fresh = true }
        // Other rows: from the first one on, unless one of them is chosen. They come later than the filter.
        function onCountChanged(): void {
            if (panel.fresh)
                table.contentY = 0;
            panel.fresh = false;
            later.restart();
        }
    }
    Timer {
        id: later
        interval: 0
        onTriggered: panel.reveal()
    }
    Timer {
        id: layouts
        interval: 0
        onTriggered: table.forceLayout()
    }

    RowLayout {
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Choice {
            glyph: "table"
            name: qsTr("Table of")
            implicitWidth: Theme.px(panel.narrow ? 160 : 210)
            Layout.fillWidth: panel.narrow
            Layout.minimumWidth: Theme.px(100)
            Layout.maximumWidth: implicitWidth
            choices: FeatureTable.sources
            value: FeatureTable.source
            onChosen: id => FeatureTable.source = id
        }
        Entry {
            glyph: "search"
            givesBack: true
            placeholderText: qsTr("Filter rows")
            text: FeatureTable.words
            Layout.preferredWidth: Theme.px(panel.narrow ? 130 : 200)
            Layout.minimumWidth: Theme.px(90)
            onTextChanged: FeatureTable.words = text
            Keys.onDownPressed: panel.takeKeys()
            Keys.onReturnPressed: panel.takeKeys()
        }
        PushButton {
            glyph: "filter"
            checked: panel.filtering || FeatureTable.filters.length > 0
            hint: qsTr("Filter by value")
            onClicked: panel.filtering = !panel.filtering
        }
        PushButton {
            glyph: "places"
            text: panel.narrow || FeatureTable.placeName === "" ? "" : qsTr("Only %1").arg(FeatureTable.placeName)
            checked: FeatureTable.onlyPlace
            enabled: FeatureTable.placeName !== ""
            hint: FeatureTable.placeName === "" ? qsTr("Select a place to see only what is in it") : qsTr("Only what is in %1").arg(FeatureTable.placeName)
            onClicked: FeatureTable.onlyPlace = !FeatureTable.onlyPlace
        }
        Label {
            // Without room for the whole of it the foot says how many are marked.
            text: panel.narrow ? Theme.number(FeatureTable.count)
                : FeatureTable.marked > 1 ? qsTr("%1 of %2 · %3 marked").arg(Theme.number(FeatureTable.count)).arg(Theme.number(FeatureTable.total)).arg(Theme.number(FeatureTable.marked))
                : qsTr("%1 of %2").arg(Theme.number(FeatureTable.count)).arg(Theme.number(FeatureTable.total))
            quiet: true
            elide: Text.ElideRight
            objectName: "mayElide"
            horizontalAlignment: Text.AlignRight
            Layout.fillWidth: true
            // A part of a number is another number.
            Layout.minimumWidth: panel.narrow ? implicitWidth : 0
        }
        PushButton {
            flat: true
            glyph: "fly"
            enabled: FeatureTable.currentRow >= 0 || FeatureTable.marked > 0
            hint: qsTr("Zoom to what is marked (Enter)")
            onClicked: FeatureTable.zoom()
        }
        ColumnChoice { flat: true }
        Choice {
            glyph: "export"
            name: qsTr("Save")
            enabled: !FeatureTable.writing && FeatureTable.count > 0
            implicitWidth: Theme.px(110)
            choices: FeatureTable.formats
            onChosen: id => FeatureTable.write(FeatureTable.suggestion(id))
        }
        PushButton {
            flat: true
            quiet: true
            glyph: "close"
            hint: qsTr("Put the table away (F4)")
            onClicked: Shell.tableDock = false
        }
    }
    Label {
        visible: FeatureTable.shownOnly !== ""
        text: FeatureTable.shownOnly
        quiet: true
        elide: Text.ElideRight
        objectName: "mayElide"
        Layout.fillWidth: true
    }
    RowLayout {
        visible: panel.filtering || FeatureTable.filters.length > 0
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Repeater {
            model: FeatureTable.filters.length
            PushButton {
                required property int index
                readonly property var what: FeatureTable.filters[index] ?? ({})
                text: what.text ?? ""
                glyph: "close"
                checked: true
                hint: qsTr("Take this filter away")
                onClicked: FeatureTable.clearFilter(what.column)
            }
        }
        TableFilter {
            visible: panel.filtering
            Layout.fillWidth: true
        }
        Item {
            visible: !panel.filtering
            Layout.fillWidth: true
        }
        PushButton {
            flat: true
            text: qsTr("Show all")
            onClicked: FeatureTable.clearFilters()
        }
    }
    TableHead {
        id: head
        contentX: table.contentX
        widths: panel.widths
        Layout.fillWidth: true
        onReveal: column => {
            let x = 0;
            for (let i = 0; i < column; ++i)
                x += panel.widthOf(i);
            if (x < table.contentX || x + panel.widthOf(column) > table.contentX + table.width)
                table.contentX = Math.max(0, Math.min(table.contentWidth - table.width, x));
        }
    }
    Rectangle {
        color: Theme.line
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.hair
    }
    TableView {
        id: table
        clip: true
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        // The last row stands above the scroll bar.
        bottomMargin: contentWidth > width ? Theme.gap : 0
        model: FeatureTable
        columnWidthProvider: panel.widthOf
        rowHeightProvider: () => panel.rowHeight
        activeFocusOnTab: true
        keyNavigationEnabled: false
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: panel.rowHeight
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Table of %1").arg(FeatureTable.sources.find(each => each.id === FeatureTable.source)?.label ?? "")
        T.ScrollBar.vertical: ScrollLine { }
        T.ScrollBar.horizontal: ScrollLine { }
        onActiveFocusChanged: {
            if (activeFocus && FeatureTable.currentRow < 0)
                table.contentY = 0;
        }
        // Before the window's own keys.
        Keys.onShortcutOverride: event => {
            const mine = [Qt.Key_Home, Qt.Key_End, Qt.Key_PageUp, Qt.Key_PageDown, Qt.Key_Return, Qt.Key_Enter];
            event.accepted = mine.includes(event.key) || (event.key === Qt.Key_A && event.modifiers & Qt.ControlModifier)
                             || (event.key === Qt.Key_Escape && FeatureTable.marked > 1);
        }
        Keys.onPressed: event => {
            const page = Math.max(1, Math.floor(table.height / panel.rowHeight) - 1);
            const extends_ = (event.modifiers & Qt.ShiftModifier) !== 0;
            event.accepted = true;
            if (event.key === Qt.Key_Down)
                FeatureTable.step(1, extends_);
            else if (event.key === Qt.Key_Up)
                FeatureTable.step(-1, extends_);
            else if (event.key === Qt.Key_PageDown)
                FeatureTable.step(page, extends_);
            else if (event.key === Qt.Key_PageUp)
                FeatureTable.step(-page, extends_);
            else if (event.key === Qt.Key_Home)
                FeatureTable.step(-FeatureTable.count, extends_);
            else if (event.key === Qt.Key_End)
                FeatureTable.step(FeatureTable.count, extends_);
            else if (event.key === Qt.Key_Left || event.key === Qt.Key_Right)
                table.contentX = Math.max(0, Math.min(table.contentWidth - table.width, table.contentX + (event.key === Qt.Key_Left ? -1 : 1) * Theme.px(80)));
            else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
                FeatureTable.zoom();
            else if (event.key === Qt.Key_A && event.modifiers & Qt.ControlModifier)
                FeatureTable.markAll();
            else if (event.key === Qt.Key_Escape && FeatureTable.marked > 1)
                FeatureTable.unmark();
            else
                event.accepted = false;
        }
        delegate: FeatureCell {
            focused: table.activeFocus
            head: FeatureTable.columns[column]?.name ?? ""
            onPicked: (row, modifiers) => {
                table.forceActiveFocus();
                FeatureTable.click(row, modifiers);
            }
            onWanted: FeatureTable.zoom()
        }
        Rectangle {
            // The keys are here though no row is chosen.
            parent: table
            visible: table.activeFocus && FeatureTable.currentRow < 0
            anchors.fill: parent
            color: "transparent"
            border.width: 2 * Theme.hair
            border.color: Theme.accent
            radius: Theme.radius / 2
        }
        Label {
            parent: table
            visible: FeatureTable.count === 0
            anchors.fill: parent
            anchors.margins: Theme.gap
            verticalAlignment: Text.AlignTop
            text: FeatureTable.total === 0 ? qsTr("There is nothing to list yet.") : qsTr("No row passes the filters.")
            quiet: true
        }
    }
    Rectangle {
        color: Theme.line
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.hair
    }
    // Sums, column by column.
    Item {
        clip: true
        Layout.fillWidth: true
        Layout.preferredHeight: panel.rowHeight

        Row {
            x: -table.contentX
            Repeater {
                model: FeatureTable.foot.length
                Label {
                    required property int index
                    readonly property var what: FeatureTable.foot[index] ?? ({})
                    width: panel.widthOf(index)
                    height: panel.rowHeight
                    rightPadding: Theme.gap * 0.75
                    leftPadding: Theme.gap * 0.75
                    text: (what.text ?? "") !== "" || index > 0 ? what.text ?? "" : FeatureTable.marked > 1 ? qsTr("%1 marked").arg(Theme.number(FeatureTable.marked)) : qsTr("Sum")
                    strong: true
                    font.pixelSize: Theme.control
                    color: index === 0 || what.mean ? Theme.textQuiet : Theme.text
                    horizontalAlignment: index === 0 ? Text.AlignLeft : Text.AlignRight
                    elide: Text.ElideRight
                    objectName: "mayElide"
                }
            }
        }
    }
}
