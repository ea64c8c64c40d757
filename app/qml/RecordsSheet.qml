import QtQuick
import QtQuick.Layouts
import Yunjie

/// What the store holds: figures of any period, all events, councils, what was told outside, the journal itself.
Sheet {
    id: sheet

    property string tab: "statistics"

    title: qsTr("Records")
    preferredWidth: Theme.px(Theme.wall ? 1240 : 960)
    preferredHeight: Theme.px(Theme.wall ? 860 : 760)
    onOpened: tabs.forceActiveFocus()

    Segments {
        id: tabs
        value: sheet.tab
        choices: [
            { id: "statistics", label: qsTr("Statistics") }, { id: "history", label: qsTr("Events") }, { id: "councils", label: qsTr("Councils") },
            { id: "deliveries", label: qsTr("Deliveries") }, { id: "journal", label: qsTr("Journal") }
        ]
        onChosen: id => sheet.tab = id
    }
    Loader {
        sourceComponent: sheet.tab === "statistics" ? statistics : sheet.tab === "history" ? history : sheet.tab === "councils" ? councils : sheet.tab === "deliveries" ? deliveries : journal
        Layout.fillWidth: true
        Layout.fillHeight: true
    }
    Component { id: statistics; RecordsStatistics { } }
    Component { id: history; RecordsHistory { } }
    Component { id: councils; RecordsCouncils { } }
    Component { id: deliveries; RecordsDeliveries { } }
    Component { id: journal; RecordsJournal { } }
}
