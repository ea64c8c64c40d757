import QtQuick
import QtQuick.Layouts
import Yunjie

/// The layers where no dock has them.
Sheet {
    title: qsTr("Layers")
    preferredWidth: Theme.px(Theme.wall ? 720 : 460)
    preferredHeight: Theme.viewHeight * 0.75

    LayersPanel {
        Layout.fillWidth: true
        Layout.fillHeight: true
    }
}
