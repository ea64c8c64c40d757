pragma Singleton
import QtQuick

QtObject {
    property var parts: ({})
    function of(part) { return parts[part] ?? {} }
    function keep(part, state) {
        const all = Object.assign({}, parts);
        all[part] = state;
        parts = all;
    }
}
