pragma Singleton
import QtQuick

ListModel {
    property string filterText
    property string filterState
    property string filterSeverity
    property string filterDomain
    property string sortKey: "severity"

    Component.onCompleted: {
        const zh = Session.language === "zh_CN";
        const types = zh ? ["火情", "用电隐患", "积水内涝", "电动车入户", "物业纠纷", "垃圾溢出", "噪声扰民", "违停", "关爱求助"]
                         : ["Fire", "Electrical hazard", "Flooding", "E-bike indoors", "Property dispute", "Garbage overflow", "Noise", "Illegal parking", "Care request"];
        const ids = ["fire", "electrical-hazard", "flooding", "e-bike-indoors", "property-dispute", "garbage-overflow", "noise", "illegal-parking", "care-request"];
        const severities = ["critical", "major", "minor", "minor", "minor", "minor", "minor", "minor", "major"];
        const states = ["handling", "reported", "handling", "dispatched", "handling", "verifying", "accepted", "closed", "reopened"];
        const stateNames = zh ? ["处置中", "待受理", "处置中", "已分拨", "处置中", "核查中", "已受理", "已办结", "重新办理"]
                              : ["handling", "reported", "handling", "dispatched", "handling", "verifying", "accepted", "closed", "reopened"];
        const where = zh ? ["12 栋 7 层 703", "老围 3 巷 8 号", "沿河路 2 号下沉通道", "5 栋大堂", "翠苑花园 2 期物业服务中心", "桂园路与红宝路路口", "文华大厦 16 层", "市场南门", "桂花苑 9 栋 1202"]
                         : ["Building 12, 7th floor, 703", "8 Laowei Lane 3", "2 Riverside Road, underpass", "Building 5, lobby", "Cuiyuan Garden phase 2, office", "Guiyuan Road at Hongbao Road", "Wenhua Tower, 16th floor", "Market, south gate", "Guihua Court 9, 1202"];
        const ages = zh ? ["2 分", "6 分", "11 分", "26 分", "1 小时 40 分", "2 小时", "3 小时", "5 小时", "6 小时"]
                        : ["2 min", "6 min", "11 min", "26 min", "1 h 40 min", "2 h", "3 h", "5 h", "6 h"];
        for (let i = 0; i < 36; ++i) {
            const k = i % 9;
            append({ id: "E" + i, type: ids[k], typeName: types[k], title: types[k], state: states[k], stateName: stateNames[k],
                     severity: severities[k], shape: severities[k], address: where[k], ageText: ages[k], overdue: k === 4 });
        }
    }
}
