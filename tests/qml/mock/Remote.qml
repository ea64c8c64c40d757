pragma Singleton
import QtQuick

QtObject {
    property bool serving: true
    property string scope: "network"
    property int port: 8317
    property string error: ""
    property var addresses: ["192.168.1.20:8317"]
    property string code: "408215"
    property int secondsLeft: 582
    property bool pausing: false
    property var seats: [{ id: "a", name: Session.language === "zh_CN" ? "二号席位" : "Desk 2", connected: true, leading: true }, { id: "b", name: Session.language === "zh_CN" ? "三号席位" : "Desk 3", connected: false, leading: false }]
    property string leader: ""
    property var walls: [{ id: "w", name: Session.language === "zh_CN" ? "指挥大屏" : "Command wall", address: "192.168.1.20:8317", state: "leading", visual: "normal", stateText: Session.language === "zh_CN" ? "正跟随本席位" : "follows this seat" }]
    property bool leading: false
    property bool pairing: false
    property string refusal: ""
    property var parts: ["view", "selection", "layout", "looks", "time"]
    readonly property var allParts: [{ id: "view", label: Session.language === "zh_CN" ? "视角" : "View" }, { id: "selection", label: Session.language === "zh_CN" ? "选中对象" : "Selection" }, { id: "layout", label: Session.language === "zh_CN" ? "布局" : "Layout" }]

    signal followed
    function startPairing(): void { code = "408215" }
    function stopPairing(): void { code = "" }
    function forgetSeat(id: string): void {}
    function letGo(): void {}
    function pair(address: string, code: string): void {}
    function lead(id: string): void {}
    function stop(id: string): void {}
    function forgetWall(id: string): void {}
}
