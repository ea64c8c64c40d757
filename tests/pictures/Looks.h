#pragma once

#include <QSize>
#include <QString>

#include <vector>

/// How the window is to be looked at.
struct Look {
    QString layout, theme, language;
    QSize size;
    /// "wall-3840x1080-plan-en"
    QString name() const;
};

/// Every layout at every size that it is made for, in both themes and languages.
std::vector<Look> allLooks();
/// Each layout and size once, themes and languages taking turns.
std::vector<Look> fewLooks();
