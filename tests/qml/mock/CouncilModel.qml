pragma Singleton
import QtQuick

PagedMock {
    function hold(meeting) { calls = calls.concat(["hold " + JSON.stringify(meeting)]) }
    function amend(id, meeting) { calls = calls.concat(["amend " + id + " " + JSON.stringify(meeting)]) }
    function solve(id, issue, solved) { calls = calls.concat(["solve " + id + " " + issue + " " + solved]) }
    dynamicRoles: true
    Component.onCompleted: append({ id: "C1", placeName: zh ? "街区 3" : "Block 3", heldText: "2026-11-20", title: zh ? "停车与充电" : "Parking and charging", raised: 2, solved: 1,
        issues: [{ text: zh ? "充电桩不足" : "Too few charging points", solved: false, solvedText: "" }, { text: zh ? "夜间占道" : "Roads blocked at night", solved: true, solvedText: "2026-11-21" }] })
}
