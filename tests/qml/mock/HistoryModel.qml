pragma Singleton
import QtQuick

PagedMock {
    property var chosen: ({ id: "E3", title: zh ? "电动车入户" : "E-bike indoors", rows: [{ label: zh ? "编码" : "Code", value: "YJ-20261122-0412", unit: "", state: "" }], steps: [] })
    function choose(id) { calls = calls.concat(["choose " + id]) }
    Component.onCompleted: {
        for (let i = 0; i < 30; ++i)
            append({ id: "E" + i, title: zh ? "电动车入户" : "E-bike indoors", visual: i % 3 ? "normal" : "in-hand", shape: i % 3 ? "dot" : "circle", klass: "B", stateName: zh ? "已办结" : "closed", address: zh ? "5 栋大堂" : "Building 5, lobby", reportedText: "2026-11-" + (22 - i % 20), overdue: i === 2, known: i < 4 });
    }
}
