import QtQuick

Rectangle {
    property string camera
    property bool live
    property bool cover
    readonly property string name: camera === "" ? "" : "摄像头 · 云溪河绿道"
    readonly property string place: "云溪河绿道"
    readonly property bool hasPicture: camera !== "" && !troubled
    readonly property bool playing: live && hasPicture
    readonly property bool recording: true
    readonly property bool troubled: camera === "V0003"
    readonly property string reason: troubled ? "摄像头离线" : ""
    readonly property string words: troubled ? reason : "录像"
    readonly property double aspect: 16 / 9
    property int tries: 0
    function tryAgain(): void { tries++ }
    color: "#35506b"
}
