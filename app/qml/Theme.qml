pragma Singleton
import QtQuick
import Yunjie

/// Colours, type and measures of both themes. Sizes of the wall and the briefing are parts of the screen's height, those
/// of the desk are pixels; all are whole pixels.
QtObject {
    id: theme

    property real viewWidth: 1920
    property real viewHeight: 1080
    /// The layout whose sizes hold. While layouts change it is nobody's for a moment (see Main): what is about to go would
    /// be laid out once more.
    property string room: Session.layout

    readonly property bool dark: Session.theme !== "plan"
    readonly property bool chinese: Session.language === "zh_CN"
    readonly property bool wall: room !== "desk"
    /// A wall of two screens side by side or more: the middle is a seam.
    readonly property bool wide: viewWidth / viewHeight > 2.6
    readonly property real deskScale: Session.screenScale > 0 ? Session.screenScale : viewHeight >= 2000 ? 1.5 : viewHeight >= 1400 ? 1.25 : 1
    readonly property real scale: (wall ? viewHeight / 1080 : deskScale) * Session.textScale

    /// n units of the design (pixels at 1920x1080) as whole pixels.
    function px(n: real): int { return Math.max(1, Math.round(n * theme.scale)) }

    readonly property int gap: px(8)
    readonly property int hair: Math.max(1, Math.round(theme.scale * 0.75))
    readonly property int radius: px(8)
    readonly property int touch: wall ? Math.max(40, px(44)) : px(32)
    /// No panel is wider than this.
    readonly property int sideWidth: Math.floor(viewWidth * 0.24)

    readonly property string family: "Noto Sans CJK SC"
    readonly property int body: px(wall ? 24 : 14)
    readonly property int secondary: px(wall ? 18 : 13)
    readonly property int titleSize: px(wall ? 24 : 15)
    readonly property int headline: px(wall ? 34 : 18)
    readonly property int figure: px(wall ? 36 : 20)
    readonly property int control: px(wall ? 20 : 13)

    readonly property int quick: Session.reducedMotion ? 0 : 220

    readonly property color ground: dark ? "#0B1220" : "#EEF1F4"
    readonly property color panelSolid: dark ? "#0E1828" : "#FFFFFF"
    readonly property color panel: alpha(panelSolid, dark ? 0.84 : 0.92)
    readonly property color sheet: alpha(panelSolid, 0.97)
    readonly property color text: dark ? "#E6EEF8" : "#1C2733"
    readonly property color textQuiet: dark ? "#9DB1C9" : "#56657A"
    readonly property color accent: dark ? "#4CC2FF" : "#0A62BA"
    readonly property color accentInk: dark ? "#06121F" : "#FFFFFF"
    readonly property color line: alpha(accent, 0.18)
    readonly property color divider: alpha(text, 0.1)
    readonly property color raised: alpha(dark ? "#7FA8E0" : "#0B3A6B", dark ? 0.06 : 0.04)
    readonly property color hover: alpha(dark ? "#9CC4F0" : "#0B3A6B", dark ? 0.08 : 0.06)
    readonly property color pressed: alpha(dark ? "#9CC4F0" : "#0B3A6B", dark ? 0.16 : 0.12)
    readonly property color chosen: alpha(accent, dark ? 0.12 : 0.1)
    readonly property color track: alpha(text, dark ? 0.14 : 0.16)
    readonly property color shade: alpha(ground, 0.6)

    readonly property var stateColours: dark ? ({
        "critical": "#FF7B7F", "major": "#FF9F1C", "minor": "#FFD166", "in-hand": "#4CC2FF",
        "normal": "#3DDC97", "stale": "#A3AFBE", "offline": "#97A3B5", "fault": "#BD99FF"
    }) : ({
        "critical": "#C41C32", "major": "#AE4609", "minor": "#5C4300", "in-hand": "#0A62BA",
        "normal": "#0A6F44", "stale": "#566272", "offline": "#566272", "fault": "#6D3FC4"
    })
    readonly property var stateShapes: ({
        "critical": "octagon", "major": "triangle", "minor": "diamond", "in-hand": "circle",
        "normal": "dot", "stale": "dashed", "offline": "stroke", "fault": "square"
    })

    function alpha(colour: color, opacity: real): color { return Qt.alpha(colour, opacity) }
    /// The colour of a state ("critical" ... "fault"); plain text for everything else.
    function stateColour(state: string): color { return theme.stateColours[state] ?? theme.text }
    function stateShape(state: string): string { return theme.stateShapes[state] ?? "dot" }
    /// A count with its thousands apart.
    function number(value: real): string { return Number(value).toLocaleString(Qt.locale("en_US"), "f", 0) }
}
