pragma Singleton
import QtQuick

QtObject {
    readonly property bool zh: Session.language === "zh_CN"
    property string kind: "building"
    property string id: "B00012"
    property string name: zh ? "12 栋" : "Building 12"
    property var hovered: ({ kind: "building", id: "B00014", name: zh ? "文华大厦" : "Wenhua Tower" })
    property var entered: ({ kind: "grid", id: "G07", name: zh ? "网格 07" : "Grid 07" })
    property var breadcrumb: [
        { kind: "sub-district", id: "S", name: zh ? "样例街道" : "Sample sub-district" },
        { kind: "community", id: "C1", name: zh ? "桂花社区" : "Guihua community" },
        { kind: "block", id: "K3", name: zh ? "街区 3" : "Block 3" },
        { kind: "grid", id: "G07", name: zh ? "网格 07" : "Grid 07" },
        { kind: "building", id: "B00012", name: zh ? "12 栋" : "Building 12" }
    ]
    signal currentChanged
    property var calls: []
    function called(name) { calls = calls.concat([name]) }
    function choose(newKind, newId) {
        kind = newKind;
        id = newId;
        currentChanged();
    }
    function select(kind, id) {
        called("select " + kind + " " + id);
        choose(kind, id);
    }
    function enter(kind, id) { called("enter " + kind + " " + id) }
    function up() { called("up") }
    function clear() { called("clear") }
    function flyTo(kind, id) {
        called("flyTo " + kind + " " + id);
        choose(kind, id);
    }
    function hover(kind, id) { }
}
