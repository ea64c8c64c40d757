pragma Singleton
import QtQuick

ListModel {
    Component.onCompleted: {
        const zh = Session.language === "zh_CN";
        append({ name: "MQTT", state: "connected", stateText: zh ? "已连接" : "connected", visual: "normal", perMinute: 1204, detail: zh ? "已收 86,412 条" : "86,412 received" });
        append({ name: zh ? "事件回放" : "Replay", state: "connected", stateText: zh ? "已连接" : "connected", visual: "normal", perMinute: 12, detail: zh ? "已收 107 条" : "107 received" });
        append({ name: zh ? "水务" : "Water", state: "silent", stateText: zh ? "自 14:02 无数据" : "silent since 14:02", visual: "stale", perMinute: 0, detail: zh ? "已收 2,210 条 · 3 条无法读取" : "2,210 received · 3 could not be read" });
    }
}
