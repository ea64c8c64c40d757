pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Yunjie

/// Which way the section cuts, and where.
ColumnLayout {
    id: tab

    spacing: Theme.gap

    InspectHint {
        visible: !Inside.active
        text: qsTr("Enter a building to cut it.")
    }
    Flow {
        visible: Inside.active
        spacing: Theme.gap / 2
        Layout.fillWidth: true

        Repeater {
            model: [
                { id: "", label: qsTr("None") }, { id: "x", label: qsTr("Across") }, { id: "y", label: qsTr("Along") },
                { id: "z", label: qsTr("Level") }, { id: "view", label: qsTr("Towards the eye") }
            ]
            PushButton {
                required property var modelData
                text: modelData.label
                checked: SectionTool.axis === modelData.id
                Accessible.role: Accessible.RadioButton
                onClicked: SectionTool.axis = modelData.id
            }
        }
    }
    Label {
        visible: SectionTool.active
        text: SectionTool.positionText
        strong: true
    }
    T.Slider {
        id: slider
        visible: SectionTool.active
        from: SectionTool.low
        to: SectionTool.high
        value: SectionTool.position
        stepSize: 0.01
        implicitHeight: Theme.touch
        focusPolicy: Qt.TabFocus
        Layout.fillWidth: true
        Accessible.name: qsTr("Where the section cuts")
        onMoved: SectionTool.position = value
        Keys.onLeftPressed: SectionTool.nudge(-0.1)
        Keys.onRightPressed: SectionTool.nudge(0.1)

        background: Rectangle {
            y: (slider.height - height) / 2
            width: slider.width
            height: 2 * Theme.hair
            radius: height
            color: Theme.track
        }
        handle: Rectangle {
            x: slider.visualPosition * (slider.width - width)
            y: (slider.height - height) / 2
            width: Theme.gap * 2
            height: width
            radius: width / 2
            color: Theme.accent
            border.width: slider.visualFocus ? 2 * Theme.hair : 0
            border.color: Theme.text
        }
    }
    Binding {
        target: slider
        property: "value"
        value: SectionTool.position
        when: !slider.pressed
        restoreMode: Binding.RestoreNone
    }
    Row {
        visible: SectionTool.active
        spacing: Theme.gap / 2
        PushButton {
            text: qsTr("Other half")
            glyph: "flip"
            onClicked: SectionTool.flip()
        }
        PushButton {
            text: qsTr("−10 cm")
            onClicked: SectionTool.nudge(-0.1)
        }
        PushButton {
            text: qsTr("+10 cm")
            onClicked: SectionTool.nudge(0.1)
        }
    }
    InspectHint {
        visible: SectionTool.active
        text: qsTr("The handle in the view drags the section as well; cut faces are filled.")
    }
    Item { Layout.fillHeight: true }
}
