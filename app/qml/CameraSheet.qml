import QtQuick
import QtQuick.Layouts
import Yunjie

/// One camera as large as the screen has room for; the keys left and right go to the others that are near.
Sheet {
    id: sheet

    function go(step: int): void {
        const at = CameraModel.indexOf(Shell.camera);
        const next = CameraModel.idAt(at < 0 ? 0 : (at + step + CameraModel.count) % CameraModel.count);
        if (next === "")
            return;
        Shell.camera = next;
        Selection.select("thing", next);
    }

    title: view.name
    preferredWidth: Math.round(Math.min(Theme.viewWidth * (Theme.wide ? 0.46 : 0.8), (Theme.viewHeight - 4 * Theme.gap - 2 * padding - 3 * Theme.touch) * 16 / 9 + 2 * padding))

    CameraView {
        id: view
        camera: Shell.camera
        captioned: false
        enlargeable: false
        focus: true
        Layout.fillWidth: true
        Layout.preferredHeight: Math.round(width * 9 / 16)
        Keys.onLeftPressed: sheet.go(-1)
        Keys.onRightPressed: sheet.go(1)
    }
    RowLayout {
        spacing: Theme.gap
        Layout.fillWidth: true

        PushButton {
            flat: true
            glyph: "previous"
            hint: qsTr("The camera before (←)")
            onClicked: sheet.go(-1)
        }
        PushButton {
            flat: true
            glyph: "next"
            hint: qsTr("The next camera (→)")
            onClicked: sheet.go(1)
        }
        Label {
            text: view.words
            quiet: true
            elide: Text.ElideRight
            Layout.fillWidth: true
        }
        PushButton {
            glyph: "fly"
            text: qsTr("Show on the map")
            onClicked: {
                const camera = Shell.camera;
                sheet.close();
                Selection.flyTo("thing", camera);
            }
        }
    }
}
