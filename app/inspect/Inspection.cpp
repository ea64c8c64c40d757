#include "inspect/Inspection.h"

#include "inspect/Clearances.h"
#include "inspect/CompareTool.h"
#include "inspect/ElementTreeModel.h"
#include "inspect/Exporter.h"
#include "inspect/InspectionViews.h"
#include "inspect/Inspector.h"
#include "inspect/Measure.h"
#include "inspect/SectionTool.h"

#include <QtQml>

namespace app
{

Inspection::Inspection(Twin &twin, Selection &selection, Inside &inside, Settings *settings, QObject *parent)
    : QObject(parent), measure(new Measure(twin, inside, this)), section(new SectionTool(twin, inside, this)),
      tree(new ElementTreeModel(twin, inside, this)), inspector(new Inspector(twin, selection, inside, this)),
      compare(new CompareTool(twin, inside, this)),
      views(new InspectionViews(twin, selection, inside, *measure, settings, this)),
      exporter(new Exporter(twin, selection, inside, this))
{
    Clearances::use(Clearances::read(settings ? settings->folder() : QString()));
    connect(measure, &Measure::notice, this, &Inspection::notice);
    connect(inspector, &Inspector::notice, this, &Inspection::notice);
    connect(compare, &CompareTool::notice, this, &Inspection::notice);
    connect(views, &InspectionViews::notice, this, &Inspection::notice);
    connect(exporter, &Exporter::notice, this, &Inspection::notice);
}

void Inspection::setTab(const QString &tab)
{
    if (tab == m_tab)
        return;
    if (m_tab == QLatin1String("measure"))
        measure->setMode({}); // the pointer selects again
    m_tab = tab;
    if (!tab.isEmpty())
        m_last = tab;
    Q_EMIT tabChanged();
}

void Inspection::toggle()
{
    setTab(m_tab.isEmpty() ? m_last : QString());
}

void Inspection::toggleMeasuring()
{
    const bool measuring = !measure->mode().isEmpty();
    if (!measuring)
        setTab(QStringLiteral("measure"));
    measure->setMode(measuring ? QString() : QStringLiteral("length"));
}

void Inspection::setProject(const QString &project)
{
    views->setProject(project);
}

void Inspection::attachView(scene::CityView *view)
{
    measure->attachView(view);
}

void Inspection::setLook(bool dark, bool animated)
{
    compare->setDark(dark);
    views->setAnimated(animated);
}

void Inspection::registerTypes(const char *uri)
{
    qmlRegisterSingletonInstance(uri, 1, 0, "Inspection", this);
    qmlRegisterSingletonInstance(uri, 1, 0, "Measure", measure);
    qmlRegisterSingletonInstance(uri, 1, 0, "SectionTool", section);
    qmlRegisterSingletonInstance(uri, 1, 0, "ElementTree", tree);
    qmlRegisterSingletonInstance(uri, 1, 0, "Inspector", inspector);
    qmlRegisterSingletonInstance(uri, 1, 0, "Compare", compare);
    qmlRegisterSingletonInstance(uri, 1, 0, "InspectionViews", views);
    qmlRegisterSingletonInstance(uri, 1, 0, "Exporter", exporter);
}

}
