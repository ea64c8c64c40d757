#include "show/Briefing.h"

#include <QtQml>

namespace app
{

Briefing::Briefing(Session &session)
    : m_storyboard(session), m_presenter(session, m_storyboard), m_exporter(session, m_storyboard, m_presenter)
{
}

void Briefing::registerTypes(const char *uri)
{
    qmlRegisterSingletonInstance(uri, 1, 0, "Storyboard", &m_storyboard);
    qmlRegisterSingletonInstance(uri, 1, 0, "Presenter", &m_presenter);
    qmlRegisterSingletonInstance(uri, 1, 0, "BriefingExporter", &m_exporter);
}

}
