pragma Singleton
import QtQuick

ListModel {
    property int most: 8
    property int total: 360
    property int offline: 5
    property string around: "视野内"
    function idAt(row: int): string { return row >= 0 && row < count ? get(row).id : "" }
    function indexOf(camera: string): int {
        for (let row = 0; row < count; ++row) {
            if (get(row).id === camera)
                return row;
        }
        return -1;
    }
    function hasStream(camera: string): bool { return camera.startsWith("V") }

    // The key "id" is none for a ListElement.
    Component.onCompleted: [
        { id: "V0001", name: "摄像头 · 云溪河绿道", place: "云溪河绿道", distance: 42, distanceText: "42 m", visual: "normal", statusName: "在线", streams: true },
        { id: "V0002", name: "摄像头 · 海晏大道与东街路口", place: "海晏大道与东街路口", distance: 120, distanceText: "120 m", visual: "normal", statusName: "在线", streams: true },
        { id: "V0003", name: "摄像头 · 出入口", place: "出入口", distance: 180, distanceText: "180 m", visual: "offline", statusName: "离线", streams: true },
        { id: "V0004", name: "摄像头 · 东街", place: "东街", distance: 1250, distanceText: "1.3 km", visual: "normal", statusName: "在线", streams: true },
    ].forEach(camera => append(camera))
}
