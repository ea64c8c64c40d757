import QtQuick

/// Stands in for the painted plan.
Rectangle {
    property string unit
    property color ink
    property color quiet
    property color ground
    property string family
    property int textSize
    property real aspect: 1.5
    color: ground
    border.color: ink
}
