#pragma once

#include "show/BriefingExporter.h"
#include "show/Presenter.h"
#include "show/StoryboardEditor.h"

namespace app
{

/// Briefings as the program has them: storyboards, who shows and who writes them. Main thread.
class Briefing
{
public:
    explicit Briefing(Session &session);

    StoryboardEditor &storyboard() { return m_storyboard; }
    Presenter &presenter() { return m_presenter; }
    BriefingExporter &exporter() { return m_exporter; }
    /// As singletons of a QML module: Storyboard, Presenter, BriefingExporter.
    void registerTypes(const char *uri);

private:
    StoryboardEditor m_storyboard;
    Presenter m_presenter;
    BriefingExporter m_exporter;
};

}
