pragma Singleton
import QtQuick

QtObject {
    readonly property bool zh: Session.language === "zh_CN"
    property var stateCounts: [
        { id: "reported", label: zh ? "待受理" : "Reported", count: 9 }, { id: "dispatched", label: zh ? "分拨" : "Sent", count: 14 },
        { id: "handling", label: zh ? "处置" : "In hand", count: 23 }, { id: "verifying", label: zh ? "核查" : "Check", count: 7 },
        { id: "closed", label: zh ? "办结" : "Closed", count: 61 }
    ]
    property var domainCounts: [
        { id: "public-safety", label: zh ? "公共安全" : "Public safety", count: 31 }, { id: "emergency", label: zh ? "应急管理" : "Emergency", count: 9 },
        { id: "urban-management", label: zh ? "城市管理" : "Urban management", count: 37 }, { id: "disputes", label: zh ? "矛盾纠纷" : "Disputes", count: 14 },
        { id: "livelihood", label: zh ? "民生服务" : "Livelihood", count: 17 }, { id: "environment", label: zh ? "生态环境" : "Environment", count: 6 }
    ]
    /// Cumulative counts by hour of the day.
    property var hourly: [1, 2, 3, 4, 7, 11, 17, 25, 34, 46, 54, 61, 68, 78, 93, 108, 114]
    property var usual: [1, 2, 3, 5, 7, 10, 15, 22, 31, 41, 50, 56, 61, 69, 78, 87, 94, 99, 103, 106, 109, 111, 112, 113]
    property var attention: [
        { kind: "event", id: "E0", title: zh ? "烟感 · 12 栋 7 层 703" : "Smoke · Building 12, 703", detail: zh ? "室内有人 · 15:54:02" : "people inside · 15:54:02", severity: "critical", state: "reported", ageText: "2:18", overdue: false },
        { kind: "event", id: "E1", title: zh ? "剩余电流 412 mA · 老围 3 巷" : "Residual current 412 mA · Laowei Lane 3", detail: zh ? "门限 300 mA 持续 10 秒" : "limit 300 mA for 10 s", severity: "major", state: "reported", ageText: "6:40", overdue: false },
        { kind: "event", id: "E2", title: zh ? "水位 2.31 m · 沿河路 2 号" : "Water level 2.31 m · 2 Riverside Road", detail: zh ? "上升 8 cm / 10 分" : "up 8 cm in 10 min", severity: "minor", state: "reported", ageText: "11:05", overdue: false }
    ]
    property var inHand: [
        { kind: "event", id: "E3", title: zh ? "积水内涝 · 下沉通道" : "Flooding · underpass", detail: zh ? "网格 07 · 应急队已到场" : "Grid 07 · team on site", severity: "minor", state: "handling", ageText: zh ? "18 分" : "18 min", overdue: false },
        { kind: "event", id: "E4", title: zh ? "电动车入户 · 5 栋大堂" : "E-bike indoors · Building 5", detail: zh ? "网格 22 · 已派单" : "Grid 22 · dispatched", severity: "minor", state: "dispatched", ageText: zh ? "26 分" : "26 min", overdue: false },
        { kind: "event", id: "E5", title: zh ? "物业纠纷 · 翠苑花园" : "Property dispute · Cuiyuan Garden", detail: zh ? "B 级 · 超时 40 分" : "class B · 40 min over", severity: "major", state: "handling", ageText: zh ? "超时" : "overdue", overdue: true }
    ]
    property int overdue: 2
    property int yesterday: 6
    property var devices: [
        { kind: "smoke", label: zh ? "烟感" : "Smoke", total: 1447, online: 1429, stale: 8, offline: 10, fault: 0 },
        { kind: "electrical", label: zh ? "电气" : "Electrical", total: 1360, online: 1322, stale: 31, offline: 7, fault: 0 },
        { kind: "tilt", label: zh ? "倾斜" : "Tilt", total: 60, online: 59, stale: 1, offline: 0, fault: 0 },
        { kind: "camera", label: zh ? "摄像头" : "Camera", total: 300, online: 296, stale: 1, offline: 2, fault: 1 },
        { kind: "water-level", label: zh ? "水位" : "Water level", total: 12, online: 12, stale: 0, offline: 0, fault: 0 },
        { kind: "rain", label: zh ? "雨量" : "Rain", total: 4, online: 4, stale: 0, offline: 0, fault: 0 }
    ]
    property var alerts: [{ title: zh ? "暴雨黄色预警 · 剩余 2 小时 10 分" : "Rainstorm, yellow · 2 h 10 min left", severity: "minor", id: "E9" }]
}
