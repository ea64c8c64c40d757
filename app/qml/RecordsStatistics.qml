pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// Figures over a period: the funnel as bars, and a plain table by one key or two.
ColumnLayout {
    id: part

    readonly property var heads: [qsTr("Received"), qsTr("Settled"), qsTr("Rate"), qsTr("To accept"), qsTr("To close"), qsTr("Overdue"), qsTr("Open")]
    readonly property int figureWidth: Theme.px(Theme.wall ? 118 : 84)

    function figures(row: var): var {
        return [Theme.number(row.received ?? 0), Theme.number(row.settled ?? 0), row.rateText ?? "", row.acceptText ?? "", row.closeText ?? "", Theme.number(row.overdue ?? 0), Theme.number(row.open ?? 0)];
    }

    component Line: Item {
        id: line
        property string name
        property var figures: []
        property bool strong: false
        property bool quiet: false
        implicitHeight: label.implicitHeight + Theme.gap * 0.75
        Accessible.role: Accessible.Row
        Accessible.name: qsTr("%1: %2").arg(line.name).arg(line.figures.join(qsTr(", ")))

        Label {
            id: label
            width: parent.width - part.figureWidth * line.figures.length - Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            text: line.name
            strong: line.strong
            quiet: line.quiet
            font.pixelSize: Theme.control
            elide: Text.ElideRight
            objectName: "mayElide"
        }
        Row {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            Repeater {
                model: line.figures
                Label {
                    required property string modelData
                    width: part.figureWidth
                    horizontalAlignment: Text.AlignRight
                    text: modelData
                    strong: line.strong
                    quiet: line.quiet
                    font.pixelSize: Theme.control
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Math.round(Theme.control * 0.8)
                }
            }
        }
    }

    spacing: Theme.gap
    Component.onCompleted: StatisticsModel.active = true
    Component.onDestruction: StatisticsModel.active = false

    Flow {
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Choice {
            name: qsTr("Period")
            choices: StatisticsModel.periods.filter(each => each.id !== "own")
            value: StatisticsModel.period
            onChosen: id => StatisticsModel.period = id
        }
        Choice {
            name: qsTr("By")
            choices: StatisticsModel.keys.filter(each => each.id !== "none")
            value: StatisticsModel.by
            onChosen: id => StatisticsModel.by = id
        }
        Choice {
            name: qsTr("And by")
            choices: StatisticsModel.keys
            value: StatisticsModel.then
            onChosen: id => StatisticsModel.then = id
        }
        Choice {
            visible: StatisticsModel.by === "area" || StatisticsModel.then === "area"
            name: qsTr("Level")
            choices: StatisticsModel.levels
            value: StatisticsModel.areaLevel
            onChosen: id => StatisticsModel.areaLevel = id
        }
        ExportRow {
            what: "statistics"
            filter: ({ from: StatisticsModel.from, to: StatisticsModel.to, by: StatisticsModel.by, then: StatisticsModel.then, areaLevel: StatisticsModel.areaLevel })
        }
    }
    Label {
        visible: StatisticsModel.error !== ""
        text: StatisticsModel.error
        color: Theme.stateColour("major")
        font.pixelSize: Theme.control
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    RowLayout {
        spacing: Theme.gap * 3
        Layout.fillWidth: true

        Column {
            spacing: Theme.gap / 4
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop

            Label {
                text: qsTr("How far they came")
                quiet: true
            }
            Repeater {
                model: StatisticsModel.funnel
                BarRow {
                    required property var modelData
                    width: parent.width
                    name: modelData.label
                    value: Theme.number(modelData.count)
                    fraction: modelData.share
                }
            }
        }
        Column {
            spacing: Theme.gap / 4
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop

            Label {
                text: qsTr("Disputes")
                quiet: true
            }
            Repeater {
                model: StatisticsModel.disputes
                BarRow {
                    required property var modelData
                    width: parent.width
                    name: modelData.label
                    value: Theme.number(modelData.count)
                    fraction: modelData.share
                }
            }
            Label {
                width: parent.width
                text: qsTr("Alarms %1 · incidents %2 · meetings %3, raised %4, solved %5").arg(Theme.number(StatisticsModel.others.alarms ?? 0)).arg(Theme.number(StatisticsModel.others.incidents ?? 0))
                        .arg(Theme.number(StatisticsModel.others.meetings ?? 0)).arg(Theme.number(StatisticsModel.others.issuesRaised ?? 0)).arg(Theme.number(StatisticsModel.others.issuesSolved ?? 0))
                quiet: true
                wrapMode: Text.Wrap
            }
        }
    }
    Line {
        figures: part.heads
        quiet: true
        Layout.fillWidth: true
        Layout.rightMargin: Theme.gap
    }
    ListView {
        id: table
        model: StatisticsModel.rows.length
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Layout.fillWidth: true
        Layout.fillHeight: true
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Figures")
        T.ScrollBar.vertical: ScrollLine { }

        delegate: Line {
            required property int index
            readonly property var it: StatisticsModel.rows[index] ?? ({})
            width: table.width - Theme.gap
            name: (it.thenLabel ?? "") === "" ? it.label ?? "" : qsTr("%1 · %2").arg(it.label).arg(it.thenLabel)
            figures: part.figures(it)

            Rectangle {
                width: parent.width
                height: Theme.hair
                color: Theme.divider
            }
        }
    }
    Line {
        name: qsTr("All")
        figures: part.figures(StatisticsModel.total)
        strong: true
        Layout.fillWidth: true
        Layout.rightMargin: Theme.gap
    }
}
