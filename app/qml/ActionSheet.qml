import QtQuick
import QtQuick.Layouts
import Yunjie

/// Asks for what an action needs: Enter does it, Esc leaves it. Stands at the edge and shades nothing, so that what is
/// worked on stays in sight.
Sheet {
    id: sheet

    readonly property var parts: ({ assignee: assignee, reason: words, result: words, text: words, url: url, event: event, until: until, satisfaction: words })

    title: Work.label
    preferredWidth: Math.max(Theme.sideWidth, Theme.px(Theme.wall ? 460 : 360))
    x: Theme.wall ? Theme.gap * 4 : Theme.gap
    y: Theme.wall ? Theme.px(92) : Theme.touch + Theme.gap * 3
    padding: Theme.gap * 2
    dim: false
    onOpened: part.item?.begin()

    Label {
        text: Work.targets.length === 1 ? qsTr("%1 · %2", "what, where").arg(Card.title).arg(Card.subtitle) : Work.targetKind === "event" ? qsTr("%1 events").arg(Work.targets.length) : qsTr("%1 alarms").arg(Work.targets.length)
        quiet: true
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    Loader {
        id: part
        sourceComponent: sheet.parts[Work.needs] ?? words
        Layout.fillWidth: true
    }
    Component { id: assignee; ActionAssignee { onGiven: given => Work.finish(given) } }
    Component { id: words; ActionWords { onGiven: given => Work.finish(given) } }
    Component { id: url; ActionUrl { onGiven: given => Work.finish(given) } }
    Component { id: event; ActionMerge { onGiven: given => Work.finish(given) } }
    Component { id: until; ActionShelve { onGiven: given => Work.finish(given) } }
}
