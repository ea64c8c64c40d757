pragma Singleton
import QtQuick

QtObject {
    readonly property bool zh: Session.language === "zh_CN"
    property var steps: {
        const ids = ["reported", "accepted", "dispatched", "handling", "verifying", "closed-today"];
        const labels = zh ? ["待受理", "已受理", "已分拨", "处置中", "核查中", "今日办结"] : ["New", "Accepted", "Dispatched", "Handling", "Verifying", "Done today"];
        const counts = [9, 4, 14, 23, 7, 61];
        const ages = zh ? ["26 分", "48 分", "2 小时", "20 小时", "3 小时", ""] : ["26 min", "48 min", "2 h", "20 h", "3 h", ""];
        return ids.map((id, i) => ({ id: id, label: labels[i], count: counts[i], overdue: i === 3 ? 2 : 0, oldestText: ages[i], state: "in-hand" }));
    }
}
