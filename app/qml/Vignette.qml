import QtQuick
import Yunjie

/// Darkens the city towards the edges, so that text never fights with buildings.
Item {
    id: vignette

    property real above: Theme.px(150)
    property real below: Theme.px(140)
    property real side: 0

    Rectangle {
        width: parent.width
        height: vignette.above
        gradient: Gradient {
            GradientStop { position: 0; color: Theme.alpha(Theme.ground, 0.94) }
            GradientStop { position: 0.45; color: Theme.alpha(Theme.ground, 0.78) }
            GradientStop { position: 1; color: Theme.alpha(Theme.ground, 0) }
        }
    }
    Rectangle {
        width: parent.width
        height: vignette.below
        anchors.bottom: parent.bottom
        gradient: Gradient {
            GradientStop { position: 0; color: Theme.alpha(Theme.ground, 0) }
            GradientStop { position: 0.55; color: Theme.alpha(Theme.ground, 0.8) }
            GradientStop { position: 1; color: Theme.alpha(Theme.ground, 0.94) }
        }
    }
    Rectangle {
        visible: vignette.side > 0
        width: vignette.side
        height: parent.height
        gradient: Gradient {
            orientation: Gradient.Horizontal
            GradientStop { position: 0; color: Theme.alpha(Theme.ground, 0.8) }
            GradientStop { position: 1; color: Theme.alpha(Theme.ground, 0) }
        }
    }
    Rectangle {
        visible: vignette.side > 0
        width: vignette.side
        height: parent.height
        anchors.right: parent.right
        gradient: Gradient {
            orientation: Gradient.Horizontal
            GradientStop { position: 0; color: Theme.alpha(Theme.ground, 0) }
            GradientStop { position: 1; color: Theme.alpha(Theme.ground, 0.8) }
        }
    }
}
