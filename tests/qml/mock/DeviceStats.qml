pragma Singleton
import QtQuick

QtObject {
    readonly property bool zh: Session.language === "zh_CN"
    readonly property var kinds: {
        const names = zh ? ["烟感", "电气火灾监测", "倾斜", "水位", "雨量", "摄像头"] : ["Smoke detector", "Electrical fire monitor", "Tilt sensor", "Water level gauge", "Rain gauge", "Camera"];
        const counts = [1447, 1360, 60, 12, 4, 300];
        const shares = [0.983, 0.985, 1, 1, 1, 0.74];
        return names.map((label, i) => ({ id: ["smoke", "electrical", "tilt", "water-level", "rain", "camera"][i], label: label, count: counts[i], share: shares[i], online: Math.round(counts[i] * shares[i]) }));
    }
    property int count: 3183
    property int online: 3060
    property int stale: 41
    property int offline: 19
    property int fault: 4
}
