import QtQuick

/// A row of IndicatorModel, so that pages can be made of rows.
QtObject {
    required property var model
}
