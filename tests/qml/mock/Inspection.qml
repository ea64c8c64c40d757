pragma Singleton
import QtQuick

QtObject {
    property string tab: ""
    property string last: "measure"
    onTabChanged: {
        if (tab !== "")
            last = tab;
    }
    function toggle() { tab = tab === "" ? last : "" }
    function toggleMeasuring() {
        tab = "measure";
        Measure.mode = Measure.mode === "" ? "length" : "";
    }
}
