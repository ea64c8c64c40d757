pragma Singleton
import QtQuick

/// Stands in for the building that is entered: a tower of 18 storeys and one below, not entered at first.
QtObject {
    readonly property bool zh: Session.language === "zh_CN"
    property bool entered: false
    property bool opening: false
    readonly property bool active: entered && !opening
    readonly property string building: entered ? "B00012" : ""
    property string title: zh ? "12 栋" : "Building 12"
    property string source: "tower.ifc"
    property bool schematic: false
    property string reason: schematic ? zh ? "没有平面图，仅按楼层和房屋数示意" : "No plan of its inside is known: storeys and units by their number" : ""
    property int storey: 7
    property int count: 19
    readonly property var storeys: {
        const list = [];
        if (!active)
            return list;
        for (let i = count - 2; i >= -1; --i) {
            const number = i >= 0 ? i + 1 : -1;
            list.push({ number: number, id: "B00012::" + number, name: number > 0 ? (zh ? number + "层" : "Storey " + number) : (zh ? "地下1层" : "Basement 1"),
                        spaces: 30, units: 4, things: 6, alarms: number === 7 ? 1 : 0, events: 0, state: number === 7 ? "critical" : number === 3 ? "offline" : "normal", current: number === storey });
        }
        return list;
    }
    property string spread: ""
    property bool plan: true
    property bool shell: true
    property bool table: false
    property string paint: "function"
    readonly property var paints: [
        { id: "function", label: zh ? "房间用途" : "Use of rooms" }, { id: "tenancy", label: zh ? "房屋性质" : "Tenancy" },
        { id: "sensors", label: zh ? "感知设备" : "Sensors" }, { id: "events", label: zh ? "事件" : "Events" }
    ]
    readonly property var legend: [
        { label: zh ? "房间" : "Room", colour: "#4B6C97", count: 216, visual: "" }, { label: zh ? "客厅" : "Living room", colour: "#5E83AE", count: 72, visual: "" },
        { label: zh ? "卫生间" : "Bathroom", colour: "#3F7F86", count: 108, visual: "" }, { label: zh ? "走廊" : "Corridor", colour: "#3B4A61", count: 19, visual: "" }
    ]
    property string section: ""
    property bool walking: false
    property var waysOut: ({})
    property bool waysShown: false
    property var calls: []
    function called(name) { calls = calls.concat([name]) }
    function up() { called("up") }
    function down() { called("down") }
    function all() { storey = 0; called("all") }
    function leave() { entered = false; called("leave") }
    function nextSpread() { spread = spread === "" ? "up" : spread === "up" ? "sideways" : "" }
    function nextSection() { section = section === "" ? "x" : "" }
}
