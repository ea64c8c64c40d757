pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// All indicators at once, group by group; a click shows one on the map.
Sheet {
    id: sheet

    title: qsTr("Indicators")
    preferredWidth: Theme.px(Theme.wall ? 1240 : 980)
    preferredHeight: Theme.viewHeight * 0.86

    ListView {
        id: list
        readonly property int columns: Math.max(2, Math.floor(width / Theme.px(Theme.wall ? 230 : 180)))
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        spacing: Theme.gap * 2
        model: IndicatorModel.groups
        Layout.fillWidth: true
        Layout.fillHeight: true
        // All are made: the keys walk from one to the next whether it is in sight or not.
        cacheBuffer: 10000
        T.ScrollBar.vertical: ScrollLine { }

        delegate: Column {
            id: group
            required property var modelData
            width: ListView.view.width
            spacing: Theme.gap

            Label {
                text: group.modelData.label
                strong: true
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            Grid {
                columns: list.columns
                columnSpacing: Theme.gap * 1.5
                rowSpacing: Theme.gap * 1.5

                Repeater {
                    model: IndicatorModel
                    IndicatorTile {
                        id: tile
                        required property var model
                        what: tile.model
                        visible: tile.model.group === group.modelData.id
                        width: (list.width - (list.columns - 1) * Theme.gap * 1.5) / list.columns - Theme.gap
                        height: implicitHeight
                        onClicked: sheet.close()
                        onActiveFocusChanged: {
                            if (activeFocus)
                                list.positionViewAtIndex(IndicatorModel.groups.findIndex(each => each.id === group.modelData.id), ListView.Contain);
                        }
                    }
                }
            }
        }
    }
}
