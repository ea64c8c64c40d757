import QtQuick

/// What is seen only now and then: made when it is first wanted, and kept from then on unless told otherwise. As large as
/// that is, but for the sides that it is given. (A Loader of Qt 6.4 makes nothing of a file whose components are bound.)
Item {
    id: later

    default property Component what
    property bool wanted: false
    property bool kept: true
    property bool fillWidth: false
    property bool fillHeight: false
    property Item item: null

    function make(): void {
        if (!wanted && !kept && item) {
            item.destroy();
            item = null;
        }
        if (!wanted || item || !what)
            return;
        item = what.createObject(later) as Item;
        if (item && fillWidth)
            item.width = Qt.binding(() => later.width);
        if (item && fillHeight)
            item.height = Qt.binding(() => later.height);
    }

    visible: wanted
    implicitWidth: item ? fillWidth ? item.implicitWidth : item.width : 0
    implicitHeight: item ? fillHeight ? item.implicitHeight : item.height : 0
    onWantedChanged: make()
    Component.onCompleted: make()
}
