pragma Singleton
import QtQuick

QtObject {
    readonly property bool active: axis !== ""
    property string axis: "x"
    property double position: 1.25
    property double low: -8
    property double high: 8
    readonly property string positionText: Session.language === "zh_CN" ? "距中心 1.25 m" : "1.25 m from the middle"
    function flip() { position = -position }
    function nudge(metres) { position += metres }
}
