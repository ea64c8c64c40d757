import QtQuick
import QtCharts

/// A bare plot of Qt Charts: no axes, no frame, no legend, nothing that moves. Words stand beside it, as text of the scene.
ChartView {
    antialiasing: true
    animationOptions: ChartView.NoAnimation
    backgroundColor: "transparent"
    backgroundRoundness: 0
    dropShadowEnabled: false
    legend.visible: false
    margins.left: 0
    margins.right: 0
    margins.top: 0
    margins.bottom: 0
    // The chart around it takes what the pointer does.
    enabled: false
    Accessible.ignored: true
}
