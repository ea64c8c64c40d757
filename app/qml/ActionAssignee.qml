import QtQuick
import QtQuick.Layouts
import Yunjie

/// Whom it goes to: those in charge and near first, with why, how far, and what they have in hand. Enter takes the one
/// that is marked, the best at first.
ColumnLayout {
    id: part

    signal given(var given)
    readonly property var teams: Work.targets.length > 0 ? Operations.teamsFor(Work.targets[0]) : []

    function begin(): void { list.begin() }
    function finish(): void { list.take() }
    function why(team: var): string {
        const said = [];
        if (team.inCharge)
            said.push(qsTr("in charge here"));
        if (team.distance !== undefined && team.distance !== null)
            said.push(team.distance < 1000 ? qsTr("%1 m away").arg(Math.round(team.distance)) : qsTr("%1 km away").arg((team.distance / 1000).toFixed(1)));
        said.push(team.busy > 0 ? qsTr("%1 in hand").arg(team.busy) : qsTr("free"));
        return [team.kind].concat(said).join(" · ");
    }

    spacing: Theme.gap

    Label {
        visible: Work.targets.length > 1
        text: qsTr("All of them go to the same team. In charge and distance are those of the first.")
        quiet: true
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    ChoiceList {
        id: list
        placeholder: qsTr("Team or grid member")
        emptyText: part.teams.length === 0 ? qsTr("The district names no teams (teams.json).") : qsTr("No team matches.")
        all: part.teams.map(team => ({ id: team.id, title: team.name, detail: part.why(team), note: team.suggested && Work.targets.length === 1 ? qsTr("suggested") : "", state: team.busy > 0 ? "in-hand" : "normal" }))
        Layout.fillWidth: true
        onTaken: item => part.given({ assignee: item.id })
    }
    ActionFoot {
        ready: list.current !== null
        missing: qsTr("Choose who is to handle it.")
        onDone: part.finish()
    }
}
