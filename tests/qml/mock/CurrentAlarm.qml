pragma Singleton
import QtQuick

QtObject {
    readonly property bool zh: Session.language === "zh_CN"
    property string id: Selection.kind === "alarm" ? Selection.id : ""
    property string title: zh ? "剩余电流过大 412 mA" : "Residual current too high 412 mA"
    property string visual: "major"
    property bool calling: true
    property string running: "6:40"
    signal changed
}
