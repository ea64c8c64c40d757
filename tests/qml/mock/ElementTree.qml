pragma Singleton
import QtQuick

ListModel {
    id: tree
    property string filter: ""
    property bool active: false
    property bool anyHidden: true
    signal visibilityChanged
    function find(kind, id) { return index(-1, 0) }
    function setShown(index, shown) { }
    function isolate(index) { }
    function isolateIds(ids) { }
    function showAll() { anyHidden = false }
    Component.onCompleted: {
        const zh = Session.language === "zh_CN";
        append({ kind: "storey", id: "S2", name: zh ? "二层" : "Level 2", shown: 2 });
        append({ kind: "storey", id: "S1", name: zh ? "首层" : "Level 1", shown: 1 });
        append({ kind: "", id: "", name: zh ? "墙" : "Walls", shown: 0 });
    }
}
