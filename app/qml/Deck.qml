import QtQuick

/// Panels that take turns in one place. A page stays while somebody looks at it closely, for good once it is pinned, and
/// gives way to one that is called for.
QtObject {
    id: deck

    /// Names with "|" between them: a list would be another one each time that the wall is laid out, though it says the same.
    property string names
    readonly property var pages: names === "" ? [] : names.split("|")
    /// The page that what happens calls for, and why ("weather:W1"): it is shown at once and stays for a while, like one that
    /// somebody has chosen; "": none.
    property string wanted
    property bool pinned: false
    /// The pointer or the keys are on it.
    property bool held: false
    property bool chosen: false
    property string page
    readonly property string shown: pages.includes(page) ? page : pages[0] ?? ""
    readonly property Timer patience: Timer {
        interval: 90000
        onTriggered: deck.chosen = false
    }

    // Not while the wall is being laid out.
    onWantedChanged: soon.restart()
    onPagesChanged: soon.restart()
    readonly property Timer soon: Timer {
        interval: 0
        onTriggered: deck.call()
    }
    function call(): void {
        const name = wanted.split(":")[0];
        if (wanted !== answered && !pinned && pages.includes(name)) {
            answered = wanted;
            show(name);
        }
    }
    property string answered

    function show(name: string): void {
        if (!pages.includes(name))
            return;
        page = name;
        chosen = true;
        patience.restart();
    }
    function turn(by: int): void { show(pages[(pages.indexOf(shown) + by + pages.length) % pages.length] ?? "") }
    /// The wall's own beat: on to the next page, where nothing speaks against it.
    function beat(): void {
        if (pages.length > 1 && !pinned && !held && !chosen)
            page = pages[(pages.indexOf(shown) + 1) % pages.length];
    }
}
