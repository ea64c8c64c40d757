import QtQuick

ListModel {
    property string filterText
    property string filterState: "open"
    property string filterSeverity
    property string filterDomain
    property string sortKey: "overdue"
    property string filterType
    property string filterClass
    property string filterSource
    property string filterTime
    property string filterPlaceId
    property string filterPlaceName
    property bool mine: false
    property string who
    property bool leadsMap: false
    readonly property bool narrowed: filterState !== "open" || mine || filterText !== "" || filterSeverity !== "" || filterDomain !== ""
    readonly property int openCount: 28
    readonly property var types: [{ id: "", label: zh ? "全部类型" : "All types" }]
    readonly property var classes: [{ id: "", label: zh ? "全部级别" : "All classes" }]
    readonly property var sources: [{ id: "", label: zh ? "全部来源" : "All sources" }]
    readonly property var times: [{ id: "", label: zh ? "不限时间" : "At any time" }]
    property var places: []
    function clearFilters() {
        filterState = "open";
        mine = false;
        filterText = filterSeverity = filterDomain = "";
    }
    function setFilterPlace(kind, id) { places = places.concat([kind + ":" + id]) }
    function rowOf(id) {
        for (let i = 0; i < count; ++i) {
            if (get(i).id === id)
                return i;
        }
        return -1;
    }
    function idAt(row) { return row >= 0 && row < count ? get(row).id : "" }
    readonly property bool zh: Session.language === "zh_CN"
    readonly property var states: zh
        ? [{ id: "", label: "全部" }, { id: "open", label: "未办结" }, { id: "overdue", label: "超时" }, { id: "reported", label: "待受理" }, { id: "handling", label: "处置中" }]
        : [{ id: "", label: "All states" }, { id: "open", label: "Open" }, { id: "overdue", label: "Overdue" }, { id: "reported", label: "Reported" }, { id: "handling", label: "Handling" }]
    readonly property var severities: zh
        ? [{ id: "", label: "全部" }, { id: "minor", label: "一般及以上" }, { id: "major", label: "较重及以上" }, { id: "critical", label: "严重" }]
        : [{ id: "", label: "All severities" }, { id: "minor", label: "Minor and worse" }, { id: "major", label: "Major and worse" }, { id: "critical", label: "Critical" }]
    readonly property var domains: zh
        ? [{ id: "", label: "全部领域" }, { id: "public-safety", label: "公共安全" }, { id: "emergency", label: "应急管理" }]
        : [{ id: "", label: "All domains" }, { id: "public-safety", label: "Public safety" }, { id: "emergency", label: "Emergency" }]
    onFilterStateChanged: fill()
    onFilterSeverityChanged: fill()

    Component.onCompleted: fill()
    function fill() {
        clear();
        const types = zh ? ["火情", "用电隐患", "积水内涝", "电动车入户", "物业纠纷", "垃圾溢出", "噪声扰民", "违停", "关爱求助"]
                         : ["Fire", "Electrical hazard", "Flooding", "E-bike indoors", "Property dispute", "Garbage overflow", "Noise", "Illegal parking", "Care request"];
        const ids = ["fire", "electrical-hazard", "flooding", "e-bike-indoors", "property-dispute", "garbage-overflow", "noise", "illegal-parking", "care-request"];
        const severities_ = ["critical", "major", "minor", "minor", "minor", "minor", "minor", "minor", "major"];
        const visuals = ["critical", "major", "in-hand", "in-hand", "in-hand", "in-hand", "minor", "normal", "major"];
        const shapes = ["octagon", "triangle", "circle", "circle", "circle", "circle", "diamond", "dot", "triangle"];
        const states_ = ["handling", "reported", "handling", "dispatched", "handling", "verifying", "accepted", "closed", "reopened"];
        const stateNames = zh ? ["处置中", "待受理", "处置中", "已分拨", "处置中", "核查中", "已受理", "已办结", "重新办理"]
                              : ["handling", "reported", "handling", "dispatched", "handling", "verifying", "accepted", "closed", "reopened"];
        const where = zh ? ["12 栋 7 层 703", "老围 3 巷 8 号", "沿河路 2 号下沉通道", "5 栋大堂", "翠苑花园 2 期物业服务中心", "桂园路与红宝路路口", "文华大厦 16 层", "市场南门", "桂花苑 9 栋 1202"]
                         : ["Building 12, 7th floor, 703", "8 Laowei Lane 3", "2 Riverside Road, underpass", "Building 5, lobby", "Cuiyuan Garden phase 2, office", "Guiyuan Road at Hongbao Road", "Wenhua Tower, 16th floor", "Market, south gate", "Guihua Court 9, 1202"];
        const ages = zh ? ["2 分", "6 分", "11 分", "26 分", "1 小时 40 分", "2 小时", "3 小时", "5 小时", "6 小时"]
                        : ["2 min", "6 min", "11 min", "26 min", "1 h 40 min", "2 h", "3 h", "5 h", "6 h"];
        for (let i = 0; i < 36; ++i) {
            const k = i % 9;
            if (filterState === "in-hand" ? ["reported", "closed"].includes(states_[k]) : filterState === "closed-today" ? states_[k] !== "closed" : filterState === "open" ? states_[k] === "closed" : filterState !== "" && states_[k] !== filterState)
                continue;
            append({ id: "E" + i, type: ids[k], typeName: types[k], title: types[k], state: states_[k], stateName: stateNames[k],
                     severity: severities_[k], visual: visuals[k], shape: shapes[k], open: states_[k] !== "closed", address: where[k], ageText: ages[k], overdue: k === 4,
                     klass: "ABCD"[k % 4], assignee: k === 3 ? (zh ? "网格 07 网格员" : "Grid member 07") : "", level: k === 4 ? 1 : 0, limit: "", satisfaction: 0, mergedInto: "", version: 1 });
        }
    }
}
