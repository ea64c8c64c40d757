pragma Singleton
import QtQuick

QtObject {
    readonly property bool zh: Session.language === "zh_CN"
    property int reported: 114
    property int inHand: 44
    property int closed: 61
    property int overdue: 2
    property int open: 53
    property real closingRate: 0.535
    property int usualDays: 28
    property var byState: [
        { id: "reported", label: zh ? "待受理" : "Reported", count: 9, state: "major" }, { id: "dispatched", label: zh ? "已分拨" : "Dispatched", count: 14, state: "in-hand" },
        { id: "handling", label: zh ? "处置中" : "Handling", count: 23, state: "in-hand" }, { id: "verifying", label: zh ? "核查中" : "Verifying", count: 7, state: "in-hand" },
        { id: "closed", label: zh ? "已办结" : "Closed", count: 61, state: "normal" }
    ]
    property var byDomain: [
        { id: "public-safety", label: zh ? "公共安全" : "Public safety", count: 31, open: 12 }, { id: "emergency", label: zh ? "应急管理" : "Emergency management", count: 9, open: 4 },
        { id: "urban-management", label: zh ? "城市管理" : "Urban management", count: 37, open: 15 }, { id: "disputes", label: zh ? "矛盾纠纷" : "Disputes", count: 14, open: 9 },
        { id: "livelihood", label: zh ? "民生服务" : "Livelihood", count: 17, open: 9 }, { id: "environment", label: zh ? "生态环境" : "Environment", count: 6, open: 4 }
    ]
    property int currentHour: 15
    property var hourly: [1, 1, 1, 1, 3, 4, 6, 8, 9, 12, 8, 7, 7, 10, 15, 21]
    property var usual: [1, 1, 1, 2, 2, 3, 5, 7, 9, 10, 9, 6, 5, 8, 9, 9, 7, 5, 4, 3, 3, 2, 1, 1]
}
