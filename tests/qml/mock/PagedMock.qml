import QtQuick

ListModel {
    property bool active: false
    property bool busy: false
    property string error
    property int total: count
    property var filter: ({})
    readonly property bool zh: Session.language === "zh_CN"
    property var calls: []
    function at(row) { return row >= 0 && row < count ? get(row) : {} }
    function refresh() { }
}
