import QtQuick
import QtQuick.Layouts
import Yunjie

/// The layers where no dock has them.
Sheet {
    title: qsTr("Layers")
    beside: true
    preferredWidth: Math.min(Theme.px(Theme.wall ? 560 : 400), Math.round(Theme.viewWidth * 0.34))
    preferredHeight: Theme.viewHeight * 0.75

    LayersPanel {
        Layout.fillWidth: true
        Layout.fillHeight: true
    }
}
