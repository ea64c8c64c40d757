import QtQuick
import QtQuick.Layouts
import Yunjie

/// A few quiet words on what to do next.
Label {
    visible: text !== ""
    quiet: true
    wrapMode: Text.Wrap
    lineHeight: 1.2
    Layout.fillWidth: true
}
