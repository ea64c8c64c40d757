pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Yunjie

/// What the card says of the selected object.
ColumnLayout {
    id: body

    property bool closable: true

    spacing: Theme.gap

    RowLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        Label {
            text: Card.title
            strong: true
            font.pixelSize: Theme.wall ? Theme.px(28) : Theme.headline
            wrapMode: Text.Wrap
            maximumLineCount: Theme.chinese ? 2 : 3 // names in English are long
            elide: Text.ElideRight
            Layout.fillWidth: true
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        PushButton {
            flat: true
            quiet: true
            glyph: "close"
            hint: qsTr("Close the card")
            visible: body.closable
            onClicked: Selection.clear()
        }
    }
    // Below the title, which has the whole width then.
    RowLayout {
        visible: Card.badge !== "" || Card.subtitle !== ""
        spacing: Theme.gap * 1.5
        Layout.fillWidth: true
        Layout.topMargin: -Theme.gap / 2

        Row {
            visible: Card.badge !== ""
            Layout.alignment: Qt.AlignTop
            spacing: Theme.gap / 2

            Marker {
                visual: Card.badgeState
                size: Math.round(Theme.secondary * 1.1)
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                text: Card.badge
                quiet: true
                color: Theme.stateColour(Card.badgeState)
            }
        }
        Label {
            visible: text !== ""
            text: Card.subtitle
            quiet: true
            wrapMode: Text.Wrap
            Layout.fillWidth: true
        }
        Label {
            visible: Selection.kind === "alarm" && text !== ""
            text: CurrentAlarm.running
            strong: true
            font.pixelSize: Theme.control
            color: CurrentAlarm.calling ? Theme.stateColour(CurrentAlarm.visual) : Theme.text
            Layout.alignment: Qt.AlignTop
        }
    }
    // Of the device or building that is selected.
    Chip {
        visible: CurrentAlarm.id !== "" && Selection.kind !== "alarm"
        text: CurrentAlarm.title
        value: CurrentAlarm.running
        visual: CurrentAlarm.visual
        active: true
        Layout.maximumWidth: body.width
        onPicked: Selection.select("alarm", CurrentAlarm.id)
    }
    CameraView {
        // The patrol shows it beside the map.
        visible: camera !== "" && !(Patrol.running && Patrol.camera === camera)
        camera: Card.kind === "thing" && CameraModel.hasStream(Selection.id) ? Selection.id : ""
        live: visible
        captioned: false
        Layout.fillWidth: true
        Layout.preferredHeight: Math.round(width * 9 / 16)
    }
    RowFields {
        rows: Card.rows
        Layout.fillWidth: true
    }
    ResidentsSection {
        Layout.fillWidth: true
    }
    // A positioner: rows of a layout that are exchanged while it is being resized are still known to it when they are gone
    // (a crash in Qt 6.4).
    Column {
        id: sections
        visible: (Card.sections ?? []).length > 0
        spacing: Theme.gap
        Layout.fillWidth: true

        Repeater {
            model: Card.sections

            ColumnLayout {
                id: section
                required property var modelData
                // One reading makes no chart.
                visible: !modelData.chart || modelData.chart.points.length > 1
                spacing: Theme.gap / 2
                width: sections.width

                Rectangle {
                    color: Theme.divider
                    Layout.fillWidth: true
                    Layout.preferredHeight: Theme.hair
                }
                Label {
                    text: section.modelData.title
                    quiet: true
                    Layout.fillWidth: true
                }
                RowFields {
                    visible: rows.length > 0
                    rows: section.modelData.rows ?? []
                    Layout.fillWidth: true
                }
                EventTimeline {
                    visible: steps.length > 0
                    steps: section.modelData.steps ?? []
                    Layout.fillWidth: true
                }
                EvidenceChart {
                    name: section.modelData.title
                    readings: section.modelData.chart?.points ?? []
                    threshold: section.modelData.chart?.threshold ?? NaN
                    met: section.modelData.chart?.met ?? 0
                    unit: section.modelData.chart?.unit ?? ""
                    begin: section.modelData.chart?.from ?? ""
                    end: section.modelData.chart?.to ?? ""
                    Layout.fillWidth: true
                }
                PlanPicture {
                    visible: unit !== ""
                    unit: section.modelData.plan ?? ""
                    ink: Theme.text
                    quiet: Theme.textQuiet
                    ground: Theme.panelSolid
                    family: Theme.family
                    textSize: Theme.wall ? Theme.secondary : Theme.secondary - 2 * Theme.hair
                    implicitHeight: aspect > 0 ? Math.min(width / aspect, Theme.px(Theme.wall ? 320 : 260)) : 0
                    Layout.fillWidth: true
                    Accessible.role: Accessible.Graphic
                    Accessible.name: section.modelData.title
                }
                Flow {
                    visible: chips.count > 0
                    spacing: Theme.gap / 2
                    Layout.fillWidth: true

                    Repeater {
                        id: chips
                        model: section.modelData.chips ?? []
                        Chip {
                            required property var modelData
                            text: modelData.label
                            value: modelData.value ?? ""
                            visual: modelData.state ?? ""
                            shape: modelData.shape ?? ""
                            active: (modelData.id ?? "") !== ""
                            width: Math.min(implicitWidth, sections.width)
                            onPicked: Selection.flyTo(modelData.kind, modelData.id)
                        }
                    }
                }
            }
        }
    }
}
