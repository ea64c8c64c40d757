pragma Singleton
import QtQuick

ListModel {
    id: areas
    readonly property bool zh: Session.language === "zh_CN"
    readonly property bool active: indicator !== ""
    property string indicator
    readonly property string name: zh ? "实有人口" : "Residents"
    readonly property string unit: zh ? "人" : ""
    readonly property string definition: zh ? "现居住在楼栋内的全部人口，不论户籍；为各楼栋人数之和。" : "People who live in the buildings now, whoever they are registered with."
    readonly property string good: ""
    property string level: "community"
    readonly property var levels: [{ id: "community", label: zh ? "社区" : "Community" }, { id: "grid", label: zh ? "网格" : "Grid" }]
    property string method: "quantile"
    readonly property var methods: [{ id: "quantile", label: zh ? "各级区域数相当" : "As many areas in each" }, { id: "equal", label: zh ? "等距" : "Equal spans" }]
    property int classes: 5
    readonly property var legend: ["#16365c", "#244c7d", "#3182bd", "#7cacd6", "#c6dbef"].map((colour, i) => ({ label: (4000 + 2000 * i) + " – " + (5999 + 2000 * i), colour: colour, count: 2 }))
    readonly property string sumText: "103,218"
    readonly property string totalText: zh ? "10.3万" : "103,218"
    readonly property bool addsUp: true
    readonly property string note: zh ? "各行之和等于总数。" : "The rows sum to the total."
    property string current: "C03"
    property string hovered
    property string sortKey: "value"
    property bool descending: true
    function toggle(id) { indicator = indicator === id ? "" : id }
    function clear() { indicator = "" }
    function sortBy(key) { sortKey = key }
    function choose(row, fly) { current = row >= 0 ? get(row).id : "" }
    function hover(row) { hovered = row >= 0 ? get(row).id : "" }
    function rowOf(id) {
        for (let i = 0; i < count; ++i) {
            if (get(i).id === id)
                return i;
        }
        return -1;
    }
    function suggestion() { return "" }
    function exportTo(file) { }
    Component.onCompleted: {
        const names = zh ? ["东山", "长岭", "渔村", "新安", "北湖", "文华", "南塘", "老围", "松岭", "人民"] : ["Dongshan", "Changling", "Yucun", "Xin'an", "Beihu", "Wenhua", "Nantang", "Laowei", "Songling", "Renmin"];
        names.forEach((name, i) => append({ id: "C" + String(i + 1).padStart(2, "0"), kind: "community", name: name, value: 14000 - 1000 * i, valueText: String(14000 - 1000 * i), share: 0.14 - 0.01 * i, shareText: (14 - i) + " %", colour: String(legend[Math.floor((9 - i) / 2)].colour), classIndex: Math.floor((9 - i) / 2) }));
    }
}
