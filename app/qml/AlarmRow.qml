import QtQuick
import Yunjie

/// An alarm, an incident's line, or the line that shelved and suppressed alarms are folded behind.
StateRow {
    id: row

    required property var model
    required property int index
    readonly property string kind: model.rowKind
    readonly property bool folds: kind !== "alarm"
    readonly property bool group: kind === "shelved" || kind === "suppressed"

    visual: model.visual
    shape: model.shape
    title: model.title
    note: folds ? (model.folded ? "▸" : "▾") : model.times > 1 ? qsTr("×%1").arg(model.times) : ""
    alert: model.presence === "yes" && model.calling ? qsTr("people inside") : ""
    detail: group ? "" : model.state === "active-unacknowledged" ? model.detail : qsTr("%1 · %2").arg(model.detail).arg(model.stateName)
    age: group ? "" : model.running
    indent: model.depth
    divided: index > 0
    marked: kind === "alarm" && Operations.marked.includes(model.id)
    selected: kind === "incident" ? Selection.kind === "incident" && Selection.id === model.id : kind === "alarm" && Selection.kind !== "incident" && CurrentAlarm.id === model.id
    onOpened: {
        if (!group)
            Selection.enter(row.model.subjectKind, row.model.subjectId);
    }
    onHoveredOver: inside => inside && !row.group ? Selection.hover(row.model.subjectKind, row.model.subjectId) : Selection.hover("", "")
}
