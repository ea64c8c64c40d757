import QtQuick
import QtQuick.Layouts
import Yunjie

/// The one-page report of a day, written as PDF.
Sheet {
    id: sheet

    property string day: DailyReport.today

    title: qsTr("Daily report")
    preferredWidth: Theme.px(Theme.wall ? 820 : 540)
    onOpened: days.forceActiveFocus()

    FilePicker {
        id: saver
        title: qsTr("Save the daily report")
        mode: FilePicker.Save
        suffix: "pdf"
        filters: [qsTr("PDF (*.pdf)")]
        onAccepted: {
            DailyReport.write(chosen, sheet.day);
            sheet.close();
        }
    }
    Label {
        text: qsTr("One page of A4 for the leaders: the map with the day's events, events by domain, alarms, weather warnings, trends and all indicators. Nothing about persons is in it.")
        font.pixelSize: Theme.control
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    RowLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        Label {
            text: qsTr("Day")
            font.pixelSize: Theme.control
        }
        Segments {
            id: days
            value: sheet.day
            choices: [{ id: DailyReport.today, label: qsTr("Today, up to now") }, { id: DailyReport.yesterday, label: qsTr("Yesterday") }]
            onChosen: id => {
                sheet.day = id;
                other.text = id;
            }
        }
        Entry {
            id: other
            text: sheet.day
            placeholderText: qsTr("2026-06-18")
            inputMethodHints: Qt.ImhDate
            onTextEdited: {
                if (/^\d{4}-\d\d-\d\d$/.test(text))
                    sheet.day = text;
            }
            Layout.preferredWidth: Theme.px(Theme.wall ? 220 : 140)
        }
    }
    PushButton {
        text: DailyReport.busy ? qsTr("Writing …") : qsTr("As PDF …")
        glyph: "export"
        primary: true
        enabled: !DailyReport.busy && /^\d{4}-\d\d-\d\d$/.test(other.text)
        onClicked: {
            saver.suggestion = DailyReport.suggestion(sheet.day);
            saver.open();
        }
    }
}
