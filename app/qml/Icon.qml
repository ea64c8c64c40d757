import QtQuick
import QtQuick.Controls.impl
import Yunjie

/// A line icon of resources/icons in any colour.
ColorImage {
    property string name
    property int size: Math.round(Theme.control * 1.4)

    source: name === "" ? "" : "qrc:/icons/" + name + ".svg"
    sourceSize.width: size
    sourceSize.height: size
    width: size
    height: size
    color: Theme.text
}
