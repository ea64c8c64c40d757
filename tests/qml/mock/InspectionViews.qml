pragma Singleton
import QtQuick

QtObject {
    id: kept
    readonly property bool zh: Session.language === "zh_CN"
    property bool noting: false
    readonly property ListModel views: ListModel {
        Component.onCompleted: append({ name: kept.zh ? "二层净空" : "Clearances on level 2", detail: kept.zh ? "12 栋 · 2 层 · 剖切" : "Building 12 · Storey 2 · section" })
    }
    readonly property ListModel notes: ListModel {
        Component.onCompleted: append({ text: kept.zh ? "门扇与立柱相碰" : "The leaf meets the column", place: kept.zh ? "门 204" : "Door 204" })
    }
    function placeNote() { Measure.mode = "note" }
    function writeNote(text) { noting = false }
    function removeNote(row) { }
    function goToNote(row) { }
    function save(name) { }
    function restore(row) { }
    function rename(row, name) { }
    function remove(row) { }
    function exportTo(file) { }
    function importFrom(file) { }
}
