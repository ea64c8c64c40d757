pragma Singleton
import QtQuick

ListModel {
    readonly property bool zh: Session.language === "zh_CN"
    property bool available: true
    property string kind: ""
    property string id: ""
    property string title: zh ? "703 室" : "Unit 703"
    property int known: 2
    property string state: "masked"
    property string text: ""
    property bool mayReveal: true
    property int secondsLeft: 60
    property var calls: []
    signal changed
    function look() { state = "masked" }
    function reveal(why) {
        calls = calls.concat(["reveal " + why]);
        state = "shown";
        changed();
    }
    function hide() {
        state = "masked";
        changed();
    }
    Component.onCompleted: {
        for (let i = 0; i < 2; ++i)
            append({ name: "张**", identity: "**** 123X", telephone: "**** 5678", kind: zh ? "户籍" : "registered here", born: "", care: "", unitName: zh ? "703 室" : "703" });
    }
}
