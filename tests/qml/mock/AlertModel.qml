pragma Singleton
import QtQuick

ListModel {
    Component.onCompleted: {
        const zh = Session.language === "zh_CN";
        append({ id: "W1", title: zh ? "暴雨黄色预警" : "Rainstorm warning, yellow", detail: zh ? "市气象台 · 全区" : "City observatory · whole district", visual: "major", shape: "triangle", left: zh ? "剩余 2 小时 10 分" : "2 h 10 min left", real: true });
        append({ id: "W2", title: zh ? "地质灾害气象风险预警" : "Landslide risk", detail: zh ? "市规划局 · 北坡" : "Planning office · north slope", visual: "minor", shape: "diamond", left: zh ? "40 分后开始" : "begins in 40 min", real: true });
    }
}
