import QtQuick

/// Where the work in a list stands: at an id, wherever that has gone. What is worked moves to another row or leaves the list;
/// then its neighbours of before come next, not those of where it went.
QtObject {
    id: place

    /// Has rowOf(id) and idAt(row).
    required property var source
    property string id
    property int row: -1
    property string before
    property string after

    function keep(row: int): void {
        place.row = row;
        place.id = source.idAt(row);
        place.before = source.idAt(row - 1);
        place.after = source.idAt(row + 1);
    }
    /// Something else is worked on that the list does not show.
    function leave(): void { place.id = "" }
    /// The row `rows` (1 or -1) on, of `count`.
    function next(rows: int, count: int): int {
        const at = id === "" ? -1 : source.rowOf(id);
        const neighbour = rows > 0 ? after : before;
        const near = neighbour === "" ? -1 : source.rowOf(neighbour);
        let to = 0;
        // A neighbour that has gone far was worked itself, with others that were marked.
        const far = 5;
        if (at >= 0 && (at === row || (near - at) * rows === 1))
            to = at + rows;
        else if (near >= 0 && Math.abs(near - row) <= far)
            to = near;
        else if (row >= 0)
            to = rows > 0 ? row : row - 1;
        return Math.max(0, Math.min(count - 1, to));
    }
}
