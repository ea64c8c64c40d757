pragma Singleton
import QtQuick

QtObject {
    property bool busy: false
    property string stage
    property real progress: -1
    property var calls: []
    readonly property var tables: [{ id: "events", label: "Events" }]
    readonly property var formats: [{ id: "csv", label: "CSV" }, { id: "gpkg", label: "GeoPackage" }, { id: "geojson", label: "GeoJSON" }]
    signal notice(string text)
    function suggestion(what, ending) { return "file:///tmp/" + what + "." + ending }
    function write(file, what, filter) { calls = calls.concat(["write " + file + " " + what]) }
}
