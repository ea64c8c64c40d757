import QtQuick
import QtCharts

/// A scale that nothing is drawn of. This name of the type is the one that the module of Qt 6.4 lists.
ValuesAxis {
    visible: false
}
