import QtQuick
import QtQuick.Layouts
import Yunjie

/// The search where no toolbar has it.
Sheet {
    id: sheet

    title: qsTr("Search")
    preferredWidth: Theme.px(Theme.wall ? 720 : 460)
    y: Math.round(Theme.viewHeight * 0.14)
    onOpened: box.forceActiveFocus()

    SearchBox {
        id: box
        givesBack: false
        Layout.fillWidth: true
        onDone: sheet.close()
    }
}
