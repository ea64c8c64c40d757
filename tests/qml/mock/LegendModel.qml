pragma Singleton
import QtQuick

ListModel {
    property bool ofShown: false
    Component.onCompleted: {
        const zh = Session.language === "zh_CN";
        append({ label: zh ? "住宅" : "Residential", colour: "#7FA7D6", count: 1204 });
        append({ label: zh ? "商业" : "Commercial", colour: "#E0A458", count: 312 });
        append({ label: zh ? "办公" : "Office", colour: "#8E8FD0", count: 188 });
        append({ label: zh ? "城中村" : "Urban village", colour: "#B78D7A", count: 764 });
        append({ label: zh ? "公共" : "Public", colour: "#6FB59A", count: 96 });
    }
}
