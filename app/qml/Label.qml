import QtQuick
import Yunjie

/// Text of the interface; what comes from data is never taken for markup.
Text {
    property bool strong: false
    property bool quiet: false

    color: quiet ? Theme.textQuiet : Theme.text
    font.family: Theme.family
    font.pixelSize: quiet ? Theme.secondary : Theme.body
    font.weight: strong ? Font.DemiBold : Font.Normal
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
}
