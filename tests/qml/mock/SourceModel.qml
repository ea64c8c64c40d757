pragma Singleton
import QtQuick

ListModel {
    readonly property int ok: 15
    readonly property int stale: 1
    readonly property int failing: 1
    readonly property int unknown: 0
    Component.onCompleted: {
        const zh = Session.language === "zh_CN";
        const names = zh ? ["政务服务热线", "三防水情监测系统", "基础地理信息平台", "综合网格管理系统", "建筑物统一编码库", "住房与小区信息系统", "实景三维与 BIM 平台", "室内测绘数据库", "公共服务设施库", "园林绿化管理系统", "智慧烟感平台", "电气火灾监测平台", "房屋安全监测系统", "气象预警发布系统", "视频监控与识别平台", "扫码上报平台", "市级统一分拨平台"]
                         : ["Government hotline", "Flood control", "Base map", "Grid management", "Building register", "Housing and quarters", "3D models and BIM", "Indoor survey", "Public services", "Parks and trees", "Smart smoke detection", "Electrical fire monitoring", "Building safety monitoring", "Weather warnings", "Video and recognition", "Scan to report", "City dispatch"];
        for (let i = 0; i < names.length; ++i) {
            const state = i === 0 ? "failing" : i === 1 ? "stale" : "ok";
            append({ sourceId: "s" + i, name: names[i], owner: zh ? "街道办事处" : "Sub-district office", parts: zh ? "道路 · 水系" : "Roads · Water",
                state: state, stateText: zh ? (["故障", "超时"][i] ?? "正常") : (["failing", "late"][i] ?? "in order"), visual: ["major", "minor"][i] ?? "normal",
                fresh: i % 3 === 2 ? (zh ? "静态数据" : "read once") : (zh ? "3 分钟前" : "3 min ago"), rowsText: zh ? "1,447 台设备，在线 97.2 %" : "1,447 devices, 97.2 % online",
                warnings: i === 0 ? 3 : 0, error: i === 0 ? (zh ? "连接被拒绝" : "connection refused") : "" });
        }
    }
}
