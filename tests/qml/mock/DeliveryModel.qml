pragma Singleton
import QtQuick

PagedMock {
    Component.onCompleted: {
        append({ id: "1", target: "duty", text: zh ? "烟雾报警 · 上围村 2 号" : "Smoke alarm · 2 Shangwei Village", place: "", severity: "critical", state: "delivered", stateName: zh ? "已送达" : "delivered", visual: "normal", status: 200, attempts: 1, reason: "", when: "15:50" });
        append({ id: "2", target: "duty", text: zh ? "剩余电流过大" : "Residual current too high", place: "", severity: "major", state: "trying", stateName: zh ? "重试中" : "trying", visual: "minor", status: 0, attempts: 3, reason: zh ? "连接被拒绝" : "connection refused", when: "15:49" });
    }
}
