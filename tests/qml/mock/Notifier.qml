pragma Singleton
import QtQuick

QtObject {
    readonly property bool zh: Session.language === "zh_CN"
    property bool desktop: true
    property string desktopReason
    property var targets: [{ id: "duty", name: zh ? "值班电话网关" : "Duty line gateway", host: "sms.example.org", minimum: "major", minimumName: zh ? "较重" : "major", state: "idle", text: zh ? "最近成功 15:50" : "last at 15:50" }]
    function test(target) { }
}
