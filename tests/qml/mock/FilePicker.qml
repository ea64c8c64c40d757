import QtQuick

QtObject {
    enum Mode { Open, OpenSeveral, Save, Folder }
    property string title
    property int mode: FilePicker.Open
    property list<string> filters
    property string suffix
    property url suggestion
    property url chosen
    property list<url> allChosen
    signal accepted
    signal rejected
    function open(): void { }
}
