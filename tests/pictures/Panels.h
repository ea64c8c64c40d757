#pragma once

#include <QQuickWindow>
#include <QStringList>

/// All that is wrong with a window as it stands, besides what tests/qml's checks name first: texts outside the window
/// or cut by what holds them, texts of a wall smaller than a sixtieth of its height, lists without room for a row.
QStringList problems(QQuickWindow *window, const QString &layout);
